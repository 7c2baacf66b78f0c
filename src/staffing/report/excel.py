"""Run -> workbook: plan, inputs, live computation of the demand, ladder, method.

Formulas recompute the index, the quotas and the loads from the counts, so that an office can follow them with
its own eyes; each carries its value, for readers that do not calculate. The same run gives the same bytes.
"""

import io
from collections.abc import Callable
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from staffing.messages import Lang, text
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.beside_sheets import write_comparison, write_conflict, write_what_if
from staffing.report.classes import write_classes
from staffing.report.demand_sheets import Grid, write_demand, write_inputs
from staffing.report.frontier_sheet import frontier_wanted, write_frontier
from staffing.report.method_sheet import write_method
from staffing.report.plan_sheets import write_ladder, write_plan
from staffing.report.programme_sheets import programme_sheets, write_programme
from staffing.report.proof import is_programme
from staffing.report.season_sheet import write_seasons
from staffing.report.sensitivity_sheet import write_sensitivity
from staffing.report.sheet_charts import charts_wanted, write_charts
from staffing.report.sheets import Sheet, cell, foot
from staffing.report.tables import noun
from staffing.report.work_sheet import write_activities, write_work

OPTIONS: Final = MappingProxyType(
    {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": False,
    }
)
"""Nothing from data is ever taken for anything but text and numbers."""
UNDATED = datetime(2000, 1, 1)  # noqa: DTZ001 -- a property of the file without zone


def render_xlsx(run: Run, lang: Lang = "zh", *, beside: Beside | None = None) -> bytes:
    """Return the workbook of a run; ``beside`` adds answers that the run alone does not hold."""
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, dict(OPTIONS))
    book.set_properties({"title": run.name[:255], "created": _created(run)})
    beside = beside or Beside()
    listed = _listed(run, beside)
    names = {name: text(f"r_sheet_{name}", lang) for name in listed}
    sheets = {name: Sheet(book, names[name], lang, foot(run, lang)) for name in listed}
    grid = Grid(
        names={name: f"'{title}'" for name, title in names.items()},
        first=5,
        last=4 + len(run.stations),
        drivers=len(run.drivers),
    )
    demand = grid.names["demand"] if run.stations else None
    cap = grid.on("inputs", cell(*grid.CAP, fixed_row=True, fixed_column=True))
    at = write_plan(sheets["plan"], run, lang, demand=demand, first=grid.first, index=grid.raw + 1, cap=cap)
    writers: dict[str, Callable[[Sheet], None]] = {
        "charts": lambda sheet: write_charts(sheet, run, lang, grid, at),
        "conflict": lambda sheet: write_conflict(sheet, run, lang),
        "what_if": lambda sheet: write_what_if(sheet, run, beside, lang),
        "sensitivity": lambda sheet: write_sensitivity(sheet, run, beside, lang),
        "comparison": lambda sheet: write_comparison(
            sheet, run.name, noun(run, lang), beside.comparison, lang
        ),
        "frontier": lambda sheet: write_frontier(sheet, run, beside, lang),
        "classes": lambda sheet: write_classes(sheet, run, lang),
        "inputs": lambda sheet: write_inputs(sheet, run, lang, grid),
        "demand": lambda sheet: write_demand(sheet, run, lang, grid),
        "seasons": lambda sheet: write_seasons(sheet, run, lang),
        "work": lambda sheet: write_work(sheet, run, lang),
        "activities": lambda sheet: write_activities(sheet, run, lang),
        "ladder": lambda sheet: write_ladder(sheet, run, lang),
        "method": lambda sheet: write_method(sheet, run, lang),
    }
    for name in listed[1:]:
        if name in writers:
            writers[name](sheets[name])
        else:
            write_programme(name, sheets[name], run, lang)
    book.close()
    return target.getvalue()


def _listed(run: Run, beside: Beside) -> list[str]:
    """Return the names of the sheets: the plan and what is said of it before what it is made from."""
    wanted = {
        "charts": charts_wanted(run),
        "conflict": bool(run.conflict or run.relaxations),
        "what_if": beside.what_if is not None,
        "sensitivity": beside.sensitivity is not None,
        "comparison": beside.comparison is not None,
        "frontier": frontier_wanted(beside),
        "classes": bool(run.classes),
        **dict.fromkeys(programme_sheets(run), True),
        "inputs": True,
        "demand": True,
        "seasons": bool(run.seasons),
        "work": run.work is not None,
        "activities": run.work is not None and run.work.total is not None,
        "ladder": not is_programme(run) and run.allocated is not None,
        "method": True,
    }
    return ["plan", *(name for name, needed in wanted.items() if needed)]


def _created(run: Run) -> datetime:
    """Return the date of the report, never today's: the same run gives the same bytes."""
    try:
        day = date.fromisoformat(run.date or "")
    except ValueError:
        return UNDATED
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a property of the file without zone
