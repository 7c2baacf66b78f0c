"""Scenarios side by side: given ones, all methods, all normalisations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from staffing.errors import InputError
from staffing.messages import Lang
from staffing.models.base import Method, Normalisation
from staffing.models.comparison import Comparison, ComparisonRow, Present, Variant
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.models.what_if import WhatIf
from staffing.quantify.hours import all_in_hours
from staffing.service.opening import open_scenario
from staffing.service.record import issue_documents
from staffing.service.running import run
from staffing.service.yardstick import Yardstick
from staffing.solver.reallocation.formulate import refused_method

SEVERITY = (
    Status.OPTIMAL,
    Status.INFEASIBLE,
    Status.INVALID,
    Status.FEASIBLE,
    Status.NO_SOLUTION,
    Status.CANCELLED,
    Status.UNVERIFIED,
    Status.CRASHED,
)
"""From best to worst, in the order of their exit codes."""


def compare(sources: Sequence[Any], *, names: Sequence[str] | None = None, lang: Lang = "zh") -> Comparison:
    """Solve several scenarios and set them side by side, the first one being the base."""
    titles = names or [Path(str(source)).stem for source in sources]
    return side_by_side(
        [solved(name, source, lang=lang) for name, source in zip(titles, sources, strict=True)], lang
    )


def compare_methods(source: Any, *, lang: Lang = "zh") -> Comparison:
    """Solve one scenario under every method that knows its rules, its own first."""
    opened = open_scenario(source, lang=lang)
    own = opened.scenario.method
    others = [method for method in Method if method is not own]
    if opened.programme is not None:
        asked = [opened.scenario.model_copy(update={"method": method}) for method in others]
        others = [scenario.method for scenario in asked if refused_method(scenario) is None]
    order = [own, *others]
    return side_by_side([solved(method, opened, method=method.value, lang=lang) for method in order], lang)


def compare_normalisations(source: Any, *, lang: Lang = "zh") -> Comparison:
    """Solve one scenario under every normalisation, its own first; by hours where every driver has a standard."""
    opened = open_scenario(source, lang=lang)
    own = opened.scenario.normalisation
    others = [n for n in Normalisation if n is not Normalisation.HOURS or all_in_hours(opened.scenario)]
    order = [own, *(normalisation for normalisation in others if normalisation is not own)]
    return side_by_side([solved(n, opened, normalisation=n.value, lang=lang) for n in order], lang)


def solved(name: str, source: Any, *, lang: Lang, **changes: Any) -> tuple[str, Run | InputError]:
    """Return the run of one scenario, or the refusal of its input, under its name."""
    try:
        return name, run(source, lang=lang, **changes)
    except InputError as error:
        return name, error


Answer = Run | WhatIf | InputError
"""What stands in a column: a plan, that after posts were added or cut, or why there is none."""


def side_by_side(answers: Iterable[tuple[str, Answer]], lang: Lang = "zh") -> Comparison:
    """Set named answers side by side; stations in the order of their first appearance.

    A run with a plan made by hand stands for that plan. All are measured by the demand of the first run that has
    a plan. A scenario that has no station in common with the first has its figures, but no rows.
    """
    listed = list(answers)
    plans = [_posts(answer) for _, answer in listed]
    base = next((posts for posts, (_, answer) in zip(plans, listed, strict=True) if _is_base(answer)), None)
    runs = [answer for _, answer in listed if isinstance(answer, Run)]
    rows: dict[str, tuple[str, int | None]] = {}
    for answer in runs:
        if not _ids(runs[0]) & _ids(answer):
            continue
        for station in answer.stations:
            rows.setdefault(station.id, (station.name, station.in_post))
    planned = next((run for run in runs if run.allocated is not None), None)
    measure = _Measure(
        base,
        {station: held for station, (_, held) in rows.items() if held is not None},
        Yardstick({}) if planned is None else Yardstick.of(planned),
    )
    columns = [
        _column(name, answer, posts, measure, lang)
        for (name, answer), posts in zip(listed, plans, strict=True)
    ]
    return Comparison(
        status=max((column.status for column in columns), key=SEVERITY.index),
        scenarios=tuple(columns),
        stations=tuple(_row(station, rows, columns) for station in rows),
        in_post=measure.present() if len(measure.in_post) == len(rows) else None,
    )


@dataclass(frozen=True, slots=True)
class _Measure:
    """What every column is set against."""

    base: dict[str, int] | None
    """Posts of the first column; None: it has no plan."""
    in_post: dict[str, int]
    """Staff in post, where it is given."""
    yardstick: Yardstick

    def present(self) -> Present | None:
        """Return staff in post as a column of its own."""
        if not self.in_post:
            return None
        return Present(
            posts=sum(self.in_post.values()),
            ratio=self.yardstick.ratio(self.in_post),
            imbalance=self.yardstick.imbalance(self.in_post),
        )

    def figures(self, posts: dict[str, int]) -> dict[str, Any]:
        """Return the figures of a column that has these posts."""
        shared = [station for station in self.base or () if station in posts]
        base = self.base or {}
        return {
            "allocation": posts,
            "changed": sum(posts[s] != base[s] for s in shared) if shared else None,
            "allocated": sum(posts.values()),
            "ratio": self.yardstick.ratio(posts),
            "imbalance": self.yardstick.imbalance(posts),
        }

    def transfers(self, answer: Run | WhatIf, posts: dict[str, int]) -> int | None:
        """Return the posts that change station against staff in post; None where these are not given."""
        if isinstance(answer, Run):
            moves = answer.transfers if answer.evaluation is None else answer.evaluation.transfers
            return None if moves is None else sum(move.count for move in moves)
        if self.in_post.keys() != posts.keys():
            return None
        changes = [posts[station] - held for station, held in self.in_post.items()]
        return min(sum(d for d in changes if d > 0), -sum(d for d in changes if d < 0))


def _is_base(answer: Answer) -> bool:
    """Tell whether the others are set against it: the first that was not refused, whether it has a plan or not."""
    return not isinstance(answer, InputError)


def _column(
    name: str, answer: Answer, posts: dict[str, int] | None, measure: _Measure, lang: Lang
) -> Variant:
    if isinstance(answer, InputError):
        return Variant(name=name, status=Status.INVALID, issues=issue_documents(list(answer.issues), lang))
    hand = answer.evaluation if isinstance(answer, Run) else None
    figures: dict[str, Any] = {}
    if posts is not None:
        figures = {**measure.figures(posts), "transfers": measure.transfers(answer, posts)}
    return Variant(
        name=name,
        status=_status(answer),
        method=answer.method,
        normalisation=answer.normalisation,
        cap=answer.cap if isinstance(answer, Run) else answer.cap_after,
        by_hand=hand is not None,
        broken=() if hand is None else hand.broken,
        input_sha256=answer.input_sha256,
        **figures,
    )


def _status(answer: Run | WhatIf) -> Status:
    """Return the status of a column; a plan made by hand keeps the rules at best."""
    if isinstance(answer, Run) and answer.evaluation is not None:
        return Status.FEASIBLE if answer.evaluation.allowed else Status.INVALID
    return answer.status


def _posts(answer: Answer) -> dict[str, int] | None:
    """Return the posts by station; None where there is no plan."""
    if isinstance(answer, InputError):
        return None
    if isinstance(answer, WhatIf):
        return answer.after
    if answer.evaluation is not None:
        return {station: sum(posts.values()) for station, posts in answer.evaluation.stations.items()}
    posts = {row.id: row.allocation for row in answer.stations if row.allocation is not None}
    return posts if len(posts) == len(answer.stations) else None


def _ids(answer: Run) -> set[str]:
    return {station.id for station in answer.stations}


def _row(
    station: str, rows: Mapping[str, tuple[str, int | None]], columns: Sequence[Variant]
) -> ComparisonRow:
    """Return the posts of one station; a column differs where it has others, or lacks the station."""
    name, in_post = rows[station]
    posts = tuple((column.allocation or {}).get(station) for column in columns)
    shown = {
        held
        for held, column in zip(posts, columns, strict=True)
        if not rows.keys().isdisjoint(column.allocation or {})
    }
    return ComparisonRow(id=station, name=name, in_post=in_post, allocations=posts, differs=len(shown) > 1)
