"""The one table of sheets, columns and settings: what reader, template, export and documentation go by.

A name counts in Chinese or in English. ``key`` is the name inside the program and the English alias; where a
column has further English names they stand in ``aliases``. Words that are accepted with a note, synonyms, stand in
:mod:`staffing.io.synonyms`.
"""

from staffing.io.layout.look_up import by_name, choice_names, find_sheet, name_sheets
from staffing.io.layout.settings import FIXED_KEYS, SETTINGS, STRUCTURE_KEYS
from staffing.io.layout.shape import (
    CELL_CHARACTERS,
    COLUMNS,
    FILE_BYTES,
    KINDS,
    LONG_ROWS,
    NO_LIMIT,
    ROWS,
    SHEETS,
    TITLE_ROWS,
    YAML_BYTES,
    YES_NO,
    Column,
    Kind,
    Sheet,
)
from staffing.io.layout.sheets import (
    ALIASES,
    CATEGORIES,
    DEPARTURES,
    DRIVERS,
    EXAMPLE,
    FIX,
    GROUPS,
    GUIDE,
    PEOPLE,
    PLAN,
    POSTS,
    SETTINGS_SHEET,
    SHEET_TABLE,
    STATIONS,
    VARIANTS,
    WEIGHTS,
    YEARS,
)
from staffing.io.layout.work_sheets import TASKS
from staffing.io.synonyms import TICKET_HEADERS

__all__ = [
    "ALIASES",
    "CATEGORIES",
    "CELL_CHARACTERS",
    "COLUMNS",
    "DEPARTURES",
    "DRIVERS",
    "EXAMPLE",
    "FILE_BYTES",
    "FIX",
    "FIXED_KEYS",
    "GROUPS",
    "GUIDE",
    "KINDS",
    "LONG_ROWS",
    "NO_LIMIT",
    "PEOPLE",
    "PLAN",
    "POSTS",
    "ROWS",
    "SETTINGS",
    "SETTINGS_SHEET",
    "SHEETS",
    "SHEET_TABLE",
    "STATIONS",
    "STRUCTURE_KEYS",
    "TASKS",
    "TICKET_HEADERS",
    "TITLE_ROWS",
    "VARIANTS",
    "WEIGHTS",
    "YAML_BYTES",
    "YEARS",
    "YES_NO",
    "Column",
    "Kind",
    "Sheet",
    "by_name",
    "choice_names",
    "find_sheet",
    "name_sheets",
]
