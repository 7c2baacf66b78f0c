"""The programme of the stations that are still open, in few columns: for search, not for proof.

Of a station that may change: ``y``, 1 if it does; the choice of its capacity; by category the heads that join and
that leave. Joined and left heads are at most ``y`` times what the box leaves room for, so that with one capacity of
heads the programme is as strong as one column for each staff of the station.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.problem import Plan
from staffing.solver.reallocation.proofs.bound import Aim
from staffing.solver.reallocation.proofs.minima import Stations
from staffing.solver.reallocation.proofs.stage import Stage

Floats = NDArray[np.float64]
PENALTY = 1e4
"""Of a head, or of a unit of exact cost, by which a rule over stations is broken, times the greatest price."""


@dataclass(slots=True)
class Own:
    """Columns of one station: whether it changes, capacities, joined and left heads by category; -1: none."""

    changes: int
    units: dict[int, int] = field(default_factory=dict)
    joined: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


class Compact:
    """Columns and rows; station costs in units of exact cost, without the costs of the present staff."""

    def __init__(self, stations: Stations, inside: Frame, unit: float, most: float | None) -> None:
        """``unit``: what 1 of exact cost counts in the stations' costs; ``most``: the main goal's settled value."""
        self.stations, self.inside, self.unit = stations, inside, unit
        self.gains = [least >= 0 for least in inside.net_low]
        self.low: list[float] = []
        self.high: list[float] = []
        self.cost: list[float] = []
        self.whole: list[bool] = []
        self._entries: list[list[tuple[int, float]]] = []
        self._row_low: list[float] = []
        self._row_high: list[float] = []
        self.constant = 0.0
        self.own: dict[int, Own] = {}
        self._coupling(most)
        heads = stations.here.sum(axis=1)
        stays = (stations.low == stations.here).all(axis=1) & (stations.high == stations.here).all(axis=1)
        present = stations.here @ stations.capacities
        for s in range(stations.count):
            known = stations.may_stay[s]
            here = float(stations.cost[stations.start[s] + present[s]]) / unit if known else 0.0
            self.constant += here
            if not (stays[s] and known):
                self._station(s, int(heads[s]), int(present[s]), here)
        self._row_high[self.sums + 2] -= self.constant

    def _coupling(self, most: float | None) -> None:
        """Rows over stations: sums, transfers, stations changed, main goal; each may be broken at a price."""
        inside, stations = self.inside, self.stations
        self.sums = len(inside.sums)
        for i, row in enumerate(inside.sums):
            members = stations.rows[i]
            table = stations.here[members]
            held = int(table.sum() if row.category is None else table[:, row.category].sum())
            self._row(row.low - held, row.high - held)
        room = sum(max(0, b) for b, gains in zip(inside.net_high, self.gains, strict=True) if not gains)
        transfers, changed = inside.transfers_limit, inside.changed_limit
        self._row(-np.inf, np.inf if transfers is None else transfers + room)
        self._row(-np.inf, np.inf if changed is None else changed)
        self._row(-np.inf, np.inf if most is None else most / self.unit)
        for i in range(self.sums + 3):
            for sign in (1.0, -1.0):
                self._column(0.0, np.inf, [(i, sign)])

    def _row(self, low: float, high: float) -> int:
        self._row_low.append(low)
        self._row_high.append(high)
        return len(self._row_low) - 1

    def _column(self, low: float, high: float, entries: list[tuple[int, float]], cost: float = 0.0) -> int:
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self._entries.append(entries)
        return len(self.low) - 1

    def _station(self, s: int, heads: int, present: int, here: float) -> None:
        stations = self.stations
        one, link = self._row(0.0, 0.0), self._row(0.0, 0.0)
        own = self.own[s] = Own(self._column(0, 1, [(one, -1.0), (self.sums + 1, 1.0)]))
        for units in _capacities(stations, s):
            cost = float(stations.cost[stations.start[s] + units]) / self.unit - here
            rows = [(one, 1.0), (link, float(present - units)), (self.sums + 2, cost)]
            own.units[units] = self._column(0, 1, rows, cost)
        wide: list[tuple[int, float]] = []
        if len(stations.classes) > 1:
            least = self._row(0.0, np.inf)
            most = self._row(-np.inf, 0.0)
            wide = [(least, 1.0), (most, 1.0)]
            ends = ((least, stations.heads_low[s]), (most, stations.heads_high[s]))
            self._entries[own.changes] += [(row, float(heads - end)) for row, end in ends]
        common = [i for i in range(self.sums) if stations.rows[i, s] and stations.row_category[i] is None]
        for k in range(stations.width):
            rules = [i for i in range(self.sums) if stations.rows[i, s] and stations.row_category[i] == k]
            size = float(stations.capacities[k])
            steps = [(link, size), *wide, *((i, 1.0) for i in [*common, *rules])]
            more = int(stations.high[s, k] - stations.here[s, k])
            less = int(stations.here[s, k] - stations.low[s, k])
            for sign, room, columns in ((1.0, more, own.joined), (-1.0, less, own.left)):
                if room <= 0:
                    columns.append(-1)
                    continue
                bound = self._row(-np.inf, 0.0)
                entries = [(row, sign * value) for row, value in steps]
                if self.gains[k] == (sign < 0):
                    entries.append((self.sums, 1.0))
                columns.append(self._column(0, room, [*entries, (bound, 1.0)]))
                self._entries[own.changes].append((bound, -float(room)))

    # -- what it is solved for -------------------------------------------------------------------------------

    def objective(self, aim: Aim) -> Floats:
        """Return the columns' share in an aim, main goal in units of exact cost, and broken rules' prices."""
        found = np.array(self.cost) * aim.cost
        for own in self.own.values():
            found[own.changes] += aim.changed
            for k, amount in enumerate(aim.moved):
                column = own.left[k] if self.gains[k] else own.joined[k]
                if column >= 0:
                    found[column] += amount
        for s, k, amount in aim.heads:
            if s in self.own:
                for column, sign in ((self.own[s].joined[k], 1), (self.own[s].left[k], -1)):
                    if column >= 0:
                        found[column] += sign * amount
        found[: 2 * (self.sums + 3)] = PENALTY * max(1.0, float(np.abs(found).max()))
        return found

    def offset(self, aim: Aim) -> float:
        """Return what the objective leaves out of an aim."""
        stations, inside = self.stations, self.inside
        total = self.constant * aim.cost
        total += sum(amount * int(stations.here[s, k]) for s, k, amount in aim.heads)
        for k, amount in enumerate(aim.moved):
            total -= 0 if self.gains[k] else amount * max(0, inside.net_high[k])
        return total

    def ends(self, drawn: Stations, which: list[int], low: Floats, high: Floats) -> None:
        """Set the columns' ends of some stations to what these drawn-in stations allow."""
        for s in which:
            own = self.own[s]
            here, least, most = drawn.here[s], drawn.low[s], drawn.high[s]
            may = bool(drawn.may_stay[s])
            must = may and bool((least == here).all() and (most == here).all())
            low[own.changes], high[own.changes] = 0.0 if may else 1.0, 0.0 if must else 1.0
            open_ = _capacities(drawn, s)
            for units, column in own.units.items():
                high[column] = 1.0 if units in open_ else 0.0
            for k in range(drawn.width):
                more, less = int(most[k] - here[k]), int(here[k] - least[k])
                for room, back, column in ((more, -less, own.joined[k]), (less, -more, own.left[k])):
                    if column >= 0:
                        high[column] = max(0, room)
                        low[column] = 0 if may else max(0, back)

    def load(self, new: Callable[..., Any], *, whole: bool) -> Any:
        """Return the programme loaded into a solver."""
        loaded = new(np.array(self._row_low), np.array(self._row_high))
        lengths = [len(entries) for entries in self._entries]
        starts = np.cumsum([0, *lengths[:-1]])
        rows = [row for entries in self._entries for row, _ in entries]
        values = [value for entries in self._entries for _, value in entries]
        loaded.add(self.cost, starts, rows, values, lower=self.low, upper=self.high, whole=whole)
        return loaded

    def plan(self, values: Floats) -> Plan:
        """Return the staff that the columns say, rounded."""
        staff = np.rint(self.heads(values)).astype(np.int64)
        return tuple(tuple(row) for row in staff.tolist())

    def heads(self, values: Floats) -> Floats:
        """Return heads by station and category, fractions kept."""
        staff = self.stations.here.astype(float)
        for s, own in self.own.items():
            for k in range(self.stations.width):
                for sign, column in ((1, own.joined[k]), (-1, own.left[k])):
                    if column >= 0:
                        staff[s, k] += sign * values[column]
        return staff


def _capacities(stations: Stations, s: int) -> range:
    """Return the capacities that a station may have."""
    sizes = stations.capacities
    low, high = int(stations.low[s] @ sizes), int(stations.high[s] @ sizes)
    low = max(low, int(stations.heads_low[s] * sizes.min()))
    high = min(high, int(stations.heads_high[s] * sizes.max()))
    return range(low, high + 1, int(sizes[0]) if len(stations.classes) == 1 else 1)


class Model:
    """The compact programme loaded twice: with fractions, for prices, and in whole numbers, for plans."""

    def __init__(self, stage: Stage, unit: float, new: Callable[..., Any]) -> None:
        # Half a step above its value the main goal has the same plans, and the programme room for noise.
        most = None if stage.most is None else stage.most + 0.5
        self.inside = stage.inside
        self.unit = unit / stage.step
        """Steps of the station costs in 1 of exact cost."""
        self.compact = Compact(stage.stations, stage.inside, self.unit, most)
        self._new = new
        self._fractions: Any = None

    def ends(self, case: Stations) -> tuple[Floats, Floats]:
        """Return the columns' ends in a case."""
        compact = self.compact
        low, high = np.array(compact.low), np.array(compact.high)
        compact.ends(case, list(compact.own), low, high)
        return low, high

    def fractions(self, aim: Aim) -> Any:
        """Return the linear programme for an aim, as it was left by the last."""
        if self._fractions is None:
            self._fractions = self.compact.load(self._new, whole=False)
        self._fractions.price(self.compact.objective(aim))
        return self._fractions

    def whole(self, case: Stations, aim: Aim, left_s: float) -> tuple[str, Plan | None]:
        """Solve the integer programme of a case; return the word and the plan."""
        programme = self.compact.load(self._new, whole=True)
        low, high = self.ends(case)
        high[: 2 * (self.compact.sums + 3)] = 0.0  # no rule may be broken
        programme.bounds(low, high)
        programme.price(self.compact.objective(aim))
        word: str = programme.solve(left_s)
        return word, self.compact.plan(programme.values) if word in {"OPTIMAL", "FEASIBLE"} else None
