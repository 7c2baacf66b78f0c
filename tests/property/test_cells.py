"""10,000 random cells: read exactly, or read with a note, or refused; an independent oracle says which."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.values import dates, numbers, words
from tests.property.cell_oracle import Meaning, decimal, digits_of, identifier, maximum, name, whole
from tests.property.date_oracle import iso_date

READERS: dict[str, Callable[[Cell, Findings], Any]] = {
    "decimal": numbers.decimal,
    "whole": numbers.whole,
    "maximum": numbers.maximum,
    "identifier": words.identifier,
    "name": words.name,
    "iso_date": dates.iso_date,
}
ORACLES = {
    "decimal": decimal,
    "whole": whole,
    "maximum": maximum,
    "identifier": identifier,
    "name": name,
    "iso_date": iso_date,
}
CELLS = {"decimal": 3000, "whole": 1500, "maximum": 1000, "identifier": 1500, "name": 1500, "iso_date": 1500}
assert sum(CELLS.values()) >= 10_000

DIGIT = st.sampled_from([*"0123456789" * 4, *"０１２３４５６７８９", *"٢²½①二𝟐"])
MARK = st.sampled_from(
    [*".．,，-－−%％+＋eE_'人万亿件约~〜/\\:年月日", "0x", "E+", "1e", "--", "NaN", "inf", "无"]
)
UNSEEN = [
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u00ad",
    "\x1f",
    "\x85",
    "\u180e",
]
BLANK = st.sampled_from([" ", "\t", "\n", *UNSEEN])
HOSTILE = st.text(st.characters(exclude_categories=()), max_size=12)
PLACEHOLDERS = st.sampled_from(
    ["", " ", "-", "—", "/", "N/A", "n/a", "无", "暂无", "不限", "none", "None", "不限 ", "TRUE"]
)


@st.composite
def spelt(draw, parts):
    """A text of some parts, perhaps with blanks at its ends."""
    text = "".join(draw(st.lists(parts, min_size=1, max_size=8)))
    left, right = draw(st.lists(BLANK, max_size=1)), draw(st.lists(BLANK, max_size=1))
    return "".join([*left, text, *right])


@st.composite
def formatted(draw):
    """A number as programs and offices write it, now and then with something odd in it."""
    number = draw(
        st.one_of(st.integers(-(10**6), 10**16), st.floats(0, 1e7), st.decimals(0, 10**9, places=6))
    )
    words = format(number, draw(st.sampled_from(["", ",", ".2f", ",.2f", ".0f", ".20f"])))
    words = draw(
        st.sampled_from(["{}", "{}", "{}%", " {}", "{}\u3000", "\ufeff{}", "{}人", "约{}", "0{}", "-{}"])
    ).format(words)
    if draw(st.booleans()):
        words = words.translate(str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％"))
    return words


@st.composite
def dated(draw):
    """A day as offices write it, some of them wrong."""
    year, month, day = draw(st.tuples(st.integers(1890, 2110), st.integers(0, 13), st.integers(0, 32)))
    form = draw(st.sampled_from([
        *("{y}年{m}月{d}日", "{y}年{m:02}月{d:02}日", "{y}.{m}.{d}", "{y}/{m}/{d}", "{y}-{m}-{d}",
            "{y}-{m:02}-{d:02}"),
        *("{y}{m:02}{d:02}", "{d}/{m}/{y}", "{m}/{d}/{y}", "{s:02}-{m}-{d}", "{y}年{m}月", "{y}-{m}/{d}",
            "{y} {m} {d}"),
        *("{y}年{m}月{d}", "{y}年 {m}月 {d}日", "{y}年{m}月{d}号", "{y}-{m:02}-{d:02}-1", "{y}-{m:03}-{d}"),
    ]))  # fmt: skip
    clock = draw(
        st.sampled_from(["", "", " 00:00:00", " 9:30", " 09:30", "T23:59:59", " 24:00", " 9点", "\u3000"])
    )
    text = form.format(y=year, m=month, d=day, s=year % 100) + clock
    return (
        text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        if draw(st.integers(0, 9)) == 0
        else text
    )


IDS = spelt(st.one_of(st.sampled_from([*"S0129AZ-_ＳＺ０９", "S001"]), st.sampled_from([*"sоСΑ./ é😀站"])))
NAMES = spelt(st.sampled_from([*"东河站一二（）·•.&'=+-@<{`;|\"\\$＝ 　—/", "\u200b", "𠮷"]))
TEXTS = {
    **dict.fromkeys(
        ("decimal", "whole", "maximum"), st.one_of(spelt(st.one_of(DIGIT, DIGIT, MARK)), formatted())
    ),
    "identifier": IDS,
    "name": NAMES,
    "iso_date": dated(),
}
FLOATS = st.one_of(
    st.floats(),
    st.floats(0, 1e7),
    st.integers(0, 10**8).map(lambda n: n / 10),
    st.integers(0, 10**7).map(float),
)
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2110, 1, 1))  # noqa: DTZ001 - cells know no zones
TYPED = st.one_of(
    st.integers(-(10**3), 10**17),
    st.integers(19_990, 80_010),
    FLOATS,
    st.booleans(),
    st.none(),
    INSTANTS,
    st.dates(date(1900, 1, 1), date(2110, 1, 1)),
    st.times(),
    st.timedeltas(timedelta(0), timedelta(9)),
)
EXACT = st.one_of(st.integers(-9, 10**17), st.decimals(-9, 10**16, allow_nan=False, places=None),
    st.decimals(0, 1, places=20),
                  st.booleans(), st.none())  # fmt: skip


@st.composite
def cells(draw, kind):
    """A cell of a workbook, a CSV, or of YAML and JSON."""
    form = draw(st.sampled_from(["workbook", "workbook", "csv", "csv", "typed"]))
    text = st.one_of(TEXTS[kind], TEXTS[kind], TEXTS[kind], HOSTILE, PLACEHOLDERS)
    value: Any = draw(
        text if form == "csv" else st.one_of(text, text, TYPED if form == "workbook" else EXACT)
    )
    return Cell(value, "列", "x", "单位!D3", form)


def read(kind, cell):
    """Read a cell: outcome, value, notes."""
    findings = Findings()
    value = READERS[kind](cell, findings)
    if findings.errors:
        assert value is None
        return "refused", None, []
    notes = findings.changes
    assert bool(notes) == bool(findings.warnings)
    return "noted" if notes else "exact", value, notes


def as_meant(value):
    """Return a number as a fraction, so that 1 and Decimal("1.0") are one."""
    return Fraction(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


def check(kind, cell):
    """Compare a reader with the oracle, and every note with what it says."""
    meaning: Meaning = ORACLES[kind](cell.value, cell.form)
    outcome, value, notes = read(kind, cell)
    assert outcome in meaning.outcomes, (outcome, value, meaning)
    if outcome == "refused":
        return
    assert as_meant(value) == meaning.value, (outcome, value, meaning)
    for note in notes:
        assert (note.code[:2], note.file, note.where, note.name) == ("W_", "x", "单位!D3", "列")
    # What a note says that was read, reads the same again, and then without a note.
    # A note shows what looks like a telephone or identity number masked, and what cannot be printed as its code.
    if notes and not set("*\\…") & set(notes[-1].read):
        again = read(kind, Cell(notes[-1].read, "列", "x", "单位!D3", "csv"))
        assert (again[0], as_meant(again[1])) == ("exact", as_meant(value)), notes


def law(kind):
    """Return the test of one kind of column."""

    @settings(max_examples=CELLS[kind], deadline=None, derandomize=True)
    @given(cells(kind))
    def test(cell):
        check(kind, cell)

    return test


test_numbers_are_exact_noted_or_refused = law("decimal")
test_counts_are_exact_noted_or_refused = law("whole")
test_maxima_are_exact_noted_or_refused = law("maximum")
test_ids_are_exact_noted_or_refused = law("identifier")
test_names_are_exact_noted_or_refused = law("name")
test_dates_are_exact_noted_or_refused = law("iso_date")


@pytest.mark.parametrize(
    ("kind", "form", "value", "expected"),
    [
        ("whole", "csv", "12", Meaning(frozenset({"exact"}), 12)),
        ("whole", "workbook", "12", Meaning(frozenset({"noted"}), 12)),
        ("whole", "csv", "１，２００", Meaning(frozenset({"noted"}), 1200)),
        ("decimal", "csv", "12.5%", Meaning(frozenset({"noted"}), Fraction(1, 8))),
        ("decimal", "workbook", 0.1 + 0.2, Meaning(frozenset({"noted"}), Fraction(3, 10))),
        ("decimal", "workbook", 0.1, Meaning(frozenset({"exact"}), Fraction(1, 10))),
        *((("decimal", "csv", text, Meaning(frozenset({"refused"})))) for text in (
            "1,2", "01", "+1", ".5", "5.", "1e3", "1 000", "0,000", "1,0000", "1²", "٢", "-", "", "1%%", "--1")),
        ("maximum", "csv", "不限", Meaning(frozenset({"exact"}), None)),
        ("iso_date", "csv", "2025年1月3日", Meaning(frozenset({"noted"}), "2025-01-03")),
        ("iso_date", "workbook", 45660, Meaning(frozenset({"noted"}), "2025-01-03")),
        ("iso_date", "csv", "3/1/2025", Meaning(frozenset({"refused"}))),
        ("identifier", "csv", "Ｓ００１ ", Meaning(frozenset({"noted"}), "S001")),
    ],
)  # fmt: skip
def test_the_oracle_itself(kind, form, value, expected):
    meaning = ORACLES[kind](value, form)
    assert (meaning.outcomes, meaning.value) == expected


def test_digits_are_written_in_full():
    assert digits_of(Fraction(1, 10**12)) == "0.000000000001"
