"""The words of faults: one entry a key, sorted, both languages with the same blanks."""

import re
from pathlib import Path
from string import Formatter

import staffing.io
from staffing.messages.faults import FAULTS as CONTENT_FAULTS
from staffing.messages.file_faults import FILE_FAULTS
from staffing.messages.foreign import FOREIGN_FAULTS
from staffing.messages.outcomes import OUTCOMES
from staffing.messages.people_faults import PEOPLE_FAULTS
from staffing.messages.table_faults import TABLE_FAULTS
from staffing.messages.weights import WEIGHTS_FAULTS

FAULTS = CONTENT_FAULTS | FILE_FAULTS | FOREIGN_FAULTS | PEOPLE_FAULTS | TABLE_FAULTS | WEIGHTS_FAULTS
KEY = re.compile(r'"([EW]_[A-Z0-9_]+(?:\.[a-z_]+)?)"')


def blanks(sentences):
    return {name for sentence in sentences for _, name, _, _ in Formatter().parse(sentence) if name}


def test_keys_are_sorted_and_stand_in_one_table():
    for table in (CONTENT_FAULTS, FILE_FAULTS, FOREIGN_FAULTS, PEOPLE_FAULTS, TABLE_FAULTS, WEIGHTS_FAULTS):
        assert list(table) == sorted(table)
    parts = (CONTENT_FAULTS, FILE_FAULTS, FOREIGN_FAULTS, PEOPLE_FAULTS, TABLE_FAULTS, WEIGHTS_FAULTS)
    assert len(FAULTS) == sum(map(len, parts))
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
    assert FAULTS.keys() <= used
