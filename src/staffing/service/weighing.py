"""Weights by several methods side by side, and how the plan would differ. Nothing is applied."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang, text
from staffing.models.plan import Status
from staffing.models.progress import Progress
from staffing.models.run import Run
from staffing.models.scenario import Scenario
from staffing.models.weights import Weighing, WeightMethod, WeightPlan, WeightTable
from staffing.quantify.calibration.rounding import DECIMALS
from staffing.service.comparing import SEVERITY
from staffing.service.opening import Opened, open_scenario
from staffing.service.record import issue_documents
from staffing.service.running import run
from staffing.service.storing import write_text
from staffing.service.weight_tables import Ruler, rulers, weight_table

if TYPE_CHECKING:
    from staffing.io.loaded import Loaded
    from staffing.solver.supervise import Workers


class Means(TypedDict, total=False):
    """What each plan may use, and who watches it."""

    workers: "Workers | None"
    progress: Callable[[Progress], None] | None
    cancel: Event | None


def weigh(
    source: "str | Path | Loaded",
    *,
    write: Path | None = None,
    lang: Lang = "zh",
    **calling: Unpack[Means],
) -> Weighing:
    """Weigh the drivers by every method whose data there is, and plan again with each.

    Parameters
    ----------
    calling
        What :func:`staffing.service.run` is told of workers, progress and cancelling.
    write
        File to write the weights to, as ``variants:`` of ``scenario.yaml``.

    Raises
    ------
    InputError
        The scenario is refused.
    UsageError
        ``E_OVERWRITE``: ``write`` is a file that the scenario was read from.
    """
    from staffing.io.loaded import Loaded
    from staffing.io.scenario_file import load

    loaded = source if isinstance(source, Loaded) else load(source)
    if write is not None and write.resolve() in loaded.inputs:
        raise UsageError([Issue("E_OVERWRITE", write.name, values={"name": write.name})])
    opened = open_scenario(loaded, lang=lang)
    warnings: list[Issue] = []
    groups = rulers(opened.scenario, warnings)
    tables = [weight_table(opened, ruler, loaded.judgements, warnings, lang) for ruler in groups]
    variants = _variants(tables, lang)
    files = () if write is None else (str(write_text(write, variants)),)
    plans = _plans(opened, groups, tables, lang, calling)
    return Weighing(
        status=max(
            (plan.status for plan in plans if plan.status is not Status.INVALID),
            key=SEVERITY.index,
            default=Status.INVALID,
        ),
        name=opened.scenario.name,
        cap=opened.scenario.cap,
        decimals=DECIMALS,
        tables=tuple(tables),
        plans=plans,
        variants=variants,
        files=files,
        warnings=issue_documents(warnings, lang),
        input_sha256=opened.input_sha256,
    )


# -- plans ---------------------------------------------------------------------------------------------------


def _plans(
    opened: Opened, groups: list[Ruler], tables: list[WeightTable], lang: Lang, calling: "Means"
) -> tuple[WeightPlan, ...]:
    """Return the plan of now, and that of each method that gives weights anywhere."""
    now = _solved(opened, lang, calling)
    plans = [_plan(WeightMethod.NOW, now, now, lang)]
    for method in WeightMethod:
        given = [_weights(table, method) for table in tables]
        if method is WeightMethod.NOW or not any(given):
            continue
        changed = _with_weights(opened.scenario, groups, given)
        plans.append(_plan(method, now, _solved(Opened(changed), lang, calling), lang))
    return tuple(plans)


def _solved(opened: Opened, lang: Lang, calling: "Means") -> Run | InputError:
    try:
        return run(opened, lang=lang, **calling)
    except InputError as error:
        return error


def _plan(method: WeightMethod, now: Run | InputError, then: Run | InputError, lang: Lang) -> WeightPlan:
    if isinstance(then, InputError):
        issues = issue_documents(list(then.issues), lang)
        return WeightPlan(method=method, status=Status.INVALID, issues=issues)
    posts, before = _posts(then), None if isinstance(now, InputError) else _posts(now)
    if posts is None or before is None:
        return WeightPlan(method=method, status=then.status)
    changes = {station: posts[station] - held for station, held in before.items() if posts[station] != held}
    gained = sum(change for change in changes.values() if change > 0)
    lost = -sum(change for change in changes.values() if change < 0)
    return WeightPlan(
        method=method, status=then.status, changed=len(changes), moved=max(gained, lost), changes=changes
    )


def _posts(answer: Run) -> dict[str, int] | None:
    posts = {row.id: row.allocation for row in answer.stations if row.allocation is not None}
    return posts if len(posts) == len(answer.stations) else None


def _weights(table: WeightTable, method: WeightMethod) -> dict[str, float] | None:
    return next(one.weights for one in table.methods if one.method is method)


def _with_weights(scenario: Scenario, groups: list[Ruler], given: list[dict[str, float] | None]) -> Scenario:
    """Return the scenario with other weights where there are any; drivers that count nowhere are left out."""
    drivers = {driver.name: driver for driver in scenario.drivers}
    for ruler, weights in zip(groups, given, strict=True):
        for name in ruler.drivers if weights is not None else ():
            weight, driver = Decimal(str((weights or {})[name])), drivers[name]
            update: Mapping[str, Any] = {"weight": weight}
            if ruler.class_ is not None:
                update = {"class_weights": {**driver.class_weights, ruler.class_: weight}}
            drivers[name] = driver.model_copy(update=dict(update))
    kept = tuple(driver for driver in drivers.values() if driver.weight or any(driver.class_weights.values()))
    return scenario.model_copy(update={"drivers": kept})


# -- how to apply them -----------------------------------------------------------------------------------------


def _variants(tables: list[WeightTable], lang: Lang) -> str:
    """Return the weights of every method as a YAML block; of weights that all stations share."""
    lines = ["variants:"]
    table = next((table for table in tables if table.class_ is None), None)
    for one in table.methods if table is not None else ():
        if one.method is WeightMethod.NOW or one.weights is None:
            continue
        nothing = [name for name, weight in one.weights.items() if not weight]
        lines += [f"  # {text('w_zero', lang, driver=name)}" for name in nothing]
        written = ", ".join(
            f"{json.dumps(name, ensure_ascii=False)}: {Decimal(str(weight)):f}"
            for name, weight in one.weights.items()
        )
        mark = "  # " if nothing else "  "
        lines.append(f"{mark}weights_{one.method}: {{weights: {{{written}}}}}")
    return "\n".join([*lines, ""]) if len(lines) > 1 else ""
