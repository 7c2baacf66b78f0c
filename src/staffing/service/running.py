"""Scenario -> Run: quantify, formulate, solve, check, record."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.messages import Lang
from staffing.models.answers import DemandAnswer, DemandRow
from staffing.models.plan import Plan, Status
from staffing.models.progress import Progress
from staffing.models.run import Run
from staffing.models.scenario import Scenario
from staffing.service.conflicts import conflict_documents, relaxation_documents
from staffing.service.opening import Opened, open_scenario
from staffing.service.record import issue_documents
from staffing.service.record_ladder import record_ladder
from staffing.solver.backends import BACKENDS
from staffing.solver.explain import Contradiction, contradiction
from staffing.solver.problem import Problem
from staffing.solver.reallocation.formulate import needs_programme

if TYPE_CHECKING:
    from staffing.solver.supervise import Workers


def run(
    source: str | Path | Scenario | Opened | Any,
    *,
    method: str | None = None,
    normalisation: str | None = None,
    cap: int | None = None,
    backend: str = "auto",
    lang: Lang = "zh",
    workers: "Workers | None" = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Run:
    """Decide the posts of every station.

    Parameters
    ----------
    source
        A scenario: path, Scenario, or what was opened before.
    method, normalisation, cap
        Replace those of the scenario.
    backend
        ``auto``, ``ladder``, ``ortools`` or ``pulp``.
    workers
        Warm solver processes to use; without them each call starts and ends its own.
    progress
        Called with how far a solver's process says it has come.
    cancel
        Once it is set a solver's process is killed. Ctrl-C sets it too.

    Returns
    -------
    Run
        With ``status`` INFEASIBLE, the conflict and the relaxations where no plan exists; with CANCELLED, the best
        plan until then, if there was one.

    Raises
    ------
    InputError
        The scenario is refused; carries every fault.
    """
    opened = open_scenario(source, lang=lang).adjusted(cap=cap, method=method, normalisation=normalisation)
    if opened.programme is not None:
        from staffing.service.programme import run_programme

        return run_programme(
            opened,
            opened.programme,
            backend=backend,
            lang=lang,
            workers=workers,
            progress=progress,
            cancel=cancel,
        )
    started = time.perf_counter()
    found = contradiction(opened.problem)
    if found is not None:
        return infeasible(opened, found, lang)
    plan = solve_problem(
        opened, opened.problem, backend=backend, workers=workers, progress=progress, cancel=cancel
    )
    return record_ladder(opened, plan, lang=lang, seconds=time.perf_counter() - started)


def asks_solver(opened: Opened, *, backend: str = "auto") -> bool:
    """Tell whether a run asks a solver's process, which may take as long as the scenario's time limit."""
    return backend in BACKENDS or needs_programme(opened.scenario)


def solve_problem(
    opened: Opened,
    problem: Problem,
    *,
    backend: str = "auto",
    workers: "Workers | None" = None,
    progress: Callable[[Progress], None] | None = None,
    cancel: threading.Event | None = None,
) -> Plan:
    """Solve a problem with the limits of its scenario."""
    from staffing.solver.solve import solve

    scenario = opened.scenario
    return solve(
        problem,
        backend=backend,
        time_limit_s=float(scenario.time_limit_s),
        seed=scenario.seed,
        threads=scenario.threads,
        workers=workers,
        progress=progress,
        cancel=cancel,
    )


def demand(source: Any, *, normalisation: str | None = None, lang: Lang = "zh") -> DemandAnswer:
    """Return index and quota of every station, with every contribution."""
    opened = open_scenario(source, lang=lang).adjusted(normalisation=normalisation)
    spread, total = opened.demand, opened.totals.total
    return DemandAnswer(
        normalisation=opened.scenario.normalisation,
        cap=total,
        stations=tuple(
            DemandRow(
                id=station.id,
                name=station.name,
                index=float(spread.index[s]),
                driver_index=float(spread.index[s]),
                quota=float(spread.index[s] * total),
                contributions={name: float(parts[s]) for name, parts in spread.contributions.items()},
            )
            for s, station in enumerate(opened.scenario.stations)
        ),
        warnings=issue_documents(list(opened.warnings), lang),
        input_sha256=opened.input_sha256,
    )


def write_model(source: Any, path: Path) -> None:
    """Write the scenario's complete model as an ``.lp`` or ``.mps`` file, for another solver."""
    opened = open_scenario(source)
    if opened.programme is not None:
        from staffing.solver.reallocation.pulp_backend import write_model as write_programme

        write_programme(opened.programme.problem, path)
        return
    from staffing.solver.pulp_backend import write_model as write

    write(opened.problem, path)


def infeasible(opened: Opened, found: Contradiction, lang: Lang) -> Run:
    """Record that no plan exists, why, and what would help."""
    plan = Plan(status=Status.INFEASIBLE, backend="arithmetic", reason="reason_ladder", verified=True)
    written = record_ladder(opened, plan, lang=lang)
    return written.model_copy(
        update={
            "conflict": conflict_documents(opened, found, lang),
            "relaxations": relaxation_documents(opened, found, lang),
        }
    )
