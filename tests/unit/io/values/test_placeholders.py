"""Words and marks that stand where nothing was entered."""

import pytest

from staffing.io.values.placeholders import absent, is_dash, is_placeholder
from tests.unit.io.values.reading import codes


@pytest.mark.parametrize(
    "words", ["-", "--", "—", "－", "/", "／", "N/A", "na", "无", "暂无", " 无 ", "***", "……"]
)
def test_placeholders(words):
    assert is_placeholder(words)


@pytest.mark.parametrize("words", ["0", "-1", "无锡", "A/B", "Na站", "", "*"])
def test_no_placeholders(words):
    assert not is_placeholder(words)


def test_only_marks_are_no_names():
    assert is_dash("——")
    assert not is_dash("无")


def test_where_a_blank_is_allowed_a_placeholder_is_one_and_noted():
    assert codes(absent, "—") == (True, ["W_DASH"])
    assert codes(absent, None) == (True, [])
    assert codes(absent, "S1") == (False, [])
    assert codes(absent, 0) == (False, [])
    assert codes(absent, "-", "typed") == (False, [])
