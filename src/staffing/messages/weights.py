"""Words of calibration of weights; faults beside them."""

from typing import Final

WEIGHTS: Final[dict[str, tuple[str, str]]] = {}

WEIGHTS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
