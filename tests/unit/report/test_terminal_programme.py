"""What the terminal says of plans that the reallocation programme decided."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from rich.cells import cell_len

from staffing.io.scenario_file import load
from staffing.messages import LANGUAGES, text
from staffing.models.plan import Status
from staffing.models.run import CategoryPosts, Outside, RelaxationDocument, RuleDocument, Transfer
from staffing.report.terminal import run_lines
from staffing.service import run
from staffing.solver.reallocation import verify
from tests.programme_runs import (
    BROKEN,
    IDS,
    PLAN,
    alternatives,
    evaluation,
    goals,
    phased,
    plain_run,
    programme_run,
)

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


def everything(**changes):
    return programme_run(
        **{"evaluation": evaluation(), "alternatives": alternatives(), "phased": phased()} | changes
    )


def shown(run, lang="zh", width=100, *, all_rows=False):
    return "\n".join(run_lines(run, None, lang=lang, width=width, all_rows=all_rows))


@pytest.mark.parametrize(("lang", "width"), [("zh", 100), ("en", 80)])
def test_output_is_the_golden_file(lang, width):
    run = everything(reason=text("reason_small", lang))
    expected, said = GOLDEN / f"programme_{lang}.txt", shown(run, lang, width) + "\n"
    if not expected.is_file() or said != expected.read_text(encoding="utf-8"):
        expected.with_suffix(".new").write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8"), "accept with: mv X.new X.txt"


@pytest.mark.parametrize("width", [80, 100, 120])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("categories", [3, 9])
def test_every_width_is_kept(lang, width, categories):
    run = with_categories(everything(), categories)
    lines = shown(run, lang, width).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not set("│─█→−±·▲▼…×÷—") & set("".join(lines))


def with_categories(run, count):
    """Return the run with further categories of the same figures as the last."""
    more = [f"c{number}" for number in range(count - len(run.categories))]
    last = run.categories[-1]
    return run.model_copy(
        update={
            "categories": (
                *run.categories,
                *(last.model_copy(update={"id": key, "name": f"其他聘用人员{key}"}) for key in more),
            ),
            "stations": tuple(
                row.model_copy(
                    update={"categories": row.categories | dict.fromkeys(more, row.categories[last.id])}
                )
                for row in run.stations
            ),
        }
    )


def test_wide_terminals_draw_the_load_too():
    assert "o 现状  # 拟配" in shown(programme_run(), width=140)


@pytest.mark.parametrize("width", [100, 140])
def test_the_mark_of_a_minimum_needs_no_picture(width):
    run = programme_run()
    first = run.stations[0].model_copy(update={"at_floor": True})
    lines = shown(run.model_copy(update={"stations": (first, *run.stations[1:])}), width=width)
    assert lines.count("保底") == 1
    assert next(line for line in lines.splitlines() if line.endswith("保底")).count("新竹所") == 1


def test_stations_that_only_swap_categories_count_as_changed():
    rows = programme_run().stations * 6
    still = {key: CategoryPosts(in_post=2, allocation=2) for key in ("xz", "sy", "wp")}
    swap = still | {
        "sy": CategoryPosts(in_post=2, allocation=1),
        "wp": CategoryPosts(in_post=2, allocation=3),
    }
    stations = tuple(
        row.model_copy(
            update={"id": f"T{n}", "name": f"所{n}", "change": 0, "categories": still if n else swap}
        )
        for n, row in enumerate(rows)
    )
    run = programme_run(stations=stations, transfers=(), joins=(), leaves=())
    lines = shown(run, width=120)
    assert "所0" in lines
    assert "2->1" in lines
    assert "其余 47 个未变动，用 --all 全部列出" in lines
    assert "所47" in shown(run, width=120, all_rows=True)


def test_many_moves_are_cut_unless_all_are_asked_for():
    moves = tuple(
        Transfer(from_=a, to=b, category="wp", count=n)
        for n, (a, b) in enumerate(list(pairwise(IDS)) * 4, start=100)
    )
    run = programme_run(transfers=moves, leaves=(Outside(station="S01", category="wp", count=999),))
    lines = shown(run)
    assert "另有 15 行，用 --all 全部列出" in lines
    assert "999" not in lines.partition("人均负荷最高")[2]
    assert "外部     999" in shown(run, all_rows=True)


def test_without_categories_no_column_stays_empty():
    lines = shown(plain_run())
    assert "人员类别" not in lines
    assert "调出    调入    人数" in lines
    assert "津头所     9    10     9" in lines


def test_a_plan_of_the_ladder_says_nothing_of_all_this(qingxiu):
    lines = shown(qingxiu)
    assert "临界" in lines
    for words in ("证明方式", "求解程序", "控制数  在岗", "差距"):
        assert words not in lines


def test_no_reading_of_a_ladder_that_is_not_there(qingxiu):
    lines = shown(programme_run())
    for words in ("临界", "次序  再增", "优先值"):
        assert words not in lines


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"gap": 0.0042}, "可行，差距不超过0.42%，验算通过"),
        ({"gap": 0.00001}, "可行，差距不超过0.001%，验算通过"),
        ({"gap": 0.0}, "可行，首要目标的差距为0，其后各项未全部证明，验算通过"),
        ({"gap": None, "bound": None}, "可行，差距不明，验算通过"),
    ],
)
def test_feasible_says_its_gap_and_never_optimal(changes, said):
    run = programme_run(status=Status.FEASIBLE, goals=goals(PLAN, proven=False), **changes)
    lines = shown(run)
    assert said in lines
    assert "最优" not in lines
    assert "未证明" in lines
    assert "optimal" not in shown(run, "en")


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        (Status.CANCELLED, "取消时还没有方案", "cancelled before there was one"),
        (Status.NO_SOLUTION, "这不表示没有可行方案", "that does not show that none exists"),
        (Status.CRASHED, "求解程序异常退出", "the solver process died"),
    ],
)
def test_no_plan_is_said_honestly(status, zh, en):
    run = programme_run(None, status=status)
    assert zh in shown(run)
    assert en in shown(run, "en").replace("\n", " ")


def test_a_conflict_takes_the_place_of_the_plan():
    run = programme_run(
        None,
        status=Status.INFEASIBLE,
        proof="second_solver",
        conflict=BROKEN,
        relaxations=(RelaxationDocument(text="外聘人员控制数由25提高到27", changes={"cap[wp]": 27}),),
    )
    lines = shown(run)
    assert "冲突  行政编制不调动，只增不减（人员类别!F2）；外聘人员控制数为25（人员类别!D4）" in lines
    assert "放宽建议  外聘人员控制数由25提高到27" in lines
    assert "两个独立的求解程序都找不到方案" in lines


def test_a_plan_by_hand_that_breaks_rules():
    found = evaluation(allowed=False, broken=BROKEN, loss=-0.125, apart=3)
    found = found.model_copy(update={"improvement": found.improvement.model_copy(update={"broken": 1})})
    lines = shown(programme_run(evaluation=found))
    assert "违反2条规则，不均衡比最优方案低12.5%，与最优方案有3名不同" in lines
    assert "- 行政编制不调动，只增不减  人员类别!F2" in lines
    assert "仍违反1条规则" in lines


def test_a_plan_by_hand_that_nothing_betters():
    run = programme_run(evaluation=evaluation(PLAN, improvement=None, loss=0.0, apart=0))
    assert "符合全部规则，不均衡与最优方案相同，与最优方案完全相同" in shown(run)
    assert "没有哪一步能改善" in shown(run)


def test_a_plan_by_hand_is_appraised_where_the_run_has_none():
    found = evaluation(allowed=False, broken=BROKEN, loss=None, apart=None)
    lines = shown(
        programme_run(None, status=Status.INFEASIBLE, conflict=BROKEN, evaluation=found), all_rows=True
    )
    assert "手工方案  违反2条规则\n" in lines
    assert "凤岭所  外聘人员     3     5     -" in lines


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"asked": 5}, "；已证明没有更多"),
        ({"asked": 5, "complete": False}, "；可能还有，未找全"),
        ({"plans": ()}, "备选方案  0个，目标值差距不超过5%，任意两个至少1名不同；已证明没有更多"),
    ],
)
def test_alternatives_say_whether_there_are_more(changes, said):
    assert said in shown(programme_run(alternatives=alternatives(**changes)))


def test_a_way_that_ends_before_the_target():
    way = phased()
    short = way.model_copy(update={"years": way.years[:2], "bound": 5})
    said = shown(programme_run(phased=short))
    assert "分年方案  2028年末与末年目标配置仍相差5名（各处人数之差合计），已证明不可能更近" in said
    short = short.model_copy(update={"status": Status.FEASIBLE, "bound": 3})
    assert "任何安排都至少相差3名" in shown(programme_run(phased=short))


def test_a_year_whose_rules_contradict_each_other():
    way = phased(status=Status.INFEASIBLE, years=(), bound=None, failed_year="2028", conflict=BROKEN)
    lines = shown(programme_run(phased=way))
    assert "分年方案  2028年的规则不能同时满足" in lines
    assert "- 外聘人员控制数为25  人员类别!D4" in lines


@pytest.mark.parametrize("proof", [*re.findall(r"^``(\w+)``", verify.__doc__, re.MULTILINE), "second_solver"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_proof_of_the_solver_has_words(proof, lang):
    assert text(f"proof_{proof}", lang)
    assert proof == "exchange" or text(f"no_plan_{proof}", lang)


@pytest.mark.parametrize(("lang", "said"), [("zh", "（变动单位上限）"), ("en", " (max_stations_changed)")])
def test_places_of_rules_are_named_as_the_workbook_names_them(lang, said, scenarios):
    """In Chinese no key of a setting is printed: not of a conflict, not of years, not of a plan made by hand."""
    asked = load(scenarios / "staff4").changed({"max_transfers": "0", "max_stations_changed": "0"}, origin="")
    found = run(asked, lang=lang)
    assert found.phased is not None
    told = shown(found, lang, 400, all_rows=True)
    assert said in told
    assert ("max_stations_changed" in told) == (lang == "en")
    rule = RuleDocument(rule="transfers", where="max_transfers", text="x")
    broken = evaluation().model_copy(update={"broken": (rule,)})
    assert ("调动上限" in shown(everything(evaluation=broken), lang)) == (lang == "zh")


def test_the_headcount_of_a_conflict_is_no_key_either(scenarios):
    assert "（总编制）" in shown(run(scenarios / "qingxiu", cap=30))
