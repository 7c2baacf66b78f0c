"""``staffing sensitivity``: the same figures in words and as JSON, refusals with their reason."""

import json

import pytest


def test_intervals_are_printed_inwards(staffing):
    code, out, _ = staffing("sensitivity", "qingxiu")
    line = next(line for line in out.splitlines() if line.startswith("管辖市场数量"))
    assert (code, line.split()) == (
        0,
        ["管辖市场数量", "20%", "17.9%", "23.2%", "新竹所->东盟所", "新竹所->伶俐所"],
    )
    assert "东盟所  投诉举报量  1,574   多35    2.2%  新竹所->东盟所" in out


def test_json_has_exact_ends(staffing):
    code, out, _ = staffing("sensitivity", "qingxiu", "--json", "--lang", "en")
    answer = json.loads(out)
    markets = answer["weights"][2]
    above, below = map(int, markets["low"]["exact"].split("/"))
    assert (code, markets["driver"], above / below) == (0, "管辖市场数量", markets["low"]["at"])
    shares = [miss["share"] for miss in answer["near_misses"]]
    assert shares == sorted(shares)


def test_changes_apply(staffing):
    _, plain, _ = staffing("sensitivity", "qingxiu", "--json")
    _, changed, _ = staffing("sensitivity", "qingxiu", "--json", "--cap", "97", "--method", "adams")
    assert json.loads(changed)["cap"] == 97
    assert json.loads(changed)["weights"] != json.loads(plain)["weights"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["qingxiu", "--set", "place=at_most"], "E_MODEL"),
        (["staff4"], "E_MODEL"),
        (["qingxiu", "--cap", "40"], "E_CAP_LT_SUM_MIN"),
    ],
)
def test_where_no_ladder_decides(staffing, arguments, code):
    end, out, err = staffing("sensitivity", *arguments)
    assert (end, out) == (2, "")
    assert f"[{code}]" in err


MODEL = {
    "zh": "假定投诉举报量的每个数都像随机发生的件数那样不确定",
    "en": "If every count of 投诉举报量 were as uncertain as a count of chance events",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_draws_say_what_they_take_for_granted_and_what_comes_of_it(staffing, lang):
    code, out, err = staffing(
        "sensitivity", "qingxiu", "--draws", "200", "--drawn", "投诉举报量", "--lang", lang
    )
    assert (code, err) == (0, "")
    assert MODEL[lang] in out
    assert "65.0%" in out
    line = [line for line in out.splitlines() if line.startswith("新竹所  ")][-1]
    assert line.split() == ["新竹所", "11", "30.5%", "0.0%", "10–11", "11", "10.70", "10–11"]
    plain = staffing("sensitivity", "qingxiu", "--lang", lang)[1].splitlines()
    assert out.splitlines()[: len(plain) - 1] == plain[:-1], "all else stands as ever"


def test_draws_of_a_seed_are_the_same_bytes(staffing):
    asked = ["sensitivity", "qingxiu", "--draws", "50", "--json"]
    first, again = staffing(*asked)[1], staffing(*asked)[1]
    assert first == again
    draws = json.loads(first)["draws"]
    assert (draws["draws"], draws["seed"], len(draws["drawn"])) == (50, 0, 5)
    other = json.loads(staffing(*asked, "--set", "seed=8")[1])["draws"]
    assert other["seed"] == 8
    assert other["stations"] != draws["stations"]


def test_where_weights_have_no_interval_it_is_said_and_the_draws_stand(staffing):
    asked = ["sensitivity", "qingxiu", "--set", "place=at_most", "--draws", "50", "--lang", "en"]
    code, out, _ = staffing(*asked)
    assert code == 0
    assert "No intervals: no ladder decides alone here" in " ".join(out.split())
    assert "50 random draws" in out
    assert "A single driver has no interval." not in out


def test_draws_that_change_nothing_have_no_table(staffing):
    _, out, _ = staffing("sensitivity", "qingxiu", "--draws", "5", "--drawn", "在业市场主体", "--lang", "en")
    assert "In every draw the plan is the same." in out
    assert "least to most" not in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--draws", "0"], "E_RANGE"),
        (["--draws", "10001"], "E_RANGE"),
        (["--draws", "ten"], "E_USAGE"),
        (["--draws", "9", "--drawn", "投诉"], "E_OPTION"),
        (["--drawn", "投诉举报量"], "E_USAGE"),
    ],
)
def test_draws_that_cannot_be_made(staffing, arguments, code):
    end, out, err = staffing("sensitivity", "qingxiu", *arguments)
    assert (end, out) == (2, "")
    assert f"[{code}]" in err


def test_a_reallocation_is_not_drawn(staffing):
    end, _, err = staffing("sensitivity", "staff4", "--draws", "5")
    assert (end, "[E_MODEL]" in err) == (2, True)
