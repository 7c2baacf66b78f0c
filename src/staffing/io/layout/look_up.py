"""Find sheets, columns and choices by the names that they answer to."""

from collections.abc import Iterable
from typing import Final

from staffing.io.characters import squeeze, trim
from staffing.io.layout.shape import Column, Sheet
from staffing.io.layout.sheets import SHEET_TABLE
from staffing.messages import Lang, text
from staffing.models.standards import AllowanceKind, Per, Rounding, StandardSource

_WORDS: Final[dict[type[str], str]] = {
    AllowanceKind: "allowance_{}",
    Per: "per_{}",
    Rounding: "rounding_{}",
    StandardSource: "source_{}",
}
"""Key of the Chinese name of a choice, by its kind."""


def by_name(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Return the columns under every name they answer to."""
    return {name: column for column in columns for name in column.names}


def choice_names(column: Column, lang: Lang) -> dict[str, str]:
    """Return what the choices of a column are called, by choice; those without a name go by themselves."""
    if lang == "zh" and column.key in ("method", "normalisation"):
        return {choice: text(f"{column.key}_{choice}", lang) for choice in column.choices}
    if lang == "zh" and column.key == "publicity":
        return {choice: text(f"publicity_{choice}", lang) for choice in column.choices}
    if lang == "zh" and column.key == "class_split":
        return {choice: text(f"class_split_{choice}", lang) for choice in column.choices}
    if lang == "zh" and column.key == "periods.take":
        return {choice: text(f"take_{choice}", lang) for choice in column.choices}
    if lang == "zh" and column.choices and (words := _WORDS.get(type(column.choices[0]))):
        return {choice: text(words.format(choice), lang) for choice in column.choices}
    if lang == "zh" and column.key == "objective":
        return {choice: text(f"goal_{choice}", lang) for choice in column.choices}
    return {choice: choice for choice in column.choices}


def name_sheets(names: Iterable[str]) -> dict[str, tuple[Sheet, bool]]:
    """Return the sheets that these names mean, and whether the name is a synonym of theirs.

    A synonym counts only where no other name is the sheet's own.
    """
    names = list(names)
    known = {name: sheet for name in names if (sheet := find_sheet(trim(name))) is not None}
    taken = {sheet.key for sheet in known.values()}
    others = {other: sheet for sheet in SHEET_TABLE for other in (*sheet.names, *sheet.synonyms)}
    found = {name: (sheet, False) for name, sheet in known.items()}
    for name in names:
        sheet = others.get(squeeze(name).lower())
        if name not in found and sheet is not None and sheet.key not in taken:
            found[name] = (sheet, True)
    return found


def find_sheet(name: str) -> Sheet | None:
    """Return the sheet that ``name`` means, in either language, or None."""
    return next((sheet for sheet in SHEET_TABLE if name in sheet.names), None)
