"""What one cell means, written a second time from the rules of ``docs/formats.md``, with nothing of the readers.

Numbers go character by character into a fraction. An answer is the set of outcomes that are right: nearly always
one; where the rules leave a spelling open it may be read with a note or refused, but never read without a note.
"""

import unicodedata
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import takewhile
from math import isfinite
from typing import Any, Literal, NamedTuple

Form = Literal["workbook", "csv", "typed"]
Outcome = Literal["exact", "noted", "refused"]

BLANK = set(" \t\r\n\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff")
WIDE = dict(zip("０１２３４５６７８９．，－％", "0123456789.,-%", strict=True))
NO_LIMIT = ("不限", "none")
DIGITS = "0123456789"


class Meaning(NamedTuple):
    """The outcomes that are right, and the value of those that read."""

    outcomes: frozenset[Outcome]
    value: Any = None


REFUSED = Meaning(frozenset({"refused"}))


def exact(value: Any) -> Meaning:
    """Read as it stands."""
    return Meaning(frozenset({"exact"}), value)


def noted(value: Any) -> Meaning:
    """Read, with a note."""
    return Meaning(frozenset({"noted"}), value)


def open_to(value: Any, *outcomes: Outcome) -> Meaning:
    """The rules leave it open which of these it is."""
    return Meaning(frozenset(outcomes), value)


def is_blank(char: str) -> bool:
    """Tell whether a character is a blank, seen or not."""
    return char in BLANK or unicodedata.category(char) in ("Zs", "Zl", "Zp")


def bare(text: str) -> str:
    """Return a text without the blanks at its ends."""
    left = len(list(takewhile(is_blank, text)))
    right = len(list(takewhile(is_blank, reversed(text))))
    return text[left : len(text) - right] if left < len(text) else ""


# -- numbers ------------------------------------------------------------------------------------------------


class Text(NamedTuple):
    """A number as a text spells it."""

    value: Fraction
    minus: bool
    grouped: bool
    percent: bool


def spell(text: str) -> Text | None:
    """Read a number character by character; None where the rules know no such number."""
    percent = text.endswith("%")
    rest = text.removesuffix("%")
    minus = rest.startswith("-")
    rest = rest.removeprefix("-")
    before, point, after = rest.partition(".")
    if point and not after:
        return None
    groups = before.split(",")
    if not all(groups) or any(char not in DIGITS for group in [*groups, after] for char in group):
        return None
    if len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])):
        return None
    whole = "".join(groups)
    if whole[0] == "0" and (len(whole) > 1 or len(groups) > 1):
        return None
    value = Fraction(0)
    for char in whole:
        value = value * 10 + DIGITS.index(char)
    place = Fraction(1)
    for char in after:
        place /= 10
        value += place * DIGITS.index(char)
    return Text(-value if minus else value, minus, len(groups) > 1, percent)


def fifteen(value: Fraction) -> Fraction:
    """Return a number at fifteen significant digits, halves to even."""
    if not value:
        return value
    scale = Fraction(1)
    while abs(value) * scale >= 10**15:
        scale /= 10
    while abs(value) * scale < 10**14:
        scale *= 10
    return round(value * scale) / scale


def decimal(value: Any, form: Form, *, percent: bool = True) -> Meaning:
    """Return what a cell means as a number that is not below zero."""
    if isinstance(value, str):
        return _text_number(value, form, percent=percent)
    if value is None or isinstance(value, bool | date | datetime | time | timedelta):
        return REFUSED
    if isinstance(value, float) and not isfinite(value):
        return REFUSED
    whole = Fraction(value)
    read = fifteen(whole)
    # A float stands for the shortest number that it is the nearest float to.
    changed = not _is_float(read, value) if isinstance(value, float) else read != whole
    minus_zero = not read and str(value).startswith("-")
    return _in_range(read, changed=changed or minus_zero)


def _is_float(read: Fraction, value: float) -> bool:
    """Tell whether ``value`` is the nearest float to ``read``."""
    try:
        return float(read) == value
    except OverflowError:
        return False


def _text_number(text: str, form: Form, *, percent: bool) -> Meaning:
    stripped = bare(text)
    plain = "".join(WIDE.get(char, char) for char in stripped)
    found = spell(plain) if form != "typed" else None
    if found is None or (found.percent and not percent):
        return REFUSED
    value = found.value / 100 if found.percent else found.value
    read = fifteen(value)
    as_it_stands = plain == text and not found.grouped and not found.percent and form == "csv"
    return _in_range(read, changed=not as_it_stands or read != value or (found.minus and not read))


def _in_range(read: Fraction, *, changed: bool) -> Meaning:
    if read < 0 or (read and not Fraction(1, 10**12) <= read <= 10**15):
        return REFUSED
    return noted(read) if changed else exact(read)


def whole(value: Any, form: Form) -> Meaning:
    """Return what a cell means as a count of people."""
    meaning = decimal(value, form, percent=False)
    if meaning == REFUSED or meaning.value.denominator != 1 or meaning.value > 10**7:
        return REFUSED
    return meaning


def maximum(value: Any, form: Form) -> Meaning:
    """Return what a cell means as a maximum; None: there is no limit."""
    if isinstance(value, str) and bare(value) in NO_LIMIT:
        return exact(None) if value in NO_LIMIT else noted(None)
    return whole(value, form)


# -- ids and names ------------------------------------------------------------------------------------------


def narrow(text: str) -> str:
    """Return full-width ASCII as ASCII."""
    return "".join(chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char for char in text)


def identifier(value: Any, form: Form) -> Meaning:
    """Return what a cell means as the id of a station."""
    if isinstance(value, str):
        read = narrow(bare(value))
        if not 1 <= len(read) <= 32 or any(
            char not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-" for char in read
        ):
            return REFUSED
        if not any(char.isalnum() for char in read):  # a dash says that there is none
            return (
                open_to(read, "exact", "noted", "refused")
                if read == value
                else open_to(read, "noted", "refused")
            )
        return exact(read) if read == value else noted(read)
    if value is None or isinstance(value, bool | date | datetime | time | timedelta):
        return REFUSED
    if isinstance(value, float) and not isfinite(value):
        return REFUSED
    if value < 0 or Fraction(value).denominator != 1 or value >= 10**15:
        return REFUSED
    return noted(str(int(value))) if form == "workbook" else open_to(str(int(value)), "exact", "refused")


def name(value: Any, form: Form) -> Meaning:
    """Return what a cell means as a name."""
    if not isinstance(value, str):
        return _number_as_text(value, form)
    read = bare(value)
    odd = any(unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") for char in read)
    if (
        not read
        or odd
        or len(read) > 1000
        or read[0] in "=+-@＝＋－＠"
        or any(char in '<>{}`;\\$|"' for char in read)
    ):
        return REFUSED
    outcomes: list[Outcome] = ["exact" if read == value else "noted"]
    # A dash or a word for "none" may be a name, or say that there is none; the blanks may make it too long.
    if len(value) > 1000 or not any(char.isalnum() for char in read):
        outcomes.append("refused")
    return open_to(read, *outcomes)


def _number_as_text(value: Any, form: Form) -> Meaning:
    """A number in a column of text is the text of its digits; never of other digits without a note."""
    if form != "workbook" or isinstance(value, bool) or not isinstance(value, int | float):
        return REFUSED
    if not isfinite(value):
        return REFUSED
    read = fifteen(Fraction(value))
    text = digits_of(read)
    if read < 0:  # begins with a minus, as no name does
        return REFUSED
    same = _is_float(read, float(value))  # -0.0 is shown as 0
    return open_to(text, "exact", "noted", "refused") if same else open_to(text, "noted", "refused")


def digits_of(value: Fraction) -> str:
    """Write a number at its digits, without exponent.

    >>> digits_of(Fraction(-5, 4)), digits_of(Fraction(1200))
    ('-1.25', '1200')
    """
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    words = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    return ("-" if value < 0 else "") + (f"{words[:-places]}.{words[-places:]}" if places else words)
