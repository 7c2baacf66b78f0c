"""How numbers and names are written: signs, decimals, percentages, widths."""

import unicodedata
from decimal import ROUND_CEILING, Context, Decimal

from staffing.models.base import plain, read_fraction

MINUS = "\N{MINUS SIGN}"
BLANK = "—"


def signed(number: int | None) -> str:
    """Write a change with its sign, so that colour is never alone.

    >>> signed(3), signed(-2), signed(0), signed(None)
    ('+3', '−2', '0', '—')
    """
    if number is None:
        return BLANK
    return f"+{number}" if number > 0 else f"{MINUS}{-number}" if number else "0"


def arrow(number: int | None) -> str:
    """Return the mark that goes before a change: ``▲`` more, ``▼`` fewer.

    >>> arrow(3), arrow(-2), arrow(0)
    ('▲', '▼', '')
    """
    return "▲" if (number or 0) > 0 else "▼" if (number or 0) < 0 else ""


def decimals(number: float | None, digits: int = 2) -> str:
    """Write a number with so many decimals and thousands separators; a dash where there is none.

    >>> decimals(12640.5, 1), decimals(-0.001), decimals(None)
    ('12,640.5', '0.00', '—')
    """
    if number is None:
        return BLANK
    text = f"{number:,.{digits}f}"
    return text.removeprefix("-") if not text.strip("-0.,") else text.replace("-", MINUS)


def count(number: float | None) -> str:
    """Write a count as read: whole numbers without decimals.

    >>> count(12640.0), count(0.5)
    ('12,640', '0.5')
    """
    if number is None:
        return BLANK
    return f"{int(number):,}" if number == int(number) else f"{Decimal(repr(number)):,f}"


def percent(share: float) -> str:
    """Write a weight as a percentage, with every decimal it has.

    >>> percent(0.5), percent(0.125), percent(0.05)
    ('50%', '12.5%', '5%')
    """
    return f"{plain(Decimal(repr(share)) * 100)}%"


def loss_text(share: float) -> str:
    """Write what a plan costs against a better one, to the hundredth of a percent.

    >>> loss_text(1.34002), loss_text(0.0512), loss_text(0.00001)
    ('134%', '5.12%', '<0.01%')
    """
    return "<0.01%" if 0 < share < 0.00005 else percent(round(share, 4))


def at_most(share: float) -> str:
    """Write a gap as a percentage with two digits, rounded upwards: nobody is told of a smaller one than it is.

    >>> at_most(0.0042), at_most(0.00001234), at_most(0.051), at_most(0.0)
    ('0.42%', '0.0013%', '5.1%', '0%')
    """
    return f"{plain(Context(prec=2, rounding=ROUND_CEILING).plus(Decimal(repr(share)) * 100))}%"


def number_text(exact: str) -> str:
    """Write an exact fraction as people read it; the exact text stays in the result.

    >>> number_text("1/3"), number_text("12"), number_text("1234567"), number_text("-14679/7")
    ('0.333333', '12', '1,234,567', '−2,097')
    """
    number = read_fraction(exact)
    if number.denominator == 1:
        return f"{number.numerator:,}".replace("-", MINUS)
    shown = f"{float(number):,.6g}"
    return (f"{float(number):,.0f}" if "e+" in shown else shown).replace("-", MINUS)


def headed(words: str) -> str:
    """Begin a sentence or a heading: its first letter is a capital where there are capitals.

    >>> headed("moves"), headed("调动清单")
    ('Moves', '调动清单')
    """
    return words[:1].upper() + words[1:]


def width(text: str) -> int:
    """Return how many Latin letters wide a text is drawn: a Chinese character counts two.

    >>> width("凤岭所 A")
    8
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def shortened(text: str, limit: int) -> str:
    """Cut a text to a drawn width; the full name stands in the table.

    >>> shortened("青秀区市场监督管理局", 9)
    '青秀区市…'
    """
    if width(text) <= limit:
        return text
    kept = ""
    for letter in text:
        if width(kept + letter) > limit - 1:
            break
        kept += letter
    return kept + "…"
