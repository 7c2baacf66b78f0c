"""Words and marks that stand where nothing was entered."""

import re
from typing import Final

from staffing.io.cells import Cell
from staffing.io.characters import trim
from staffing.io.findings import Findings

_MARKS: Final = re.compile(r"[-‐‑–—―－_/／\\]+|[.．…·*＊]{2,}")
_WORDS: Final = frozenset(
    (
        *("无", "無", "暂无", "没有", "空", "空白", "缺", "缺失"),
        *("未填", "未填报", "未统计", "未报", "待定", "待补", "不详", "不适用"),
        *("n/a", "na", "null", "nil"),
    )
)


def is_placeholder(words: str) -> bool:
    """Tell whether a text says that there is no value.

    >>> [is_placeholder(words) for words in ("-", "——", "/", "N/A", " 无 ", "0", "-1")]
    [True, True, True, True, True, False, False]
    """
    trimmed = trim(words)
    return _MARKS.fullmatch(trimmed) is not None or trimmed.lower() in _WORDS


def is_dash(words: str) -> bool:
    """Tell whether a text is nothing but dashes or slashes, which is no name or id either."""
    return _MARKS.fullmatch(trim(words)) is not None


def absent(cell: Cell | None, findings: Findings) -> bool:
    """Tell whether nothing was entered where nothing need be; a placeholder is noted as such."""
    if cell is None or cell.blank:
        return True
    if cell.form == "typed" or not isinstance(cell.value, str) or not is_placeholder(cell.value):
        return False
    findings.changed("W_DASH", cell, "")
    return True
