"""The other answers on the terminal: what-if, comparison, demand, verification."""

from collections.abc import Sequence

from rich.cells import cell_len

from staffing.messages import Lang, listing, text
from staffing.models.answers import Comparison, ComparisonRow, Step, Variant, Verification, WhatIf
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.report.lines import Column, fitted, signed, table, two, wrap
from staffing.report.proof import shown
from staffing.report.rows import shared
from staffing.report.terminal import rules_lines, warning_lines
from staffing.report.terminal_plan import MANY_ROWS

STATION_WIDTH = 28
"""Columns reserved for station and staff in post."""
NAMED = 3
"""Stations named in the summary of a mode."""


def whatif_lines(answer: WhatIf, run: Run, *, lang: Lang, width: int) -> list[str]:
    """Return what ``staffing whatif`` prints; ``run`` names stations and categories."""
    names = {row.id: row.name for row in run.stations}
    categories = {c.id: c.name for c in run.categories or ()}
    lines = [_whatif_title(answer, categories, lang)]
    if answer.after is None or answer.before is None or answer.steps is None:
        lines.append(text(f"status_{answer.status}", lang))
        return [*lines, *rules_lines(answer.conflict or (), answer.relaxations or (), lang, width)]
    lines += _result_lines(answer, names, categories, lang, width)
    if answer.steps:
        lines += ["", *_step_table(answer.steps, names, lang, width), ""]
        lines += _after_steps(answer, run, names, lang, width)
    if answer.transfers:
        moved = [
            text("w_transfer", lang, giver=names[t.from_], taker=names[t.to], count=t.count)
            for t in answer.transfers
        ]
        lines += wrap(text("w_transfers", lang), ("，" if lang == "zh" else ", ").join(moved), width)
    if answer.modes:
        lines += ["", *_modes_table(answer, names, lang, width)]
    return lines + warning_lines(answer.warnings, lang, width)


def _whatif_title(answer: WhatIf, categories: dict[str, str], lang: Lang) -> str:
    what = categories.get(answer.category or "", text("w_posts", lang))
    n = abs(answer.delta)
    asked = text("w_title_add" if answer.delta >= 0 else "w_title_cut", lang, n=n, what=what)
    key = f"w_mode_{answer.mode}"
    how = text(key, lang, n=n, m=answer.max_transfers, total=answer.cap_after)
    return f"{asked}，{how}" if lang == "zh" else f"{asked}: {how}"


def _result_lines(
    answer: WhatIf, names: dict[str, str], categories: dict[str, str], lang: Lang, width: int
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


def _step_table(steps: Sequence[Step], names: dict[str, str], lang: Lang, width: int) -> list[str]:
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
    return fitted(headings, rows, width=width, spare=(6, 5, 7))


def _step_row(step: Step, names: dict[str, str]) -> list[str]:
    runner = step.runner_up
    return [
        str(step.order),
        names[step.station],
        f"{step.posts_before} -> {step.posts_after}",
        f"{two(step.burden_before)} -> {two(step.burden_after)}",
        "-" if step.priority is None else f"{step.priority:.4f}",
        names[runner.station] if runner else "-",
        f"{runner.priority:.4f}" if runner and runner.priority is not None else "-",
        f"{runner.margin:.1%}" if runner and runner.margin is not None else "-",
    ]


def _after_steps(answer: WhatIf, run: Run, names: dict[str, str], lang: Lang, width: int) -> list[str]:
    adding = answer.delta > 0
    direction = "up" if adding else "down"
    lines: list[str] = []
    if answer.method != "hamilton":
        formula = text(f"w_formula_{direction}_{answer.method}", lang)
        sentence = text("w_formula_add" if adding else "w_formula_cut", lang, formula=formula)
        lines += wrap("", sentence + _floors(answer, run, lang), width)
    if answer.next is not None:
        step = answer.next
        key = "w_next_add" if adding else "w_next_cut"
        own = "-" if step.priority is None else f"{step.priority:.4f}"
        lines.append(
            text(key, lang, name=names[step.station], a=step.posts_before, b=step.posts_after, own=own)
        )
    return lines


def _floors(answer: WhatIf, run: Run, lang: Lang) -> str:
    """Return the sentence on stations that the cut brings down to their least number."""
    if answer.delta >= 0 or not answer.after or not answer.before:
        return ""
    reached = [
        row
        for row in run.stations
        if answer.after[row.id] == row.floor and answer.before[row.id] != row.floor
    ]
    if not reached:
        return ""
    floors = {row.floor for row in reached}
    key = "w_floor" if len(floors) == 1 else "w_floor_many"
    sentence = text(key, lang, names=listing([row.name for row in reached], lang), floor=reached[0].floor)
    return sentence if lang == "zh" else f" {sentence}"


def _modes_table(answer: WhatIf, names: dict[str, str], lang: Lang, width: int) -> list[str]:
    """Return the three modes; as many stations are named as the width allows."""
    lines: list[str] = []
    for named in range(NAMED, -1, -1):
        lines = _modes_with(answer, names, lang, named)
        if max(map(cell_len, lines)) <= width:
            break
    return lines


def _modes_with(answer: WhatIf, names: dict[str, str], lang: Lang, named: int) -> list[str]:
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


def _largest(changes: dict[str, int], names: dict[str, str], lang: Lang, named: int) -> str:
    order = sorted(changes, key=lambda s: -abs(changes[s]))[:named]
    shown = ("，" if lang == "zh" else ", ").join(f"{names[s]} {signed(changes[s])}" for s in order)
    if len(changes) <= named:
        return shown or text("w_nothing", lang)
    rest = text("w_and_more" if shown else "w_changed", lang, count=len(changes))
    return f"{shown} {rest}".strip() if lang == "zh" else f"{shown}{rest}"


def comparison_lines(comparison: Comparison, *, lang: Lang, width: int, all_rows: bool = False) -> list[str]:
    """Return scenarios side by side: posts in the first, differences in the others."""
    columns = comparison.scenarios
    differ = [row for row in comparison.stations if row.differs]
    count = {"count": len(columns), "differ": len(differ), "same": len(comparison.stations) - len(differ)}
    lines = [text("c_title", lang, **count)]
    rows = comparison.stations if all_rows or len(comparison.stations) <= MANY_ROWS else tuple(differ)
    for chunk in _chunks(columns, width):
        lines += ["", *_comparison_table(comparison, rows, chunk, lang, width)]
    lines.append("")
    for column in columns:
        status = text(f"status_{column.status}", lang)
        changed = "" if column.changed is None else f" | {text('changed', lang)} {column.changed}"
        lines += wrap(column.name, f"{status}{changed}", width)
        lines += warning_lines(column.issues, lang, width)
    return lines


def _chunks(columns: Sequence[Variant], width: int) -> list[list[int]]:
    """Return the positions of the columns that fit beside each other; the base stands in each table."""
    room = width - STATION_WIDTH
    chunks: list[list[int]] = [[0]]
    used = first = cell_len(columns[0].name) + 2
    for position, column in enumerate(columns[1:], start=1):
        needed = max(8, cell_len(column.name)) + 2
        if used + needed > room and len(chunks[-1]) > 1:
            chunks.append([0])
            used = first
        chunks[-1].append(position)
        used += needed
    return chunks


def _comparison_table(
    comparison: Comparison, rows: Sequence[ComparisonRow], chunk: Sequence[int], lang: Lang, width: int
) -> list[str]:
    columns = [comparison.scenarios[position] for position in chunk]
    headings = [Column(text("station", lang), right=False), Column(text("in_post", lang))]
    headings += [Column(column.name) for column in columns]
    body = []
    for row in rows:
        posts = [row.allocations[position] for position in chunk]
        body.append([row.name, "-" if row.in_post is None else str(row.in_post), *_differences(posts)])
    totals = [sum(column.allocation.values()) if column.allocation else None for column in columns]
    foot = [text("total", lang), "", *("-" if total is None else str(total) for total in totals)]
    return fitted(headings, body, foot, width=width, spare=(1,))


def _differences(allocations: Sequence[int | None]) -> list[str]:
    base = allocations[0] if allocations else None
    cells = []
    for position, posts in enumerate(allocations):
        if posts is None:
            cells.append("-")
        elif position == 0 or base is None or posts == base:
            cells.append(str(posts))
        else:
            cells.append(f"{posts} ({signed(posts - base)})")
    return cells


def demand_lines(run: Run, *, lang: Lang, width: int) -> list[str]:
    """Return index and quota of each station, with what each driver brings in posts."""
    drivers = [driver.name for driver in run.drivers]
    headings = [Column(text("id", lang), right=False), Column(run.noun or text("station", lang), right=False)]
    headings += [Column(f"{driver.name} {driver.weight * 100:.6g}%") for driver in run.drivers]
    headings += [Column(text("index", lang)), Column(text("quota", lang))]
    sums = [f"{sum(row.contributions[name] for row in run.stations) * shared(run):.2f}" for name in drivers]
    foot = [text("total", lang), "", *sums, f"{sum(r.index for r in run.stations):.4f}"]
    foot.append(f"{sum(row.quota for row in run.stations):.2f}")
    meaning = text(f"normalisation_{run.normalisation}", lang)
    lines = wrap("", text("d_title", lang, cap=run.cap), width)
    lines += [text("t_normalisation", lang, name=run.normalisation, meaning=meaning), ""]
    spread = table(headings, _demand_rows(run, drivers, counts=True), foot)
    if max(map(cell_len, spread)) > width:
        short = [
            Column(c.heading.rpartition(" ")[2] if c.heading.endswith("%") else c.heading, c.right)
            for c in headings
        ]
        legend = "  ".join(heading.heading for heading in headings if heading.heading.endswith("%"))
        lines = [*lines[:-1], *wrap("", legend, width), ""]
        spread = fitted(
            short, _demand_rows(run, drivers, counts=False), foot, width=width, spare=(0, len(headings) - 2)
        )
    return [*lines, *spread, *warning_lines(run.warnings, lang, width)]


def _demand_rows(run: Run, drivers: Sequence[str], *, counts: bool) -> list[list[str]]:
    """Return per station what each driver brings in posts, with the count before it where there is room."""
    rows = []
    for row in run.stations:
        posts = {name: f"{row.contributions[name] * shared(run):.2f}" for name in drivers}
        shown = [f"{row.values[name]:.10g} / {posts[name]}" if counts else posts[name] for name in drivers]
        rows.append([row.id, row.name, *shown, f"{row.index:.4f}", f"{row.quota:.2f}"])
    return rows


def verification_lines(answer: Verification, *, lang: Lang, width: int) -> list[str]:
    """Return whether a stored result stands."""
    if answer.verified:
        lines = wrap("", text("v_ok", lang, figures=answer.figures, proof=_proof(answer, lang)), width)
    else:
        faults = [issue for issue in answer.issues if issue.severity == "error"]
        lines = [text("v_differs", lang, count=len(faults))]
    return lines + warning_lines(answer.issues, lang, width)


def _proof(answer: Verification, lang: Lang) -> str:
    """Return what the verification shows; without a plan at least that there is none."""
    if answer.proof is not None:
        return shown(answer.proof, lang, planned=answer.status is not Status.INFEASIBLE)
    if answer.status is Status.INFEASIBLE:
        return text(f"status_{answer.status}", lang)
    return text("v_proof_none", lang)
