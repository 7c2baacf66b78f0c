"""Rows, charts and documents made from a Run; nothing here computes a decision."""

from collections.abc import Callable
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from staffing.messages import Lang
    from staffing.models.run import Run

__all__ = ["FORMATS"]


def _html(run: "Run", lang: "Lang") -> bytes:
    from staffing.report.html import render_html

    return render_html(run, lang)


def _xlsx(run: "Run", lang: "Lang") -> bytes:
    from staffing.report.excel import render_xlsx

    return render_xlsx(run, lang)


def _docx(run: "Run", lang: "Lang") -> bytes:
    from staffing.report.word import render_docx

    return render_docx(run, lang)


FORMATS: Final["MappingProxyType[str, Callable[[Run, Lang], bytes]]"] = MappingProxyType(
    {"docx": _docx, "html": _html, "xlsx": _xlsx}
)
"""Documents by file ending: each is made by a function of a run and a language."""
