"""What-ifs, comparisons and verifications of plans that the reallocation programme decided, on the terminal."""

import pytest

from staffing.messages import LANGUAGES, text
from staffing.models.base import Method, Normalisation
from staffing.models.checking import Verification
from staffing.models.comparison import Comparison, ComparisonRow, Variant
from staffing.models.plan import Status
from staffing.models.run import Transfer
from staffing.models.what_if import Mode, Step, WhatIf
from staffing.report.terminal_answers import comparison_lines, verification_lines
from staffing.report.terminal_whatif import whatif_lines
from tests.programme_runs import CATEGORIES, IDS, NAMES, PLAN, programme_run


def answer(lang="zh", **changes):
    before = {station: sum(row) for station, row in zip(IDS, PLAN, strict=True)}
    after = before | {"S01": before["S01"] - 1, "S04": before["S04"] - 2}
    steps = tuple(
        Step(
            order=order,
            station=station,
            category="wp",
            change=after[station] - before[station],
            posts_before=before[station],
            posts_after=after[station],
            burden_before=1.0,
            burden_after=1.1,
            priority=None,
            runner_up=None,
            reason=text("step_programme", lang),
        )
        for order, station in enumerate(("S01", "S04"), start=1)
    )
    fields = {
        "status": Status.OPTIMAL,
        "delta": -3,
        "category": "wp",
        "category_before": 25,
        "mode": Mode.REAPPORTION,
        "before": before,
        "after": after,
        "steps": steps,
        "cap_before": 83,
        "cap_after": 80,
        "method": Method.WEBSTER,
        "normalisation": Normalisation.SHARE,
        "input_sha256": "0" * 64,
    }
    return WhatIf(**fields | changes)


def shown(found, lang="zh", floors=3):
    words = {
        "names": dict(zip(IDS, NAMES, strict=True)),
        "categories": {key: name for key, (name, _, _) in CATEGORIES.items()},
        "floors": dict.fromkeys(IDS, floors),
    }
    return "\n".join(whatif_lines(found, **words, lang=lang, width=80))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_steps_without_priority_say_neither_priority_nor_runner_up(lang):
    said = shown(answer(lang), lang)
    assert "新竹所" in said
    assert "10 -> 9" in said
    for key in ("priority", "release", "runner_up", "margin"):
        assert text(key, lang) not in said
    assert "0.5" not in said


def test_the_reason_stands_once():
    said = shown(answer())
    assert said.count("按全部规则和目标重新求解后的差别。") == 1
    assert "外聘人员 25 到 22，合计 83 到 80" in said
    assert shown(answer("en"), "en").endswith("What differs when the plan is found anew under all rules.")


def test_transfers_are_named():
    moved = (Transfer(from_="S01", to="S06", category="wp", count=2),)
    found = answer(mode=Mode.BUDGET, max_transfers=3, delta=3, transfers=moved)
    assert "新竹所 -> 凤岭所 2 名" in shown(found)


def test_totals_of_scenarios_with_categories():
    run = programme_run()
    base = {station: sum(row) for station, row in zip(IDS, PLAN, strict=True)}
    more = base | {"S05": base["S05"] + 1}
    columns = tuple(
        Variant(name=name, status=status, allocation=posts, changed=changed)
        for name, status, posts, changed in (
            ("甲", Status.OPTIMAL, base, 0),
            ("乙", Status.FEASIBLE, more, 1),
            ("丙", Status.NO_SOLUTION, None, None),
        )
    )
    rows = tuple(
        ComparisonRow(
            id=row.id,
            name=row.name,
            in_post=row.in_post,
            allocations=(base[row.id], more[row.id], None),
            differs=base[row.id] != more[row.id],
        )
        for row in run.stations
    )
    found = Comparison(status=Status.NO_SOLUTION, scenarios=columns, stations=rows)
    lines = comparison_lines(found, lang="zh", width=80)
    assert next(line for line in lines if line.startswith("合计")).split() == ["合计", "81", "83", "84", "-"]
    assert "乙  可行 | 变动站所 1" in lines


@pytest.mark.parametrize(
    ("status", "proof", "said"),
    [
        (Status.OPTIMAL, "dual_bound", "由此得出的下界与该值相等"),
        (Status.INFEASIBLE, "dual_bound", "相加即得矛盾"),
        (Status.INFEASIBLE, None, "；无可行方案"),
        (Status.FEASIBLE, None, "；未证明最优"),
        (Status.OPTIMAL, "exchange", "任何互换都不能更好"),
    ],
)
def test_verification_says_how_it_is_shown(status, proof, said):
    found = Verification(status=status, verified=True, proof=proof, figures=9, input_sha256="0" * 64)
    assert said in "".join(verification_lines(found, lang="zh", width=100))
