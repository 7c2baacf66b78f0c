"""How far a solve has come."""

from staffing.models.base import Frozen


class Progress(Frozen):
    """What a solver says of its search while it runs: claims that nothing has checked yet."""

    best: float | None = None
    """Main goal of the best plan so far."""
    bound: float | None = None
    """No plan is better than this."""
    gap: float | None = None
    """``(best - bound) / best``."""
    seconds: float
    """Since the solve began."""
