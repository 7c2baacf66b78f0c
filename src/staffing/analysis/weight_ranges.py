"""How far each weight may change before the plan does, exactly (``docs/model.md``, section 7).

Let the weight of one driver be ``t``, the others keeping their proportions: every index is linear in ``t``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from staffing.analysis.holding import Holding
from staffing.analysis.index_lines import by_weight
from staffing.analysis.lines import End
from staffing.analysis.remainders import Remainders
from staffing.errors import Issue, UsageError
from staffing.models.base import Normalisation, Place
from staffing.models.scenario import Scenario
from staffing.quantify.rulers import rulers
from staffing.solver.methods import DIVISORS
from staffing.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class WeightRange:
    """The interval of one weight, the others in proportion, in which the plan stays."""

    of_class: str | None
    """The class that has the weight of its own; None: it is the scenario's."""
    driver: str
    weight: Fraction
    low: End
    high: End


def weight_ranges(scenario: Scenario, problem: Problem, posts: Sequence[int]) -> tuple[WeightRange, ...]:
    """Return the interval of each weight in which the plan stays; of a driver that counts alone there is none.

    With classes those of each set of weights, in the order of the classes; under ``hours`` no weight counts.

    Parameters
    ----------
    problem
        The scenario's problem.
    posts
        Its plan, in station order.

    Raises
    ------
    UsageError
        As for :func:`refuse_at_most`.
    """
    refuse_at_most(scenario)
    if scenario.normalisation is Normalisation.HOURS:
        return ()
    holding, found = holding_of(problem, posts), []
    for of_class, weights in {ruler.of_class: ruler.weights for ruler in rulers(scenario)}.items():
        counting = {name: Fraction(weight) for name, weight in weights.items() if weight}
        for name, weight in counting.items() if len(counting) > 1 else ():
            lines = by_weight(scenario, problem, of_class, name)
            low, high = (holding.end(lines, weight, Fraction(limit)) for limit in (0, 1))
            found.append(WeightRange(of_class, name, weight, low, high))
    return tuple(found)


def holding_of(problem: Problem, posts: Sequence[int]) -> Holding | Remainders:
    """Return what looks for the ends of the interval in which a plan is the plan."""
    return Holding(problem, posts) if problem.method in DIVISORS else Remainders(problem, posts)


def refuse_at_most(scenario: Scenario) -> None:
    """Refuse scenarios whose quotas limit the posts themselves.

    Raises
    ------
    UsageError
        ``E_MODEL.ranges``: ``place: at_most``.
    """
    if scenario.place is Place.AT_MOST:
        raise UsageError([Issue("E_MODEL.ranges")])
