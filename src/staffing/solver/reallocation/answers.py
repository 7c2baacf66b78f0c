"""Replies of back ends read, and what comes of them: the answer with all that is proven about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from staffing.errors import BackendReplyError
from staffing.models.plan import Status
from staffing.solver.backends import RawAnswer, read_answer
from staffing.solver.reallocation.evaluate import Move, Worth
from staffing.solver.reallocation.problem import Plan, Reallocation
from staffing.solver.reallocation.proofs.bound import Multipliers
from staffing.solver.reallocation.proofs.certificates import Certificate, is_certificate

BACKENDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "flow": "staffing.solver.reallocation.backends.flow_backend:answer",
        "columns": "staffing.solver.reallocation.columns.columns_backend:answer",
        "ortools": "staffing.solver.reallocation.backends.ortools_backend:answer",
        "pulp": "staffing.solver.reallocation.backends.pulp_backend:answer",
    }
)
"""Back ends of the reallocation programme, each in a child process: name to ``module:function``.

The function takes (problem, time limit in seconds, seed, threads, start) and returns ``{"word": …, "values": …}``
as in :mod:`staffing.solver.backends`; it may add ``levels``, how many levels it calls best, ``multipliers``, whole
prices that prove a bound, and ``cases``, proofs by cases.
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known at the end. ``plan`` is None unless there is one that stood the check.

    CANCELLED and CRASHED may have one too: the best until then.
    """

    status: Status
    backend: str
    reason: str
    """Why this back end was chosen, as a key of :mod:`staffing.messages.sentences`."""
    plan: Plan | None = None
    worth: Worth | None = None
    """Levels of the plan."""
    proofs: tuple[str, ...] = ()
    """How each level is proven the best, from the first on: see :mod:`staffing.solver.reallocation.verify`."""
    bound: int | None = None
    """No plan has a main goal below this, the levels before it being settled."""
    scale: int = 1
    """``S``: what 1 of exact cost counts in the main goal."""
    multipliers: Multipliers | None = None
    """Whole prices that prove the bound, or that there is no plan."""
    cases: tuple[Certificate, ...] = ()
    """Proofs by cases that go with the prices: plain data, :mod:`staffing.solver.reallocation.proofs.cases`."""
    moves: tuple[Move, ...] = ()
    faults: tuple[str, ...] = ()
    """What the check found wrong with the back end's answer, in English, for the log."""
    value: int | None = None
    """The main goal of the plan, in units of ``1 / scale``."""

    @property
    def gap(self) -> Fraction | None:
        """``(value - bound) / value``; 0 where proven, None where nothing is known."""
        if self.value is None or self.bound is None:
            return None
        return Fraction(max(0, self.value - self.bound), max(1, abs(self.value)))


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply of a back end as given: nothing in it is believed yet."""

    raw: RawAnswer
    staff: list[list[Any]] | None
    levels: int
    """Levels that the back end calls best."""
    multipliers: Multipliers | None
    cases: tuple[Certificate, ...] = ()


def read_reply(backend: str, problem: Reallocation, reply: Any) -> Reply:
    """Read a reply.

    Raises
    ------
    BackendReplyError
        It has not the shape that was agreed.
    """
    raw = read_answer(backend, reply)
    width = len(problem.categories)
    staff = None
    if raw.values is not None:
        staff = [raw.values[i : i + width] for i in range(0, len(raw.values), width)]
    count, prices = reply.get("levels", 0), reply.get("multipliers")
    if type(count) is not int:
        raise BackendReplyError(f"levels of type {type(count).__name__}")
    if prices is not None and not (isinstance(prices, list) and all(type(u) is int for u in prices)):
        raise BackendReplyError("multipliers that are no list of whole numbers")
    cases = reply.get("cases", [])
    if not (isinstance(cases, list) and all(map(is_certificate, cases))):
        raise BackendReplyError("cases that are no proofs")
    return Reply(raw, staff, count, tuple(prices) if prices is not None else None, tuple(cases))
