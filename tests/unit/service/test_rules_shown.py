"""The rules that a plan was decided under stand in the run, with both sides of bounds."""

# mypy: disable-error-code="operator"

from decimal import Decimal

from staffing import service
from staffing.models.establishment import Category, CategoryBound, Fix, Group, Post
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver
from staffing.report.terminal_programme import rule_lines
from staffing.service.storing import write_result


def test_the_rules_of_a_plan_are_listed_and_verified(tmp_path):
    stations = tuple(Station(id=f"S{s}", name=f"{s}所", minimum=1, in_post=4) for s in range(3))
    kinds = ("contract", "admin")
    asked = Scenario(
        name="试",
        stations=stations,
        drivers=(
            Driver(
                name="件数", weight=Decimal(1), values={s.id: Decimal(n + 1) for n, s in enumerate(stations)}
            ),
        ),
        categories=tuple(Category(id=k, name=k, kind="外聘", cap=6) for k in kinds),
        posts=tuple(Post(station=s.id, category=k, in_post=2) for s in stations for k in kinds),
        cap=12,
        max_transfers=3,
        max_stations_changed=2,
        fix=(Fix(station="S0", category="admin", posts=2),),
        groups=(
            Group(
                id="G",
                members=("S0", "S1"),
                minimum=2,
                maximum=9,
                categories=(CategoryBound(category="admin", maximum=5),),
            ),
        ),
    )
    run = service.run(asked)
    assert [rule.rule for rule in run.rules] == [
        "transfers",
        "stations_changed",
        "pin[S0,admin]",
        *("group_bounds[G]",) * 2,
        "group_bounds[G,admin]",
    ]
    assert [rule.text for rule in run.rules[3:5]] == ["分组G下限为2", "分组G上限为9"]
    many = run.model_copy(update={"rules": run.rules * 2})
    assert len(rule_lines(many, lang="zh", width=100, all_rows=False)) == 9
    assert len(rule_lines(many, lang="zh", width=100, all_rows=True)) == 12
    assert service.verify(write_result(run, tmp_path / "result.json"), asked).verified
