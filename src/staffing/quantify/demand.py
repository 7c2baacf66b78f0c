"""Scenario -> Demand: drivers and task ledger blended, class by class (``docs/model.md``, section 1)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from staffing.errors import InputError, Issue
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.tasks import Measure, Tasks
from staffing.models.workload import LEDGER, ClassSplit, Demand, StationClass
from staffing.quantify.drivers import Spread, by_drivers
from staffing.quantify.hours import hour_weights
from staffing.quantify.tasks import totals


class _Ruler(NamedTuple):
    """Stations that are measured with the same weights, and their share of the headcount."""

    members: tuple[int, ...]
    """Positions of the stations."""
    weights: dict[str, Decimal]
    share: Fraction


def quantify(scenario: Scenario) -> Demand:
    """Spread the work over the stations, exactly.

    Within a class, or over all stations where there are none: ``(1 - b) x driver index + b x task share`` with the
    blend ``b``; over the classes: times the class's share of the headcount.

    Raises
    ------
    InputError
        ``E_DRIVER_ZERO``: under ``min_max`` every driver is the same everywhere, so no station has an index.
        ``E_TASKS_ZERO``: the ledger is to count, and holds no hours (or points); ``E_TASKS_ZERO.negative``:
        the points of a station sum to less than 0. Under ``hours`` what
        :func:`staffing.quantify.hours.hour_weights` refuses.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from staffing.models import scenario as s, station as t, workload as w
    >>> driver = w.Driver(name="complaints", weight=Decimal(1), values={"A": Decimal(1), "B": Decimal("3")})
    >>> stations = (t.Station(id="A", name="A"), t.Station(id="B", name="B"))
    >>> demand = quantify(s.Scenario(name="two", stations=stations, drivers=(driver,), cap=4))
    >>> [str(p) for p in demand.index]
    ['1/4', '3/4']
    """
    ids = [station.id for station in scenario.stations]
    rulers = _rulers(scenario)
    spreads = [_by_drivers(scenario, ruler, [ids[s] for s in ruler.members]) for ruler in rulers]
    tasks = scenario.tasks
    if tasks is None and not scenario.classes:
        spread = spreads[0]
        return Demand(
            normalisation=scenario.normalisation,
            index=spread.index,
            contributions=spread.parts,
            driver_index=spread.index,
        )
    blend = Fraction(0) if tasks is None else Fraction(tasks.blend)
    shares = [
        [Fraction(0)] * len(ruler.members)
        if tasks is None
        else _shares(tasks, [ids[s] for s in ruler.members], needed=bool(blend))
        for ruler in rulers
    ]
    parts = {
        driver.name: _gather(
            rulers, [spread.parts.get(driver.name) for spread in spreads], len(ids), 1 - blend
        )
        for driver in scenario.drivers
    }
    if blend:
        parts[LEDGER] = _gather(rulers, shares, len(ids), blend)
    return Demand(
        normalisation=scenario.normalisation,
        index=tuple(sum(column, Fraction(0)) for column in zip(*parts.values(), strict=True)),
        contributions=parts,
        driver_index=_gather(rulers, [spread.index for spread in spreads], len(ids)),
        task_share=None if tasks is None else _gather(rulers, shares, len(ids)),
        hours=None if tasks is None else totals(tasks, Measure.HOURS, ids),
        points=None if tasks is None else totals(tasks, Measure.POINTS, ids),
        classes={one.name: ruler.share for one, ruler in zip(scenario.classes, rulers, strict=False)},
    )


def _by_drivers(scenario: Scenario, ruler: _Ruler, members: Sequence[str]) -> Spread:
    """Spread the work of one ruler by its drivers; by hours each driver's weight is its share of the hours."""
    weights: Mapping[str, Decimal | Fraction] = ruler.weights
    if scenario.normalisation is Normalisation.HOURS:
        counted = [driver for driver in scenario.drivers if driver.name in ruler.weights]
        weights = hour_weights(scenario, counted, members)
    return by_drivers(scenario.drivers, weights, members, scenario.normalisation)


def _gather(
    rulers: Sequence[_Ruler],
    values: Sequence[Sequence[Fraction] | None],
    count: int,
    factor: Fraction | int = 1,
) -> tuple[Fraction, ...]:
    """Return the values of all classes in station order, each times its class's share and ``factor``."""
    gathered = [Fraction(0)] * count
    for ruler, own in zip(rulers, values, strict=True):
        for s, value in zip(ruler.members, own or (), strict=own is not None):
            gathered[s] = ruler.share * factor * value
    return tuple(gathered)


def _shares(tasks: Tasks, members: Sequence[str], *, needed: bool) -> Sequence[Fraction]:
    """Return each station's share of the ledger's work among the members."""
    amounts = totals(tasks, tasks.measure, members)
    whole = sum(amounts)
    # Points may be taken away; what is below nothing is no share of any work.
    below = next((s for s, amount in enumerate(amounts) if amount < 0), None)
    if below is not None and needed:
        values = {
            "name": tasks.measure.value,
            "station": members[below],
            "got": f"{float(amounts[below]):.15g}",
        }
        raise InputError([Issue("E_TASKS_ZERO.negative", values=values)])
    if below is not None or not whole:
        if needed:
            raise InputError([Issue("E_TASKS_ZERO", values={"name": tasks.measure.value})])
        return [Fraction(0)] * len(members)
    return [amount / whole for amount in amounts]


def _rulers(scenario: Scenario) -> list[_Ruler]:
    """Return the classes with their weights and shares; without classes one ruler for all."""
    everywhere = {driver.name: driver.weight for driver in scenario.drivers if driver.weight}
    if not scenario.classes:
        return [_Ruler(tuple(range(len(scenario.stations))), everywhere, Fraction(1))]
    rulers = []
    for one, share in zip(scenario.classes, class_shares(scenario), strict=True):
        members = tuple(s for s, station in enumerate(scenario.stations) if station.class_ == one.name)
        rulers.append(_Ruler(members, class_weights(scenario, one.name), share))
    return rulers


def class_weights(scenario: Scenario, name: str) -> dict[str, Decimal]:
    """Return the weights that a class goes by: its own, or where it has none those of the scenario."""
    own = {
        driver.name: driver.class_weights[name] for driver in scenario.drivers if name in driver.class_weights
    }
    return own or {driver.name: driver.weight for driver in scenario.drivers if driver.weight}


def mean_weights(scenario: Scenario, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the weight of each driver over all stations: with classes the mean of its weights by their shares."""
    if not shares:
        return {driver.name: Fraction(driver.weight) for driver in scenario.drivers}
    own = {one: class_weights(scenario, one) for one in shares}
    return {
        driver.name: sum(
            (share * Fraction(own[one].get(driver.name, 0)) for one, share in shares.items()), Fraction(0)
        )
        for driver in scenario.drivers
    }


def class_shares(scenario: Scenario) -> list[Fraction]:
    """Return the share of the headcount of each class, in their order; they sum to 1."""
    parts = [_part(scenario, one) for one in scenario.classes]
    whole = sum(parts)
    if not whole:
        raise InputError([Issue("E_TASKS_ZERO", values={"name": scenario.class_split.value})])
    return [part / whole for part in parts]


def _part(scenario: Scenario, one: StationClass) -> Fraction:
    match scenario.class_split:
        case ClassSplit.SHARE:
            return Fraction(one.share or 0)
        case ClassSplit.POSTS:
            return Fraction(one.posts or 0)
        case ClassSplit.HOURS:
            members = [station.id for station in scenario.stations if station.class_ == one.name]
            hours = totals(scenario.tasks, Measure.HOURS, members) if scenario.tasks is not None else ()
            return sum(hours, Fraction(0))
