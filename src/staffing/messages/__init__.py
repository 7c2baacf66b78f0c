"""Every sentence and label that a user sees, Chinese and English side by side, by key.

``faults``    faults of what the input says: what is wrong, what to do;
              ``file_faults`` those of the file itself, whatever it says;
              ``people_faults`` those of staff lists and personal data, and what is hardly meant;
              ``table_faults`` those of headers, of rows, and of values read with a note
``outcomes``  faults and warnings of questions and solves, likewise
``words``     the terms of ``docs/glossary.md`` as labels: columns, methods, statuses
``sentences`` whole sentences of terminal and reports;
              ``reallocation`` those of plans that move people between stations
``commands``  help of the command line
``classes``, ``demand``, ``ledger``, ``measured``, ``periods``, ``standards``, ``weights``
              words and faults of quantifying work, by topic
``template``  notes of the workbook to fill; ``guide`` its pages for reading
``official``  words and faults of the report and the public notice in official form
``page``      words of the page in the browser: its frame and the plan; those of the other screens
              stand in ``page_data``, ``page_whatif`` and so on
``numbers``   numbers as sentences hold them; ``spans`` periods as sentences name them
``requests``  titles of the problems that the HTTP interface answers with

A sentence is a pair (Chinese, English) with ``str.format`` blanks. Chinese is the default language and is never
taken from the locale: the same input gives the same bytes everywhere.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Literal

from staffing.messages.classes import CLASSES, CLASSES_FAULTS
from staffing.messages.commands import COMMANDS
from staffing.messages.demand import DEMAND, DEMAND_FAULTS
from staffing.messages.faults import FAULTS
from staffing.messages.file_faults import FILE_FAULTS
from staffing.messages.foreign import FOREIGN, FOREIGN_FAULTS
from staffing.messages.frontier import FRONTIER
from staffing.messages.guide import GUIDE
from staffing.messages.ledger import LEDGER, LEDGER_FAULTS
from staffing.messages.measured import MEASURED, MEASURED_FAULTS
from staffing.messages.numbers import grouped
from staffing.messages.official import OFFICIAL, OFFICIAL_FAULTS
from staffing.messages.outcomes import OUTCOMES
from staffing.messages.page import PAGE
from staffing.messages.page_compare import PAGE_COMPARE
from staffing.messages.page_data import PAGE_DATA
from staffing.messages.page_output import PAGE_OUTPUT
from staffing.messages.page_whatif import PAGE_WHATIF
from staffing.messages.people_faults import PEOPLE_FAULTS
from staffing.messages.periods import PERIODS, PERIODS_FAULTS
from staffing.messages.reallocation import REALLOCATION
from staffing.messages.reports import REPORTS
from staffing.messages.requests import REQUESTS
from staffing.messages.robustness import ROBUSTNESS
from staffing.messages.sentences import SENTENCES
from staffing.messages.spans import period_text
from staffing.messages.standards import STANDARDS, STANDARDS_FAULTS
from staffing.messages.table_faults import TABLE_FAULTS
from staffing.messages.template import TEMPLATE
from staffing.messages.terminal import TERMINAL
from staffing.messages.weights import WEIGHTS, WEIGHTS_FAULTS
from staffing.messages.words import WORDS

Lang = Literal["zh", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("zh", "en")

_PERIODS: Final = ("period", "periods", "window")
"""Blanks of warnings that hold periods; a fault shows what was written."""
_TIMES: Final[tuple[str, str]] = ("，同列此类共{times}处", "; {times} such in the column")
_TABLES = (
    WORDS,
    SENTENCES,
    REALLOCATION,
    COMMANDS,
    FOREIGN,
    TERMINAL,
    REPORTS,
    REQUESTS,
    TEMPLATE,
    GUIDE,
    CLASSES,
    DEMAND,
    LEDGER,
    MEASURED,
    FRONTIER,
    OFFICIAL,
    PAGE,
    PAGE_COMPARE,
    PAGE_DATA,
    PAGE_OUTPUT,
    PAGE_WHATIF,
    PERIODS,
    ROBUSTNESS,
    STANDARDS,
    WEIGHTS,
)
_FAULT_TABLES = (
    FAULTS,
    FILE_FAULTS,
    FOREIGN_FAULTS,
    PEOPLE_FAULTS,
    TABLE_FAULTS,
    CLASSES_FAULTS,
    DEMAND_FAULTS,
    LEDGER_FAULTS,
    MEASURED_FAULTS,
    OFFICIAL_FAULTS,
    PERIODS_FAULTS,
    STANDARDS_FAULTS,
    WEIGHTS_FAULTS,
)


def text(key: str, lang: Lang, /, **values: Any) -> str:
    """Return the sentence or label ``key`` in ``lang``, blanks filled; whole numbers have their thousands apart.

    Raises
    ------
    KeyError
        No table knows the key.

    Examples
    --------
    >>> text("quota", "zh"), text("quota", "en")
    ('应配数', 'quota')
    """
    column = LANGUAGES.index(lang)
    for table in _TABLES:
        if key in table:
            sentence = table[key][column]
            blanks = {name: grouped(name, value) for name, value in values.items()}
            return sentence.format(**blanks) if values else sentence
    raise KeyError(key)


def fault_text(key: str, lang: Lang, values: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong and what to do for the fault ``key``, blanks filled.

    Where ``values`` has ``times``, the fault stands for that many of its kind.
    """
    table = next((table for table in _FAULT_TABLES if key in table), OUTCOMES)
    wrong, remedy = table[key][LANGUAGES.index(lang)]
    if key.startswith("W_"):
        values = {name: _spoken(value, lang) if name in _PERIODS else value for name, value in values.items()}
    words = {
        name: listing(value, lang) if isinstance(value, list) else value for name, value in values.items()
    }
    times = _TIMES[LANGUAGES.index(lang)].format(**words) if "times" in words else ""
    return wrong.format(**words) + times, remedy.format(**words)


def _spoken(value: Any, lang: Lang) -> Any:
    if isinstance(value, list):
        return [period_text(one, lang) for one in value]
    return period_text(value, lang) if isinstance(value, str) else value


def concerns_plan(code: str) -> bool:
    """Tell whether a warning is about a plan; the others are about the data that it was made from.

    >>> concerns_plan("W_TIE"), concerns_plan("W_TRIMMED")
    (True, False)
    """
    return any(key.partition(".")[0] == code for key in OUTCOMES)


def place_text(where: str, lang: Lang) -> str:
    """Return a place as people read it: ``a.csv · line 5, 编制下限`` is ``a.csv · 第5行，编制下限`` in Chinese."""
    file, dot, where = where.rpartition(" · ")
    match = re.match(r"(?:col (\d+), )?(?:line|row) (\d+)(, )?", where)
    if lang == "en" or match is None:
        return file + dot + where
    column = f"第{match[1]}列，" if match[1] else ""
    return f"{file}{dot}{column}第{match[2]}行" + ("，" if match[3] else "") + where[match.end() :]


def listing(items: list[str], lang: Lang) -> str:
    """Join names as the language does: ``甲、乙`` or ``A, B``."""
    return ("、" if lang == "zh" else ", ").join(items)
