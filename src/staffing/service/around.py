"""The cut line after an add or a cut: who came last, who comes next."""

from staffing.analysis.whatif import increment_problem
from staffing.models.run import LadderStep
from staffing.models.what_if import Mode, WhatIf
from staffing.service.opening import Opened
from staffing.service.record_ladder import line
from staffing.solver.reallocation.formulate import needs_programme


def cut_line(opened: Opened, answer: WhatIf, each_side: int = 6) -> tuple[LadderStep, ...]:
    """Return the posts around the cut line of the plan that an add or a cut comes to, in order.

    Priorities are those of the answer's steps: they refer to the scenario's own headcount. Where only the posts in
    question move, the posts before the line are those that would go next.

    Parameters
    ----------
    answer
        What :func:`staffing.service.what_if` found for ``opened``.
    each_side
        Most posts given, and most posts not given.

    Returns
    -------
    None stand in a plan that no ladder made: without an answer, of Hamilton's method, of the reallocation
    programme, and with transfers beside the posts in question.
    """
    if answer.before is None or answer.after is None or answer.mode is Mode.BUDGET:
        return ()
    if needs_programme(opened.scenario, answer.category):
        return ()
    problem = opened.problem_of(answer.category)
    before, after = tuple(answer.before.values()), tuple(answer.after.values())
    if answer.mode is Mode.INCREMENT:
        rules = increment_problem(problem, before, answer.delta)
    else:
        rules = problem.with_total(problem.total + answer.delta)
    return line(rules, after, opened.scenario.cap, each_side)
