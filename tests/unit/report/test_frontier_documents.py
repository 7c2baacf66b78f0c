"""How few moves reach how much of the gain, in workbook and Word report."""

import io

import openpyxl
import pytest

from staffing.io.scenario_file import load
from staffing.report.excel import render_xlsx
from staffing.report.frontier_rows import frontier_sentence
from staffing.report.official.blocks import Table, Text
from staffing.report.official.paper import report_document
from staffing.service import run
from staffing.service.official import beside


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "classes2"])
def test_the_workbook_has_a_sheet_with_a_chart_of_its_cells(scenarios, name):
    plan = run(scenarios / name)
    around = beside(load(scenarios / name), plan)
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(plan, "zh", beside=around)))
    sheet = book["调剂"]
    assert sheet["A2"].value == frontier_sentence(around.frontier, "zh")
    shown = [
        row[0] for row in sheet.iter_rows(min_row=5, max_col=1, values_only=True) if isinstance(row[0], int)
    ]
    assert (shown[0], shown[-1]) == (
        around.frontier.points[0].transfers,
        around.frontier.points[-1].transfers,
    )
    (chart,) = sheet._charts  # type: ignore[attr-defined]
    assert chart.series[0].val.numRef.f == f"调剂!$D$5:$D${4 + len(shown)}"


def test_the_report_says_it_with_a_table(scenarios):
    plan = run(scenarios / "qingxiu")
    blocks = report_document(plan, "en", beside(load(scenarios / "qingxiu"), plan)).blocks
    said = [block.words for block in blocks if isinstance(block, Text)]
    assert any(words.startswith("Moving 6 posts reaches 81.4% of the whole gain") for words in said)
    (table,) = [block for block in blocks if isinstance(block, Table) and "of the gain" in block.caption]
    assert len(table.rows) == 12
    assert table.rows[6][0] == "6"


def test_without_staff_in_post_nothing_is_said(scenarios):
    plan = run(scenarios / "zhongning")
    around = beside(load(scenarios / "zhongning"), plan)
    assert around.frontier is None
    assert "调剂" not in openpyxl.load_workbook(io.BytesIO(render_xlsx(plan, "zh", beside=around))).sheetnames
