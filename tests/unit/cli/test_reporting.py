"""``staffing report``: which documents, what is missing, and nothing written where one is refused."""

import json

import pytest

from tests.unit.report.official import opened, words


def test_the_report_with_a_question(staffing, scenarios, tmp_path):
    code, out, err = staffing(
        "report", scenarios / "qingxiu", "--format", "docx,html", "--whatif", "-4", "--out", tmp_path
    )
    assert code == 0
    assert "report.docx" in out
    assert "文号、口径、统计期间、署名、日期" in err
    assert "外聘人员减4名" in words((tmp_path / "report.docx").read_bytes())
    assert (tmp_path / "report.html").is_file()


def test_json_lists_what_is_missing(staffing, scenarios, tmp_path):
    code, out, _ = staffing(
        "report", scenarios / "zhongning", "--format", "docx", "--json", "--out", tmp_path
    )
    assert code == 0
    assert json.loads(out)["missing"] == ["document_number", "counting_rule", "issuer", "date"]


def test_a_locked_notice_writes_nothing_at_all(staffing, scenarios, tmp_path):
    code, _, err = staffing(
        "report", scenarios / "qingxiu", "--format", "html,notice", "--out", tmp_path / "new"
    )
    assert code == 2
    assert "E_NOTICE" in err
    assert not (tmp_path / "new").exists()


def test_a_stored_result_has_no_scenario_to_ask(staffing, scenarios, tmp_path):
    staffing("run", scenarios / "qingxiu", "--out", tmp_path)
    result = tmp_path / "result.json"
    assert staffing("report", result, "--format", "docx", "--out", tmp_path)[0] == 0
    headings = [p.text for p in opened((tmp_path / "report.docx").read_bytes()).paragraphs]
    assert "五、稳定性" in headings
    code, _, err = staffing("report", result, "--format", "docx", "--whatif", "2", "--out", tmp_path)
    assert (code, "E_USAGE" in err) == (2, True)


@pytest.mark.parametrize("style", ["wide", "none.yaml"])
def test_styles(staffing, scenarios, tmp_path, style):
    code, _, err = staffing(
        "report", scenarios / "zhongning", "--format", "docx", "--style", style, "--out", tmp_path
    )
    assert (code, "E_STYLE" in err) == ((0, False) if style == "wide" else (2, True))


def test_a_notice_dated_after_its_period_is_written_with_a_warning(staffing, scenarios, tmp_path):
    particulars = {"publicity": "open", "notice_from": "'2026-03-09'", "date": "'2026-04-01'"}
    changes = [word for key, value in particulars.items() for word in ("--set", f"{key}={value}")]
    asked = ["report", scenarios / "zhongning", "--format", "notice", "--out", tmp_path, *changes]
    code, _, err = staffing(*asked)
    assert (code, "W_NOTICE_LATE" in err, (tmp_path / "notice.docx").is_file()) == (0, True, True)
    (issue,) = json.loads(staffing(*asked, "--json")[1])["warnings"]
    assert (issue["code"], issue["severity"], issue["where"]) == ("W_NOTICE_LATE", "warning", "date")


def test_the_html_report_says_how_far_weights_may_change(staffing, scenarios, tmp_path):
    """As Word does; of a stored result, which holds no counts to change, it says nothing of it."""
    assert staffing("report", scenarios / "qingxiu", "--format", "html", "--out", tmp_path)[0] == 0
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert 'id="robust"' in page
    assert "管辖市场数量权重在17.9%至23.2%之间，方案不变。" in page
    staffing("run", scenarios / "qingxiu", "--out", tmp_path / "run")
    result = tmp_path / "run" / "result.json"
    assert staffing("report", result, "--format", "html", "--out", tmp_path / "again")[0] == 0
    assert 'id="robust"' not in (tmp_path / "again" / "report.html").read_text(encoding="utf-8")
