"""Signposts in floats, for the vectorised search of the ladder: never the last word.

``COUNTS`` gives for ``u > 0`` the number of ``a >= 0`` with ``d(a) <= u``; ``SIGNPOSTS`` gives ``d(a)``.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def _webster(u: Floats) -> Floats:
    counted: Floats = np.floor(u + 0.5)
    return counted


def _jefferson(u: Floats) -> Floats:
    counted: Floats = np.floor(u)
    return counted


def _adams(u: Floats) -> Floats:
    counted: Floats = np.floor(u) + 1.0
    return counted


def _dean(u: Floats) -> Floats:
    # 2a(a+1)/(2a+1) <= u  <=>  a <= (u - 1 + sqrt(u^2 + 1)) / 2
    counted: Floats = np.floor((u - 1.0 + np.sqrt(u * u + 1.0)) * 0.5) + 1.0
    return counted


def _huntington_hill(u: Floats) -> Floats:
    # a(a+1) <= u^2  <=>  a <= (sqrt(1 + 4u^2) - 1) / 2
    counted: Floats = np.floor((np.sqrt(1.0 + 4.0 * u * u) - 1.0) * 0.5) + 1.0
    return counted


COUNTS: dict[str, Callable[[Floats], Floats]] = {
    "adams": _adams,
    "dean": _dean,
    "huntington_hill": _huntington_hill,
    "webster": _webster,
    "jefferson": _jefferson,
}

SIGNPOSTS: dict[str, Callable[[Any], Any]] = {
    "adams": lambda a: a * 1.0,
    "dean": lambda a: 2.0 * a * (a + 1.0) / (2.0 * a + 1.0),
    "huntington_hill": lambda a: np.sqrt(a * (a + 1.0)),
    "webster": lambda a: a + 0.5,
    "jefferson": lambda a: a + 1.0,
}
