"""The sheets of the plan and of the ladder."""

from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.base import Method
from staffing.models.run import Run
from staffing.report import tables
from staffing.report.figures import BLANK
from staffing.report.rows import LadderRow, PlanRow
from staffing.report.sheets import Live, Sheet, cell, column_range

HEADER = 5
FIRST = HEADER + 1


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the plan."""

    key: str
    label: str
    style: str


def write_plan(
    sheet: Sheet, run: Run, lang: Lang, *, demand: str | None, first: int, index: int, cap: str
) -> dict[str, int]:
    """Write the plan, or that there is none; return the columns of its figures.

    Parameters
    ----------
    demand
        Name of the sheet that computes the index, in quotes.
    first, index
        Row of the first station there, and column of the index; the quota follows it.
    cap
        Coordinates of the headcount.
    """
    _write_opening(sheet, run, lang)
    if run.allocated is None or demand is None:
        if run.conflict or run.relaxations:
            sheet.put(HEADER, 0, text("r_see_conflict", lang), sized=False)
        sheet.finish(header=0, freeze=(1, 0))
        return {}
    fields = _fields(run, lang)
    at = {field.key: column for column, field in enumerate(fields)}
    sheet.head(HEADER, [field.label for field in fields], left=(0, 1, len(fields) - 1))
    live = tables.counts_heads(run)
    for row in tables.plan_rows(run):
        values = _values(row, lang)
        place = FIRST + row.number - 1
        values["index"] = Live(f"={demand}!{cell(first + row.number - 1, index)}", row.index)
        values["quota"] = Live(f"={demand}!{cell(first + row.number - 1, index + 1)}", row.quota)
        values |= _loads(row, place, at, cap) if live else _figures(row)
        for field in fields:
            sheet.put(place, at[field.key], values[field.key], _style(field, row))
    _write_sums(sheet, run, lang, fields)
    if any(station.at_floor for station in run.stations):
        sheet.put(FIRST + len(run.stations) + 2, 0, text("r_at_floor_note", lang), "note", sized=False)
    sheet.finish(header=HEADER, freeze=(FIRST, 2))
    return at


def _write_opening(sheet: Sheet, run: Run, lang: Lang) -> None:
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, tables.answer_sentence(run, lang), "answer", sized=False)
    sheet.put(2, 0, " | ".join([tables.status_sentence(run, lang), *tables.facts(run, lang)]), sized=False)
    sheet.put(3, 0, tables.method_sentence(run, lang), "note", sized=False)
    if run.illustrative:
        sheet.put(4, 0, text("r_illustrative", lang), "mark", sized=False)


def _fields(run: Run, lang: Lang) -> list[Field]:
    staffed = any(station.in_post is not None for station in run.stations)
    fields = [Field("id", text("id", lang), "text"), Field("name", tables.noun(run, lang), "text")]
    fields += [Field("index", text("index", lang), "four"), Field("quota", text("quota", lang), "two")]
    for category in run.categories or ():
        name = category.name
        fields.append(Field(f"in_post.{category.id}", text("r_posts_now", lang, name=name), "whole"))
        if category.moves:
            label = text("r_posts_proposed", lang, name=name)
            fields.append(Field(f"allocation.{category.id}", label, "whole"))
    if staffed:
        fields.append(Field("in_post", text("in_post", lang), "whole"))
    fields.append(Field("allocation", text("allocation", lang), "posts"))
    if staffed:
        fields.append(Field("change", text("change", lang), "change"))
        fields.append(Field("burden_in_post", text("burden_in_post", lang), "two"))
    fields.append(Field("burden", text("burden" if staffed else "work_per_head", lang), "two"))
    fields += [Field(key, text(key, lang), "whole") for key in ("minimum", "maximum")]
    return [*fields, Field("remark", text("r_remark", lang), "after")]


def _values(row: PlanRow, lang: Lang) -> dict[str, object]:
    values: dict[str, object] = {
        "id": row.id,
        "name": row.name,
        "in_post": row.in_post,
        "allocation": row.allocation,
        "change": row.change,
        "minimum": row.minimum,
        "maximum": text("no_limit", lang) if row.maximum is None else row.maximum,
        "remark": text("at_floor", lang) if row.at_floor else "",
    }
    for category, (held, given) in row.categories.items():
        values |= {f"in_post.{category}": held, f"allocation.{category}": given}
    return values


def _loads(row: PlanRow, place: int, at: dict[str, int], cap: str) -> dict[str, object]:
    """Return the live figures of a station: change, and work per head now and as proposed."""
    index = cell(place, at["index"])
    posts = cell(place, at["allocation"])
    live: dict[str, object] = {"burden": _load(index, posts, cap, row.burden), "burden_in_post": None}
    if row.in_post is not None:
        held = cell(place, at["in_post"])
        live["burden_in_post"] = _load(index, held, cap, row.burden_in_post)
        live["change"] = Live(f"={posts}-{held}", row.change or 0)
    return live


def _figures(row: PlanRow) -> dict[str, object]:
    """Return the same figures as values: heads of several capacities are not counted by these formulas."""
    return {"burden": row.burden, "burden_in_post": row.burden_in_post}


def _style(field: Field, row: PlanRow) -> str:
    """Return the style of a cell; posts of a category that change stand out."""
    kind, _, category = field.key.partition(".")
    held, given = row.categories.get(category, (0, None))
    if kind != "allocation" or not category or given is None or given == held:
        return field.style
    return "whole_up" if given > held else "whole_down"


def _load(index: str, posts: str, cap: str, value: float | None) -> Live:
    return Live(f'=IF({posts}=0,"{BLANK}",{index}*{cap}/{posts})', BLANK if value is None else value)


def _write_sums(sheet: Sheet, run: Run, lang: Lang, fields: list[Field]) -> None:
    whole = tables.totals(run)
    values: dict[str, float | None] = {
        "index": whole.index,
        "quota": whole.quota,
        "in_post": whole.in_post,
        "allocation": whole.allocation,
        "change": whole.change,
    }
    for category, (held, given) in whole.categories.items():
        values |= {f"in_post.{category}": held, f"allocation.{category}": given}
    last = FIRST + len(run.stations) - 1
    for column, field in enumerate(fields):
        value = values.get(field.key)
        style = f"sum_{field.style}" if field.style in {"four", "two", "whole", "change"} else "sum_whole"
        live = None if value is None else Live(f"=SUM({column_range(FIRST, last, column)})", value)
        sheet.put(last + 1, column, text("total", lang) if column == 0 else live, style)


def write_ladder(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write every recorded post around the cut line, or why there is none."""
    rows = tables.ladder_rows(run, None)
    sheet.put(0, 0, run.name, "title", sized=False)
    if not rows:
        missing = "r_no_ladder_hamilton" if run.method is Method.HAMILTON else "r_no_ladder"
        sheet.put(1, 0, text(missing, lang), "note", sized=False)
        sheet.finish(header=0, freeze=(1, 0))
        return
    priority = text("r_chart_ladder_axis", lang, priority=text(f"r_priority_{run.method}", lang))
    sheet.put(1, 0, text("r_chart_ladder_sub", lang), "note", sized=False)
    sheet.put(2, 0, f"{priority}{text('r_stop', lang)}{text('r_ladder_hint', lang)}", "note", sized=False)
    labels = [text("order", lang), text("id", lang), tables.noun(run, lang)]
    labels += [text("r_posts_before", lang), text("r_posts_after", lang), text("priority", lang)]
    sheet.head(4, [*labels, text("r_state", lang)], left=(1, 2, 6))
    digits = "four" if tables.ladder_digits(rows) == 4 else "six"
    for place, row in enumerate(rows, start=5):
        following = rows[place - 4] if place - 4 < len(rows) else None
        cut = row.given and following is not None and not following.given
        _write_rung(sheet, place, row, lang, digits, cut=cut)
    sheet.finish(header=4, freeze=(5, 0))


def _write_rung(sheet: Sheet, place: int, row: LadderRow, lang: Lang, digits: str, *, cut: bool) -> None:
    words, after, whole, shown = (f"cut_{one}" if cut else one for one in ("text", "after", "whole", digits))
    sheet.put(place, 0, row.order, whole)
    sheet.put(place, 1, row.id, after)
    sheet.put(place, 2, row.name if row.of_class is None else f"{row.name}（{row.of_class}）", words)
    sheet.put(place, 3, row.posts_before, whole)
    sheet.put(place, 4, row.posts_after, whole)
    sheet.put(place, 5, text("r_first", lang) if row.priority is None else row.priority, shown)
    sheet.put(place, 6, text("r_given" if row.given else "r_not_given", lang), after)
