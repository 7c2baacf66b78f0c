"""The words of faults: one entry a key, sorted, both languages with the same blanks."""

import re
from pathlib import Path
from string import Formatter

import staffing.io
from staffing import messages
from staffing.messages.outcomes import OUTCOMES

FAULTS = {key: pair for table in messages._FAULT_TABLES for key, pair in table.items()}
COMPOSED = re.compile(r'f"([EW]_[A-Z0-9_]+)\.\{')
"""Codes whose variants are chosen at run time."""
KEY = re.compile(r'"([EW]_[A-Z0-9_]+(?:\.[a-z_]+)?)"')


def blanks(sentences):
    return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}


def test_keys_are_sorted_and_stand_in_one_table():
    for table in messages._FAULT_TABLES:
        assert list(table) == sorted(table)
    assert len(FAULTS) == sum(map(len, messages._FAULT_TABLES))
    assert not FAULTS.keys() & OUTCOMES.keys()


def test_both_languages_fill_in_the_same():
    for key, (chinese, english) in FAULTS.items():
        wrong = [blanks(side) for side in (chinese, english)]
        assert wrong[0] == wrong[1], key


def test_every_key_that_the_readers_use_has_its_words():
    folder = Path(staffing.io.__file__).parent
    used = {key for path in folder.rglob("*.py") for key in KEY.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 80
    assert used <= FAULTS.keys() | OUTCOMES.keys()


def test_every_entry_is_used_somewhere():
    source = Path(staffing.io.__file__).parents[1]
    files = [path for path in source.rglob("*.py") if path.parent.name != "messages"]
    used = {key for path in files for key in KEY.findall(path.read_text(encoding="utf-8"))}
    composed = {key for path in files for key in COMPOSED.findall(path.read_text(encoding="utf-8"))}
    assert {key for key in FAULTS if key.partition(".")[0] not in composed} <= used
