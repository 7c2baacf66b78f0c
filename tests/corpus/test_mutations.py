"""Damaged workbooks, tables and scenario files: an answer or a refusal, soon, and never another meaning in silence.

``STAFFING_MUTATIONS=20000`` makes more of them.
"""

import copy
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

import pytest

from staffing.errors import InputError, Issue
from staffing.io.files.yaml_file import read_json
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load, load_bytes, load_mapping
from tests.corpus.kinds_text import LINES, SCENARIO, body
from tests.corpus.mutate import HOSTILE, mutated
from tests.corpus.plain_reader import (
    SETTINGS,
    default,
    differences,
    meaning_of_cells,
    meaning_of_scenario,
    read_cells,
)
from tests.corpus.workbooks import baseline

COUNT = int(os.environ.get("STAFFING_MUTATIONS", "2000"))
TEXTS = COUNT // 4
CHUNKS = 10
LIMIT_S = 5.0
FILE = "book.xlsx"


def places(loaded: Loaded) -> list[str]:
    """Return every place that a warning or a note names."""
    return [issue.where for issue in loaded.warnings] + [note.where for note in loaded.notes]


def is_told(where: str, told: Iterable[str]) -> bool:
    """Tell whether something was said of a row, of a column that it crosses, or of the sheet as a whole."""
    sheet, _, row = where.partition("!")
    for place in told:
        of_sheet, _, spot = place.partition("!")
        if of_sheet == sheet and (
            not spot or not row or spot.isalpha() or row in re.findall(r"[0-9]+", spot)
        ):
            return True
        if of_sheet == sheet and re.fullmatch(r"[A-Z]+1", spot):  # the header: of the whole column
            return True
    return False


@pytest.fixture(scope="module")
def whole() -> Loaded:
    """The workbook without damage."""
    return load_bytes(baseline(), FILE)


def test_the_second_reader_sees_what_was_read(whole):
    cells = meaning_of_cells(read_cells(baseline()))
    read = meaning_of_scenario(whole.scenario)
    assert list(differences(cells, read)) == []
    assert len(cells) == 8 * 5 + 24 + 3 + 3
    assert whole.warnings == ()
    assert {note.code for note in whole.notes} <= {"W_PERSONAL"}
    for path in (
        "stations.S003.minimum",
        "values.S002.辖区面积",
        "weights.年办件量",
        "settings.cap",
        "stations.S004.parent",
    ):
        assert list(differences(cells, {**read, path: Fraction(99)})) == [(path, cells[path].where)]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_workbooks(chunk, whole):
    accepted = 0
    for number in range(chunk, COUNT, CHUNKS):
        data = mutated(baseline(), number)
        loaded = answer_in_time(partial(load_bytes, data, FILE), number)
        if loaded is not None:
            accepted += 1
            same_meaning(loaded, data, whole, number)
    assert accepted < COUNT // CHUNKS * 0.8, "damage that does not show proves little"
    assert accepted or COUNT < 200


def same_meaning(loaded: Loaded, data: bytes, whole: Loaded, number: int) -> None:
    """What was accepted is what the cells say, or something was said about it; the fingerprint goes with it."""
    read = meaning_of_scenario(loaded.scenario)
    told = places(loaded)
    cells = meaning_of_cells(read_cells(data))
    silent = [difference for difference in differences(cells, read) if not is_told(difference[1], told)]
    assert not silent, (number, silent[:5], told)
    same = read == meaning_of_scenario(whole.scenario)
    assert (loaded.scenario.input_sha256 == whole.scenario.input_sha256) == same, number


# -- tables, scenario files, bodies -------------------------------------------------------------------------


def damaged(words: str, rng: random.Random) -> bytes:
    """Return a text with some of it dropped, doubled, replaced, or wrongly encoded."""
    for _ in range(rng.choice((1, 1, 2))):
        start = rng.randrange(len(words))
        end = start + rng.choice((1, 1, 2, 5, 40))
        odd = rng.choice(
            [
                *HOSTILE,
                ",",
                '"',
                "\n",
                "\r",
                "\t",
                ":",
                "[",
                "}",
                "&a ",
                "*a",
                "!x ",
                "\0",
                "\u0661",
                "- ",
                "# ",
            ]
        )
        words = rng.choice((
            words[:start] + words[end:],
            words[:start] + words[start:end] * 2 + words[end:],
            words[:start] + odd + words[end:],
            words[:start] + odd + words[start:],
        ))  # fmt: skip
        words = words or "x"
    data = words.encode(
        rng.choice(("utf-8", "utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace"
    )
    if rng.random() < 0.1:
        spot = rng.randrange(len(data))
        data = data[:spot] + rng.randbytes(1) + data[spot + 1 :]
    return data


@pytest.fixture
def folder(tmp_path):
    """A scenario folder whose station table is to be damaged."""
    tables = tmp_path / "tables"
    tables.mkdir()
    counts = [f"S{number:03d},年办件量,{700 + 10 * number}" for number in range(1, 9)]
    (tables / "指标值.csv").write_text("\n".join(["站点编码,指标,数值", *counts]), encoding="utf-8")
    scenario = {"schema": 1, "name": "表", "cap": 60, "weights": {"年办件量": 1}, "data": "tables"}
    (tmp_path / "scenario.yaml").write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("chunk", range(2))
def test_tables(chunk, folder):
    path = folder / "tables/单位.csv"
    path.write_text("\r\n".join(LINES), encoding="utf-8")
    whole = meaning_of_scenario(load(folder).scenario)
    accepted = 0
    for number in range(chunk, TEXTS, 2):
        data = damaged("\r\n".join(LINES), random.Random(f"table {number}"))
        path.write_bytes(data)
        loaded = answer_in_time(lambda: load(folder), number)
        if loaded is None:
            continue
        accepted += 1
        read = meaning_of_scenario(loaded.scenario)
        if not loaded.warnings and not loaded.notes:
            assert read == {**whole, **literal_table(data)}, (number, data.decode("utf-8", "replace"))
    assert accepted


def literal_table(data: bytes) -> dict[str, Any]:
    """Return what a table without quotes means, field by field, as it stands."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = data.decode("gb18030")
    found: dict[str, Any] = {}
    for line in words.splitlines()[1:]:
        fields = [field.strip('"') for field in line.split(",")]
        if any(fields):
            texts = dict(zip(("name", "parent"), (field or None for field in fields[1:3]), strict=True))
            numbers = dict(zip(("minimum", "maximum", "in_post"), map(Fraction, fields[3:6]), strict=True))
            found |= {f"stations.{fields[0]}.{key}": value for key, value in {**texts, **numbers}.items()}
    return found


@pytest.mark.parametrize("chunk", range(2))
def test_scenario_files(chunk, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data/base.xlsx").write_bytes(baseline())
    path = tmp_path / "scenario.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    whole, accepted = meaning_of_scenario(load(path).scenario), 0
    for number in range(chunk, TEXTS, 2):
        path.write_bytes(damaged(SCENARIO, random.Random(f"scenario {number}")))
        loaded = answer_in_time(lambda: load(path), number)
        if loaded is None:
            continue
        accepted += 1
        read = meaning_of_scenario(loaded.scenario)
        words = path.read_text(encoding="utf-8-sig")
        changed = {key for key, value in read.items() if value not in (whole.get(key), default(key))}
        # A figure that is read otherwise stands so in the file, digit for digit.
        for key in changed:
            assert any(
                Fraction(figure) == read[key] for figure in re.findall(r"[0-9]+(?:\.[0-9]+)?", words)
            ), (number, key)
    assert accepted


@pytest.mark.parametrize("chunk", range(2))
def test_bodies(chunk):
    accepted = 0
    for number in range(chunk, TEXTS, 2):
        rng = random.Random(f"body {number}")
        data = damaged(json.dumps(body(), ensure_ascii=False), rng) if number % 4 < 2 else spoilt_body(rng)
        loaded = answer_in_time(partial(body_of, data), number)
        if loaded is None:
            continue
        accepted += 1
        if not loaded.warnings and not loaded.notes:
            read = meaning_of_scenario(loaded.scenario)
            given = literal_body(data)
            assert {path: read.get(path) for path in given} == given, number
    assert accepted


def body_of(data: bytes) -> Loaded:
    """Read a request body."""
    return load_mapping(read_json(data))


def spoilt_body(rng: random.Random) -> bytes:
    """Return a body in which one value is another."""
    spoilt = copy.deepcopy(body())
    row = rng.choice([spoilt, spoilt["weights"], *spoilt["stations"]])
    row[rng.choice([*row, "note", "x"])] = rng.choice(
        [*HOSTILE, 0, -1, 2.5, 1e300, True, None, [], {}, 10**30, 7, 12, -0.0]
    )
    return json.dumps(spoilt, ensure_ascii=rng.random() < 0.5).encode()


def literal_body(data: bytes) -> dict[str, Any]:
    """Return what a body says, read by the standard library."""
    given = json.loads(data.decode("utf-8-sig"), parse_float=Decimal)
    found: dict[str, Any] = {f"weights.{name}": value for name, value in given["weights"].items()}
    found |= {f"settings.{key}": given[key] for key in SETTINGS.values() if key in given}
    for row in given["stations"]:
        found |= {
            f"stations.{row['id']}.{key}": row[key]
            for key in ("name", "parent", "minimum", "maximum", "in_post")
            if key in row
        }
        found |= {f"values.{row['id']}.{driver}": row[driver] for driver in given["weights"] if driver in row}
    return {
        path: Fraction(value) if isinstance(value, int | Decimal) else value for path, value in found.items()
    }


def answer_in_time(read: Callable[[], Loaded], number: int) -> Loaded | None:
    """Return what was read, or None where it is refused; both soon."""
    loaded: Loaded | None = None
    issues: tuple[Issue, ...] = ()
    start = time.perf_counter()
    try:
        loaded = read()
    except InputError as error:
        issues = error.issues
    assert time.perf_counter() - start < LIMIT_S, number
    assert loaded is not None or issues, number
    assert all(issue.message("en") for issue in issues), number
    return loaded
