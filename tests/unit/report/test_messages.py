"""Sentences of reports: both languages have the same blanks, and every sentence is used."""

import re
from pathlib import Path
from string import Formatter

import pytest

import staffing.report
from staffing.messages.reports import REPORTS


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", REPORTS)
def test_blanks_of_chinese_and_english_agree(key):
    chinese, english = REPORTS[key]
    # English has one word for station.
    assert blanks(chinese) - {"noun"} == blanks(english) - {"noun"}


def test_every_sentence_is_used():
    folder = Path(staffing.report.__file__).parent
    source = "\n".join(file.read_text() for ending in ("py", "html") for file in folder.rglob(f"*.{ending}"))
    named = set(re.findall(r"\br_[a-z_]+", source))
    begun = tuple(name for name in named if name.endswith("_"))
    assert [key for key in REPORTS if key not in named and not key.startswith(begun)] == []
