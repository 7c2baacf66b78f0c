"""From prices to a plan that is proven level by level: integer programmes for plans, trees of cases for proofs."""

import time
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from staffing.models.base import Goal
from staffing.solver.reallocation.columns.branching import Branching
from staffing.solver.reallocation.columns.compact import Model
from staffing.solver.reallocation.costs import main_goal, scale
from staffing.solver.reallocation.evaluate import levels, worth
from staffing.solver.reallocation.frame import Frame
from staffing.solver.reallocation.proofs.bound import MAIN, Aim
from staffing.solver.reallocation.proofs.minima import NoStaffError, Stations
from staffing.solver.reallocation.proofs.stage import Stage, Step

if TYPE_CHECKING:
    from staffing.solver.reallocation.columns.search import Search

FIRST_SLACK = 1e-4
"""Part of the bound by which plans are first looked for above it: mostly there is one that near."""
WIDER = 8
"""Factor on the slack where there is none."""
SHARE = 0.5
"""Part of the time left that one integer programme or one proof may take."""
CHECK_S = 0.6
"""Seconds that checking all cases may take: the check repeats them after the time limit."""


class Settling:
    """One problem whose main goal has a proven bound."""

    def __init__(self, search: "Search", stations: Stations, inside: Frame) -> None:
        self.search, self.stations, self.inside = search, stations, inside
        self.unit = float(scale(search.problem))
        self.certificates: list[dict[str, Any]] = []
        self.done = 0
        """Levels that are shown."""
        self._new = partial(search.new_programme, threads=search.threads, seed=search.seed)
        self._check_s = CHECK_S
        self._loaded: tuple[Stage, Frame, int | None, Model] | None = None

    def run(self) -> None:
        """Look for plans near the bound, then prove level after level."""
        search = self.search
        self._near_the_bound()
        if search.value is None or not self._main():
            return
        stage = self._stage(search.value)
        stage.settle_main(search.value)
        self.after_main(stage)

    # -- main goal -------------------------------------------------------------------------------------------

    def _stage(self, most: int) -> Stage:
        search = self.search
        prices = tuple(search.multipliers or ())
        return Stage.near(search.problem, self.stations, self.inside, prices, most)

    def _near_the_bound(self) -> None:
        """Solve integer programmes over what lies a little above the bound, then wider ones, until one holds."""
        search = self.search
        bound = search.bound or 0
        dearest = sum(map(int, np.maximum.reduceat(self.stations.cost, self.stations.begin).tolist()))
        most = bound + max(1, round(abs(bound) * FIRST_SLACK))
        while search.left > 0:
            most = min(most, dearest if search.value is None else search.value)
            word = "INFEASIBLE"
            with suppress(NoStaffError):
                word = self.whole(self._stage(most), MAIN)
            settled = most >= (dearest if search.value is None else search.value)
            if settled or word not in {"OPTIMAL", "INFEASIBLE"}:
                return
            most = bound + WIDER * (most - bound)

    def _main(self) -> bool:
        """Prove the main goal; a better plan that turns up on the way is proven instead."""
        search = self.search
        while search.value is not None and search.value != search.bound:
            value = search.value
            stage = self._stage(value)
            if self.prove(stage, stage.main(value)):
                break
            if search.value == value:
                return False
            self.certificates.clear()
        return search.value is not None

    # -- the levels after it ---------------------------------------------------------------------------------

    def after_main(self, stage: Stage) -> None:
        """Settle the levels after the main goal, which is proven."""
        search = self.search
        proving, names = True, levels(search.problem)
        self.done = names.index(str(main_goal(search.problem))) + 1
        for step in stage.after(lambda: search.plan or ()):
            if search.left <= 0:
                return
            shown = step.place >= 0 and proving and self.prove(stage, step, cases=1)
            if not shown:
                if self.whole(stage, step.aim) != "OPTIMAL":
                    return
                proving = proving and self.prove(stage, self._renewed(step))
            if proving and step.level != Goal.ORDER:
                self.done += 1
        if proving and Goal.ORDER in names and stage.complete and self.done == len(names) - 1:
            self.done += 1

    def _renewed(self, step: Step) -> Step:
        """Return the step with the plan of now as its target."""
        plan = self.search.plan or ()
        if step.place < 0:
            return replace(step, target=worth(self.search.problem, plan)[step.level])
        return replace(step, target=sum(amount * plan[s][k] for s, k, amount in step.aim.heads))

    # -- programmes and proofs -------------------------------------------------------------------------------

    def _model(self, stage: Stage) -> Model:
        """Return the programmes of a stage; while its limits are the same, so are they."""
        known = self._loaded
        if known is None or known[0] is not stage or known[1:3] != (stage.inside, stage.most):
            known = self._loaded = (stage, stage.inside, stage.most, Model(stage, self.unit, self._new))
        return known[3]

    def whole(self, stage: Stage, aim: Aim) -> str:
        """Solve an integer programme, offer its plan, return the word."""
        word, plan = self._model(stage).whole(stage.stations, aim, self.search.left * SHARE)
        if plan is not None:
            self.search.offer(plan)
        return word

    def prove(self, stage: Stage, step: Step, cases: int | None = None) -> bool:
        """Prove a step and keep the proof, if it holds or at least raises the bound of the main goal."""
        search = self.search
        end = time.monotonic() + SHARE * max(0.0, search.left)
        branching = Branching(
            self._model(stage), stage.stations, step, end, search.offer, self._check_s, cases
        )
        shown = branching.run()
        if shown or (step.aim.cost and cases is None):
            self._check_s -= branching.check_s
            self.certificates.append(
                {
                    "level": step.level,
                    "place": step.place,
                    "denominator": branching.denominator,
                    "tree": branching.tree,
                }
            )
        return shown
