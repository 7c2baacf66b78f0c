"""Template, clerk, check, export, check: nothing is lost on the way, through LibreOffice neither."""

import json
import os
from pathlib import Path

import pytest

from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load
from staffing.io.writing.template import write_template
from staffing.io.writing.write_workbook import export
from tests.unit.io.writing.clerk import example, fill
from tests.unit.io.writing.office import convert

SHARED = Path(os.environ.get("STAFFING_SHARED", Path(__file__).resolve().parents[5] / "shared"))
CORPUS = SHARED / "corpus"


def same(one: Loaded, other: Loaded) -> None:
    """Assert that two forms of a scenario say the same."""
    assert other.scenario == one.scenario
    assert other.scenario.input_sha256 == one.scenario.input_sha256
    assert other.variants == one.variants
    for name in one.variants:
        assert other.variant(name).scenario == one.variant(name).scenario


@pytest.fixture(params=["zh", "en"])
def filled(request, tmp_path):
    path = tmp_path / "filled.xlsx"
    write_template(path, request.param)
    fill(path, example(request.param))
    return path


def test_filled_exported_and_read_again(filled, tmp_path):
    loaded = load(filled)
    assert export(loaded, tmp_path / "out.xlsx") == ()
    again = load(tmp_path / "out.xlsx")
    same(loaded, again)
    assert again.warnings == ()
    assert again.notes == ()


def test_filled_saved_by_libreoffice_exported_and_read_again(filled, tmp_path, soffice):
    loaded = load(filled)
    saved = load(convert(soffice, filled, tmp_path / "office"))
    same(loaded, saved)
    assert saved.warnings == ()
    export(saved, tmp_path / "out.xlsx")
    same(loaded, load(convert(soffice, tmp_path / "out.xlsx", tmp_path / "again")))


def _accepted() -> list[str]:
    if not CORPUS.is_dir():
        return []
    entries = json.loads((CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))
    return [
        entry["file"]
        for entry in entries
        if entry["file"].startswith("xlsx/") and entry["verdict"].startswith("ACCEPT")
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this checkout")
@pytest.mark.parametrize("name", _accepted())
def test_every_accepted_workbook_of_the_corpus_survives_the_export(name, tmp_path):
    try:
        loaded = load(CORPUS / name)
    except InputError as error:
        pytest.fail(f"{name} is refused: {error}")
    export(loaded, tmp_path / "out.xlsx")
    again = load(tmp_path / "out.xlsx")
    same(loaded, again)
    assert again.notes == ()
