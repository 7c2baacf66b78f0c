"""Words of where demand comes from: drivers, ledger, and whether the headcount is enough; faults beside them."""

from typing import Final

DEMAND: Final[dict[str, tuple[str, str]]] = {}

DEMAND_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
