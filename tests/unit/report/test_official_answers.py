"""The sections of the Word report that answer further questions."""

import pytest

from staffing.io.scenario_file import load
from staffing.report.word import render_docx
from staffing.service import run
from staffing.service.official import beside
from tests.unit.report.official import opened, words


@pytest.fixture(scope="module")
def siding8(scenarios):
    return run(scenarios / "siding8").model_copy(update={"noun": "中队"})


@pytest.fixture(scope="module")
def asked(scenarios, siding8):
    return beside(load(scenarios / "siding8"), siding8, delta=6)


def test_intervals_beside_a_ledger_are_of_weights_among_the_drivers(siding8, asked):
    assert asked.sensitivity is not None
    said = words(render_docx(siding8, beside=asked))
    assert "指标内部权重" in said
    assert "指标内部（不计任务台账）：" in said


def test_many_steps_stand_in_the_table_alone_under_the_noun(siding8, asked):
    steps = asked.what_if.steps
    assert len(steps) == 6
    made = render_docx(siding8, beside=asked)
    assert not any(f"{step.order}. {step.reason}" in words(made) for step in steps)
    heads = [[cell.text for cell in table.rows[0].cells] for table in opened(made).tables]
    assert ["次", "中队"] in [head[:2] for head in heads]


def test_steps_of_one_reason_say_it_once(siding8, asked):
    steps = tuple(step.model_copy(update={"reason": "最大余数法重算"}) for step in asked.what_if.steps[:3])
    told = asked.model_copy(update={"what_if": asked.what_if.model_copy(update={"steps": steps})})
    assert words(render_docx(siding8, beside=told)).count("最大余数法重算") == 1
