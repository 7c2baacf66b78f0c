"""Ways out of a conflict as changes of the scenario: applied, there is a plan."""

from random import Random
from typing import Any

import pytest

from staffing import service
from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load, load_mapping
from staffing.models.plan import Status
from staffing.models.run import RelaxationDocument
from staffing.service.relaxing import apply

NAMES = tuple(f"S{number:03}" for number in range(1, 7))


def _relaxations(loaded: Loaded) -> tuple[RelaxationDocument, ...]:
    try:
        run = service.run(loaded)
    except InputError as error:
        return tuple(RelaxationDocument.model_validate(row) for row in error.relaxations)
    return run.relaxations or ()


def _generated(seed: int) -> dict[str, Any]:
    """Return six stations in two groups whose bounds are drawn so tightly that most have no plan."""
    draw = Random(seed).randint
    stations = [
        {
            "id": name,
            "name": f"所{name}",
            "minimum": (least := draw(0, 6)),
            "maximum": max(0, least + draw(-1, 4)),
            "in_post": draw(0, 5),
            "work": draw(1, 90),
        }
        for name in NAMES
    ]
    groups = [
        {"id": "G1", "members": list(NAMES[:3]), "min": draw(0, 12), "max": draw(4, 14)},
        {"id": "G2", "parent": "G1", "members": list(NAMES[3:5]), "min": 0, "max": draw(2, 9)},
    ]
    body = {"schema": 1, "name": "六所", "cap": draw(8, 26), "weights": {"work": 1}, "place": "at_most"}
    return {**body, "stations": stations, "groups": groups}


def test_generated_conflicts_are_resolved_by_every_relaxation_that_can_be_said() -> None:
    said = unsaid = 0
    for seed in range(200):
        try:
            loaded = load_mapping(_generated(seed))
        except InputError:  # a minimum above its own maximum is refused by the reader
            continue
        for relaxation in _relaxations(loaded):
            settings = service.settings_of(loaded, relaxation)
            if settings is None:
                unsaid += 1
                continue
            said += 1
            assert service.run(apply(loaded, settings)).status is Status.OPTIMAL, (seed, relaxation)
    assert said >= 20
    assert unsaid == 0


@pytest.mark.parametrize("scenario", ["qingxiu", "zhongning", "siding8", "contract178"])
def test_shipped_scenarios_whose_minima_exceed_the_headcount(scenario: str) -> None:
    loaded = load(f"scenarios/{scenario}")
    ids = [station.id for station in loaded.scenario.stations]
    least = str(loaded.scenario.cap // len(ids) + 1)
    bounds = {
        f"bounds.{name}.{side}": value for name in ids for side, value in (("min", least), ("max", "null"))
    }
    tight = loaded.changed(bounds)
    found = _relaxations(tight)
    assert found
    for relaxation in found:
        settings = service.settings_of(tight, relaxation)
        assert settings is not None
        assert service.run(apply(tight, settings)).status is Status.OPTIMAL


CAPS = (
    "[{id: shiye, name: 事业编制, kind: 事业, cap: 66}, {id: waipin, name: 外聘人员, kind: 外聘, cap: 2}, "
    "{id: xingzheng, name: 行政编制, kind: 行政, cap: 34, movable: false}, "
    "{id: gongqin, name: 工勤人员, kind: 工勤, cap: 12}]"
)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"max_stations_changed": "0"}, "max_stations_changed"),
        ({"fix": "[{station: Z01, posts: 2}]"}, "fix"),
        ({"categories": CAPS, "cap": "114"}, "categories.waipin.cap"),
        (
            {"groups": "[{id: XZ, members: [Z06, Z07], categories: {waipin: {min: 30, max: 30}}}]"},
            "groups.XZ.categories.waipin.min",
        ),
    ],
    ids=["stations", "fixed", "cap", "group"],
)
def test_programmes(change: dict[str, str], key: str) -> None:
    tight = load("scenarios/staff4").changed({**change, "years": "[]", "departures": "[]"})
    found = [service.settings_of(tight, relaxation) for relaxation in _relaxations(tight)]
    said = [settings for settings in found if settings is not None]
    assert key in {name for settings in said for name in settings}, said
    for settings in said:
        assert service.run(apply(tight, {**settings, "time_limit_s": "5"})).status is not Status.INFEASIBLE


@pytest.mark.parametrize(
    "rule", ["group_bounds[leavers waipin]", "no_rule", "station_bounds[S999].minimum", "cap["]
)
def test_what_cannot_be_said_has_no_button(rule: str) -> None:
    loaded = load("scenarios/qingxiu")
    assert service.settings_of(loaded, RelaxationDocument(text="", changes={rule: 1})) is None


def test_a_change_that_is_too_long_for_an_address_has_no_button(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load("scenarios/staff4")
    (fix,) = loaded.scenario.fix
    relaxation = RelaxationDocument(text="", changes={f"pin[{fix.station}].drop": 0})
    assert service.settings_of(loaded, relaxation) == {"fix": "[]"}
    monkeypatch.setattr("staffing.service.relaxing.LONGEST", 1)
    assert service.settings_of(loaded, relaxation) is None


@pytest.mark.parametrize(
    ("change", "settings"),
    [
        ("cap[waipin]", {"categories.waipin.cap": "9"}),
        ("category_total[waipin]", {"categories.waipin.total": "9"}),
        ("established_stay[xingzheng].drop", {"categories.xingzheng.movable": "true"}),
        ("category_bounds[Z01,shiye].minimum", {"posts.Z01.shiye.minimum": "9"}),
        ("eligibility[Z01,waipin].drop", {"posts.Z01.waipin.allowed": "true"}),
        ("group_bounds[CQ].minimum", {"groups.CQ.min": "9"}),
        ("group_bounds[XZ,waipin].maximum", {"groups.XZ.categories.waipin.max": "9"}),
        ("transfers.drop", {"max_transfers": "null"}),
    ],
)
def test_every_kind_of_rule_is_said_by_the_ids_of_what_it_is_about(
    change: str, settings: dict[str, str]
) -> None:
    loaded = load("scenarios/staff4").changed({"years": "[]", "departures": "[]"})
    relaxation = RelaxationDocument(text="", changes={change: 9})
    found = service.settings_of(loaded, relaxation)
    assert found in (settings, None)
    changed = loaded.changed(settings).scenario  # what is said so is understood, whether it helps or not
    assert changed != loaded.scenario
