"""The other answers on the terminal: comparison, demand, verification."""

from collections.abc import Sequence

from rich.cells import cell_len

from staffing.messages import Lang, text
from staffing.models.checking import Verification
from staffing.models.comparison import Comparison, ComparisonRow, Variant
from staffing.models.plan import Status
from staffing.models.run import Run, StationResult
from staffing.report.lines import Column, fitted, signed, table, wrap
from staffing.report.proof import shown
from staffing.report.rows import shared
from staffing.report.terminal import warning_lines
from staffing.report.terminal_periods import season_lines
from staffing.report.terminal_plan import MANY_ROWS
from staffing.report.terminal_work import work_lines

STATION_WIDTH = 28
"""Columns reserved for station and staff in post."""


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
    held = [row.in_post for row in comparison.stations if row.in_post is not None]
    in_post = str(sum(held)) if len(held) == len(comparison.stations) else ""
    foot = [text("total", lang), in_post, *("-" if total is None else str(total) for total in totals)]
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


def demand_lines(run: Run, *, lang: Lang, width: int, stations: Sequence[StationResult] = ()) -> list[str]:
    """Return index and quota of each station, with what each driver brings in posts, and what the work requires.

    Of ``stations`` every figure is derived line by line.
    """
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
    spread += season_lines(run, lang=lang, width=width)
    spread += work_lines(run, lang=lang, width=width, stations=stations)
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
