"""More files of the corpus's kinds: each pinned verdict, code and place; none of them needs the corpus."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load, load_bytes
from staffing.models.checking import Check
from staffing.service import check, check_table
from staffing.service.checking import invalid
from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.corpus.kinds import Kind
from tests.corpus.kinds_cells import CELLS
from tests.corpus.kinds_package import PACKAGES
from tests.corpus.kinds_rules import RULES
from tests.corpus.kinds_structure import STRUCTURE
from tests.corpus.kinds_text import CSV, JSON, YAML
from tests.corpus.manifest import Answer, place_is_named
from tests.corpus.workbooks import baseline

FILE = "input.xlsx"
UNSHOWN = {
    *(
        "E_CSV",
        "E_ENCRYPTED",
        "E_ID_CHECKSUM",
        "E_ID_IN_WRONG_COLUMN",
        "E_MERGED",
        "E_PARENT",
        "E_SOLVER_OPTION",
    ),
    *(
        "E_TOTAL_ROW",
        "E_WEIGHT_RANGE",
        "E_YAML_DEPTH",
        "E_YAML_DUPKEY",
        "W_CROSSCHECK",
        "W_DATE1904",
        "W_FAR_CELL",
    ),
    *("W_FORMULA", "W_HYPERLINK", "W_MULTIPLE_ROOTS", "W_NFKC", "W_OUTLIER", "W_PERCENT"),
}
"""Codes that the format asks for and the given corpus does not show."""


def named(kinds: tuple[Kind, ...]) -> pytest.MarkDecorator:
    """One case a kind, under its name."""
    return pytest.mark.parametrize(
        "kind", kinds, ids=[kind.name.encode("ascii", "backslashreplace").decode() for kind in kinds]
    )


def ask(read: Callable[[], Loaded | Path]) -> Answer:
    """Return what ``staffing check`` says."""
    try:
        return answer_of(check(read(), lang="en"))
    except InputError as error:
        return answer_of(invalid(error, "en"))


def read(data: bytes) -> Answer:
    """Return what the reader says of a workbook, whether or not its rules can be solved."""
    try:
        loaded = load_bytes(data, FILE)
    except InputError as error:
        return answer_of(invalid(error, "en"))
    warnings = [{"code": issue.code, "where": issue.where, "file": issue.file} for issue in loaded.warnings]
    return Answer(True, warnings, loaded.scenario.input_sha256)


def answer_of(found: Check) -> Answer:
    """Return an answer as the tests compare it."""
    return Answer(found.status == "VALID", [dict(issue) for issue in found.issues], found.input_sha256)


def agree(kind: Kind, answer: Answer, file: str = FILE) -> None:
    """The answer is the pinned one."""
    told = [(issue["code"], issue["where"]) for issue in answer.issues[:4]]
    verdict = "REJECT" if not answer.accepted else "ACCEPT+WARN" if answer.issues else "ACCEPT"
    if kind.verdict == "ANY":
        return
    assert verdict == kind.verdict, told
    if kind.codes:
        assert told[0][0] in kind.codes, told
    if kind.place and answer.issues:
        assert place_is_named(kind.place, answer.issues[0], file), told
    if kind.same:
        assert answer.sha256 == ask(lambda: load_bytes(baseline(), FILE)).sha256


def test_the_valid_workbook_is_accepted_without_a_word():
    answer = ask(lambda: load_bytes(baseline(), FILE))
    assert (answer.accepted, answer.issues) == (True, [])


@named(CELLS)
def test_cells(kind):
    agree(kind, ask(lambda: load_bytes(kind.make(), FILE)))


@named(STRUCTURE)
def test_rows_headers_sheets_formulas(kind):
    agree(kind, ask(lambda: load_bytes(kind.make(), FILE)))


@named(RULES)
def test_sheets_of_rules(kind):
    agree(kind, read(kind.make()))


@named(PACKAGES)
def test_packages(kind):
    agree(kind, ask(lambda: load_bytes(kind.make(), FILE)))


@named(CSV)
def test_tables_as_csv(kind, tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(kind.make())
    agree(kind, answer_of(check_table(path, lang="en")), path.name)


@named(YAML)
def test_scenario_files(kind, tmp_path):
    folder = tmp_path / "scenario"
    (folder / "data").mkdir(parents=True)
    (folder / "data/base.xlsx").write_bytes(baseline())
    (tmp_path / "outside.xlsx").write_bytes(baseline())
    (folder / "link.xlsx").symlink_to(tmp_path / "outside.xlsx")
    path = folder / "scenario.yaml"
    path.write_bytes(kind.make())
    agree(kind, ask(lambda: load(path)), path.name)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A server without scenarios of its own."""
    app = create_app(Settings(lang="en"))
    with TestClient(app, base_url="http://localhost:8000", raise_server_exceptions=False) as running:
        yield running


@named(JSON)
def test_request_bodies(kind, client):
    response = client.post("/v1/check", content=kind.make(), headers={"content-type": "application/json"})
    document = response.json()
    assert response.status_code == (200 if kind.verdict.startswith("ACCEPT") else 422)
    agree(kind, Answer(response.status_code == 200, document["issues"], document.get("input_sha256")), "")


def test_there_are_enough_of_them_and_the_codes_that_no_given_file_shows_are_among_them():
    every = [*CELLS, *STRUCTURE, *RULES, *PACKAGES, *CSV, *YAML, *JSON]
    assert len(every) > 500
    assert {code for kind in every for code in kind.codes} >= UNSHOWN
