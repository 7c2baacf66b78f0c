"""Numbers as every surface writes them: what differs is seen to differ, thousands stand apart."""

import re

import pytest

from staffing.messages import LANGUAGES, text
from staffing.models.what_if import RunnerUp, Step
from staffing.report.excel import render_xlsx
from staffing.report.figures import number_text
from staffing.report.html import render_html
from staffing.report.rows import ladder_rows
from staffing.report.sentences import answer_sentence
from staffing.report.tables import ladder_digits
from staffing.report.terminal import run_lines
from staffing.report.whatif_rows import next_sentence, step_priorities
from staffing.report.word import render_docx
from tests.unit.report.official import opened, words

OWN, SECOND = 1.0000149, 1.0000101
"""Priorities that four decimals make equal."""


@pytest.fixture(scope="module")
def near(qingxiu):
    """A run whose last post was decided by very little."""
    steps = list(qingxiu.ladder)
    last = max(k for k, step in enumerate(steps) if step.given)
    coming = next(k for k, step in enumerate(steps) if not step.given)
    steps[last] = steps[last].model_copy(update={"priority": OWN})
    steps[coming] = steps[coming].model_copy(update={"priority": SECOND})
    return qingxiu.model_copy(update={"ladder": tuple(steps)})


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_sides_of_the_cut_line_are_seen_to_differ(near, lang):
    paper = words(render_docx(near, lang))
    surfaces = {
        "word": next(
            line for line in paper.splitlines() if "96" in line and "97" in line and "1.0000" in line
        ),
        "terminal": "".join(run_lines(near, None, lang=lang, width=400)),
        "html": re.sub("<[^>]*>", " ", render_html(near, lang).decode()),
        "next": next_sentence(near, None, near.ladder, lang) or "",
    }
    for name, said in surfaces.items():
        shown = {"1.00001", "1.000010", "1.000015"} & set(re.findall(r"1\.0000\d*", said))
        assert shown == {"1.000010", "1.000015"}, name


def test_the_ladder_of_word_and_workbook_shows_the_difference(near):
    assert ladder_digits(ladder_rows(near)) == 6
    table = opened(render_docx(near)).tables[-1]
    assert {"1.000010", "1.000015"} <= {cell.text for row in table.rows for cell in row.cells}
    assert render_xlsx(near) == render_xlsx(near)


def test_the_runner_up_of_a_step_too():
    fields = {"order": 1, "station": "a", "category": None, "change": 1, "posts_before": 1, "posts_after": 2}
    runner = RunnerUp(station="b", priority=SECOND, margin=(OWN - SECOND) / OWN)
    step = Step(**fields, reason="", burden_before=None, burden_after=None, priority=OWN, runner_up=runner)
    assert step_priorities(step) == ("1.000015", "1.000010")
    alone = step.model_copy(update={"priority": 1.5, "runner_up": None})
    assert step_priorities(alone) == ("1.5000", "—")


@pytest.mark.parametrize(("lang", "said"), [("zh", "拟配12,345名"), ("en", "12,345 posts")])
def test_thousands_stand_apart_in_every_sentence(qingxiu, lang, said):
    assert said in answer_sentence(qingxiu.model_copy(update={"allocated": 12345}), lang)


def test_names_are_no_amounts():
    assert text("o_date", "zh", year=2026, month=3, day=6) == "2026年3月6日"


def test_exact_values_stand_apart_too():
    assert [number_text(exact) for exact in ("1234567", "-37", "2469135/2")] == [
        "1,234,567",
        "−37",
        "1,234,568",
    ]
