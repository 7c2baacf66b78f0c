"""Run -> Word: the report and the public notice in official form."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from staffing.errors import Issue, UsageError
from staffing.messages import Lang
from staffing.models.paper import Beside
from staffing.models.run import Run
from staffing.report.official.notice import notice_document
from staffing.report.official.paper import report_document
from staffing.report.official.writer import render

if TYPE_CHECKING:
    from staffing.models.house_style import HouseStyle

STYLES: Final = Path(__file__).parent / "styles"
"""House styles that come with the program."""


def render_docx(
    run: Run, lang: Lang = "zh", *, beside: Beside | None = None, style: "HouseStyle | None" = None
) -> bytes:
    """Return the report of a run; ``beside`` adds answers that the run alone does not hold."""
    document = report_document(run, lang, beside or Beside(), _picture(run, lang))
    return render(document, style or house_style(), lang, run.date)


def render_notice(run: Run, lang: Lang = "zh", *, style: "HouseStyle | None" = None) -> bytes:
    """Return the public notice of a plan.

    Raises
    ------
    InputError
        ``E_NOTICE``: it may not be made, or not yet.
    """
    return render(notice_document(run, lang), style or house_style(), lang, run.date)


def house_style(name: str | Path = "standard") -> "HouseStyle":
    """Return a house style: one of those that come with the program by its name, or that of a file.

    Raises
    ------
    InputError
        ``E_STYLE``: the file is not a house style.
    """
    from staffing.io.house_style import read_style

    return read_style(STYLES, name)


def shipped_style(name: str) -> "HouseStyle":
    """Return a house style that comes with the program: an address may name no file of the server's disk.

    Raises
    ------
    UsageError
        ``E_STYLE.name``: there is no such style.
    """
    known = style_names()
    if name and name not in known:
        values = {"got": name[:40], "known": ", ".join(known)}
        raise UsageError([Issue("E_STYLE.name", where="style", values=values)])
    return house_style(name or "standard")


def style_names() -> tuple[str, ...]:
    """Return the names of the house styles that come with the program."""
    return tuple(sorted(path.stem for path in STYLES.glob("*.yaml")))


def _picture(run: Run, lang: Lang) -> bytes | None:
    from staffing.report.charts import burden_chart, draw_png

    spec = burden_chart(run, lang)
    return None if spec is None else draw_png(spec)
