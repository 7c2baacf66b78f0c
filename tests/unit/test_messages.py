"""Every sentence stands in both languages, with the same blanks, and somebody says it."""

import re
import string
from pathlib import Path

import pytest

from staffing import messages
from staffing.messages import fault_text, place_text, text
from staffing.messages.outcomes import OUTCOMES

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder in ("src", "api")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".html"} and "messages" not in path.parts
]
ALL_FAULTS = {key: pair for table in (*messages._FAULT_TABLES, OUTCOMES) for key, pair in table.items()}
SENTENCES = {key: pair for table in messages._TABLES for key, pair in table.items()}


def _blanks(sentence: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_have_the_same_blanks(key):
    chinese, english = SENTENCES[key]
    assert _blanks(chinese) >= _blanks(english) or _blanks(english) >= _blanks(chinese)
    assert english or key.startswith("w_posts")


@pytest.mark.parametrize("key", sorted(ALL_FAULTS))
def test_faults_say_what_is_wrong_and_what_to_do_in_both_languages(key):
    for pair in ALL_FAULTS[key]:
        assert all(pair)
    assert re.fullmatch(r"[EW]_[A-Z0-9_]+(\.[a-z_]+)?", key)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_no_sentence_is_dead(key):
    """A key is said whole, or its beginning is completed where it is said (``f"status_{status}"``)."""
    said = [f"{mark}{key}{mark}" for mark in "'\""]
    said += [f'"{key[: match.end()]}{{' for match in re.finditer("_", key)]
    assert any(words in source for source in SOURCES for words in said), key


@pytest.mark.parametrize("tables", [messages._TABLES, messages._FAULT_TABLES])
def test_no_table_takes_the_key_of_another(tables):
    keys = [key for table in tables for key in table]
    assert sorted(keys) == sorted(set(keys))


def test_an_unknown_key_is_an_error():
    with pytest.raises(KeyError):
        text("no such key", "zh")


def test_places_and_lists_speak_the_language():
    assert place_text("line 5, 编制下限", "zh") == "第5行，编制下限"
    assert place_text("指标值.csv · line 27, 数值", "zh") == "指标值.csv · 第27行，数值"
    assert place_text("单位!D3", "zh") == "单位!D3"
    wrong, _ = fault_text("W_MIN_MAX_ZERO", "en", {"stations": ["A", "B"]})
    assert "A, B" in wrong
