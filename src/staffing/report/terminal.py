"""A Run on the terminal: aligned at double-width characters, plain text, nothing computed."""

from collections.abc import Sequence

from rich.cells import cell_len

from staffing.messages import LANGUAGES, Lang, listing, place_text, text
from staffing.models.answers import Reading
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, Run, StationResult
from staffing.report.lines import Column, fitted, signed, two, wrap
from staffing.report.notes import count, data_notes, foremost, plan_warnings

MANY_ROWS = 40
"""Above this many stations only those that change are listed."""
FEW_NOTES = 3
"""Notes on the data that stand beside a plan; the others are counted."""
BAR = 25
"""Columns of the picture of work per head."""
BAR_TOP = 2.5
"""Greatest work per head drawn to scale."""


def run_lines(
    run: Run,
    reading: Reading | None,
    *,
    lang: Lang,
    width: int,
    files: Sequence[str] = (),
    all_rows: bool = False,
) -> list[str]:
    """Return what ``staffing run`` prints."""
    lines = [title(run, lang), *_status_lines(run, lang, width)]
    if any(row.allocation is None for row in run.stations):
        return [*lines, *conflict_lines(run, lang, width), *warning_lines(run.warnings, lang, width)]
    lines += ["", *_plan_table(run, lang, width, all_rows=all_rows), ""]
    lines += _reading_lines(run, reading, lang, width)
    lines += warning_lines(run.warnings, lang, width)
    if run.note:
        lines += wrap(text("t_note", lang), run.note, width)
    return lines + _file_line(run, files, lang, width)


def title(run: Run, lang: Lang) -> str:
    """Return the name, marked where the figures are examples."""
    mark = text("illustrative", lang)
    if not run.illustrative or any(text("illustrative", known) in run.name for known in LANGUAGES):
        return run.name
    return f"{run.name}（{mark}）" if lang == "zh" else f"{run.name} ({mark})"


def _status_lines(run: Run, lang: Lang, width: int) -> list[str]:
    first = [text(f"status_{run.status}", lang)]
    if run.allocated is not None:
        first.append(text("t_headcount", lang, cap=run.cap, placed=run.allocated, free=run.free))
        first += _movement(run, lang)
    lows, highs = [row.minimum for row in run.stations], [row.maximum for row in run.stations]
    percents = "/".join(f"{driver.weight * 100:.6g}" for driver in run.drivers)
    second = [
        text("t_method", lang, name=run.method, meaning=text(f"method_{run.method}", lang)),
        text(
            "t_normalisation",
            lang,
            name=run.normalisation,
            meaning=text(f"normalisation_{run.normalisation}", lang),
        ),
        text("t_weights", lang, weights=percents),
        text("t_bounds", lang, low=_span(lows, lang), high=_span(highs, lang)),
    ]
    before, after = spread(run.stations, "burden_in_post"), spread(run.stations, "burden")
    lines = [*wrap("", " | ".join(first), width), *wrap("", " | ".join(second), width)]
    if after is not None:
        key = "t_ratio_after" if before is None else "t_ratio"
        lines.append(text(key, lang, before=two(before), after=two(after)))
    return lines


def _movement(run: Run, lang: Lang) -> list[str]:
    changes = [row.change for row in run.stations if row.change is not None]
    gained, lost = sum(c for c in changes if c > 0), -sum(c for c in changes if c < 0)
    if len(changes) != len(run.stations):
        return []
    if run.categories:
        parts = [text("t_stay", lang, name=c.name, count=c.in_post) for c in run.categories if not c.moves]
        moving = next(c for c in run.categories if c.moves)
        parts.append(text("t_moved", lang, name=moving.name, count=min(gained, lost)))
        return [("，" if lang == "zh" else ", ").join(parts)]
    gain, lose = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    same = len(changes) - gain - lose
    return [text("t_changes", lang, gain=gain, gained=gained, lose=lose, lost=lost, same=same)]


def _span(limits: Sequence[int | None], lang: Lang) -> str:
    known = sorted({x for x in limits if x is not None})
    if not known:
        return text("no_limit", lang)
    shown = str(known[0]) if len(known) == 1 else f"{known[0]}-{known[-1]}"
    return shown if None not in limits else f"{shown}/{text('no_limit', lang)}"


def spread(rows: Sequence[StationResult], field: str) -> float | None:
    """Return greatest over least of a column that the run holds; None where a value is missing or 0."""
    values = [getattr(row, field) for row in rows]
    if not values or any(not value for value in values):
        return None
    return float(max(values) / min(values))


def _plan_table(run: Run, lang: Lang, width: int, *, all_rows: bool) -> list[str]:
    rows = list(run.stations)
    hidden = 0
    if len(rows) > MANY_ROWS and not all_rows:
        shown = sorted((r for r in rows if r.change), key=lambda r: -abs(r.change or 0))[:MANY_ROWS]
        kept = {row.id for row in shown}
        hidden = len(rows) - len(kept)
        rows = [row for row in rows if row.id in kept]
    scale = _Scale(run.stations)
    has_staff = all(row.in_post is not None for row in run.stations)
    columns = [Column(text("id", lang), right=False), Column(run.noun or text("station", lang), right=False)]
    columns += [Column(text("index", lang)), Column(text("quota", lang))]
    columns += [Column(text("in_post", lang))] * has_staff + [Column(text("allocation", lang))]
    columns += [Column(text("change", lang)), Column(text("burden_in_post", lang))] * has_staff
    columns += [Column(text("burden", lang)), Column(scale.axis(), right=False)]
    body = [_plan_row(row, scale, lang, has_staff=has_staff) for row in rows]
    legend = text("t_legend" if has_staff else "t_legend_after", lang)
    foot = _total_row(run, legend, lang, has_staff=has_staff)
    lines = fitted(columns, body, foot, width=width, spare=(0, 2, len(columns) - 1))
    if hidden:
        unchanged = hidden == sum(not row.change for row in run.stations)
        lines.append(text("t_rest" if unchanged else "t_rest_changed", lang, count=hidden))
    return lines


def _plan_row(row: StationResult, scale: "_Scale", lang: Lang, *, has_staff: bool) -> list[str]:
    cells = [row.id, row.name, f"{row.index:.4f}", f"{row.quota:.2f}"]
    cells += [str(row.in_post)] * has_staff + [str(row.allocation)]
    cells += [signed(row.change), two(row.burden_in_post)] * has_staff
    picture = scale.bar(row.burden_in_post, row.burden)
    if row.at_floor:
        picture = f"{picture}  {text('at_floor', lang)}"
    return [*cells, two(row.burden), picture]


def _total_row(run: Run, legend: str, lang: Lang, *, has_staff: bool) -> list[str]:
    in_post = sum(row.in_post or 0 for row in run.stations)
    cells = [text("total", lang), "", f"{sum(row.index for row in run.stations):.4f}"]
    cells += [f"{sum(row.quota for row in run.stations):.2f}"]
    cells += [str(in_post)] * has_staff + [str(run.allocated)]
    cells += [signed((run.allocated or 0) - in_post), ""] * has_staff
    return [*cells, "", legend]


class _Scale:
    """Work per head drawn in :data:`BAR` columns."""

    def __init__(self, rows: Sequence[StationResult]) -> None:
        loads = [x for row in rows for x in (row.burden, row.burden_in_post) if x is not None] or [1.0]
        self.low = min(0.9, int(min(loads) * 10) / 10)
        self.high = min(BAR_TOP, max(1.1, int(max(loads) * 10 + 0.999) / 10))

    def position(self, load: float) -> int:
        """Return the column of a load; beyond the scale, its edge."""
        within = min(max(load, self.low), self.high)
        return round((within - self.low) / (self.high - self.low) * (BAR - 1))

    def axis(self) -> str:
        """Return the ends and the mean, each over its column."""
        marks = [" "] * (BAR + 2)
        for load, label in ((self.high, f"{self.high:.1f}"), (self.low, f"{self.low:.1f}"), (1.0, "1.0")):
            start = max(0, min(self.position(load), BAR + 2 - len(label)))
            marks[start : start + len(label)] = label
        return "".join(marks).rstrip()

    def bar(self, before: float | None, after: float | None) -> str:
        """Return ``o`` now, ``#`` proposed, a line between them, ``|`` at the mean."""
        cells = [" "] * BAR
        cells[self.position(1.0)] = "|"
        places = [self.position(load) for load in (before, after) if load is not None]
        if len(places) == 2:
            for column in range(min(places), max(places)):
                cells[column] = "|" if column == self.position(1.0) else "-"
            cells[places[0]] = "o"
        if after is not None:
            cells[self.position(after)] = "#"
        return "".join(cells).rstrip()


def _reading_lines(run: Run, reading: Reading | None, lang: Lang, width: int) -> list[str]:
    names = {row.id: row.name for row in run.stations}
    lines: list[str] = []
    last = next((step for step in reversed(run.ladder) if step.given), None)
    coming = next((step for step in run.ladder if not step.given), None)
    if last and coming and last.priority and coming.priority is not None:
        margin = (last.priority - coming.priority) / last.priority
        sentence = text(
            "t_cut_line",
            lang,
            last=last.order,
            winner=names[last.station],
            a=last.posts_before,
            b=last.posts_after,
            own=f"{last.priority:.4f}",
            next=coming.order,
            loser=names[coming.station],
            c=coming.posts_before,
            d=coming.posts_after,
            second=f"{coming.priority:.4f}",
            margin=f"{margin:.1%}",
        )
        lines += wrap(text("t_cut", lang), sentence, width)
    if reading is None:
        return lines
    if reading.close_calls and coming:
        calls = [
            text(
                "t_close_more" if call.change > 0 else "t_close_less",
                lang,
                name=names[call.station],
                driver=call.driver,
                change=f"{abs(call.change)}",
                share="-" if call.share is None else f"{call.share:.1%}",
            )
            for call in reading.close_calls
        ]
        sentence = text("t_close", lang, calls=text("t_or", lang).join(calls), taker=names[coming.station])
        lines += wrap(" " * cell_len(text("t_cut", lang)), sentence, width)
    if reading.next_up or reading.next_down:
        up = listing([names[s] for s in reading.next_up], lang)
        down = listing([names[s] for s in reading.next_down], lang)
        lines += wrap(text("t_order", lang), text("t_order_line", lang, up=up, down=down), width)
    return lines + wrap(text("t_readings", lang), _readings(reading, lang), width)


def _readings(reading: Reading, lang: Lang) -> str:
    changes, commands = [], []
    for key, option, names in (
        ("method", "--methods", reading.other_methods),
        ("normalisation", "--normalisations", reading.other_normalisations),
    ):
        if names:
            changes.append(text(f"t_reading_{key}", lang, names=listing(list(names), lang)))
            commands.append(f"staffing compare {option}")
    if not changes:
        return text("t_readings_none", lang)
    return text("t_readings_line", lang, changes=text("t_or", lang).join(changes), commands=commands[0])


def _file_line(run: Run, files: Sequence[str], lang: Lang, width: int) -> list[str]:
    parts = ["  ".join(files)] if files else []
    parts.append(text("t_input", lang, sha=run.input_sha256[:8]))
    if run.seconds is not None:
        parts.append(text("t_seconds", lang, seconds=f"{run.seconds:.2f}"))
    return (
        wrap(text("t_files", lang), " | ".join(parts), width) if files else wrap("", " | ".join(parts), width)
    )


def conflict_lines(answer: Run, lang: Lang, width: int) -> list[str]:
    """Return the conflict and the relaxations of an answer without a plan."""
    if not answer.conflict:
        status = text(f"status_{answer.status}", lang)
        return (
            []
            if answer.status is Status.INFEASIBLE
            else wrap("", text("t_failed", lang, status=status), width)
        )
    return rules_lines(answer.conflict, answer.relaxations or (), lang, width)


def rules_lines(
    conflict: Sequence[object], relaxations: Sequence[object], lang: Lang, width: int
) -> list[str]:
    """Return rules that contradict each other, with their places, and what would help."""
    brackets = "（{}）" if lang == "zh" else " ({})"
    rules = [
        f"{getattr(rule, 'text', '')}"
        + (brackets.format(place) if (place := getattr(rule, "where", "")) else "")
        for rule in conflict
    ]
    shown = [*rules[:8], *(["..."] if len(rules) > 8 else [])]
    lines = wrap(text("t_conflict", lang), ("；" if lang == "zh" else "; ").join(shown), width)
    for relaxation in relaxations:
        lines += wrap(text("t_relaxation", lang), str(getattr(relaxation, "text", "")), width)
    return lines


def warning_lines(warnings: Sequence[IssueDocument], lang: Lang, width: int) -> list[str]:
    """Return the warnings beside an answer: all of the plan's own, the first few on the data, and a count."""
    groups = data_notes(warnings)
    total = count(groups)
    # A line that says "one more" is no shorter than the one.
    shown = foremost(groups, FEW_NOTES if total > FEW_NOTES + 1 else total)
    lines = []
    for issue in (*plan_warnings(warnings), *shown):
        place = " ".join(part for part in (issue.file, place_text(issue.where, lang)) if part)
        sentence = f"{issue.message} -> {issue.remedy} [{issue.code}]"
        lines += wrap(text(issue.severity, lang), f"{place} {sentence}".strip(), width)
    if total > len(shown):
        more = text("t_more_notes", lang, count=total - len(shown))
        lines += wrap(text("warning", lang), more, width)
    return lines
