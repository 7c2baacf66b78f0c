"""Add or cut N as rows and sentences, for every surface that shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.messages.numbers import digits_apart, margin_text
from staffing.models.base import Method
from staffing.models.run import LadderStep, Run, StationResult
from staffing.models.what_if import Mode, ModeSummary, Step, WhatIf
from staffing.report.figures import BLANK, decimals, signed
from staffing.report.rows import named_steps

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


def whatif_rows(run: Run, answer: WhatIf | None) -> tuple[WhatIfRow, ...]:
    """Return every station in the order of the input; empty without an answer.

    Parameters
    ----------
    answer
        None: nothing was asked, the plan stands.
    """
    if answer is None:
        return tuple(_same(row) for row in run.stations)
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


def _same(row: StationResult) -> WhatIfRow:
    posts = row.allocation or 0
    return WhatIfRow(row.id, row.name, row.quota, posts, posts, 0, row.burden, row.burden)


def has_modes(run: Run) -> bool:
    """Tell whether the three ways are different questions: staff in post are known, and posts have an order."""
    return run.method is not Method.HAMILTON and all(station.in_post is not None for station in run.stations)


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
            margin=margin_text(last.runner_up.margin),
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


def next_sentence(
    run: Run, answer: WhatIf | None, line_of_posts: Sequence[LadderStep], lang: Lang
) -> str | None:
    """Return who would gain and who would lose next; None where no ladder says so.

    ``再增1名归仙葫所（7→8，优先值1.0697），再减1名出自建政所（10→9，退出值1.0702），相差0.1%。``

    Parameters
    ----------
    answer
        None: nothing was asked, the plan stands.
    line_of_posts
        The posts around the cut line.
    """
    if answer is not None and answer.mode is not Mode.REAPPORTION:
        return None if answer.next is None else _next_one(run, answer.next, lang)
    rows = named_steps(run, line_of_posts)
    last = next((row for row in reversed(rows) if row.given), None)
    coming = next((row for row in rows if not row.given), None)
    said = []
    digits = digits_apart(row.priority for row in (coming, last) if row is not None)
    if coming is not None:
        own = decimals(coming.priority, digits)
        said.append(_moved(coming.name, coming.posts_before, coming.posts_after, own, lang))
    if last is not None:
        own = decimals(last.priority, digits)
        said.append(_moved(last.name, last.posts_after, last.posts_before, own, lang))
    if last is not None and coming is not None and last.priority and coming.priority is not None:
        share = abs(last.priority - coming.priority) / last.priority
        said.append(text("q_apart", lang, margin=margin_text(share)))
    return text("r_comma", lang).join(said) + text("r_stop", lang) if said else None


def _next_one(run: Run, step: Step, lang: Lang) -> str:
    name = next(station.name for station in run.stations if station.id == step.station)
    said = _moved(name, step.posts_before, step.posts_after, decimals(step.priority, 4), lang)
    return said + text("r_stop", lang)


def _moved(name: str, before: int, after: int, priority: str, lang: Lang) -> str:
    key = "q_next_add" if after > before else "q_next_cut"
    return text(key, lang, name=name, before=before, after=after, priority=priority)


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


def step_priorities(step: Step) -> tuple[str, str]:
    """Return the priorities of a step and of its runner-up, by as many decimals as tell them apart."""
    other = None if step.runner_up is None else step.runner_up.priority
    digits = digits_apart((step.priority, other))
    return decimals(step.priority, digits), decimals(other, digits)


def step_margin(step: Step) -> str:
    """Return by how much the runner-up came second."""
    runner = step.runner_up
    return BLANK if runner is None or runner.margin is None else margin_text(runner.margin)
