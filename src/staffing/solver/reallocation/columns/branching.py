"""Search for a proof by cases: linear programmes say where to divide and which prices to try.

Whether a case is closed is decided exactly, as the check does.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from staffing.solver.reallocation.columns.compact import Model
from staffing.solver.reallocation.problem import Plan
from staffing.solver.reallocation.proofs.bound import least_value
from staffing.solver.reallocation.proofs.cases import DENOMINATOR, Division, divided
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.stage import Step

Floats = NDArray[np.float64]
CANDIDATES = 10
"""Divisions that are tried before one is taken."""
CASES = 4000
"""Cases after which a proof is given up."""
DEEPEST = 100
"""Divisions one within the other; a proof that needs more is given up, and its check stays within the stack."""
NEAR = 1e-6


class Branching:
    """A tree of cases that proves that an aim is at least a step's target, or how far that was shown."""

    def __init__(
        self,
        model: Model,
        stations: Stations,
        step: Step,
        end: float,
        offer: Callable[[Plan], None],
        budget_s: float,
        cases: int | None = None,
    ) -> None:
        """``budget_s``: seconds that checking the cases again may take; ``cases``: how many there may be."""
        aim, target = step.aim, step.target
        compact = self.compact = model.compact
        self.aim, self.target, self.end, self.offer = aim, target, end, offer
        self._model, self._stations = model, stations
        self.tree: list[Any] = []
        self.least = target
        self.check_s = 0.0
        self._budget_s = budget_s
        self._most = CASES if cases is None else cases
        self._cases = 0
        # Prices of the programme count by unit of exact cost, those of the proof by step of the costs.
        self.denominator = DENOMINATOR * (1 if aim.cost else max(1, round(compact.unit)))
        self._factor = self.denominator * (compact.unit if aim.cost else 1.0)
        self._value = target / (compact.unit if aim.cost else 1.0)
        self._programme = model.fractions(aim)
        self._offset = compact.offset(aim)

    def run(self) -> bool:
        """Grow the tree; return whether it proves the target."""
        self._case(self._stations, *self._model.ends(self._stations), [0] * (self.compact.sums + 3))
        return self.least >= self.target

    def _case(self, case: Stations, low: Floats, high: Floats, prices: list[int], depth: int = 0) -> None:
        """Prove one case or divide it; ``prices`` are the wider case's, for where none are found."""
        value, columns = self._solve(low, high)
        if columns is not None:
            prices = self._multipliers()
        started = time.monotonic()
        proven = self._proven(case, prices)
        took = time.monotonic() - started
        division = None
        if proven < self.target and columns is not None and depth < DEEPEST and self._may_grow():
            division = self._division(case, low, high, value, columns)
        if division is None:
            self.tree.append(["prices", *prices])
            self.least = min(self.least, proven)
            self.check_s += took
            self._cases += 1
            return
        self.tree.append(list(division))
        for part in divided(case, division):
            if part is None:
                self.tree.append(["nobody"])
            else:
                self._case(part, *self._ends(part, int(division[1]), low, high), prices, depth + 1)

    def _may_grow(self) -> bool:
        return self._cases + 1 < self._most and self.check_s < self._budget_s and time.monotonic() < self.end

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
        found: list[tuple[float, Division]] = sorted(self._divisions(case, columns))[:CANDIDATES]
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

    def _divisions(self, case: Stations, columns: Floats) -> Iterator[tuple[float, Division]]:
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
