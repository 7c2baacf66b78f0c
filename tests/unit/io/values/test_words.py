"""Text, names, ids and choices: as they stand but for outer blanks, or refused."""

from datetime import date

import pytest

from staffing.io.cells import shown
from staffing.io.values.words import identifier, name, nearest, option, text, yes_no
from tests.unit.io.values.reading import codes


@pytest.mark.parametrize(
    ("value", "code"),
    [("s1", "E_ID_CHARSET"), ("../x", "E_ID_CHARSET"), ("S" * 33, "E_ID_CHARSET"), ("东河", "E_ID_CHARSET"),
     ("S\u200b1", "E_INVISIBLE"), ("S\u20601", "E_INVISIBLE"), ("S\u202e1", "E_INVISIBLE"),
     ("S\u00a01", "E_ID_CHARSET"),
     ("\u0405002", "E_CONFUSABLE"), ("S\x071", "E_CONTROL"), ("S1\x1f", "E_CONTROL"), (True, "E_TYPE"),
     (1.5, "E_ID_CHARSET"), (-1.0, "E_ID_CHARSET"), (1e15, "E_ID_CHARSET"), (None, "E_MISSING"),
     ("\u200b", "E_MISSING"), ("-", "E_MISSING"), ("——", "E_MISSING")],
    ids=ascii,
)  # fmt: skip
def test_refused_ids(value, code):
    assert codes(identifier, value) == (None, [code])


@pytest.mark.parametrize(
    ("value", "expected", "notes"),
    [
        ("S_01-A", "S_01-A", []),
        ("-1", "-1", []),
        (101.0, "101", ["W_NUMBER_ID"]),
        ("Ｓ１", "S1", ["W_NFKC"]),
        ("\u3000S1 ", "S1", ["W_TRIMMED"]),
        ("S1\u200b", "S1", ["W_TRIMMED"]),
        ("\ufeffＳ１", "S1", ["W_TRIMMED", "W_NFKC"]),
    ],
    ids=ascii,
)
def test_ids(value, expected, notes):
    assert codes(identifier, value) == (expected, notes)


def test_ids_of_categories_and_of_yaml():
    assert codes(identifier, "contract", local=True) == ("contract", [])
    assert codes(identifier, 101, "typed") == ("101", [])


@pytest.mark.parametrize("words", ["=1+1", "@x", "<b>", "{{7*7}}", "a;b", "a`b", 'x"y', "＝1"])
def test_refused_names(words):
    assert codes(name, words) == (None, ["E_NAME"])


@pytest.mark.parametrize(
    "words",
    [
        "东河站",
        "O'HARE",
        "Armour Square",
        "县委办（党史室）",
        "买买提·己",
        "㐂𠮷站",
        "A/B-1",
        "无锡站",
        "e\u0301站",
    ],
)
def test_names(words):
    assert codes(name, words) == (words, [])


def test_what_is_no_name():
    assert codes(name, "——") == (None, ["E_MISSING"])
    assert codes(name, "东\u200d河站") == (None, ["E_INVISIBLE"])
    assert codes(name, 1e300) == (None, ["E_TYPE"])
    assert codes(name, date(2025, 1, 3)) == (None, ["E_TYPE"])


def test_a_number_as_a_name_keeps_its_digits():
    assert codes(name, 12.0) == ("12", [])
    assert codes(name, 0.1 + 0.2) == ("0.3", ["W_PRECISION"])


def test_text_has_a_limit_and_no_control_characters():
    assert codes(text, "x" * 1001) == (None, ["E_TOO_LONG"])
    assert codes(text, "a\nb") == (None, ["E_CONTROL"])
    assert codes(text, "a\u2028b") == (None, ["E_CONTROL"])
    assert codes(text, "a\nb", lines=True) == ("a\nb", [])
    assert codes(text, " a", "typed") == ("a", ["W_TRIMMED"])


def test_yes_and_no():
    answers = [codes(yes_no, word) for word in ("是", "否", "yes", "No", True, False)]
    assert answers == [(answer, []) for answer in (True, False) * 3]
    assert codes(yes_no, " 是") == (True, ["W_TRIMMED"])
    assert codes(yes_no, "ｙｅｓ") == (True, ["W_NFKC"])
    assert codes(yes_no, "1") == (None, ["E_OPTION"])
    assert codes(yes_no, "否决") == (None, ["E_OPTION"])
    assert codes(yes_no, None) == (None, ["E_MISSING"])


def test_options():
    def choose(cell, findings):
        return option(cell, ("webster", "dean"), findings)

    assert codes(choose, "dean") == ("dean", [])
    assert codes(choose, " Dean") == ("dean", ["W_TRIMMED", "W_CASE"])
    assert codes(choose, "ＤＥＡＮ") == ("dean", ["W_NFKC", "W_CASE"])
    assert codes(choose, "Dean", "typed") == (None, ["E_OPTION"])
    assert codes(choose, "deans") == (None, ["E_OPTION"])


def test_a_message_quotes_nothing_that_a_terminal_obeys():
    assert shown("a\x1b[31m\n") == "a\\u001b[31m\\u000a"
    assert shown("x" * 100) == "x" * 40 + "…"


@pytest.mark.parametrize("written", ["S001234", "X001234", "S0O1234", "S00123", "S0001234", "s001234"])
def test_the_nearest_of_many_is_found_without_a_look_at_each(written):
    known = [f"S{number:06d}" for number in range(1_234, 200_000, 1_111)] * 10
    assert nearest(written, known) == "S001234"


def test_where_none_of_many_is_alike_the_first_are_shown():
    known = [f"S{number:06d}" for number in range(2_000)]
    assert nearest("东河", known) == ", ".join(known[:12]) + "…"
