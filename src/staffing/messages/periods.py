"""Words of counts of several periods, and checks of the data; faults beside them."""

from typing import Final

PERIODS: Final[dict[str, tuple[str, str]]] = {}

PERIODS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
