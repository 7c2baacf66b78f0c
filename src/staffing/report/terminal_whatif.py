"""Add or cut N on the terminal: which stations, why, and what the other ways would come to."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from staffing.messages import Lang, listing, text
from staffing.messages.numbers import margin_text
from staffing.models.what_if import Mode, Step, WhatIf
from staffing.report.figures import BLANK, headed
from staffing.report.lines import Column, fitted, signed, table, two, wrap
from staffing.report.terminal import rules_lines, warning_lines
from staffing.report.whatif_rows import step_priorities

NAMED = 3
"""Stations named in the summary of a mode."""


def whatif_lines(
    answer: WhatIf,
    *,
    names: Mapping[str, str],
    categories: Mapping[str, str],
    floors: Mapping[str, int],
    lang: Lang,
    width: int,
) -> list[str]:
    """Return what ``staffing whatif`` prints.

    Parameters
    ----------
    names, categories
        Names of stations and of categories, by id.
    floors
        Least posts of each station, by id.
    """
    lines = [_whatif_title(answer, categories, lang)]
    if answer.after is None or answer.before is None or answer.steps is None:
        lines.append(text(f"status_{answer.status}", lang))
        return [*lines, *rules_lines(answer.conflict or (), answer.relaxations or (), lang, width)]
    lines += _result_lines(answer, names, categories, lang, width)
    if answer.steps:
        lines += ["", *_step_table(answer.steps, names, lang, width), ""]
        lines += _after_steps(answer, floors, names, lang, width)
    if answer.transfers:
        moved = [
            text("w_transfer", lang, giver=names[t.from_], taker=names[t.to], count=t.count)
            for t in answer.transfers
        ]
        lines += wrap(text("w_transfers", lang), ("，" if lang == "zh" else ", ").join(moved), width)
    if answer.modes:
        lines += ["", *_modes_table(answer, names, lang, width)]
    return lines + warning_lines(answer.warnings, lang, width)


def _whatif_title(answer: WhatIf, categories: Mapping[str, str], lang: Lang) -> str:
    what = categories.get(answer.category or "", text("w_posts", lang))
    n = abs(answer.delta)
    asked = text("w_title_add" if answer.delta >= 0 else "w_title_cut", lang, n=n, what=what)
    key = f"w_mode_{answer.mode}"
    if answer.mode is Mode.REAPPORTION and len(categories) > 1 and answer.category is not None:
        key = "w_mode_reapportion_category"
    how = text(key, lang, n=n, m=answer.max_transfers, total=answer.cap_after, what=what)
    return f"{asked}，{how}" if lang == "zh" else f"{asked}: {how}"


def _result_lines(
    answer: WhatIf, names: Mapping[str, str], categories: Mapping[str, str], lang: Lang, width: int
) -> list[str]:
    before, after = answer.before or {}, answer.after or {}
    changed = [f"{names[s]} {signed(after[s] - before[s])}" for s in after if after[s] != before[s]]
    parts = [listing(changed, lang).replace("、", "，") if changed else text("w_nothing", lang)]
    old, new = sum(before.values()), sum(after.values())
    totals = text("w_total", lang, before=old, after=new)
    if answer.category:
        held = answer.category_before or 0
        moved = text(
            "w_category", lang, name=categories[answer.category], before=held, after=held + new - old
        )
        totals = f"{moved}，{totals}" if lang == "zh" else f"{moved}, {totals}"
    parts += [totals, text(f"status_{answer.status}", lang)]
    return wrap(text("w_result", lang), " | ".join(parts), width)


def _step_table(steps: Sequence[Step], names: Mapping[str, str], lang: Lang, width: int) -> list[str]:
    adding = steps[0].change > 0
    value = text("priority" if adding else "release", lang)
    headings = [
        Column(text("order", lang), right=False),
        Column(text("station", lang), right=False),
        Column(text("step", lang)),
        Column(text("work_per_head", lang)),
        Column(value),
        Column(text("runner_up", lang), right=False),
        Column(text("runner_up", lang) + ("" if lang == "zh" else " ") + value),
        Column(text("margin", lang)),
    ]
    rows = [_step_row(step, names) for step in steps]
    if not _ranked(steps):
        return fitted(headings[:4], [row[:4] for row in rows], width=width, spare=())
    return fitted(headings, rows, width=width, spare=(6, 5, 7))


def _ranked(steps: Sequence[Step]) -> bool:
    """Tell whether posts moved by their priority, one after the other; else they were decided all at once."""
    return any(step.priority is not None or step.runner_up is not None for step in steps)


def _step_row(step: Step, names: Mapping[str, str]) -> list[str]:
    runner = step.runner_up
    own, second = (shown.replace(BLANK, "-") for shown in step_priorities(step))
    return [
        str(step.order),
        names[step.station],
        f"{step.posts_before} -> {step.posts_after}",
        f"{two(step.burden_before)} -> {two(step.burden_after)}",
        own,
        names[runner.station] if runner else "-",
        second,
        margin_text(runner.margin) if runner and runner.margin is not None else "-",
    ]


def _after_steps(
    answer: WhatIf, floors: Mapping[str, int], names: Mapping[str, str], lang: Lang, width: int
) -> list[str]:
    adding = answer.delta > 0
    direction = "up" if adding else "down"
    lines: list[str] = []
    if answer.class_turns is not None:
        # The class that each post falls to was chosen on another ladder than the station in it.
        for step in answer.steps or ():
            lines += wrap(str(step.order), headed(step.reason) + text("r_stop", lang), width)
    elif not _ranked(answer.steps or ()):
        for reason in dict.fromkeys(step.reason for step in answer.steps or ()):
            lines += wrap("", headed(reason) + text("r_stop", lang), width)
    elif answer.method != "hamilton":
        formula = text(f"w_formula_{direction}_{answer.method}", lang)
        sentence = text("w_formula_add" if adding else "w_formula_cut", lang, formula=formula)
        lines += wrap("", sentence + _floors(answer, floors, names, lang), width)
    if answer.next is not None:
        step = answer.next
        key = "w_next_add" if adding else "w_next_cut"
        own = "-" if step.priority is None else f"{step.priority:.4f}"
        lines.append(
            text(key, lang, name=names[step.station], a=step.posts_before, b=step.posts_after, own=own)
        )
    return lines


def _floors(answer: WhatIf, floors: Mapping[str, int], names: Mapping[str, str], lang: Lang) -> str:
    """Return the sentence on stations that the cut brings down to their least number."""
    before, after = answer.before or {}, answer.after or {}
    if answer.delta >= 0:
        return ""
    reached = [s for s in after if after[s] == floors[s] and before[s] != floors[s]]
    if not reached:
        return ""
    key = "w_floor" if len({floors[s] for s in reached}) == 1 else "w_floor_many"
    sentence = text(key, lang, names=listing([names[s] for s in reached], lang), floor=floors[reached[0]])
    return sentence if lang == "zh" else f" {sentence}"


def _modes_table(answer: WhatIf, names: Mapping[str, str], lang: Lang, width: int) -> list[str]:
    """Return the three modes; as many stations are named as the width allows."""
    lines: list[str] = []
    for named in range(NAMED, -1, -1):
        lines = _modes_with(answer, names, lang, named)
        if max(map(cell_len, lines)) <= width:
            break
    return lines


def _modes_with(answer: WhatIf, names: Mapping[str, str], lang: Lang, named: int) -> list[str]:
    headings = [
        Column("  " + text("w_modes", lang), right=False),
        Column(text("transfers", lang)),
        Column(text("ratio", lang)),
        Column(text("imbalance", lang)),
        Column(text("w_against", lang), right=False),
    ]
    rows = []
    for mode in answer.modes or ():
        mark = "> " if mode.mode is answer.mode else "  "
        title = text(
            f"w_mode_short_{mode.mode}",
            lang,
            n=abs(answer.delta),
            m=mode.max_transfers,
            total=answer.cap_after,
        )
        imbalance = "-" if mode.imbalance is None else f"{mode.imbalance:.0%}"
        changes = _largest(mode.changes, names, lang, named)
        rows.append([mark + title, str(mode.transfers), two(mode.ratio), imbalance, changes])
    return table(headings, rows)


def _largest(changes: dict[str, int], names: Mapping[str, str], lang: Lang, named: int) -> str:
    order = sorted(changes, key=lambda s: -abs(changes[s]))[:named]
    shown = ("，" if lang == "zh" else ", ").join(f"{names[s]} {signed(changes[s])}" for s in order)
    if len(changes) <= named:
        return shown or text("w_nothing", lang)
    rest = text("w_and_more" if shown else "w_changed", lang, count=len(changes))
    return f"{shown} {rest}".strip() if lang == "zh" else f"{shown}{rest}"
