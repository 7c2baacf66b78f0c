"""Scenario -> Run: quantify, formulate, solve, check, record."""

import threading
import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.answers import DemandAnswer, DemandRow
from staffing.models.plan import Plan, Status
from staffing.models.progress import Progress
from staffing.models.run import Run
from staffing.models.scenario import Scenario
from staffing.quantify.seasons import seasons
from staffing.service.beside import APART, MOST_PLANS, WITHIN, Asked, answer_of, fields_beside
from staffing.service.conflicts import conflict_documents, relaxation_documents
from staffing.service.opening import Opened, open_scenario
from staffing.service.programme import Calling, run_programme
from staffing.service.record import issue_documents, posts_of
from staffing.service.record_ladder import record_ladder
from staffing.solver.backends import BACKENDS
from staffing.solver.explain import Contradiction, contradiction
from staffing.solver.problem import Problem
from staffing.solver.reallocation.formulate import formulate

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
    plan: str | Path | Mapping[str, Any] | None = None,
    plans: int | None = None,
    within: Decimal | float | Fraction | str = WITHIN,
    apart: int = APART,
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
        ``auto``, ``ladder``, ``flow``, ``columns``, ``ortools`` or ``pulp``.
    plan
        A plan made by hand, to be set against the best one: the path of its file, or posts by station.
    plans
        Good plans that are wanted in all, the best one included.
    within
        Greatest loss of these plans on the main goal, relative to the best one.
    apart
        Posts by which each two of them differ at least.
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
    asked = _asked(opened, plan, plans, within, apart)
    calling = Calling(workers=workers, progress=progress, cancel=cancel)
    if opened.programme is not None:
        return run_programme(
            opened, opened.programme, backend=backend, lang=lang, asked=asked, calling=calling
        )
    started = time.perf_counter()
    found = contradiction(opened.problem)
    if found is not None:
        return infeasible(opened, found, lang)
    decided = solve_problem(opened, opened.problem, backend=backend, **calling)
    answer = record_ladder(opened, decided, lang=lang, seconds=time.perf_counter() - started)
    if not (asked.anything or opened.scenario.years):
        return answer
    formulation = formulate(opened.scenario, opened.demand)
    best = answer_of(formulation, posts_of(answer), answer.status)
    return answer.model_copy(
        update=fields_beside(opened, formulation, best, asked, lang=lang, workers=workers)
    )


def _asked(
    opened: Opened,
    plan: str | Path | Mapping[str, Any] | None,
    plans: int | None,
    within: Decimal | float | Fraction | str,
    apart: int,
) -> Asked:
    """Read what is asked for beside the plan.

    Raises
    ------
    InputError
        The plan made by hand is refused.
    UsageError
        ``E_OPTION``: a figure that makes no sense.
    """
    share = _share(within)
    for name, got, fits, known in (
        ("plans", plans, plans is None or 2 <= plans <= MOST_PLANS, f"2..{MOST_PLANS}"),
        ("within", within, share is not None and 0 <= share <= 1, "0..1"),
        ("apart", apart, apart >= 1, ">= 1"),
    ):
        if not fits:
            raise UsageError([Issue("E_OPTION", values={"name": name, "got": got, "known": known})])
    hand = None
    if plan is not None:
        from staffing.io.plan_file import plan_of_mapping, read_plan

        if isinstance(plan, Mapping):
            hand = plan_of_mapping(plan, opened.scenario)
        else:
            hand = read_plan(plan, opened.scenario)
    return Asked(hand, plans, share or Fraction(0), apart)


def _share(within: Decimal | float | Fraction | str) -> Fraction | None:
    try:
        return Fraction(str(within))
    except (ValueError, ZeroDivisionError):
        return None


def asks_solver(opened: Opened, *, backend: str = "auto") -> bool:
    """Tell whether a solver's process will be asked, which may take as long as the scenario's time limit."""
    return backend in BACKENDS or opened.programme is not None or bool(opened.scenario.years)


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
        seasons=seasons(opened.scenario) or None,
        warnings=issue_documents(list(opened.warnings), lang),
        input_sha256=opened.input_sha256,
    )


def write_model(source: Any, path: Path) -> None:
    """Write the scenario's complete model as an ``.lp`` or ``.mps`` file, for another solver."""
    opened = open_scenario(source)
    if opened.programme is not None:
        from staffing.solver.reallocation.backends.pulp_backend import write_model as write_programme

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
