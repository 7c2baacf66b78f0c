"""A conflict is minimal, and every relaxation works and is the least: on random problems without a plan."""

import itertools

import numpy as np
import pytest

from staffing.solver.reallocation.conflicts import conflict
from staffing.solver.reallocation.evaluate import faults
from staffing.solver.reallocation.relax import levers
from tests.reallocations import brute_force, random_reallocation

CHUNKS, AT_ONCE = 20, 10


def without_a_plan(chunk):
    """Yield small problems that have no plan, others for each chunk."""
    numbers = itertools.count(chunk * 1000)
    problems = (random_reallocation(number) for number in numbers)
    small = (p for p in problems if len(p.ids) * len(p.categories) <= 6)
    return itertools.islice((p for p in small if brute_force(p) is None), AT_ONCE)


class Grid:
    """All plans up to 6 heads at each place (12 where places are few), and which keep a rule: from its words."""

    def __init__(self, problem):
        n, width = len(problem.ids), len(problem.categories)
        self.problem = problem
        most = 12 if n * width <= 4 else 6
        cells = np.indices((most + 1,) * (n * width), dtype=np.int16).reshape(n * width, -1)
        self.x = cells.reshape(n, width, -1)

    def has_plan(self, rules):
        kept = np.ones(self.x.shape[-1], dtype=bool)
        for rule in rules:
            kept &= self.keeps(rule)
        return bool(kept.any())

    def keeps(self, rule):
        kind, _, inner = rule.partition("[")
        names = inner.removesuffix("]").split(",")
        return getattr(self, f"_{kind}")(*filter(None, names))

    def _station(self, name):
        return self.problem.ids.index(name)

    def _kind(self, name):
        return [c.id for c in self.problem.categories].index(name)

    def _cap(self, name):
        k = self._kind(name)
        total, cap = self.x[:, k].sum(0), self.problem.categories[k].cap
        return total == cap if self.problem.place == "exact" else total <= cap

    def _category_total(self, name):
        k = self._kind(name)
        return self.x[:, k].sum(0) == self.problem.categories[k].total

    def _established_stay(self, name):
        k = self._kind(name)
        return (self.x[:, k] >= np.array([[row[k]] for row in self.problem.in_post])).all(0)

    def _station_bounds(self, name):
        s = self._station(name)
        heads = self.x[s].sum(0)
        return (heads >= self.problem.station_lower[s]) & (heads <= min(self.problem.station_upper[s], 10**4))

    def _category_bounds(self, name, category):
        s, k = self._station(name), self._kind(category)
        return (self.x[s, k] >= self.problem.lower[s][k]) & (
            self.x[s, k] <= min(self.problem.upper[s][k], 10**4)
        )

    def _eligibility(self, name, category):
        return self.x[self._station(name), self._kind(category)] == 0

    def _group_bounds(self, name):
        group = next(g for g in self.problem.groups if g.id == name)
        own = self.x[list(group.members)]
        held = (own if group.category is None else own[:, [group.category]]).sum((0, 1))
        top = 10**4 if group.maximum is None else group.maximum
        return (held >= group.minimum) & (held <= top)

    def _change(self):
        return self.x - np.array(self.problem.in_post)[:, :, None]

    def _transfers(self):
        change = self._change()
        joined, left = np.maximum(change, 0).sum(0), np.maximum(-change, 0).sum(0)
        return np.minimum(joined, left).sum(0) <= self.problem.transfers_limit

    def _stations_changed(self):
        return (self._change() != 0).any(1).sum(0) <= self.problem.changed_limit

    def _pin(self, *_):
        (pin,) = self.problem.pins
        stations = slice(None) if pin.station is None else [pin.station]
        kinds = slice(None) if pin.category is None else [pin.category]
        if pin.value is None:
            return (self._change()[stations][:, kinds] == 0).all((0, 1))
        return self.x[stations][:, kinds].sum((0, 1)) == pin.value


def eased(problem, change, after=None):
    if change.figure == "drop":
        return problem.without({change.rule})
    up = change.after > change.before
    fitting = [
        lever
        for lever in levers(problem, change.rule)
        if lever.figure == change.figure and (lever.end > lever.before) == up
    ]
    return fitting[0].at(change.after if after is None else after)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_200_problems_without_a_plan(chunk, pool):
    proven = 0
    for problem in without_a_plan(chunk):
        found = conflict(problem, workers=pool)
        assert found.minimal
        assert set(found.rules) <= set(problem.rules)
        proven += found.proof is not None
        grid = Grid(problem)
        assert not grid.has_plan(found.rules)
        for rule in found.rules:
            assert grid.has_plan(set(found.rules) - {rule}), rule
        assert found.relaxations
        for relaxation in found.relaxations:
            candidate = problem
            for change in relaxation.changes:
                candidate = eased(candidate, change)
            assert not faults(candidate, relaxation.plan)
            if len(relaxation.changes) == 1 and relaxation.changes[0].figure != "drop":
                change = relaxation.changes[0]
                nearer = change.after + (1 if change.after < change.before else -1)
                assert not has_plan(eased(problem, change, nearer))
    assert proven >= AT_ONCE * 8 // 10


def has_plan(problem):
    return Grid(problem).has_plan(problem.rules)
