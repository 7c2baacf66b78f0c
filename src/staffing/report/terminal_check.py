"""``staffing check`` on the terminal: what a scenario holds, and what was not read as it stands."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

from staffing.io.findings import table_of
from staffing.messages import Lang, listing, place_text, text
from staffing.messages.spans import period_text
from staffing.models.checking import Check, Note
from staffing.models.run import IssueDocument
from staffing.report.lines import pad, shortened, wrap
from staffing.report.notes import count, data_notes, inner_place, plan_warnings, spot
from staffing.report.terminal import FEW_NOTES, warning_lines

LEAST = 8
"""Cells that a value keeps at least."""
ARROW = "->"


def check_lines(answer: Check, *, lang: Lang, width: int) -> list[str]:
    """Return what a valid scenario holds, and on demand all that was not read as it stands."""
    lines = [
        f"{answer.name}：{text('k_valid', lang)}"
        if lang == "zh"
        else f"{answer.name}: {text('k_valid', lang)}"
    ]
    if answer.drivers is None:
        lines = [text("k_table", lang, name=sheet.name, rows=sheet.rows) for sheet in answer.sheets]
        return [*lines, *_issue_lines(answer.issues, lang, width), *_noted_lines(answer, lang, width)]
    holds = text(
        "k_holds",
        lang,
        stations=answer.stations,
        noun=answer.noun or text("station", lang),
        drivers=answer.drivers,
        values=answer.values,
        cap=answer.cap,
    )
    parts = [holds] + ([] if answer.in_post is None else [text("k_in_post", lang, count=answer.in_post)])
    parts += [] if answer.people is None else [text("k_people", lang, count=answer.people)]
    lines += wrap("", " | ".join(parts), width)
    for driver, window in (answer.windows or {}).items():
        take = text(f"take_{answer.take}", lang)
        lines += wrap(
            "", text("k_window", lang, driver=driver, window=period_text(window, lang), take=take), width
        )
    used = [text("k_sheet", lang, name=s.name, rows=s.rows) for s in answer.sheets if s.used]
    unused = [text("k_sheet", lang, name=s.name, rows=s.rows) for s in answer.sheets if not s.used]
    for key, names in (("k_sheets", used), ("k_unused", unused), ("k_variants", list(answer.variants))):
        if names:
            lines += wrap("", text(key, lang, names=listing(names, lang)), width)
    lines.append(text("t_input", lang, sha=answer.input_sha256))
    return [*lines, *_issue_lines(answer.issues, lang, width), *_noted_lines(answer, lang, width)]


def _issue_lines(issues: Sequence[IssueDocument], lang: Lang, width: int) -> list[str]:
    """Return every warning; where notes on the data are many, sheet by sheet."""
    groups = data_notes(issues)
    if count(groups) <= FEW_NOTES:
        return warning_lines(issues, lang, width)
    lines = warning_lines(plan_warnings(issues), lang, width)
    for group in groups:
        lines.append(text("k_group", lang, place=group.place or "-", count=len(group.issues)))
        for issue in group.issues:
            sentence = f"{spot(issue, lang)} {issue.message} -> {issue.remedy} [{issue.code}]".strip()
            lines += wrap("  " + text(issue.severity, lang), sentence, width)
    return lines


def _noted_lines(answer: Check, lang: Lang, width: int) -> list[str]:
    """Return the notes where they were asked for, else how many there are."""
    if answer.notes:
        more = [text("k_notes_more", lang, count=answer.notes_more)] if answer.notes_more else []
        return ["", *note_lines(answer.notes, lang=lang, width=width), *more]
    if answer.noted is None or not (answer.noted.values or answer.noted.rows):
        return []
    return wrap("", text("k_noted", lang, values=answer.noted.values, rows=answer.noted.rows), width)


def note_lines(notes: Sequence[Note], *, lang: Lang, width: int) -> list[str]:
    """Return every value and row that was not taken as it stands, sheet by sheet, in columns that fit."""
    rows = [_note_row(note, lang) for note in notes]
    widths = [max(cell_len(row[column]) for row in rows) for column in range(5)]
    # Indents, gaps, the arrow and the code; what is left is shared by the column, its value and what was read.
    room = width - widths[0] - widths[4] - 2 - 4 * 2 - len(ARROW) - 1
    widths[1:4] = _shares(widths[1:4], room)
    lines = [text("k_notes", lang, count=len(notes))]
    sheets: dict[str, list[tuple[str, ...]]] = {}
    for note, row in zip(notes, rows, strict=True):
        sheets.setdefault(_sheet(note), []).append(row)
    for place, held in sheets.items():
        lines.append(text("k_group", lang, place=place, count=len(held)))
        for row in sorted(held, key=_row_number):
            spot_, name, got, read, code = (
                pad(shortened(cell, wide), wide) for cell, wide in zip(row, widths, strict=True)
            )
            lines.append(f"  {spot_}  {name}  {got} {ARROW} {read}  {code}".rstrip())
    return lines


def _sheet(note: Note) -> str:
    return " ".join(part for part in (note.file, table_of(note.where)) if part) or "-"


def _row_number(row: tuple[str, ...]) -> int:
    """Return the number of the row that a place names: its last number."""
    numbers = re.findall(r"[0-9]+", row[0])
    return int(numbers[-1]) if numbers else 0


def _note_row(note: Note, lang: Lang) -> tuple[str, ...]:
    """Return place, column, what stands there, what was read, and the code."""
    place = inner_place(note.where, lang)
    if note.name and note.where.startswith("line "):
        place = place_text(note.where.partition(",")[0], lang)
    got = f'"{note.got}"' if note.got else text("k_blank", lang)
    read = text("k_left_out", lang) if note.read is None else f'"{note.read}"'
    name = note.name or text("k_row", lang)
    return place, name, got, read, f"[{note.code}]"


def _shares(wanted: list[int], room: int) -> list[int]:
    """Cut the widest until all fit together, but none below what a value keeps.

    >>> _shares([4, 40, 20], 44), _shares([30, 30, 30], 9)
    ([4, 20, 20], [8, 8, 8])
    """
    widths = list(wanted)
    while sum(widths) > room and max(widths) > LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths
