"""Words of activity standards, working time, allowances, and the posts that work requires; faults beside them."""

from typing import Final

STANDARDS: Final[dict[str, tuple[str, str]]] = {}

STANDARDS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
