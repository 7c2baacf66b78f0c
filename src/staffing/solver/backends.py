"""What back ends say, read in one place: every raw status word means exactly one claim.

A claim is what the back end says of its answer, never what the answer is worth: :mod:`staffing.solver.solve`
decides that by :mod:`staffing.solver.verify`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from staffing.errors import BackendReplyError


class Claim(Enum):
    """What a back end says of its answer."""

    OPTIMAL = "no better plan exists"
    FEASIBLE = "a plan, perhaps not the best"
    INFEASIBLE = "no plan exists"
    STOPPED = "stopped at a limit"
    UNKNOWN = "a word that is not in the table"


BACKENDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ortools": "staffing.solver.ortools_backend:answer",
        "pulp": "staffing.solver.pulp_backend:answer",
    }
)
"""Back ends that run in a child process: name to ``module:function``, loaded in the child only.

The function takes (problem, time limit in seconds, seed, threads) and returns ``{"word": …, "values": …}``:
its raw status word, and the posts per station or None.
"""

CLAIMS: Final[Mapping[tuple[str, str], Claim]] = MappingProxyType(
    {
        ("ortools", "OPTIMAL"): Claim.OPTIMAL,
        ("ortools", "FEASIBLE"): Claim.FEASIBLE,
        ("ortools", "INFEASIBLE"): Claim.INFEASIBLE,
        ("ortools", "UNKNOWN"): Claim.STOPPED,
        ("pulp", "Optimal, Optimal Solution Found"): Claim.OPTIMAL,
        # A plan at the time limit: PuLP's status alone says "Optimal" of it.
        ("pulp", "Optimal, Solution Found"): Claim.FEASIBLE,
        ("pulp", "Infeasible, No Solution Exists"): Claim.INFEASIBLE,
        # CBC's "Integer infeasible": numbers that are no whole ones would do.
        ("pulp", "Infeasible, No Solution Found"): Claim.INFEASIBLE,
        ("pulp", "Not Solved, No Solution Found"): Claim.STOPPED,
        # Words of our own: what min-cost flow and column generation come to.
        ("flow", "OPTIMAL"): Claim.OPTIMAL,
        ("flow", "INFEASIBLE"): Claim.INFEASIBLE,
        ("flow", "UNKNOWN"): Claim.STOPPED,
        ("columns", "OPTIMAL"): Claim.OPTIMAL,
        ("columns", "FEASIBLE"): Claim.FEASIBLE,
        ("columns", "INFEASIBLE"): Claim.INFEASIBLE,
        ("columns", "UNKNOWN"): Claim.STOPPED,
    }
)
"""(back end, raw status word) to claim; any other word is :attr:`Claim.UNKNOWN`."""


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer as the back end gave it: nothing in it is believed yet."""

    word: str
    claim: Claim
    values: list[Any] | None
    """Posts per station, or what stands in their place."""


def read_answer(backend: str, reply: Any) -> RawAnswer:
    """Read a reply of a back end.

    A bound in the reply is not read: it counts what the back end minimised, and nothing proves it.

    Raises
    ------
    BackendReplyError
        The reply has not the shape that was agreed.

    Examples
    --------
    >>> read_answer("ortools", {"word": "OPTIMAL", "values": [1, 2]}).claim
    <Claim.OPTIMAL: 'no better plan exists'>
    >>> read_answer("ortools", {"word": "BLISS", "values": None}).claim
    <Claim.UNKNOWN: 'a word that is not in the table'>
    """
    if not isinstance(reply, dict) or not isinstance(reply.get("word"), str):
        raise BackendReplyError(f"an answer of type {type(reply).__name__} without a status word")
    word, values = reply["word"], reply.get("values")
    if not isinstance(values, list | None):
        raise BackendReplyError(f"values of type {type(values).__name__}")
    return RawAnswer(word, CLAIMS.get((backend, word), Claim.UNKNOWN), values)
