"""What a cell of the template takes: drop-downs, number checks, and what a click into the cell says.

A list that goes by what other sheets hold only warns: what is not there yet may be right. Where nothing else is
ever accepted, nothing else can be entered.
"""

from collections.abc import Mapping
from typing import Any, Final

from staffing.io.cells import letters
from staffing.io.layout import NO_LIMIT, SHEET_TABLE, Column, Sheet, choice_names
from staffing.io.writing.book import YES_NO, title
from staffing.messages import Lang, text

MOST: Final = 10_000_000
"""Greatest whole number that is read."""
_TITLE: Final = 32
_MESSAGE: Final = 255
"""Characters of a title and of a message that Excel shows."""

_REFERS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("stations", "parent"): ("stations", "id"),
    ("drivers", "station"): ("stations", "id"),
    ("drivers", "driver"): ("weights", "driver"),
    ("posts", "station"): ("stations", "id"),
    ("posts", "category"): ("categories", "id"),
    ("groups", "parent"): ("groups", "id"),
    ("groups", "category"): ("categories", "id"),
    ("standards", "activity"): ("weights", "driver"),
    ("working_time", "station"): ("stations", "id"),
    ("allowances", "station"): ("stations", "id"),
    ("fix", "station"): ("stations", "id"),
    ("fix", "category"): ("categories", "id"),
    ("years", "category"): ("categories", "id"),
    ("departures", "year"): ("years", "year"),
    ("departures", "station"): ("stations", "id"),
    ("departures", "category"): ("categories", "id"),
    ("stations", "class"): ("classes", "name"),
    ("weights", "class"): ("classes", "name"),
    ("people", "station"): ("stations", "id"),
    ("judgements", "first"): ("weights", "driver"),
    ("judgements", "second"): ("weights", "driver"),
    ("aliases", "station"): ("stations", "id"),
}
"""Columns whose values stand in another sheet."""

_ONCE: Final = (("stations", "id"), ("categories", "id"), ("classes", "name"))
"""Columns in which a value stands once."""

_SUGGESTED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("variants", "key"): (
        *("cap_change", "cap", "method", "normalisation", "class_split", "place"),
        *("objective", "max_transfers", "max_stations_changed", "rounding"),
    ),
}
_NOUNS: Final = ("站所", "单位", "村")
_OBJECTIVES: Final = (
    ("fairness", "transfers", "stations_changed"),
    ("burden", "transfers", "stations_changed"),
    ("deviation", "transfer_cost"),
    ("transfers", "stations_changed"),
)
"""Goals that are often asked for together, in this order."""
_BETWEEN: Final = {"zh": "、", "en": "; "}


def column_check(sheet: Sheet, column: Column, number: int, lang: Lang) -> dict[str, Any]:
    """Return what xlsxwriter needs to check the cells of a column, from row 2 on."""
    where = (sheet.key, column.key)
    first = f"{letters(number)}2"
    if where in _REFERS:
        target, key = _REFERS[where]
        other = next(known for known in SHEET_TABLE if known.key == target)
        error = text("x_error_known", lang, name=title(other, lang))
        return {"validate": "list", "source": _filled(other, key, lang), **_warn(error)}
    if where == ("weights", "driver"):
        pairs = [f"--({_below(sheet, key)}={letters(n)}2)" for key, n in (("driver", 0), ("class", 2))]
        once = {"validate": "custom", "value": f"=SUMPRODUCT({','.join(pairs)})=1"}
        return {**once, **_warn(text("x_error_twice", lang))}
    if where in _ONCE:
        cells = f"${letters(number)}$2:${letters(number)}${sheet.rows + 1}"
        once = {"validate": "custom", "value": f"=SUMPRODUCT(--({cells}={first}))=1"}
        return {**once, **_warn(text("x_error_twice", lang))}
    if where in _SUGGESTED:
        return {"validate": "list", "source": list(_SUGGESTED[where]), "show_error": False}
    if where == ("weights", "weight"):
        between = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
        return {**between, "error_message": text("x_error_weight", lang)}
    return value_check(column, first, lang)


def _below(sheet: Sheet, key: str) -> str:
    """Return the cells of a column below its header."""
    column = letters([known.key for known in sheet.columns].index(key))
    return f"${column}$2:${column}${sheet.rows + 1}"


def value_check(column: Column, cell: str, lang: Lang) -> dict[str, Any]:
    """Return the check that goes by the kind of value; ``cell`` is the first one that it applies to."""
    if column.kind in ("yes_no", "option"):
        choices = list(_choices(column, lang))
        return {"validate": "list", "source": choices, "error_message": text("x_error_choice", lang)}
    if column.key == "noun":
        return {"validate": "list", "source": list(_NOUNS), "show_error": False}
    if column.kind == "options":
        names = choice_names(column, lang)
        said = [_BETWEEN[lang].join(names[goal] for goal in goals) for goals in _OBJECTIVES]
        return {"validate": "list", "source": said, "show_error": False}
    if column.kind not in ("whole", "maximum", "decimal"):
        return {"validate": "any"}
    error = {"error_message": text("x_error_number", lang, kind=kind_words(column, lang))}
    if column.kind == "whole":
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST, **error}
    if column.kind == "decimal":
        return {"validate": "decimal", "criteria": ">=", "value": 0, **error}
    words = ",".join(f'{cell}="{word}"' for word in NO_LIMIT)
    number = f"IF(ISNUMBER({cell}),AND({cell}>=0,{cell}<={MOST},{cell}=INT({cell})),FALSE)"
    return {"validate": "custom", "value": f"=OR({words},{number})", **error}


def kind_words(column: Column, lang: Lang) -> str:
    """Return what a column of this kind takes."""
    choices = ", ".join(_choices(column, lang))
    return text(f"x_kind_{column.kind}", lang, choices=choices, word=NO_LIMIT[lang == "en"])


def _choices(column: Column, lang: Lang) -> tuple[str, ...]:
    return YES_NO[lang] if column.kind == "yes_no" else tuple(choice_names(column, lang).values())


def prompt(name: str, words: str) -> dict[str, str]:
    """Return what a click into a cell says, cut to what Excel shows."""
    shown = words if len(words) <= _MESSAGE else words[: _MESSAGE - 1] + "…"
    return {"input_title": name[:_TITLE], "input_message": shown}


def _filled(sheet: Sheet, key: str, lang: Lang) -> str:
    """Return the cells of a column that are filled, as a formula: the list grows with them and shows no blanks."""
    letter = letters([column.key for column in sheet.columns].index(key))
    name = f"'{title(sheet, lang)}'!"
    cells = f"{name}${letter}$2:${letter}${sheet.rows + 1}"
    return f"=OFFSET({name}${letter}$2,0,0,MAX(1,COUNTA({cells})),1)"


def _warn(error: str) -> dict[str, Any]:
    return {"error_type": "warning", "error_message": error}
