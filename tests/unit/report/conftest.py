"""Runs to render, and what the tests of documents share."""

from decimal import Decimal

import pytest

from staffing.models.base import Normalisation
from staffing.models.run import IssueDocument, Run
from staffing.models.scenario import Scenario
from staffing.models.standards import Standard, StandardSource
from staffing.models.station import Station
from staffing.models.workload import Driver
from staffing.service import run

HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-2+3",
    "http://example.com/x",
    "{=A1}",
    "</title><script>alert(1)</script>",
    "\"quoted\" & 'it' <b>",
    'datum["x"] \\ ${y}',
    "{{ 7 * 7 }}",
)


@pytest.fixture(scope="session")
def qingxiu(scenarios):
    return run(scenarios / "qingxiu")


@pytest.fixture(scope="session")
def zhongning(scenarios):
    return run(scenarios / "zhongning")


@pytest.fixture(scope="session")
def contract178(scenarios):
    return run(scenarios / "contract178")


@pytest.fixture(scope="session")
def infeasible(scenarios):
    found = run(scenarios / "zhongning", cap=10)
    assert found.allocated is None
    assert found.conflict
    return found


@pytest.fixture(scope="session")
def hostile(qingxiu: Run) -> Run:
    """A run whose every text tries to be something else."""
    names = HOSTILE * 2
    stations = tuple(
        station.model_copy(update={"name": name})
        for station, name in zip(qingxiu.stations, names, strict=False)
    )
    drivers = {driver.name: text for driver, text in zip(qingxiu.drivers, HOSTILE, strict=False)}
    stations = tuple(
        station.model_copy(
            update={
                "contributions": {drivers[name]: part for name, part in station.contributions.items()},
                "values": {drivers[name]: value for name, value in station.values.items()},
            }
        )
        for station in stations
    )
    warning = IssueDocument(
        code="W_X", severity="warning", file="=1", where="a!<b>", message="<script>x</script>", remedy="=2"
    )
    return qingxiu.model_copy(
        update={
            "stations": stations,
            "drivers": tuple(d.model_copy(update={"name": drivers[d.name]}) for d in qingxiu.drivers),
            "name": HOSTILE[0] + HOSTILE[6],
            "note": HOSTILE[6],
            "noun": "<i>所",
            "warnings": (warning,),
        }
    )


def small(
    normalisation: Normalisation = Normalisation.SHARE, drivers: int = 3, stations: int = 4, **changes
) -> Run:
    """Return a solved scenario of a few stations; its second driver is the same everywhere."""
    ids = [f"S{number}" for number in range(1, stations + 1)]
    weights = [Decimal(1) / 4] * 4 if drivers == 4 else [Decimal(1) - Decimal("0.1") * (drivers - 1)]
    weights += [Decimal("0.1")] * (drivers - len(weights))
    listed = tuple(
        Driver(
            name=f"项目{k}",
            weight=weights[k],
            values={
                s: Decimal(5) if k == 1 else Decimal((n * 7 + k * 3) % 11 + n + 1) for n, s in enumerate(ids)
            },
        )
        for k in range(drivers)
    )
    fields = {
        "name": "小例",
        "cap": 5 * stations,
        "normalisation": normalisation,
        "drivers": listed,
        "standards": tuple(
            Standard(activity=driver.name, unit_hours=Decimal(k + 1) / 2, source=StandardSource.EXPERT)
            for k, driver in enumerate(listed)
        ),
    } | changes
    held = fields.pop("in_post", 5)
    return run(Scenario(stations=tuple(Station(id=s, name=f"所{s}", in_post=held) for s in ids), **fields))


@pytest.fixture(scope="session")
def make():
    return small
