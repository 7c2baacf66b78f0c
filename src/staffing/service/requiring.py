"""Required posts rounded all together: the total first, then each station's part of it."""

from collections.abc import Sequence
from fractions import Fraction

from staffing.models.base import Method
from staffing.models.scenario import Scenario
from staffing.models.standards import Requirement, Rounding
from staffing.quantify.standards import half_up, requirement
from staffing.solver.hamilton import largest_remainder
from staffing.solver.problem import Problem, integer_weights


def required_posts(scenario: Scenario) -> tuple[Requirement, ...] | None:
    """Return the posts that the work requires, rounded as the scenario says; None: there is no work in hours.

    Raises
    ------
    InputError
        What :func:`staffing.quantify.standards.requirement` refuses.
    """
    found = requirement(scenario)
    if found is None or scenario.rounding is not Rounding.APPORTION:
        return found
    posts = _apportioned(found, scenario.method)
    return tuple(one.model_copy(update={"posts": own}) for one, own in zip(found, posts, strict=True))


def _apportioned(found: Sequence[Requirement], method: Method) -> Sequence[int]:
    """Split the total, rounded half up, over the stations by ``method`` with what each requires as its weight."""
    total = half_up(sum((one.required for one in found), Fraction(0)))
    if not total:
        return [0] * len(found)
    problem = Problem(
        ids=tuple(one.station for one in found),
        weights=integer_weights([one.required for one in found]),
        lower=(0,) * len(found),
        upper=(total,) * len(found),
        total=total,
        method=method.value,
    )
    if method is Method.HAMILTON:
        return largest_remainder(problem)
    # numpy comes with it, and most answers need none.
    from staffing.solver.ladder import ladder_for

    return [int(posts) for posts in ladder_for(problem).allocate(total)]
