"""A plan: whole posts per station, with what is proven about them."""

from enum import StrEnum
from fractions import Fraction

from pydantic import ConfigDict

from staffing.models.base import Frozen


class Status(StrEnum):
    """What an answer is worth. The word optimal 最优 belongs to OPTIMAL alone."""

    OPTIMAL = "OPTIMAL"
    """Feasible, and no better plan exists: proven without the solver."""
    FEASIBLE = "FEASIBLE"
    """Obeys every rule; a better plan may exist."""
    INFEASIBLE = "INFEASIBLE"
    """No plan obeys every rule: confirmed by arithmetic."""
    NO_SOLUTION = "NO_SOLUTION"
    """Stopped at a limit before the first plan."""
    UNVERIFIED = "UNVERIFIED"
    """The back end's answer did not stand the check; it is not shown."""
    CRASHED = "CRASHED"
    """The back end died."""
    INVALID = "INVALID"
    """The input was refused."""
    CANCELLED = "CANCELLED"
    """Stopped by the user."""


class Tie(Frozen):
    """Equal priorities at the cut line: the tie rule decided who got the post."""

    gained: str
    """Station that got the post."""
    missed: str
    """Station of equal priority that did not."""
    decided_by: str
    """Part of the tie rule that decided: ``index``, ``posts`` or ``id``; with categories ``transfers``, ``changed``
    or ``id``."""


class Plan(Frozen):
    """Answer to a Problem. ``allocation`` is None unless there is a plan that stood the check."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    status: Status
    backend: str
    """Back end that found the plan."""
    reason: str
    """Why this back end was chosen, as a key of :mod:`staffing.messages.sentences`."""
    allocation: tuple[int, ...] | None = None
    """Posts per station, in station order."""
    objective: Fraction | None = None
    """Exact objective (``docs/model.md``, section 2)."""
    unserved_index: Fraction | None = None
    """Sum of the index over stations left without a post, where the method minimises that first; else None."""
    bound: Fraction | None = None
    """Proven lower bound of the objective."""
    verified: bool = False
    """True: recomputed exactly, without the solver."""
    proof: str | None = None
    """How optimality was shown: ``exchange`` or ``replay``."""
    ties: tuple[Tie, ...] = ()
    faults: tuple[str, ...] = ()
    """What the check found wrong with the back end's answer, in English, for the log."""
