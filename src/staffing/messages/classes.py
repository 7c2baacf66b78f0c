"""Words of classes of stations with weights of their own; faults beside them."""

from typing import Final

CLASSES: Final[dict[str, tuple[str, str]]] = {}

CLASSES_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {}
