"""What an official report holds beside the run: answers to questions that the run alone does not hold."""

from staffing.models.answers import Reading
from staffing.models.base import Frozen
from staffing.models.comparison import Comparison
from staffing.models.frontier import Frontier
from staffing.models.sensitivity import Sensitivity
from staffing.models.what_if import WhatIf


class Beside(Frozen):
    """Further answers about the scenario of a run; None: not asked."""

    reading: Reading | None = None
    """How near other plans are."""
    sensitivity: Sensitivity | None = None
    """How far weights and counts may change; None: no single ladder decides."""
    what_if: WhatIf | None = None
    """Posts added or cut."""
    comparison: Comparison | None = None
    """The scenario's variants beside it."""
    frontier: Frontier | None = None
    """How few moves reach how much of the gain; None: without staff in post, or where no ladder decides."""
