"""Search for a proof by cases: linear programmes say where to divide and which prices to try; the proof is exact."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.bound import Aim, least_value
from staffing.solver.reallocation.cases import DENOMINATOR, Division, divided
from staffing.solver.reallocation.compact import Compact
from staffing.solver.reallocation.minima import NoStaffError, Stations
from staffing.solver.reallocation.problem import Plan

Floats = NDArray[np.float64]
CANDIDATES = 10
"""Divisions that are tried before one is taken."""
CASES = 4000
"""Cases after which a proof is given up."""
NEAR = 1e-6


class Branching:
    """A tree of cases that proves that an aim is at least ``target``, or how far that was shown."""

    def __init__(
        self,
        compact: Compact,
        aim: Aim,
        target: int,
        end: float,
        new: Callable[..., Any],
        offer: Callable[[Plan], None],
    ) -> None:
        self.compact, self.aim, self.target, self.end, self.offer = compact, aim, target, end, offer
        self.tree: list[Any] = []
        self.least = target
        self.cases = 0
        # Prices of the programme count by unit of exact cost, those of the proof by step of the costs.
        self.denominator = DENOMINATOR * (1 if aim.cost else max(1, round(compact.unit)))
        self._factor = self.denominator * (compact.unit if aim.cost else 1.0)
        self._value = target / (compact.unit if aim.cost else 1.0)
        self._low, self._high = np.array(compact.low), np.array(compact.high)
        compact.ends(compact.stations, list(compact.own), self._low, self._high)
        self._programme = compact.programme(new, aim, self._low, self._high, whole=False)
        self._offset = compact.offset(aim)

    def run(self) -> bool:
        """Grow the tree; return whether it proves the target."""
        self._case(self.compact.stations, self._low, self._high)
        return self.least >= self.target

    def _case(self, case: Stations, low: Floats, high: Floats) -> None:
        value, columns = self._solve(low, high)
        if columns is None:
            self._close(["nobody"], case)
            return
        prices = self._multipliers()
        proven = self._proven(case, prices)
        if proven >= self.target:
            self._close(["prices", *prices], case)
            return
        division = None
        if time.monotonic() < self.end and self.cases < CASES:
            division = self._division(case, low, high, value, columns)
        if division is None:
            self._close(["prices", *prices], case)
            return
        self.tree.append(list(division))
        for part in divided(case, division):
            if part is None:
                self.tree.append(["nobody"])
                self.cases += 1
            else:
                self._case(part, *self._ends(part, int(division[1]), low, high))

    def _close(self, item: list[Any], case: Stations) -> None:
        self.cases += 1
        self.tree.append(item)
        numbers = item[1:] or [0] * (self.compact.sums + 3)
        self.least = min(self.least, self._proven(case, numbers))

    def _proven(self, case: Stations, prices: list[int]) -> int:
        try:
            return least_value(case, self.compact.inside, self.aim, tuple(prices), self.denominator)
        except NoStaffError:
            return self.target

    def _ends(self, case: Stations, s: int, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        low, high = low.copy(), high.copy()
        self.compact.ends(case, [s], low, high)
        return low, high

    def _solve(self, low: Floats, high: Floats) -> tuple[float, Floats | None]:
        self._programme.bounds(low, high)
        if self._programme.solve(max(0.01, self.end - time.monotonic())) != "OPTIMAL":
            return np.inf, None
        return self._programme.objective + self._offset, self._programme.values

    def _multipliers(self) -> list[int]:
        duals = self._programme.duals[: self.compact.sums + 3]
        sums, limits = duals[: self.compact.sums], np.maximum(0.0, -duals[self.compact.sums :])
        prices = [*(sums * self._factor), *(limits[:2] * self._factor)]
        # A price of the main goal is paid by step of the costs.
        prices.append(limits[2] * self._factor / self.compact.unit)
        return [round(price) for price in prices]

    # -- where to divide -------------------------------------------------------------------------------------

    def _division(
        self, case: Stations, low: Floats, high: Floats, value: float, columns: Floats
    ) -> Division | None:
        """Return the division whose weaker case gains most; None: the programme's plan is whole."""
        found = sorted(self._divisions(case, columns))[:CANDIDATES]
        if not found:
            self.offer(self.compact.plan(columns))
            return None
        best, most = found[0][1], -1.0
        if len(found) == 1:
            return best
        for _, division in found:
            gains = []
            for part in divided(case, division):
                reached = self._value
                if part is not None:
                    ends = self._ends(part, int(division[1]), low, high)
                    reached = min(reached, self._solve(*ends)[0])
                gains.append(max(reached - value, NEAR))
            if gains[0] * gains[1] > most:
                best, most = division, gains[0] * gains[1]
            if min(gains) >= self._value - value - NEAR:
                break
        return best

    def _divisions(self, case: Stations, columns: Floats) -> Any:
        """Yield divisions with how far from half the divided figure lies."""
        heads = self.compact.heads(columns)
        for s, own in self.compact.own.items():
            total = float(heads[s].sum())
            share, changed = _part(total), float(columns[own.changes])
            if NEAR < share < 1 - NEAR:
                yield abs(share - 0.5), ("heads", s, int(np.floor(total)))
            if NEAR < changed < 1 - NEAR and case.may_stay[s]:
                yield abs(changed - 0.5), ("stay", s)
            for k, x in enumerate(heads[s].tolist()):
                if NEAR < _part(x) < 1 - NEAR:
                    yield abs(_part(x) - 0.5), ("box", s, k, int(np.floor(x)))
            taken = [units for units, column in own.units.items() if columns[column] > NEAR]
            if len(taken) > 1 and not NEAR < share < 1 - NEAR and case.heads_low[s] < case.heads_high[s]:
                at = min(round(total), int(case.heads_high[s]) - 1)
                yield 0.5, ("heads", s, max(at, int(case.heads_low[s])))


def _part(x: float) -> float:
    return x - float(np.floor(x))
