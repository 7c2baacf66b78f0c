"""The sheets of inputs and of the demand: counts, weights, and the index computed from them by formulas."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from staffing.messages import Lang, text
from staffing.models.base import Normalisation
from staffing.models.run import Run
from staffing.models.workload import LEDGER
from staffing.report import tables
from staffing.report.sheets import Live, Sheet, cell, column_range


@dataclass(frozen=True, slots=True)
class Grid:
    """Where things stand: sheet names as formulas write them, rows and columns of the tables."""

    names: dict[str, str]
    """Sheet names in quotes, ready for a formula."""
    first: int
    last: int
    """Rows of the first and the last station, the same on inputs and demand."""
    drivers: int
    """How many."""

    CAP = (2, 1)
    """Cell of the headcount on the sheet of inputs."""
    WEIGHTS = 3
    """Row of the weights there."""
    COUNTS = 5
    """First column of counts there."""
    SCORES = 2
    """First column of scores on the sheet of demand."""

    @property
    def sums(self) -> int:
        """Row of the sums."""
        return self.last + 1

    @property
    def weighted(self) -> int:
        """First column of weighted scores."""
        return self.SCORES + self.drivers

    @property
    def raw(self) -> int:
        """Column of the weighted sum; index and quota follow."""
        return self.weighted + self.drivers

    def on(self, sheet: str, where: str) -> str:
        """Return coordinates on another sheet."""
        return f"{self.names[sheet]}!{where}"


# -- inputs --------------------------------------------------------------------------------------------------


def write_inputs(sheet: Sheet, run: Run, lang: Lang, grid: Grid) -> None:
    """Write what the computation starts from: the headcount, weights, counts and limits."""
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.put(1, 0, text("class_inputs_hint" if run.classes else "r_inputs_hint", lang), "note", sized=False)
    sheet.put(2, 0, text("headcount", lang), "label", sized=False)
    sheet.put(*grid.CAP, run.cap, "input")
    sheet.put(grid.WEIGHTS, 0, text("weights", lang), "label", sized=False)
    fixed = [text(key, lang) for key in ("id", "station", "in_post", "minimum", "maximum")]
    fixed[1] = tables.noun(run, lang)
    sheet.head(grid.WEIGHTS + 1, [*fixed, *(driver.name for driver in run.drivers)], left=(0, 1))
    for row, station in enumerate(run.stations, start=grid.first):
        sheet.put(row, 0, station.id)
        sheet.put(row, 1, station.name)
        sheet.put(row, 2, station.in_post, "whole")
        sheet.put(row, 3, station.minimum, "whole")
        sheet.put(row, 4, text("no_limit", lang) if station.maximum is None else station.maximum, "whole")
        for column, driver in enumerate(run.drivers, start=grid.COUNTS):
            sheet.put(row, column, station.values[driver.name], "input")
    sheet.put(grid.sums, 0, text("total", lang), "sum_text")
    sheet.put(grid.sums, 1, None, "sum_text")
    summed = tables.totals(run).in_post
    held = None if summed is None else _sum(grid, 2, summed)
    sheet.put(grid.sums, 2, held, "sum_whole")
    sheet.put(grid.sums, 3, _sum(grid, 3, sum(station.minimum for station in run.stations)), "sum_whole")
    sheet.put(grid.sums, 4, None, "sum_text")
    for column, driver in enumerate(run.drivers, start=grid.COUNTS):
        # Of classes each has its own, on a sheet of theirs; none of them would change the figures.
        sheet.put(grid.WEIGHTS, column, None if run.classes else driver.weight, "input_percent")
        sheet.put(grid.sums, column, _sum(grid, column, driver.total), "sum_count")
    sheet.finish(header=grid.WEIGHTS + 1, freeze=(grid.first, 2))


def _sum(grid: Grid, column: int, value: float) -> Live | None:
    if grid.last < grid.first:
        return None
    return Live(f"=SUM({column_range(grid.first, grid.last, column)})", value)


# -- demand --------------------------------------------------------------------------------------------------


def write_demand(sheet: Sheet, run: Run, lang: Lang, grid: Grid) -> None:
    """Write the way from counts to quotas, in formulas."""
    sheet.put(0, 0, run.name, "title", sized=False)
    score, index, quota, _ = tables.formulas(run, lang)[-4:]
    hint = text("r_demand_hint", lang, score=score, index=index, quota=quota)
    sheet.put(1, 0, text("class_demand_hint", lang) if run.classes else hint, "note", sized=False)
    sheet.put(2, 0, tables.method_sentence(run, lang), "note", sized=False)
    labels = [text("id", lang), tables.noun(run, lang)]
    labels += [text("r_score", lang, driver=driver.name) for driver in run.drivers]
    labels += [text("r_weighted", lang, driver=driver.name) for driver in run.drivers]
    labels += [text("r_weighted_sum", lang), text("index", lang), text("quota", lang)]
    sheet.head(grid.WEIGHTS + 1, labels, left=(0, 1))
    scores, in_heads = tables.scores(run), tables.shared(run) == run.cap
    weighted = {driver.name: [driver.weight * x for x in scores[driver.name]] for driver in run.drivers}
    if run.classes:
        scores = {driver.name: (0.0,) * len(run.stations) for driver in run.drivers}
        weighted = {
            driver.name: [station.contributions[driver.name] for station in run.stations]
            for driver in run.drivers
        }
    raw = _weighted_sums(run, weighted)
    total = _weighted_sum(run, grid)
    for s, station in enumerate(run.stations):
        row = grid.first + s
        sheet.put(row, 0, station.id)
        sheet.put(row, 1, station.name)
        for k, driver in enumerate(run.drivers):
            normalisation = Normalisation.SHARE if driver.name == LEDGER else run.normalisation
            formula = _score(normalisation, row, grid.COUNTS + k, grid)
            # The parts of classes are figures: each has its own weights, share and sums.
            own = (None, weighted[driver.name][s]) if run.classes else None
            live = (
                Live(formula, scores[driver.name][s]),
                Live(_product(row, k, grid), weighted[driver.name][s]),
            )
            for column, shown in zip((grid.SCORES + k, grid.weighted + k), own or live, strict=True):
                sheet.put(row, column, shown, "six")
        results = _results(row, total(row), raw[s], station.index, station.quota, grid)
        for column, result in enumerate(results, start=grid.raw):
            # Where heads have other capacities, the quotas share out something else than the headcount.
            shown = station.quota if column == grid.raw + 2 and not in_heads else result
            sheet.put(row, column, shown, "two" if column == grid.raw + 2 else "six")
    _write_demand_sums(sheet, run, lang, grid, [*scores.values(), *weighted.values(), raw])
    sheet.finish(header=grid.WEIGHTS + 1, freeze=(grid.first, 2))


def _score(normalisation: Normalisation, row: int, column: int, grid: Grid) -> str:
    """Return the formula of a score: from coordinates alone."""
    count = grid.on("inputs", cell(row, column))
    every = grid.on("inputs", column_range(grid.first, grid.last, column))
    if normalisation is Normalisation.MIN_MAX:
        spread = f"(MAX({every})-MIN({every}))"
        return f"=IF({spread}=0,0,({count}-MIN({every}))/{spread})"
    whole = f"MAX({every})" if normalisation is Normalisation.MAX else f"SUM({every})"
    return f"=IF({whole}=0,0,{count}/{whole})"


def _product(row: int, k: int, grid: Grid) -> str:
    weight = grid.on("inputs", cell(grid.WEIGHTS, grid.COUNTS + k, fixed_row=True))
    return f"={weight}*{cell(row, grid.SCORES + k)}"


def rescaled(run: Run) -> bool:
    """Tell whether the drivers are rescaled to their part of the demand before the ledger is added.

    Shares and standard hours come to it by themselves: over all stations their weighted scores sum to the weights.
    The parts of classes are figures already.
    """
    scaled = run.normalisation in {Normalisation.MAX, Normalisation.MIN_MAX} and not run.classes
    return scaled and any(driver.name == LEDGER for driver in run.drivers)


def _weighted_sums(run: Run, weighted: Mapping[str, Sequence[float]]) -> list[float]:
    """Return the weighted sum of each station: what the index is made of."""
    stations = range(len(run.stations))
    if not rescaled(run):
        return [fsum(weighted[driver.name][s] for driver in run.drivers) for s in stations]
    counted = [driver for driver in run.drivers if driver.name != LEDGER]
    whole = fsum(x for driver in counted for x in weighted[driver.name])
    part = fsum(driver.weight for driver in counted)
    sums = [fsum(weighted[driver.name][s] for driver in counted) for s in stations]
    return [(x / whole * part if whole else 0.0) + weighted[LEDGER][s] for s, x in enumerate(sums)]


def _weighted_sum(run: Run, grid: Grid) -> Callable[[int], str]:
    """Return what makes the formula of the weighted sum of a row."""

    def plain(row: int) -> str:
        return f"=SUM({cell(row, grid.weighted)}:{cell(row, grid.raw - 1)})"

    def scaled(row: int) -> str:
        ledger = grid.raw - 1  # the last of the drivers
        own = f"SUM({cell(row, grid.weighted)}:{cell(row, ledger - 1)})"
        first = cell(grid.first, grid.weighted, fixed_row=True, fixed_column=True)
        whole = f"SUM({first}:{cell(grid.last, ledger - 1, fixed_row=True, fixed_column=True)})"
        weights = [
            cell(grid.WEIGHTS, column, fixed_row=True, fixed_column=True)
            for column in (grid.COUNTS, grid.COUNTS + grid.drivers - 2)
        ]
        part = f"SUM({grid.on('inputs', ':'.join(weights))})"
        return f"=IF({whole}=0,0,{own}/{whole}*{part})+{cell(row, ledger)}"

    return scaled if rescaled(run) else plain


def _results(
    row: int, formula: str, raw: float, index: float, quota: float, grid: Grid
) -> tuple[Live, Live, Live]:
    """Return the weighted sum, the index and the quota of one station."""
    whole = f"SUM({column_range(grid.first, grid.last, grid.raw)})"
    cap = grid.on("inputs", cell(*grid.CAP, fixed_row=True, fixed_column=True))
    return (
        Live(formula, raw),
        Live(f"=IF({whole}=0,0,{cell(row, grid.raw)}/{whole})", index),
        Live(f"={cell(row, grid.raw + 1)}*{cap}", quota),
    )


def _write_demand_sums(
    sheet: Sheet, run: Run, lang: Lang, grid: Grid, columns: Sequence[Sequence[float]]
) -> None:
    sheet.put(grid.sums, 0, text("total", lang), "sum_text")
    sheet.put(grid.sums, 1, None, "sum_text")
    whole = tables.totals(run)
    values: list[Any] = [fsum(column) for column in columns] + [whole.index, whole.quota]
    for column, value in enumerate(values, start=grid.SCORES):
        style = "sum_two" if column == grid.raw + 2 else "sum_six"
        sheet.put(grid.sums, column, _sum(grid, column, value), style)
