"""Hours and points of a task ledger by some of its columns: the answer of ``staffing tasks``."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from staffing.errors import InputError, Issue, UsageError
from staffing.io.ledger.answer import BY, Sum
from staffing.io.ledger.rates import EXACT
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load
from staffing.messages import Lang
from staffing.models.ledger import TaskAnswer, TaskRow
from staffing.service.record import issue_documents


class TaskSums(NamedTuple):
    """The answer, and the same sums with all their digits."""

    answer: TaskAnswer
    exact: list[Sum]


def task_sums(
    source: str | Path | Loaded, by: Sequence[str] = ("station",), *, lang: Lang = "zh"
) -> TaskSums:
    """Sum the ledger of a scenario by some of its columns.

    Raises
    ------
    InputError
        The scenario is refused, or has no ledger.
    UsageError
        ``E_BY``: the ledger has no such column.
    """
    for column in by:
        if column not in BY:
            raise UsageError([Issue("E_BY", values={"got": column, "known": ", ".join(BY)})])
    loaded = source if isinstance(source, Loaded) else load(source)
    scenario = loaded.scenario
    if scenario.tasks is None:
        raise InputError([Issue("E_TASKS_NONE", loaded.file)])
    sums = loaded.task_sums(tuple(dict.fromkeys(by)))
    total = Sum((), 0, Decimal(0), Decimal(0), Decimal(0))
    for one in sums:
        total = Sum((), total.rows + one.rows, *map(EXACT.add, total[2:], one[2:]))
    names = tuple(dict.fromkeys(by))
    answer = TaskAnswer(
        name=scenario.name,
        by=names,
        months=scenario.tasks.months,
        sums=tuple(_row(names, one) for one in sums),
        total=_row((), total),
        measure=scenario.tasks.measure,
        blend=float(scenario.tasks.blend),
        illustrative=scenario.illustrative,
        warnings=issue_documents(list(loaded.warnings), lang),
        input_sha256=scenario.input_sha256,
    )
    return TaskSums(answer, sums)


def _row(names: Sequence[str], one: Sum) -> TaskRow:
    key = dict(zip(names, one.key, strict=True))
    return TaskRow(key=key, rows=one.rows, hours=float(one.hours), points=float(one.points))
