"""Identity numbers: checked where they belong, refused where they do not, kept nowhere."""

import re
from decimal import Decimal
from typing import Final

from staffing.io.cells import Cell, Value, written
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.masking import ID_LENGTH, birth_date, check_digit, holds_id_number

_FORM: Final = re.compile(r"[0-9]{17}[0-9X]")
_SCIENTIFIC: Final = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+?1[0-9]")
_EXACT: Final = 10**15
"""A spreadsheet keeps 15 digits of a number; what stands behind them is lost."""


def id_number_fault(value: Value) -> str | None:
    """Return what is wrong with an identity number (GB 11643-1999), or None.

    The form of 15 digits is none: it has not been valid since 2013.

    >>> id_number_fault("11010519491231002x"), id_number_fault(1.10105194912310e17)
    (None, 'E_ID_PRECISION')
    >>> id_number_fault("110105491231002"), id_number_fault("110105194912310028")
    ('E_ID_CHECKSUM.length', 'E_ID_CHECKSUM')
    """
    if isinstance(value, int | float | Decimal):
        return "E_ID_PRECISION" if abs(float(value)) >= _EXACT else "E_ID_CHECKSUM.length"
    words = narrow(trim(written(value))).upper()
    if _SCIENTIFIC.fullmatch(words):
        return "E_ID_PRECISION"
    if not _FORM.fullmatch(words):
        return "E_ID_CHECKSUM.length"
    if birth_date(words) is None:
        return "E_ID_CHECKSUM.date"
    return None if check_digit(words[:-1]) == words[-1] else "E_ID_CHECKSUM"


def in_wrong_column(cell: Cell, findings: Findings) -> bool:
    """Tell whether a value that is read for something else holds an identity number, which is a fault."""
    if isinstance(cell.value, str) and len(cell.value) < ID_LENGTH:
        return False
    if not holds_id_number(cell.written):
        return False
    findings.at("E_ID_IN_WRONG_COLUMN", cell)
    return True
