"""The columns found so far: staff of single stations, each kept once."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.lines import Numbers
from staffing.solver.reallocation.proofs.minima import Stations

Ints = NDArray[np.int64]


@dataclass
class Pool:
    """Columns as arrays that grow: station, staff, cost, joined or left heads, changed or not."""

    stations: Stations
    inside: Frame
    station: Ints = field(init=False)
    staff: Ints = field(init=False)
    cost: Numbers = field(init=False)
    _seen: set[tuple[int, bytes]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.station = np.zeros(0, dtype=np.int64)
        self.staff = np.zeros((0, self.stations.width), dtype=np.int64)
        self.cost = np.zeros(0, dtype=self.stations.cost.dtype)

    def add(self, station: Ints, staff: Ints) -> Ints:
        """Add what is new; return the numbers of the new columns."""
        fresh = []
        for i, (s, row) in enumerate(zip(station.tolist(), staff, strict=True)):
            name = (s, row.tobytes())
            if name not in self._seen:
                self._seen.add(name)
                fresh.append(i)
        first = len(self.station)
        station, staff = station[fresh], staff[fresh]
        self.station = np.concatenate((self.station, station))
        self.staff = np.concatenate((self.staff, staff))
        self.cost = np.concatenate((self.cost, self.stations.cost_of(station, staff)))
        return np.arange(first, len(self.station))

    def moved(self, sides: list[bool], which: Ints) -> Ints:
        """Return heads that count against the limit of transfers: joined, or left where ``sides`` says so."""
        change = self.staff[which] - self.stations.here[self.station[which]]
        count = np.zeros(len(which), dtype=np.int64)
        for k, left in enumerate(sides):
            count += np.maximum(0, -change[:, k] if left else change[:, k])
        return count

    def changed(self, which: Ints) -> Ints:
        """Return 1 where anything changes."""
        differs = (self.staff[which] != self.stations.here[self.station[which]]).any(axis=1)
        found: Ints = differs.astype(np.int64)
        return found


def first_columns(stations: Stations, inside: Frame) -> Pool:
    """Return the present staff of each station, or what is nearest to it, and one head up or down."""
    from staffing.solver.reallocation.proofs.minima import Prices

    pool = Pool(stations, inside)
    everyone = np.arange(stations.count)
    pool.add(everyone[stations.may_stay], stations.here[stations.may_stay])
    rows = np.zeros(len(inside.sums))
    for price in (0.0, 1e15):  # the cheapest of all, and the cheapest with few joining
        found = stations.cheapest(Prices(rows, price, price))
        pool.add(everyone, found.staff)
    steps = [np.zeros(stations.width, dtype=np.int64)]
    for k in range(stations.width):
        for size in (-1, 1):
            step = np.zeros(stations.width, dtype=np.int64)
            step[k] = size
            steps.append(step)
    for step in steps:
        staff = stations.here + step
        heads = staff.sum(axis=1)
        fits = ((stations.low <= staff) & (staff <= stations.high)).all(axis=1)
        fits &= (stations.heads_low <= heads) & (heads <= stations.heads_high)
        pool.add(everyone[fits], staff[fits])
    return pool
