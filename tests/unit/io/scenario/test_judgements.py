"""Pairwise judgements: read exactly, refused with the cell, no part of the fingerprint."""

from fractions import Fraction

import pytest

from staffing.io.scenario_file import load, load_mapping
from staffing.io.writing.write_workbook import export
from tests.unit.io.builders import body, book, faults, sheets

HEAD = ["指标", "对比指标", "判断值", "专家"]


@pytest.fixture
def drivers():
    return list(body()["weights"])


def read(tmp_path, *rows):
    return load(book(tmp_path / "a.xlsx", sheets(判断矩阵=[HEAD, *rows])))


def names(tmp_path):
    return [row[0] for row in sheets()["权重"][1:]]


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("1/3", Fraction(1, 3)),
        ("１／３", Fraction(1, 3)),
        (3, Fraction(3)),
        ("3", Fraction(3)),
        (2.5, Fraction(5, 2)),
        (0.125, Fraction(1, 8)),
        (1 / 7, Fraction(1, 7)),
        ("2 / 3", Fraction(2, 3)),
    ],
)
def test_exact(tmp_path, given, value):
    first, second, *_ = names(tmp_path)
    loaded = read(tmp_path, [first, second, given, "甲"])
    assert [(one.first, one.second, one.value, one.expert) for one in loaded.judgements] == [
        (first, second, value, "甲")
    ]


@pytest.mark.parametrize(
    ("rows", "code", "where"),
    [
        ([["A", "B", 10, None]], "E_JUDGEMENT", "判断矩阵!C2"),
        ([["A", "B", "1/10", None]], "E_JUDGEMENT", "判断矩阵!C2"),
        ([["A", "B", 0.33, None]], "E_JUDGEMENT", "判断矩阵!C2"),
        ([["A", "B", "1/0", None]], "E_JUDGEMENT", "判断矩阵!C2"),
        ([["A", "A", 2, None], ["A", "B", 2, None]], "E_JUDGEMENT", "判断矩阵!C2"),
        ([["A", "B", 2, None], ["B", "A", 2, None]], "E_JUDGEMENT", "判断矩阵!C2,C3"),
        ([["A", "B", 2, None], ["A", "B", 2, None]], "E_DUPLICATE", "判断矩阵!C2,C3"),
        ([["A", "没有", 2, None]], "E_UNKNOWN_KEY", "判断矩阵!B2"),
        ([["A", "A", 1, None]], "E_JUDGEMENT", "判断矩阵!A2:C2"),
    ],
)
def test_refused(tmp_path, rows, code, where):
    meant = dict(zip("AB", names(tmp_path), strict=False))
    told = [[meant.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    assert faults(lambda: read(tmp_path, *told)) == [(code, where)]


def test_both_directions_that_agree_count_once(tmp_path):
    first, second, *_ = names(tmp_path)
    rows = [[first, first, 1, None], [first, second, 4, None], [second, first, "1/4", None]]
    assert [one.value for one in read(tmp_path, *rows).judgements] == [4]


def test_no_part_of_the_fingerprint_and_kept_by_the_export(tmp_path):
    first, second, *_ = names(tmp_path)
    with_them = read(tmp_path, [first, second, "1/3", "甲"], [second, first, 5, "乙"])
    without = load(book(tmp_path / "b.xlsx", sheets()))
    assert with_them.scenario.input_sha256 == without.scenario.input_sha256
    export(with_them, tmp_path / "out.xlsx")
    assert load(tmp_path / "out.xlsx").judgements == with_them.judgements


def test_as_a_list(drivers):
    given = {"first": drivers[0], "second": drivers[1], "value": "1/3"}
    (one,) = load_mapping(body(judgements=[given])).judgements
    assert one.value == Fraction(1, 3)
    assert faults(lambda: load_mapping(body(judgements=[{**given, "value": 12}]))) == [
        ("E_JUDGEMENT", "judgements[0].value")
    ]
