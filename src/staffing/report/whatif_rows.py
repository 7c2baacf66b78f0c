"""Add or cut N as rows and sentences, for every surface that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.answers import ModeSummary, Step, WhatIf
from staffing.models.run import Run
from staffing.report.figures import BLANK, decimals, signed
from staffing.report.tables import LadderRow, ladder_rows

NAMED = 6
"""Stations that the answer names."""


@dataclass(frozen=True, slots=True)
class WhatIfRow:
    """One station before and after."""

    id: str
    name: str
    quota: float
    before: int
    after: int
    change: int
    burden_before: float | None
    burden_after: float | None


@dataclass(frozen=True, slots=True)
class ModeRow:
    """What one way to add or cut comes to."""

    summary: ModeSummary
    title: str
    """``只动这4名``."""
    changes: str
    """The greatest differences to staff in post, in words."""


def whatif_rows(run: Run, answer: WhatIf) -> tuple[WhatIfRow, ...]:
    """Return every station in the order of the input; empty without an answer."""
    before, after, loads = answer.before, answer.after, answer.burdens or {}
    if before is None or after is None:
        return ()
    return tuple(
        WhatIfRow(
            id=row.id,
            name=row.name,
            quota=row.quota,
            before=before[row.id],
            after=after[row.id],
            change=after[row.id] - before[row.id],
            burden_before=loads.get(row.id, (None, None))[0],
            burden_after=loads.get(row.id, (None, None))[1],
        )
        for row in run.stations
    )


def whatif_sentence(run: Run, answer: WhatIf, lang: Lang) -> str:
    """Return the answer in one sentence of figures.

    ``减4名外聘人员：中山所−2，长塘所−1，刘圩所−1；第4名次选新竹所，相差0.8%。``
    """
    names = {station.id: station.name for station in run.stations}
    kinds = {category.id: category.name for category in run.categories or ()}
    what = kinds.get(answer.category or "", text("w_posts", lang))
    said = text("q_add" if answer.delta > 0 else "q_cut", lang, n=abs(answer.delta), what=what).strip()
    rows = whatif_rows(run, answer)
    if not rows:
        return said + text("r_colon", lang) + text(f"status_{answer.status}", lang) + text("r_stop", lang)
    changes = {row.id: row.change for row in rows if row.change}
    said += text("r_colon", lang) + changes_text(changes, names, lang, NAMED)
    last = answer.steps[-1] if answer.steps else None
    if last is not None and last.runner_up is not None and last.runner_up.margin is not None:
        said += text(
            "q_runner_up",
            lang,
            order=last.order,
            name=names[last.runner_up.station],
            margin=f"{last.runner_up.margin:.1%}",
        )
    return said + text("r_stop", lang)


def changes_text(changes: Mapping[str, int], names: Mapping[str, str], lang: Lang, most: int) -> str:
    """Return the greatest changes in words: ``中山所−2，长塘所−1等5个``."""
    listed = sorted(changes.items(), key=lambda item: -abs(item[1]))
    gap = "" if lang == "zh" else " "
    shown = [f"{names[station]}{gap}{signed(change)}" for station, change in listed[:most]]
    if not shown:
        return text("w_nothing", lang)
    more = text("q_and_more", lang, count=len(listed)) if len(listed) > most else ""
    return text("r_comma", lang).join(shown) + more


def next_sentence(run: Run, answer: WhatIf, lang: Lang) -> str | None:
    """Return where one post more in the same direction would move; None where that is not one post."""
    step = answer.next
    if step is None:
        return None
    name = next(station.name for station in run.stations if station.id == step.station)
    key = "q_next_add" if step.change > 0 else "q_next_cut"
    return text(
        key,
        lang,
        name=name,
        before=step.posts_before,
        after=step.posts_after,
        priority=decimals(step.priority, 4),
    )


def mode_rows(run: Run, answer: WhatIf, lang: Lang) -> tuple[ModeRow, ...]:
    """Return the three ways, each against staff in post; empty where staff in post are not known."""
    names = {station.id: station.name for station in run.stations}
    return tuple(
        ModeRow(
            summary=mode,
            title=text(
                f"q_mode_{mode.mode}", lang, n=abs(answer.delta), m=mode.max_transfers, total=answer.cap_after
            ),
            changes=changes_text(mode.changes, names, lang, NAMED),
        )
        for mode in answer.modes or ()
    )


def ladder_around(run: Run, total: int, each_side: int = 6) -> tuple[LadderRow, ...]:
    """Return the posts around a cut line at ``total``, as far as the run records them."""
    rows = ladder_rows(run, None)
    return tuple(row for row in rows if total - each_side < row.order <= total + each_side)


def step_margin(step: Step) -> str:
    """Return by how much the runner-up came second."""
    runner = step.runner_up
    return BLANK if runner is None or runner.margin is None else f"{runner.margin:.1%}"
