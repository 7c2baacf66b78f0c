"""What all nouns share: frozen, strict, no unknown field; attribute docstrings are the documentation."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Base of every noun."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        use_attribute_docstrings=True,
        defer_build=True,
        populate_by_name=True,
    )


class Method(StrEnum):
    """How quotas become whole posts (``docs/model.md``, section 2)."""

    ADAMS = "adams"
    DEAN = "dean"
    HUNTINGTON_HILL = "huntington_hill"
    WEBSTER = "webster"
    JEFFERSON = "jefferson"
    HAMILTON = "hamilton"


class Normalisation(StrEnum):
    """How the counts of one driver become comparable with those of another (``docs/model.md``, section 1)."""

    SHARE = "share"
    MAX = "max"
    MIN_MAX = "min_max"
    HOURS = "hours"
    """By standard hours: the weights are not used."""


class Place(StrEnum):
    """How much of the authorised headcount must be placed (``docs/model.md``, section 2)."""

    ALL = "all"
    EXACT = "exact"
    AT_MOST = "at_most"


class Goal(StrEnum):
    """What a plan can be asked to do best, one after the other (``docs/model.md``, section 6)."""

    FAIRNESS = "fairness"
    """Least sum of the station costs of the scenario's method.

    Before it come heads at stations without work, and for adams, dean and huntington_hill the index of stations
    left without anybody.
    """
    BURDEN = "burden"
    """Least greatest burden: ``max q_s / X_s`` over stations that hold somebody; before it the index of those
    that hold nobody."""
    DEVIATION = "deviation"
    """Least ``sum_s v_s |X_s - q_s|`` with the stations' deviation weights ``v``."""
    TRANSFERS = "transfers"
    """Least ``sum_k min(joined_k, left_k)``, heads."""
    TRANSFER_COST = "transfer_cost"
    """Least ``sum_k cost_k min(joined_k, left_k)``."""
    STATIONS_CHANGED = "stations_changed"
    """Fewest stations at which any category changes."""
    ORDER = "order"
    """Most heads at the stations that come first by id, category by category: leaves one plan."""


MAIN_GOALS = frozenset({Goal.FAIRNESS, Goal.BURDEN, Goal.DEVIATION})
DEFAULT_GOALS = (Goal.FAIRNESS, Goal.TRANSFERS, Goal.STATIONS_CHANGED, Goal.ORDER)


def plain(number: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros: one text for one number.

    >>> plain(Decimal("50.00")), plain(Decimal("1E+3")), plain(Decimal("-0"))
    ('50', '1000', '0')
    """
    if number == 0:
        return "0"
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def fraction_text(number: Fraction) -> str:
    """Write an exact fraction as ``a/b`` (or ``a``), however many digits it has.

    Goes through :class:`decimal.Decimal`, because ``str(int)`` refuses more than 4,300 digits.

    >>> fraction_text(Fraction(6, 4)), fraction_text(Fraction(4))
    ('3/2', '4')
    """
    numerator = str(Decimal(number.numerator))
    return numerator if number.denominator == 1 else f"{numerator}/{Decimal(number.denominator)}"


def read_fraction(text: str) -> Fraction:
    """Read back what :func:`fraction_text` wrote."""
    numerator, _, denominator = text.partition("/")
    return Fraction(int(Decimal(numerator)), int(Decimal(denominator or 1)))


def exact_sum(terms: Iterable[Fraction]) -> Fraction:
    """Add fractions in a balanced tree, reduced once at the end.

    The denominators of many stations share nothing, so a running sum would reduce ever longer fractions.
    """
    pairs = [(term.numerator, term.denominator) for term in terms]
    while len(pairs) > 1:
        merged = [(a * d + c * b, b * d) for (a, b), (c, d) in zip(pairs[::2], pairs[1::2], strict=False)]
        pairs = merged + pairs[len(merged) * 2 :]
    return Fraction(*pairs[0]) if pairs else Fraction(0)
