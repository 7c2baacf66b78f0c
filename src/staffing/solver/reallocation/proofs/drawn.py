"""Ends drawn in to what a plan no dearer than a known one could hold, by exact reduced costs.

Where prices prove the bound ``B`` and a plan of value ``V`` is known, staff that lies more than ``V - B`` above its
station's cheapest is in no plan of value ``V`` or less. Most stations are left with their present staff alone.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.bound import Multipliers, whole_prices
from staffing.solver.reallocation.proofs.lines import Ints, Numbers
from staffing.solver.reallocation.proofs.minima import NoStaffError, Prices, Stations

Bools = NDArray[np.bool_]


def drawn_in(stations: Stations, inside: Frame, multipliers: Multipliers, most: int) -> Stations:
    """Return the stations with the ends that plans of a main goal up to ``most`` can have.

    Raises
    ------
    NoStaffError
        There is no such plan.
    """
    prices, constant = whole_prices(stations, inside, multipliers)
    least = stations.cheapest(prices).value
    slack = most - constant - sum(map(int, least.tolist()))
    if slack < 0:
        raise NoStaffError
    return _Drawing(stations, prices, least + slack).done()


class _Drawing:
    """The ends of all stations while they are drawn in."""

    def __init__(self, stations: Stations, prices: Prices, most: Numbers) -> None:
        self._stations, self._prices, self._most = stations, prices, most
        self._low, self._high, self._least, self._heads, self._stays = stations.ends

    def done(self) -> Stations:
        """Settle who stays, then peel the ends of the others."""
        stations, here = self._stations, self._stations.here
        may = np.flatnonzero(self._stays)
        dear = self._above(may, low=here, high=here, stays=True)
        self._stays[may[dear]] = False
        everyone = np.arange(stations.count)
        fixed = everyone[self._above(everyone, stays=False)]
        self._low[fixed] = self._high[fixed] = here[fixed]
        self._least[fixed] = self._heads[fixed] = here[fixed].sum(axis=1)
        free = np.setdiff1d(everyone, fixed)
        self._peel(free, self._heads_at(free))
        for k in range(stations.width):
            self._peel(free, self._box_at(free, k))
        return stations.within(self._low, self._high, self._least, self._heads, self._stays)

    def _peel(self, free: Ints, ends: tuple[Ints, Ints, Callable[[Ints, Ints], Bools]]) -> None:
        """Raise the lower ends and lower the upper ones while what lies there is too dear."""
        low, high, above = ends
        for end, step in ((low, 1), (high, -1)):
            left = free
            while len(left := left[low[left] < high[left]]):
                left = left[above(left, end[left])]
                end[left] += step

    def _heads_at(self, free: Ints) -> tuple[Ints, Ints, Callable[[Ints, Ints], Bools]]:
        least, most = self._low.sum(axis=1), self._high.sum(axis=1)
        self._least[free] = np.maximum(self._least, least)[free]
        self._heads[free] = np.minimum(self._heads, most)[free]
        return self._least, self._heads, lambda which, at: self._above(which, heads=at)

    def _box_at(self, free: Ints, k: int) -> tuple[Ints, Ints, Callable[[Ints, Ints], Bools]]:
        del free

        def above(which: Ints, at: Ints) -> Bools:
            low, high = self._low.copy(), self._high.copy()
            low[which, k] = high[which, k] = at
            return self._above(which, low=low, high=high)

        return self._low[:, k], self._high[:, k], above

    def _above(
        self,
        which: Ints,
        *,
        low: Ints | None = None,
        high: Ints | None = None,
        heads: Ints | None = None,
        stays: bool | None = None,
    ) -> Bools:
        """Return which of these stations have nothing cheap enough inside such ends."""
        least, most = self._least, self._heads
        if heads is not None:
            least, most = least.copy(), most.copy()
            least[which] = most[which] = heads
        may = self._stays if stays is None else np.full(len(self._stays), stays)
        drawn = self._stations.within(
            self._low if low is None else low, self._high if high is None else high, least, most, may
        )
        return drawn.dearer(self._prices, which, self._most[which])
