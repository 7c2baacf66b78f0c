"""One problem on its way from the present staff to a plan that is proven level by level."""

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from staffing.models.base import Goal
from staffing.solver.reallocation.columns.burden import Burdens
from staffing.solver.reallocation.columns.generation import Generation
from staffing.solver.reallocation.columns.pool import first_columns
from staffing.solver.reallocation.columns.settle import Settling
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import faults, key, levels, worth
from staffing.solver.reallocation.frame import Frame, frame
from staffing.solver.reallocation.least import fulfilled, plain_bounds
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.bound import lower_bound
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.thresholds import has_thresholds
from staffing.solver.reallocation.verify import is_impossible
from staffing.solver.worker import report

FEW = 30
"""Stations below which all columns are taken where nothing else settles the main goal."""
REPEATED = 3
"""Times that laying out the stations is held back from the time limit."""


class Search:
    """One problem on its way from the present staff to a plan and a bound."""

    def __init__(
        self,
        problem: Reallocation,
        end: float,
        seed: int,
        threads: int,
        start: Plan | None,
        programme: Callable[..., Any],
    ) -> None:
        self.problem, self.end, self.seed, self.threads = problem, end, seed, threads
        self.new_programme = programme
        self.inside: Frame = fulfilled(problem)
        self.plan: Plan | None = None
        self.value: int | None = None
        """Its main goal, if the levels before that are settled."""
        self.multipliers: list[int] | None = None
        self.bound: int | None = None
        self.cases: list[dict[str, Any]] = []
        self.offer(start if start is not None else problem.in_post)

    # -- what is known -----------------------------------------------------------------------------------

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.end - time.monotonic()

    def offer(self, plan: Plan) -> None:
        """Keep a plan if it is allowed and better than the last."""
        goal = main_goal(self.problem)
        if goal is None or faults(self.problem, plan):
            return
        if self.plan is None or key(self.problem, plan) < key(self.problem, self.plan):
            found, plain = worth(self.problem, plan), plain_bounds(self.problem, frame(self.problem))
            before = found.names[: found.names.index(goal)]
            self.plan = plan
            self.value = found[goal] if all(found[name] == plain[name] for name in before) else None
            report(best=found[goal], values=[x for row in plan for x in row])

    def reply(self, word: str, done: int | None = None) -> dict[str, Any]:
        """Return the reply of the back end; ``done``: levels that are the best, None: up to the main goal."""
        goal = main_goal(self.problem)
        if done is None:
            done = levels(self.problem).index(goal) + 1 if goal else 0
        done = done if word == "OPTIMAL" else 0
        values = None if self.plan is None else [x for row in self.plan for x in row]
        if values is None and word in {"OPTIMAL", "FEASIBLE"}:
            word = "UNKNOWN"
        if word == "INFEASIBLE":
            values = None
        if word == "UNKNOWN" and values is not None:
            word = "FEASIBLE"
        reply = {"word": word, "values": values, "levels": done, "multipliers": self.multipliers}
        return {**reply, "cases": self.cases}

    # -- the way -----------------------------------------------------------------------------------------

    def run(self) -> dict[str, Any]:
        """Return the reply of the back end."""
        goal = main_goal(self.problem)
        if goal is None or (goal is Goal.BURDEN and not has_thresholds(self.problem)):
            return self.reply("UNKNOWN")
        if goal is Goal.BURDEN:
            return self.reply("UNKNOWN") if self.inside.empty else self._settled(Burdens(self, self.inside))
        found = self._generated()
        if len(self.problem.ids) < FEW and found["word"] not in {"OPTIMAL", "INFEASIBLE"}:
            from staffing.solver.reallocation.columns.small import solve_small

            return solve_small(self) or found
        return found

    def _generated(self) -> dict[str, Any]:
        """Generate columns as they pay, then settle level after level."""
        problem = self.problem
        if self.inside.empty:
            return self.reply("INFEASIBLE" if _is_whole(problem) else "UNKNOWN")
        started = time.monotonic()
        stations = Stations(problem, self.inside)
        # The check does this again, after the limit, and so does each further stage of the search.
        self.end -= REPEATED * (time.monotonic() - started)
        if stations.cost.dtype == object:
            return self.reply("UNKNOWN")
        try:
            generation = Generation(self, stations, self.inside, first_columns(stations, self.inside))
            if not generation.converge() and (generation.impossible or generation.best_value == -np.inf):
                return self.reply(self._without_plan(generation))
        except NoStaffError:
            return self.reply("INFEASIBLE" if _is_whole(problem) else "UNKNOWN")
        self._prove(stations, generation)
        return self._settled(Settling(self, stations, self.inside))

    def _settled(self, settling: Settling) -> dict[str, Any]:
        settling.run()
        self.cases = settling.certificates
        return self.reply("OPTIMAL" if settling.done else "UNKNOWN", settling.done)

    def _without_plan(self, generation: Generation) -> str:
        """Return the word for a linear programme without a solution."""
        if not generation.impossible or not _is_whole(self.problem):
            return "UNKNOWN"
        stations = Stations(self.problem, self.inside, cost=False)
        pool = first_columns(stations, self.inside)
        phase = Generation(self, stations, self.inside, pool, penalties=(1.0,))
        phase.converge()
        self.multipliers = phase.whole(1 << 30)
        if self._counts_too_many and is_impossible(self.problem, tuple(self.multipliers)) is None:
            return "UNKNOWN"
        return "INFEASIBLE"

    @property
    def _counts_too_many(self) -> bool:
        """True: of a category that may gain or lose, the programme may count more transfers than there are."""
        nets = zip(self.inside.net_low, self.inside.net_high, strict=True)
        return self.inside.transfers_limit is not None and any(low < 0 < high for low, high in nets)

    def _prove(self, stations: Stations, generation: Generation) -> None:
        """Turn the best prices into whole ones and compute the bound that they prove."""
        self.multipliers = generation.whole(scale(self.problem))
        self.bound = lower_bound(stations, self.inside, tuple(self.multipliers))
        report(bound=self.bound, multipliers=self.multipliers)


def _is_whole(problem: Reallocation) -> bool:
    """Return whether the frame holds every plan: no level before the main goal was settled on the way."""
    goal = main_goal(problem)
    return goal is not None and levels(problem).index(goal) == 0
