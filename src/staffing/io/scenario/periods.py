"""Several periods of a driver: which of them count, and that none is missing."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import known_keys, leaf, mapping
from staffing.io.findings import Findings
from staffing.io.layout import PERIOD_SETTINGS, choice_names
from staffing.io.scenario.counts import Series
from staffing.io.scenario.entries import Place, Spots, entry_at
from staffing.io.values.dates import parse_period, period_text
from staffing.io.values.numbers import whole
from staffing.io.values.words import option
from staffing.models.periods import Span, period_label, span_of
from staffing.models.workload import Take, Window
from staffing.quantify.periods import lies_in, taken

MONTHS: int = 600
NAMED: int = 5
"""Gaps and periods that one message names."""


class Windows(NamedTuple):
    """The window that was asked for, and where it stands."""

    window: Window | None
    file: str
    cells: Mapping[str, Cell]

    def fault(self, key: str, findings: Findings, *first: str, **values: object) -> None:
        """Record a fault at the first of these settings that was given."""
        cell = next((self.cells[name] for name in (*first, *self.cells) if name in self.cells), None)
        file, where = (self.file, "periods") if cell is None else (cell.file, cell.where)
        findings.add(Issue(key, file, where, dict(values)))


def read_window(tree: Tree | None, file: str, findings: Findings) -> Windows:
    """Return what counts of several periods become; no window where nothing is said of it."""
    if tree is None or (isinstance(tree, Cell) and tree.blank):
        return Windows(None, file, {})
    entry = mapping(tree, "periods", file, findings)
    keys = tuple(column.key.partition(".")[2] for column in PERIOD_SETTINGS)
    known_keys(entry, keys, "periods", file, findings)
    cells = {}
    for key in keys:
        cell = leaf(entry.get(key), f"periods.{key}", file, findings)
        if cell is not None and not cell.blank:
            cells[key] = cell
    fields: dict[str, object] = {}
    if "months" in cells and (months := whole(cells["months"], findings)) is not None:
        if 1 <= months <= MONTHS:
            fields["months"] = months
        else:
            findings.at("E_RANGE", cells["months"], low="1", high=str(MONTHS))
    if "until" in cells and (until := _month(cells["until"], findings)) is not None:
        fields["until"] = until
    if "take" in cells:
        column = PERIOD_SETTINGS[-1]
        names = {words: key for key, words in choice_names(column, "zh").items()}
        chosen = option(cells["take"], column.choices, findings, names=names)
        if chosen is not None:
            fields["take"] = Take(chosen)
    return Windows(Window.model_validate(fields), file, cells)


def _month(cell: Cell, findings: Findings) -> str | None:
    words = period_text(cell, findings)
    period = None if words is None else parse_period(words)
    span = None if period is None else span_of(period.label)
    if period is not None and span is not None and span.months == 1:
        return period.label
    if words is not None:
        findings.at("E_PERIOD.until", cell)
    return None


class Valued(NamedTuple):
    """A driver's counts after the window."""

    values: dict[str, Decimal]
    period: str | None
    series: Series
    refused: bool = False
    """True: what is wrong with its periods was told."""


def windowed(
    read: Mapping[str, Series],
    periods: Mapping[str, str | None],
    ids: Sequence[str],
    windows: Windows,
    findings: Findings,
    values_at: Place,
    spots: Spots,
) -> dict[str, Valued]:
    """Return the counts of every driver that the window makes of its periods."""
    found = {
        driver: Valued(dict(next(iter(series.values()), {})), periods.get(driver), {})
        for driver, series in read.items()
        if len(series) <= 1
    }
    several = {driver: series for driver, series in read.items() if len(series) > 1}
    spans = {
        driver: kind
        for driver, series in several.items()
        if (kind := _kind(driver, series, spots, findings)) is not None
    }
    if windows.window is None:
        return found
    refused = {driver: Valued({}, None, {}, refused=True) for driver in several}
    # With a faulty driver the others' last period says nothing of the window.
    if spans.keys() != several.keys():
        return found | refused
    whole = _whole(spans, windows, findings)
    if whole is None:
        return found | refused
    _note_others(found, whole, spots, findings)
    for driver, series in several.items():
        wanted = _wanted(driver, spans[driver], whole, windows, findings)
        complete = wanted and _check_complete(driver, series, wanted, ids, findings, values_at)
        if complete:
            _note_outside(driver, series, wanted, whole, windows, findings)
            ordered = {label: series[label] for label in sorted(series, key=_first)}
            values = taken(series, wanted, ids, windows.window.take)
            refused[driver] = Valued(values, whole.label, ordered)
    return found | refused


def _first(label: str) -> int:
    span = span_of(label)
    return -1 if span is None else span.first


def _kind(driver: str, series: Series, spots: Spots, findings: Findings) -> list[Span] | None:
    """Return the months of each period; None, and faults, where they are not all of one length."""
    spans: list[Span] = []
    told = False
    for label in series:
        span = span_of(label)
        cell = entry_at(next(iter(spots[driver][label].values()))).period
        if span is None or (spans and span.months != spans[0].months):
            key = "E_PERIOD.unnamed" if span is None else "E_PERIOD.kind"
            first = period_label(spans[0]) if spans else "—"
            if cell is not None and not told:
                findings.at(key, cell, name=driver, got=label or "—", first=first)
            told = True
        else:
            spans.append(span)
    return None if told else spans


def _whole(spans: Mapping[str, list[Span]], windows: Windows, findings: Findings) -> Span | None:
    """Return the months that count; None where nothing says which, or, with a fault, where it is not certain."""
    window = windows.window or Window()
    last = span_of(window.until)
    if not spans and (last is None or window.months is None):
        return None
    after = (
        last.after if last is not None else max(max(span.after for span in held) for held in spans.values())
    )
    if window.months is not None:
        return Span(after - window.months, window.months)
    first = {min(span.first for span in held) for held in spans.values()}
    if len(first) > 1:
        listed = [
            f"{driver} {Span(start, max(span.after for span in held) - start).label}"
            for driver, held in spans.items()
            for start in [min(span.first for span in held)]
        ]
        windows.fault("E_PERIOD.spans", findings, "months", drivers=listed[:NAMED])
        return None
    if after <= min(first):
        windows.fault("E_PERIOD.early", findings, "until", name=next(iter(spans)), got=window.until)
        return None
    return Span(min(first), after - min(first))


def _wanted(
    driver: str, spans: Sequence[Span], whole: Span, windows: Windows, findings: Findings
) -> list[str]:
    """Return the periods of the window; none, and a fault, where it is not a whole number of them."""
    months = spans[0].months
    if whole.first % months or whole.months % months:
        windows.fault("E_PERIOD.window", findings, "months", "until", name=driver, got=whole.label)
        return []
    return [period_label(Span(start, months)) for start in range(whole.first, whole.after, months)]


def _check_complete(
    driver: str,
    series: Series,
    wanted: Iterable[str],
    ids: Sequence[str],
    findings: Findings,
    values_at: Place,
) -> bool:
    """Every station has a count in every period of the window: what is missing is never taken for 0."""
    gaps = []
    for label in wanted:
        held = series.get(label)
        if held is None:
            gaps.append(label)
        elif len(held) < len(ids):
            gaps += [f"{station} {label}" for station in ids if station not in held]
    if gaps:
        shown = [*gaps[:NAMED], *(["…"] if len(gaps) > NAMED else [])]
        values = {"name": driver, "got": "", "cells": shown, "count": len(gaps)}
        findings.add(Issue("E_VALUE_MISSING.period", *values_at, values))
    return not gaps


def _note_outside(
    driver: str, series: Series, wanted: Sequence[str], whole: Span, windows: Windows, findings: Findings
) -> None:
    """Say which periods do not count."""
    outside = sorted((label for label in series if not lies_in(label, whole)), key=_first)
    if outside:
        shown = [*outside[:NAMED], *(["…"] if len(outside) > NAMED else [])]
        values = {"name": driver, "window": whole.label, "count": len(wanted), "left": len(outside)}
        windows.fault("W_WINDOW", findings, **values, periods=shown)


def _note_others(found: Mapping[str, Valued], whole: Span, spots: Spots, findings: Findings) -> None:
    """Say of a driver with one period that it is another than the window."""
    for driver, valued in found.items():
        period = None if valued.period is None else parse_period(valued.period)
        span = None if period is None else span_of(period.label)
        if span is None or span == whole:
            continue
        cell = entry_at(next(iter(next(iter(spots[driver].values())).values()))).period
        if cell is not None:
            findings.at("W_WINDOW.other", cell, name=driver, got=valued.period, window=whole.label)
