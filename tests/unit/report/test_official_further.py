"""What a run holds beside its plan stands in the Word report too; names of every kind come through unharmed."""

import json

import openpyxl
import pytest

from staffing.messages import LANGUAGES, text
from staffing.report import moving, worth
from staffing.report.figures import decimals
from staffing.report.word import render_docx
from staffing.service import run
from tests.programme_runs import BROKEN, alternatives, evaluation, phased, programme_run
from tests.unit.report.conftest import HOSTILE
from tests.unit.report.official import words


@pytest.fixture(scope="module")
def whole():
    found = evaluation(allowed=False, broken=BROKEN)
    return programme_run(evaluation=found, alternatives=alternatives(), phased=phased())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plan_by_hand_other_plans_and_years(whole, lang):
    said = words(render_docx(whole, lang)).lower()
    for facts in (
        worth.by_hand_sentence(whole, whole.evaluation, lang),
        worth.improvement_sentence(whole.evaluation, lang),
        worth.alternatives_facts(whole.alternatives, lang),
        worth.phased_facts(whole.phased, lang),
    ):
        assert facts.lower() in said
    for rule in BROKEN:
        assert rule.text.lower() in said
    for year in whole.phased.years:
        figures = "\t".join([str(year.year), *map(str, worth.year_figures(year))])
        assert figures in said
        for move in moving.move_rows(year, whole, lang):
            assert "\t".join([move.giver, move.taker, move.category, str(move.count)]).lower() in said


def test_a_plain_run_says_nothing_of_them(qingxiu):
    said = words(render_docx(qingxiu))
    assert "手工方案" not in said
    assert "工作量" not in said


@pytest.mark.parametrize("name", ["siding8", "qingxiu"])
def test_the_ledger_is_no_driver_among_those_counted(scenarios, name):
    found = run(scenarios / name)
    assert f"{ {'siding8': 3, 'qingxiu': 5}[name] }项指标折算口径" in words(render_docx(found))


def test_required_posts_are_those_of_the_run(scenarios):
    found = run(scenarios / "siding8")
    said = words(render_docx(found)).splitlines()
    names = {station.id: station.name for station in found.stations}
    required = [row for row in found.work.stations if row.requirement is not None]
    assert required
    for row in required:
        figures = [decimals(row.requirement.hours, 1), decimals(row.requirement.required)]
        assert any(line.split("\t")[:3] == [names[row.id], *figures] for line in said)


def corpus_names(shared):
    """Return every short text in the workbooks of the corpus that are accepted: names, ids, notes."""
    found = set()
    for entry in json.loads((shared / "corpus" / "MANIFEST.json").read_text(encoding="utf-8")):
        if entry["verdict"].startswith("ACCEPT") and entry["file"].endswith(".xlsx"):
            book = openpyxl.load_workbook(shared / "corpus" / entry["file"], read_only=True)
            texts = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
            found |= {" ".join(cell.split()) for cell in texts if isinstance(cell, str) and len(cell) < 60}
            book.close()
    return sorted(name for name in found if name and name.isprintable())


def test_names_of_the_corpus_come_through_unharmed(shared, contract178):
    names = [*corpus_names(shared), *HOSTILE]
    assert len(names) > 20
    # Rare Han beyond the basic plane and the dot of minority names are among them.
    whole = "".join(names)
    assert max(map(ord, whole)) > 0x20000
    assert "·" in whole
    stations = contract178.stations
    for start in range(0, len(names), len(stations)):
        part = names[start : start + len(stations)]
        called = [row.model_copy(update={"name": name}) for row, name in zip(stations, part, strict=False)]
        plan = contract178.model_copy(update={"stations": (*called, *stations[len(part) :])})
        said = words(render_docx(plan))
        assert [name for name in part if f"\n{name}\t" not in said] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_years_say_that_they_go_to_a_plan_of_their_own(whole, lang):
    assert text("phase_target", lang).lower() in words(render_docx(whole, lang)).lower()
