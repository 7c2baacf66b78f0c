"""Personal numbers in text: found, and shown only by their first three characters.

Whatever the program says may quote what stands in a file: every quote goes through :func:`mask`. It hides identity
numbers, telephone numbers and bank cards by their form; a person's name has no form, :func:`mask_name` hides what
is known to be one.
"""

import re
from datetime import date
from typing import Final

_KEPT: Final = 3
_ID_NUMBER: Final = r"\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]"
_CARD: Final = r"\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{16,}[Xx]?"
_OLD_ID_NUMBER: Final = (
    # Born in 1920 or later: codes of street and village, 15 digits too, mostly read as earlier years.
    r"[1-8]\d{5}[2-9]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}"
)
_MOBILE: Final = r"(?:(?:[+＋]|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"
_LANDLINE: Final = r"(?:(?:[+＋]|00)?86[ -]?)?[(（]?0(?:10|2\d|[3-9]\d\d)[)）]?[ \-－—–]{0,2}[2-8]\d{6,7}"
_SCIENTIFIC: Final = r"\d(?:\.\d+)?[Ee][+]?1[4-9]"

_NUMBERS: Final = re.compile(
    rf"(?<!\d)(?<!\d\.)(?:{_ID_NUMBER}|{_CARD}|{_OLD_ID_NUMBER}|{_MOBILE}|{_LANDLINE}|{_SCIENTIFIC})(?!\d|\.\d)"
)
_SIGNED: Final = re.compile(
    r"((?:人|制表|填表|填报|审核|审批|复核|校对|经办)\s*[:：]\s*)([\u3400-\u9fff])[\u3400-\u9fff·]+"
)
"""Who filled in, checked or answers for a table, as its foot says."""
_SHORTEST: Final = len("1E+15")
_HALF_WIDTH: Final = {ord("０") + digit: str(digit) for digit in range(10)} | {ord("Ｘ"): "X", ord("ｘ"): "x"}
_EIGHTEEN: Final = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_PHONE: Final = re.compile(rf"(?<!\d){_MOBILE}(?!\d)")
_WEIGHTS: Final = tuple(2**power % 11 for power in range(17, 0, -1))
_CHECK_DIGITS: Final = "10X98765432"
_FIRST_BIRTH: Final = 1850
ID_LENGTH: Final = 18
MOBILE_LENGTH: Final = 11


def mask(text: str) -> str:
    """Return ``text`` with every personal number cut to its first three characters, and signatures to the first.

    >>> mask("张 13800000000，0771-5550000")
    '张 138********，077*********'
    >>> mask("999999199001010016"), mask("9.99999E+17"), mask("人口 1234567890")
    ('999***************', '9.9********', '人口 1234567890')
    >>> mask("填表人：张甲 审核：李乙")
    '填表人：张** 审核：李**'
    """
    if len(text) < _SHORTEST:
        return text
    plain = text.translate(_HALF_WIDTH)
    plain = _SIGNED.sub(r"\1\2**", plain)
    hidden = _NUMBERS.sub(lambda found: found[0][:_KEPT] + "*" * (len(found[0]) - _KEPT), plain)
    return text if hidden == text.translate(_HALF_WIDTH) else hidden


def mask_place(where: str) -> str:
    """Return a place with the personal numbers masked that stand in it as keys or titles.

    >>> mask_place("bounds.S1.999999199001010016"), mask_place("单位!B2")
    ('bounds.S1.999***************', '单位!B2')
    """
    return ".".join(mask(part) for part in where.split("."))


def mask_name(name: str) -> str:
    """Return the first character of a person's name; not even its length is shown.

    >>> mask_name("买买提·己"), mask_name("张甲")
    ('买**', '张**')
    """
    return name.strip()[:1] + "**"


def check_digit(digits: str) -> str:
    """Return the last character of an identity number from its first 17 digits.

    GB 11643-1999, 4.2; ISO 7064, MOD 11-2.

    >>> check_digit("11010519491231002"), check_digit("44052418800101001")
    ('X', '4')
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True))
    return _CHECK_DIGITS[total % 11]


def birth_date(number: str) -> date | None:
    """Return the date of birth in an 18-digit identity number, or None if it holds no possible one."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return born if born.year >= _FIRST_BIRTH else None


def holds_id_number(text: str) -> bool:
    """Tell whether an identity number stands in ``text``: 18 digits, or 17 and an X, with a date of birth in them.

    >>> holds_id_number("S001 999999199001010016"), holds_id_number("999999999999999999")
    (True, False)
    """
    plain = text.translate(_HALF_WIDTH)
    return any(birth_date(found[0]) is not None for found in _EIGHTEEN.finditer(plain))


def holds_mobile(text: str) -> bool:
    """Tell whether a mobile telephone number stands in ``text``."""
    return _PHONE.search(text.translate(_HALF_WIDTH)) is not None
