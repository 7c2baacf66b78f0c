"""The table of the plan on the terminal: a row a station, its work per head drawn beside it."""

from collections.abc import Sequence

from staffing.messages import Lang, text
from staffing.models.run import CategoryPosts, CategoryResult, Run, StationResult
from staffing.report.lines import Column, fitted, signed, two, whole
from staffing.report.moving import heads_changed
from staffing.report.proof import is_programme

MANY_ROWS = 40
"""Above this many stations only those that change are listed."""
BAR = 25
"""Columns of the picture of work per head."""
BAR_TOP = 2.5
"""Greatest work per head drawn to scale."""


def spread(rows: Sequence[StationResult], field: str) -> float | None:
    """Return greatest over least of a column that the run holds; None where a value is missing or 0."""
    values = [getattr(row, field) for row in rows]
    if not values or any(not value for value in values):
        return None
    return float(max(values) / min(values))


def plan_table(run: Run, lang: Lang, width: int, *, all_rows: bool) -> list[str]:
    """Return the plan; categories stand beside the totals where the width allows, else in tables of their own."""
    rows, hidden = _shown(run, all_rows=all_rows)
    categories = run.categories if is_programme(run) and run.categories and len(run.categories) > 1 else ()
    lines = _wide_table(run, rows, categories, lang, width) if categories else None
    if lines is None:
        lines = _plain_table(run, rows, lang, width)
        for chunk in _chunks(run, rows, categories, lang, width):
            lines += ["", *chunk]
    if hidden:
        unchanged = hidden == sum(not heads_changed(row) for row in run.stations)
        lines.append(text("t_rest" if unchanged else "t_rest_changed", lang, count=hidden))
    return lines


def _shown(run: Run, *, all_rows: bool) -> tuple[list[StationResult], int]:
    """Return the stations to list, and how many are left out."""
    rows = list(run.stations)
    if len(rows) <= MANY_ROWS or all_rows:
        return rows, 0
    moved = sorted((row for row in rows if heads_changed(row)), key=lambda row: -heads_changed(row))
    kept = {row.id for row in moved[:MANY_ROWS]}
    return [row for row in rows if row.id in kept], len(rows) - len(kept)


def _wide_table(
    run: Run, rows: Sequence[StationResult], categories: Sequence[CategoryResult], lang: Lang, width: int
) -> list[str] | None:
    """Return the plan with a column for each category; None where it does not fit."""
    columns, body, foot = _parts(run, rows, lang)
    columns[4:4] = [Column(category.name) for category in categories]
    foot[4:4] = [_total_cell(category) for category in categories]
    for cells, row in zip(body, rows, strict=True):
        cells[4:4] = [_cell(row, category) for category in categories]
    picture = len(columns) - 1
    if any(row.at_floor for row in rows):
        # The mark stands by itself, for where the picture has no room.
        columns.append(Column("", right=False))
        foot.append("")
        for cells, row in zip(body, rows, strict=True):
            cells[picture] = cells[picture].removesuffix(f"  {text('at_floor', lang)}")
            cells.append(text("at_floor", lang) if row.at_floor else "")
    return whole(columns, body, foot, width=width, spare=(0, 2, picture, 3))


def _plain_table(run: Run, rows: Sequence[StationResult], lang: Lang, width: int) -> list[str]:
    columns, body, foot = _parts(run, rows, lang)
    return fitted(columns, body, foot, width=width, spare=(0, 2, len(columns) - 1))


def _chunks(
    run: Run, rows: Sequence[StationResult], categories: Sequence[CategoryResult], lang: Lang, width: int
) -> list[list[str]]:
    """Return tables of as many categories each as the width allows."""
    name = Column(run.noun or text("station", lang), right=False)
    left, tables = list(categories), []
    while left:
        for count in range(len(left), 0, -1):
            columns = [name, *(Column(category.name) for category in left[:count])]
            body = [[row.name, *(_cell(row, category) for category in left[:count])] for row in rows]
            foot = [text("total", lang), *(_total_cell(category) for category in left[:count])]
            lines = whole(columns, body, foot, width=width, spare=())
            if lines or count == 1:
                tables.append(lines or fitted(columns, body, foot, width=width, spare=()))
                left = left[count:]
                break
    return tables


def _cell(row: StationResult, category: CategoryResult) -> str:
    return became((row.categories or {}).get(category.id))


def _total_cell(category: CategoryResult) -> str:
    return became(CategoryPosts(in_post=category.in_post, allocation=category.allocation))


def became(posts: CategoryPosts | None) -> str:
    """Write posts of a category: ``4->6``, or ``4`` where nothing changes."""
    if posts is None:
        return "-"
    if posts.allocation is None or posts.allocation == posts.in_post:
        return str(posts.in_post)
    return f"{posts.in_post}->{posts.allocation}"


def _parts(
    run: Run, rows: Sequence[StationResult], lang: Lang
) -> tuple[list[Column], list[list[str]], list[str]]:
    """Return columns, rows and foot of the plan without categories."""
    scale = _Scale(run.stations)
    has_staff = all(row.in_post is not None for row in run.stations)
    columns = [Column(text("id", lang), right=False), Column(run.noun or text("station", lang), right=False)]
    columns += [Column(text("index", lang)), Column(text("quota", lang))]
    columns += [Column(text("in_post", lang))] * has_staff + [Column(text("allocation", lang))]
    columns += [Column(text("change", lang)), Column(text("burden_in_post", lang))] * has_staff
    columns += [Column(text("burden", lang)), Column(scale.axis(), right=False)]
    body = [_plan_row(row, scale, lang, has_staff=has_staff) for row in rows]
    legend = text("t_legend" if has_staff else "t_legend_after", lang)
    return columns, body, _total_row(run, legend, lang, has_staff=has_staff)


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
