"""What an official report holds beside the plan: the answers that its sections need."""

from staffing.errors import InputError, UsageError
from staffing.io.loaded import Loaded
from staffing.messages import Lang, text
from staffing.models.comparison import Comparison
from staffing.models.frontier import Frontier
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.models.what_if import Mode
from staffing.service.asking import what_if
from staffing.service.comparing import side_by_side, solved
from staffing.service.fewest_moves import frontier
from staffing.service.opening import Opened
from staffing.service.reading import read_out
from staffing.service.sensing import sensitivity


def beside(
    loaded: Loaded,
    run: Run,
    *,
    delta: int | None = None,
    category: str | None = None,
    mode: Mode | str = Mode.INCREMENT,
    max_transfers: int | None = None,
    opened: Opened | None = None,
    lang: Lang = "zh",
) -> Beside:
    """Return the answers beside a plan.

    Parameters
    ----------
    delta
        Posts added or cut; None: not asked.
    category, mode, max_transfers
        As for :func:`staffing.service.what_if`.
    opened
        The scenario that the plan is of, where it is not the one that was loaded but with another headcount.
    """
    opened = opened or Opened.of(loaded)
    asked = None
    if delta is not None:
        asked = what_if(opened, delta, category=category, mode=mode, max_transfers=max_transfers, lang=lang)
    return Beside(
        reading=read_out(opened, run),
        sensitivity=robustness(opened, run, lang=lang),
        what_if=asked,
        comparison=_variants(loaded, run, lang),
        frontier=_frontier(opened, lang) if run.allocated is not None else None,
    )


def robustness(opened: Opened, run: Run, *, lang: Lang = "zh") -> Sensitivity | None:
    """Return how far weights and counts may change; None where no single ladder decides, or there is no plan."""
    if run.allocated is None:
        return None
    try:
        return sensitivity(opened, lang=lang)
    except UsageError:  # where no single ladder decides
        return None


def _frontier(opened: Opened, lang: Lang) -> Frontier | None:
    try:
        return frontier(opened, lang=lang)
    except UsageError:  # what it goes without is said where it is asked for
        return None


def _variants(loaded: Loaded, run: Run, lang: Lang) -> Comparison | None:
    """Return the variants of a scenario beside its own plan, not one made by hand; a refused one as refused."""
    if not loaded.variants:
        return None
    answers: list[tuple[str, Run | InputError]] = [
        (text("base", lang), run.model_copy(update={"evaluation": None}))
    ]
    for name in loaded.variants:
        try:
            changed = loaded.variant(name)
        except InputError as error:
            answers.append((name, error))
        else:
            # Not refused where it has no plan: that is its answer.
            answers.append(solved(name, Opened.of(changed), lang=lang))
    return side_by_side(answers, lang)
