"""Classes from the file to the checked plan, in every form."""

import json
from fractions import Fraction

import pytest

from staffing.errors import InputError, UsageError
from staffing.io.scenario_file import load, load_mapping
from staffing.io.writing.write_workbook import export
from staffing.models.what_if import Mode
from staffing.quantify.demand import quantify
from staffing.report.excel import render_xlsx
from staffing.report.html import render_html
from staffing.report.terminal import run_lines
from staffing.service import run, verify, what_if
from staffing.service.storing import SEAL, result_document, result_text, seal, write_result

# The synthetic stations and weights of the vector weighted_drivers.json of the project's method notes.
DRIVERS = ("complaints", "entities", "markets", "schools", "pharmacies")
COUNTS = {
    "S1": (5200, 21000, 6, 18, 95),
    "S2": (3100, 30500, 11, 22, 130),
    "S3": (900, 8000, 4, 9, 40),
    "S4": (2400, 12500, 9, 30, 61),
    "S5": (400, 3500, 2, 5, 12),
}
WEIGHTS = dict(zip(DRIVERS, (0.5, 0.2, 0.2, 0.05, 0.05), strict=True))
POSTS_60 = {"S1": 20, "S2": 18, "S3": 6, "S4": 13, "S5": 3}


def body(**changes):
    """Return two classes: 执法 goes by three drivers, 综合 by two; neither has counts of the other's."""
    own = {"执法": ("complaints", "entities", "markets"), "综合": ("entities", "schools")}
    classes = dict.fromkeys(("S1", "S2", "S3"), "执法") | dict.fromkeys(("S4", "S5"), "综合")
    stations = [
        {"id": s, "name": f"{s}所", "class": classes[s], "minimum": 1, "in_post": n}
        | {d: x if d in own[classes[s]] else "" for d, x in zip(DRIVERS[:4], row, strict=False)}
        for (s, row), n in zip(COUNTS.items(), (12, 9, 4, 8, 3), strict=True)
    ]
    given = {
        "schema": 1,
        "cap": 40,
        "stations": stations,
        "class_split": "份额",
        "classes": [
            {
                "name": "执法",
                "share": 0.7,
                "posts": 25,
                "weights": {"complaints": 0.5, "entities": 0.3, "markets": 0.2},
            },
            {"name": "综合", "share": 0.3, "posts": 15, "weights": {"entities": 0.4, "schools": 0.6}},
        ],
    }
    return {key: value for key, value in {**given, **changes}.items() if value is not None}


def plan(answer):
    return {row.id: row.allocation for row in answer.stations}


def faults(given):
    with pytest.raises(InputError) as caught:
        load_mapping(given)
    return {(issue.key, issue.where) for issue in caught.value.issues}


def test_each_class_goes_by_its_own_weights_and_sums():
    scenario = load_mapping(body()).scenario
    index = quantify(scenario).index
    own = Fraction(1, 2) * Fraction(5200, 9200)
    own += Fraction(3, 10) * Fraction(21000, 59500) + Fraction(2, 10) * Fraction(6, 21)
    assert index[0] == Fraction(7, 10) * own
    assert sum(index[:3]) == Fraction(7, 10)
    other = Fraction(2, 5) * Fraction(12500, 16000) + Fraction(3, 5) * Fraction(30, 35)
    assert index[3] == Fraction(3, 10) * other


def test_class_totals_are_exact_and_shown():
    answer = run(load_mapping(body()))
    assert answer.status == "OPTIMAL"
    assert [(one.name, one.posts, one.allocation, one.stations) for one in answer.classes] == [
        ("执法", 28, 28, 3),
        ("综合", 12, 12, 2),
    ]
    assert answer.classes[1].weights == {"entities": 0.4, "schools": 0.6}
    entities = next(driver for driver in answer.drivers if driver.name == "entities")
    assert entities.weight == float(Fraction(7, 10) * Fraction(3, 10) + Fraction(3, 10) * Fraction(2, 5))


def test_given_posts_are_kept_exactly_and_split_by_their_shares_elsewhere():
    given = load_mapping(body(class_split="posts"))
    assert [one.allocation for one in run(given).classes] == [25, 15]
    assert [one.allocation for one in run(given, cap=48).classes] == [30, 18]


def test_given_posts_that_the_bounds_forbid_are_refused():
    stations = [{**row, "minimum": 8} for row in body()["stations"]]
    classes = [{**one, "posts": n} for one, n in zip(body()["classes"], (23, 17), strict=True)]
    with pytest.raises(InputError) as caught:
        run(load_mapping(body(class_split="名额", stations=stations, classes=classes)))
    assert [issue.key for issue in caught.value.issues] == ["E_CLASS_POSTS", "E_CLASS_POSTS"]


def test_one_class_of_all_with_the_same_weights_is_no_class():
    stations = [
        {"id": s, "name": s, "class": "全部", **dict(zip(DRIVERS, row, strict=True))}
        for s, row in COUNTS.items()
    ]
    plain = {"schema": 1, "cap": 60, "stations": stations}
    without = run(load_mapping({**plain, "weights": WEIGHTS}))
    with_one = run(load_mapping({**plain, "classes": [{"name": "全部", "share": 1, "weights": WEIGHTS}]}))
    assert plan(without) == plan(with_one) == POSTS_60
    assert [row.index for row in without.stations] == [row.index for row in with_one.stations]
    assert without.classes is None


def test_classes_without_weights_of_their_own_go_by_the_rest():
    given = body(weights={"entities": 1})
    del given["classes"][0]["weights"]
    for row in given["stations"]:
        del row["complaints"], row["markets"]
    demand = quantify(load_mapping(given).scenario)
    assert demand.index[0] == Fraction(7, 10) * Fraction(21000, 59500)


def test_another_order_and_other_names_change_nothing():
    given = body()
    other = json.loads(json.dumps(given, ensure_ascii=False).replace("执法", "甲").replace("综合", "乙"))
    other["classes"].reverse()
    assert plan(run(load_mapping(other))) == plan(run(load_mapping(given)))
    turned = body(classes=list(reversed(given["classes"])))
    assert load_mapping(turned).scenario.input_sha256 == load_mapping(given).scenario.input_sha256


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("delta", [3, -3])
def test_add_and_cut_name_the_class_and_then_its_station(mode, delta):
    asked = what_if(load_mapping(body()), delta, mode=mode, max_transfers=2 if mode is Mode.BUDGET else None)
    assert asked.status == "OPTIMAL"
    assert asked.verified
    classes = {row["id"]: row["class"] for row in body()["stations"]}
    assert len(asked.steps) == len(asked.class_turns) == 3
    for step, turn in zip(asked.steps, asked.class_turns, strict=True):
        assert classes[step.station] == turn.name
        assert step.runner_up is None or classes[step.runner_up.station] == turn.name
        assert turn.runner_up not in {turn.name, None}
        assert turn.name in step.reason
    for transfer in asked.transfers or ():
        assert classes[transfer.from_] == classes[transfer.to]
    if mode is Mode.REAPPORTION:
        changes = {asked.after[s] - asked.before[s] for s in classes}
        assert changes <= ({0, 1, 2, 3} if delta > 0 else {0, -1, -2, -3})


def test_every_form_says_the_same(tmp_path):
    loaded = load_mapping(body())
    book = tmp_path / "office.xlsx"
    export(loaded.scenario, book)
    again = load(book)
    assert again.scenario.classes == loaded.scenario.classes
    assert {d.name: d.class_weights for d in again.scenario.drivers} == {
        d.name: d.class_weights for d in loaded.scenario.drivers
    }
    assert again.scenario.input_sha256 == loaded.scenario.input_sha256


def test_a_variant_without_classes():
    everything = dict(zip(DRIVERS[:4], (0.4, 0.3, 0.2, 0.1), strict=True))
    given = body(variants={"一把尺子": {"classes": [], "weights": everything}})
    for row in given["stations"]:
        row.update(zip(DRIVERS[:4], COUNTS[row["id"]], strict=False))
    loaded = load_mapping(given)
    other = loaded.variant("一把尺子")
    assert other.scenario.classes == ()
    assert run(other).status == "OPTIMAL"
    assert plan(run(other)) != plan(run(loaded))


def test_a_stored_run_stands_and_a_wrong_class_total_does_not(tmp_path):
    loaded = load_mapping(body())
    answer = run(loaded)
    path = write_result(answer, tmp_path / "result.json")
    assert verify(path, loaded).verified
    document = result_document(answer)
    for row in document["stations"]:
        row["allocation"] += {"S1": 1, "S4": -1}.get(row["id"], 0)
    _write(path, document)
    found = verify(path, loaded)
    assert not found.verified
    assert {issue.code for issue in found.issues} == {"E_RESULT"}
    assert any("class_total[执法]: 29" in issue.message for issue in found.issues)
    document = result_document(answer)
    document["classes"][0]["weights"]["entities"] = 0.31
    _write(path, document)
    assert not verify(path, loaded).verified


def _write(path, document):
    document.pop(SEAL, None)
    path.write_text(result_text({**document, SEAL: seal(document)}), encoding="utf-8")


def test_reports_show_the_weights_of_each_class():
    answer = run(load_mapping(body()))
    lines = "\n".join(run_lines(answer, None, lang="zh", width=120))
    page = render_html(answer).decode()
    for shown in (lines, page):
        assert "entities40%、schools60%" in shown
    assert render_xlsx(answer)[:2] == b"PK"


CHANGES = {
    "station of no class": (lambda b: b["stations"][1].update({"class": ""}), "E_CLASS_STATION"),
    "unknown class": (lambda b: b["stations"][1].update({"class": "其他"}), "E_CLASS_STATION"),
    "class without stations": (
        lambda b: b["classes"].append({"name": "空", "share": 0, "posts": 0, "weights": {"entities": 1}}),
        "E_CLASS_EMPTY",
    ),
    "class twice": (lambda b: b["classes"].append(b["classes"][0]), "E_DUPLICATE"),
    "shares": (lambda b: b["classes"][0].update(share=0.8), "E_CLASS_SUM"),
    "posts": (
        lambda b: (b.update(class_split="posts"), b["classes"][0].update(posts=26)),
        "E_CLASS_SUM.posts",
    ),
    "no share": (lambda b: b["classes"][0].pop("share"), "E_CLASS_SPLIT"),
    "hours without a ledger": (lambda b: b.update(class_split="工时"), "E_CLASS_HOURS"),
    "weights": (lambda b: b["classes"][1]["weights"].update(schools=0.7), "E_WEIGHT_SUM"),
    "no weights": (lambda b: b["classes"][1].pop("weights"), "E_CLASS_WEIGHTS"),
    "missing count": (lambda b: b["stations"][0].update(markets=""), "E_VALUE_MISSING.cell"),
    "zero in a class": (
        lambda b: [row.update(entities=0) for row in b["stations"][3:]],
        "E_DRIVER_ZERO",
    ),
    "unknown split": (lambda b: b.update(class_split="人头"), "E_OPTION"),
    "group across classes": (
        lambda b: b.update(groups=[{"id": "G", "members": ["S3", "S4"], "max": 9}]),
        "E_GROUP_CLASS",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_refused(name):
    change, key = CHANGES[name]
    given = body()
    change(given)
    found = faults(given)
    assert key in {code for code, _ in found}
    assert all(where for _, where in found)


def test_weights_that_no_class_uses_are_told():
    loaded = load_mapping(body(weights={"entities": 1}))
    assert "W_CLASS_WEIGHTS" in {issue.code for issue in loaded.warnings}


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"method": "hamilton"}, "E_METHOD.classes"),
        ({"max_transfers": 3}, "E_MODEL.classes"),
        ({"years": [{"year": 2027, "max_transfers": 1}]}, "E_MODEL.classes"),
    ],
)
def test_what_the_two_ladders_cannot_say_is_refused(change, key):
    with pytest.raises(UsageError) as caught:
        run(load_mapping(body(**change)))
    assert [issue.key for issue in caught.value.issues] == [key]


def test_classes_with_weights_in_their_list_need_no_sheet_of_weights(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "单位.csv").write_text("站点编码,站点名称,类别\nA,甲,一\nB,乙,二\n", encoding="utf-8")
    (tmp_path / "t" / "指标值.csv").write_text("站点编码,指标,数值\nA,d,3\nB,d,4\n", encoding="utf-8")
    classes = "".join(f"  - {{name: {one}, share: 0.5, weights: {{d: 1}}}}\n" for one in "一二")
    path = tmp_path / "scenario.yaml"
    path.write_text(f"schema: 1\ndata: t\ncap: 4\nclasses:\n{classes}", encoding="utf-8")
    assert [station.allocation for station in run(path).stations] == [2, 2]


def test_a_refused_ledger_is_not_called_absent(tmp_path):
    (tmp_path / "ledger.csv").write_text(
        "任务编号,站点编码,月份,数量,单位工时\nT1,A,2025-01,x,2\n", encoding="utf-8"
    )
    stations = [{"id": one, "name": one, "class": one, "d": 1} for one in ("A", "B")]
    listed = [{"name": one, "weights": {"d": 1}} for one in ("A", "B")]
    mapping = {"schema": 1, "cap": 4, "class_split": "hours", "classes": listed, "stations": stations}
    path = tmp_path / "scenario.yaml"
    path.write_text(json.dumps({**mapping, "tasks": {"ledger": "ledger.csv"}}), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        run(path)
    assert "E_CLASS_HOURS" not in {issue.code for issue in caught.value.issues}


def test_classes_without_room_do_not_keep_the_list_of_next_posts_waiting():
    """X and Z are full; their free posts fill the group, so Y has room and never a turn."""
    body = {
        "schema": 1,
        "name": "full",
        "cap": 8,
        "weights": {"work": 1},
        "stations": [
            {"id": "A", "name": "a", "class": "X", "maximum": 1, "work": 5},
            {"id": "B", "name": "b", "class": "Y", "maximum": 9, "work": 1},
            {"id": "C", "name": "c", "class": "Z", "maximum": 1, "work": 4},
        ],
        "classes": [{"name": "X", "share": 0.5}, {"name": "Y", "share": 0.1}, {"name": "Z", "share": 0.4}],
        "groups": [{"id": "G", "members": ["A", "B"], "max": 5}],
    }
    answer = run(load_mapping(body))
    assert [row.allocation for row in answer.stations] == [1, 1, 1]
    assert [step.station for step in answer.ladder] == ["A", "C", "B"]
