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
