"""``staffing standards``: unit hours measured from a ledger, proposed as rows of the sheet 作业标准.

Nothing is applied: what is proposed stands in a scenario only if somebody puts it there.
"""

import csv
import io
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from staffing.errors import Issue, UsageError
from staffing.io.findings import Findings
from staffing.io.layout.work_sheets import STANDARDS
from staffing.io.ledger.duration_columns import columns_of, is_known
from staffing.io.ledger.duration_files import Table, files_of, opened
from staffing.io.ledger.duration_rows import Choice
from staffing.io.ledger.durations import Durations, Group, measure
from staffing.io.ledger.working_hours import WorkingHours, parse_hours
from staffing.messages import Lang, text
from staffing.models.measured import (
    Clock,
    Figures,
    LeftOut,
    Measured,
    MeasuredActivity,
    ProposedStandard,
    Range,
)
from staffing.quantify.durations import Spread, rounded
from staffing.service.record import issue_documents
from staffing.service.storing import write_bytes

ZONE: Final = "Asia/Shanghai"
LEAST: Final = 30
"""Fewest samples of a proposal, unless asked otherwise."""
HOUR_US: Final = 3600 * 10**6
_SHOWN: Final = 5
"""Names that a warning lists."""


def propose_standards(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    where: Mapping[str, str] | None = None,
    hours: str | None = None,
    workdays: bool = False,
    zone: str = ZONE,
    split: bool = False,
    least: int = LEAST,
    bounds: Range = Range.INTERVAL,
    lang: Lang = "zh",
) -> Measured:
    """Measure the unit hours of every activity in a ledger.

    Parameters
    ----------
    path
        CSV, gzipped CSV, Parquet, or a folder of these with the same columns.
    columns
        Columns by role: ``activity``, ``start``, ``end``, or ``case``, ``activity``, ``transition``, ``timestamp``;
        ``resource``, ``unit``. ``-``: not to be used. What is not named is taken by its title, if that is certain.
    where
        Only rows in which these columns hold these values.
    hours
        Working hours of a day, ``8:30-12,14-17:30``; without them and ``workdays`` elapsed time counts.
    split
        Split the time that several items of one resource are open together equally between them.

    Raises
    ------
    InputError
        The ledger cannot be read, or it is not certain what its columns mean.
    UsageError
        Something is asked for that does not exist.
    """
    findings = Findings()
    clock = _clock(hours, zone, workdays=workdays)
    files = files_of(path, findings)
    named = {*(columns or {}).values(), *(where or {})}
    with opened(files, zone, lambda title: title in named or is_known(title), findings) as table:
        kind, taken = _columns(table, columns or {}, where or {}, findings)
        if split and "resource" not in taken:
            titles = ", ".join(table.parts[0].titles)[:300]
            findings.refuse("E_MEASURED.role", table.parts[0].file, option="--resource", found=titles)
        choice = Choice(kind, taken, zone, dict(where or {}), clock, split)
        found = measure(table, choice, findings)
        names = tuple(part.file for part in table.parts)
    if not found.items:
        left = ", ".join(f"{_reason(reason, lang)} {rows}" for reason, rows in found.left_out.items())
        findings.refuse("E_MEASURED.nothing", path.name, rows=found.rows, left=left)
    answer = Measured(
        file=path.name,
        files=names,
        kind=kind,
        columns=taken,
        where=dict(where or {}),
        clock=Clock.ELAPSED if clock is None else Clock.WORKING,
        hours=hours,
        workdays=workdays,
        zone=zone,
        range=bounds,
        least=least,
        rows=found.rows,
        used=found.items * (1 if kind == "intervals" else 2),
        items=found.items,
        left_out=tuple(
            LeftOut(reason=reason, rows=rows, share=rows / found.rows, names=found.names.get(reason, {}))
            for reason, rows in found.left_out.items()
        ),
        first_day=found.days[0] if found.days else None,
        last_day=found.days[1] if found.days else None,
        overlapping=found.overlapping,
        activities=tuple(_activity(group, with_cases="case" in taken) for group in found.groups),
        units=tuple(_activity(group, with_cases="case" in taken) for group in found.by_unit),
        standards=(),
        warnings=issue_documents(list(_warnings(path.name, found, choice, least)), lang),
    )
    return answer.model_copy(update={"standards": tuple(_proposals(found.groups, answer, lang))})


def _clock(hours: str | None, zone: str, *, workdays: bool) -> WorkingHours | None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):
        raise UsageError([Issue("E_USAGE", values={"detail": f"--zone {zone}: Asia/Shanghai ..."})]) from None
    periods = None if hours is None else parse_hours(hours)
    if hours is not None and periods is None:
        raise UsageError([Issue("E_USAGE", values={"detail": f"--hours {hours}: 9-18, 8:30-12,14-17:30"})])
    if periods is None:
        return WorkingHours(workdays=True) if workdays else None
    return WorkingHours(periods, workdays)


def _columns(
    table: Table, given: Mapping[str, str], where: Mapping[str, str], findings: Findings
) -> tuple[str, dict[str, str]]:
    """Return what the columns are taken for, the same in every file."""
    first = table.parts[0]
    kind, taken = columns_of(first.titles, given, first.file, findings)
    for part in table.parts:
        for title in (*taken.values(), *where):
            if part.titles.count(title) != 1:
                found = ", ".join(name for name in part.titles if name)[:300]
                values = {"option": "--where" if title in where else first.file, "got": title, "found": found}
                findings.add(Issue("E_MEASURED.column", part.file, "", values))
    findings.check()
    return kind, taken


def _hours(value: Fraction | int) -> Fraction:
    return Fraction(value) / HOUR_US


def _figures(found: Spread) -> Figures:
    median = _hours(found.median)
    return Figures(
        median=float(median),
        median_exact=str(median),
        first_quartile=float(_hours(found.first_quartile)),
        third_quartile=float(_hours(found.third_quartile)),
        iqr=float(_hours(found.third_quartile - found.first_quartile)),
        trimmed_mean=float(_hours(found.trimmed_mean)),
        low=None if found.low is None else float(_hours(found.low)),
        high=None if found.high is None else float(_hours(found.high)),
        coverage=found.coverage,
    )


def _activity(group: Group, *, with_cases: bool) -> MeasuredActivity:
    return MeasuredActivity(
        activity=group.activity,
        unit=group.unit,
        samples=group.plain.samples,
        cases=group.cases if with_cases else None,
        hours=float(_hours(group.total)),
        plain=_figures(group.plain),
        split=None if group.split is None else _figures(group.split),
    )


def _proposals(groups: tuple[Group, ...], answer: Measured, lang: Lang) -> list[ProposedStandard]:
    """Return the rows for the sheet: the split figures where these were asked for."""
    made = []
    for group in groups:
        found = group.plain if group.split is None else group.split
        if found.samples < answer.least or found.median <= 0:
            continue
        low, high = found.low, found.high
        if answer.range is Range.QUARTILES:
            low, high = found.first_quartile, found.third_quartile
        made.append(
            ProposedStandard(
                activity=group.activity,
                unit_hours=float(rounded(_hours(found.median))),
                low=None if low is None else float(rounded(_hours(low), up=False)),
                high=None if high is None else float(rounded(_hours(high), up=True)),
                samples=found.samples,
                basis=basis(answer, lang, split=group.split is not None),
            )
        )
    return made


def basis(answer: Measured, lang: Lang, *, split: bool) -> str:
    """Return where a proposal comes from: file, days, which time, what its range is."""
    parts = [
        answer.file,
        text("ms_days", lang, first=answer.first_day, last=answer.last_day),
        _clock_words(answer, lang),
    ]
    if answer.where:
        parts.insert(1, ", ".join(f"{name}={value}" for name, value in answer.where.items()))
    if split:
        parts.append(text("ms_split", lang))
    parts.append(text(f"ms_range_{answer.range}", lang))
    return ("；" if lang == "zh" else "; ").join(parts)


def _clock_words(answer: Measured, lang: Lang) -> str:
    """Return which time counts."""
    if answer.clock is Clock.ELAPSED:
        return text("ms_clock_elapsed", lang)
    days = text("ms_workdays" if answer.workdays else "ms_every_day", lang)
    return text("ms_clock_working", lang, days=days, hours=answer.hours or "0-24", zone=answer.zone)


def _reason(reason: str, lang: Lang) -> str:
    return text(f"ms_left_{reason}", lang)


def _warnings(file: str, found: Durations, choice: Choice, least: int) -> list[Issue]:
    """Say what may make the figures mislead."""
    told = []
    few = [group for group in found.groups if group.plain.samples < least]
    if few:
        names = [f"{group.activity} ({group.plain.samples})" for group in few[:_SHOWN]]
        told.append(("few", {"count": len(few), "least": least, "names": names}))
    if found.overlapping and not choice.split:
        told.append(
            ("overlap", {"count": found.overlapping, "share": f"{found.overlapping / found.items:.1%}"})
        )
    if found.without_clock * 2 > found.items:
        told.append(
            ("days", {"count": found.without_clock, "share": f"{found.without_clock / found.items:.1%}"})
        )
    if found.zones:
        told.append(("zones", {"count": found.zones, "zone": choice.zone}))
    unread = found.names.get("unread", {})
    if unread:
        told.append(("unread", {"count": found.left_out["unread"], "got": next(iter(unread))[:60]}))
    zero = found.left_out.get("zero", 0) // (1 if choice.kind == "intervals" else 2)
    if zero:
        told.append(("zero", {"count": zero, "share": f"{zero / (zero + found.items):.1%}"}))
    return [Issue(f"W_MEASURED.{key}", file, "", values) for key, values in told]


def standards_csv(answer: Measured, lang: Lang) -> str:
    """Return the proposals as the sheet 作业标准, with a byte-order mark, which Excel needs to read Chinese."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([column.zh if lang == "zh" else column.key for column in STANDARDS.columns])
    for row in answer.standards:
        cells = row.model_dump() | {"source": text("ms_source", lang)}
        writer.writerow([_cell(cells.get(column.key)) for column in STANDARDS.columns])
    return "\ufeff" + target.getvalue()


def _cell(value: object) -> str:
    """Return a value as the sheet reads it; a name that looks like a formula is refused there, not changed here."""
    if value is None:
        return ""
    return f"{value:.15f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def write_standards(answer: Measured, path: Path, *, lang: Lang = "zh") -> Measured:
    """Write the proposals as a CSV, whole or not at all.

    Raises
    ------
    InputError
        The place cannot be written.
    """
    write_bytes(path, standards_csv(answer, lang).encode())
    return answer.model_copy(update={"files_written": (str(path),)})
