"""Scenario -> Run where the ladder is not enough: the reallocation programme, its conflicts, its company."""

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypedDict

from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.models.run import Run
from staffing.service.beside import Asked, fields_beside
from staffing.service.opening import Opened
from staffing.service.programme_conflicts import Words
from staffing.service.record_programme import record_programme
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.formulate import Formulation

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers

LADDER = "ladder"


class Calling(TypedDict, total=False):
    """How solvers are called: warm workers, who hears of the progress, who may cancel."""

    workers: "Workers | None"
    progress: Callable[[Progress], None] | None
    cancel: threading.Event | None


def run_programme(
    opened: Opened, formulation: Formulation, *, backend: str, lang: Lang, asked: Asked, calling: Calling
) -> Run:
    """Decide the posts of every station and category.

    Raises
    ------
    UsageError
        ``E_OPTION.ladder``: the ladder does not know the rules of this scenario.
    """
    if backend == LADDER:
        raise UsageError([Issue("E_OPTION.ladder")])
    started = time.perf_counter()
    answer = solve_programme(opened, formulation, backend=backend, **calling)
    workers = calling.get("workers")
    more: dict[str, Any] = {}
    if answer.status is Status.INFEASIBLE:
        more |= conflict_fields(opened, formulation, lang=lang, workers=workers, cancel=calling.get("cancel"))
    if answer.status is not Status.CANCELLED:
        more |= fields_beside(opened, formulation, answer, asked, lang=lang, workers=workers)
    seconds = time.perf_counter() - started
    return record_programme(opened, formulation, answer, lang=lang, seconds=seconds, more=more)


def solve_programme(
    opened: Opened,
    formulation: Formulation,
    *,
    backend: str = "auto",
    workers: "Workers | None" = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Answer:
    """Solve a reallocation problem with the limits of its scenario."""
    from staffing.solver.reallocation.solve import solve

    scenario = opened.scenario
    return solve(
        formulation.problem,
        backend=backend,
        time_limit_s=float(scenario.time_limit_s),
        seed=scenario.seed,
        threads=scenario.threads,
        workers=workers,
        progress=progress,
        cancel=cancel,
    )


def conflict_fields(
    opened: Opened,
    formulation: Formulation,
    *,
    lang: Lang,
    workers: "Workers | None" = None,
    cancel: threading.Event | None = None,
) -> dict[str, Any]:
    """Return the minimal conflict of a scenario without a plan, and the least relaxations, as fields of a run."""
    from staffing.solver.reallocation.conflicts import UndecidedError, conflict

    scenario = opened.scenario
    try:
        found = conflict(
            formulation.problem,
            time_limit_s=float(scenario.time_limit_s),
            seed=scenario.seed,
            threads=scenario.threads,
            workers=workers,
            cancel=cancel,
        )
    except UndecidedError:
        return {}
    if found is None:
        return {}
    words = Words(opened, formulation, lang)
    return {"conflict": words.conflict(found), "relaxations": words.relaxations(found)}
