"""Solvers of written models that answer wrongly."""

from typing import Any

from staffing.solver.reallocation.backends.textbook import Textbook
from staffing.solver.reallocation.problem import Plan

Reply = dict[str, Any]


def too_near(text: Textbook, *_: Any) -> Reply:
    """The plan that was to be kept away from."""
    from staffing.solver.reallocation.backends.ortools_backend import written

    text.rows = [row for row in text.rows if not row.name.startswith("apart_")]
    return written(text, 20.0, 0, 1)


def too_dear(text: Textbook, *_: Any) -> Reply:
    """A plan that keeps the rules and loses as much as it can."""
    from staffing.solver.reallocation.backends.ortools_backend import written

    text.rows = [row for row in text.rows if not row.name.startswith("no_worse")]
    for level in text.levels:
        level.terms[:] = [(v, -a) for v, a in level.terms]
    return written(text, 20.0, 0, 1)


def breaks_a_rule(text: Textbook, *given: Any) -> Reply:
    first: Plan = given[-1]
    return {"word": "OPTIMAL", "values": [x + 50 for row in first for x in row], "levels": 9}


def optimal_without_plan(*_: Any) -> Reply:
    return {"word": "OPTIMAL", "values": None}


def stopped_text(*_: Any) -> Reply:
    return {"word": "UNKNOWN", "values": None}


def no_other(*_: Any) -> Reply:
    return {"word": "INFEASIBLE", "values": None}


def fails(*_: Any) -> None:
    raise ValueError("no licence")
