"""The styles of official documents: fonts for Chinese and Latin letters, sizes, indents, pitch."""

import math
from dataclasses import dataclass
from typing import Any, Final

from staffing.messages import Lang
from staffing.models.house_style import HouseStyle
from staffing.report.official.xml import attributes, child, element

PAGE_MM: Final = (210, 297)
TWIPS: Final = 1440 / 25.4
"""Twips to a millimetre."""


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style."""

    name: str
    font: str
    """Which of the house's fonts."""
    size: str = "body"
    indent: int = 0
    """Characters that the first line stands in."""
    align: str = "both"
    outline: int | None = None
    red: bool = False
    next_one: bool = False
    """True: stays whole, and on one page with what follows."""


LOOKS: Final = (
    Look("Normal", "body", indent=2),
    Look("No Spacing", "body", indent=2, align="left"),
    Look("Title", "title", "title", align="center", next_one=True),
    Look("Heading 1", "level1", indent=2, outline=0, next_one=True),
    Look("Heading 2", "level2", indent=2, outline=1, next_one=True),
    Look("Heading 3", "body", indent=2, outline=2, next_one=True),
    Look("Heading 4", "body", indent=2, outline=3, next_one=True),
    Look("Annex", "level1", next_one=True),
    Look("Signature", "body", align="right"),
    Look("Caption", "level1", "table", align="center", next_one=True),
    Look("Picture", "body", align="center"),
    Look("Table Head", "level1", "table", align="center"),
    Look("Table Words", "body", "table", align="left"),
    Look("Table Figure", "body", "table", align="center"),
    Look("After Table", "body", "table"),
    Look("Red Head", "title", "title", align="center", red=True),
    Look("Red Line", "body", align="center"),
)

BOLD: Final = ("title", "level1", "level2")
"""Chinese tells these by their font; in English, where one font serves all, they are bold."""


def set_styles(made: Any, style: HouseStyle, lang: Lang) -> None:
    """Write every style that the documents use."""
    from docx.enum.style import WD_STYLE_TYPE

    _defaults(made, style, lang)
    known = {entry.name for entry in made.styles}
    for look in LOOKS:
        if look.name not in known:
            made.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH).base_style = made.styles["Normal"]
        _write(made.styles[look.name].element, look, style, bold=lang == "en" and look.font in BOLD)


def _defaults(made: Any, style: HouseStyle, lang: Lang) -> None:
    """Take the theme's fonts out of the defaults: they would win over names."""
    from docx.oxml.ns import qn

    runs = made.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in list(runs):
        runs.remove(old)
    runs.append(_fonts(style.fonts.body, style))
    runs.append(attributes(element("sz"), val=_half(style, "body")))
    language = (
        {"val": "en-GB", "eastAsia": "zh-CN"} if lang == "en" else {"val": "en-US", "eastAsia": "zh-CN"}
    )
    runs.append(attributes(element("lang"), **language))


def _fonts(east: str, style: HouseStyle) -> Any:
    latin = style.fonts.latin
    return attributes(element("rFonts"), ascii=latin, hAnsi=latin, eastAsia=east, cs=latin)


def _half(style: HouseStyle, size: str) -> int:
    return round(float(getattr(style.sizes_pt, size)) * 2)


def _write(entry: Any, look: Look, style: HouseStyle, *, bold: bool) -> None:
    from docx.oxml.ns import qn

    for name in ("pPr", "rPr"):
        for old in entry.findall(qn(f"w:{name}")):
            entry.remove(old)
    paragraph = child(entry, "pPr")
    if look.next_one:
        attributes(child(paragraph, "keepNext"), val="1")
        attributes(child(paragraph, "keepLines"), val="1")
    attributes(child(paragraph, "widowControl"), val="0")
    if look.name == "Red Line":
        below = child(child(paragraph, "pBdr"), "bottom")
        attributes(below, val="single", sz=18, space=4, color="FF0000")
    if look.size == "table":
        attributes(child(paragraph, "snapToGrid"), val="0")
    attributes(child(paragraph, "spacing"), before=0, after=0, **_pitch(look, style))
    indent = look.indent
    first = round(indent * float(style.sizes_pt.body) * 20)
    attributes(child(paragraph, "ind"), left=0, right=0, firstLineChars=indent * 100, firstLine=first)
    attributes(child(paragraph, "jc"), val=look.align)
    if look.outline is not None:
        attributes(child(paragraph, "outlineLvl"), val=look.outline)
    run = child(entry, "rPr")
    run.append(_fonts(getattr(style.fonts, look.font), style))
    attributes(child(run, "b"), val=int(bold))
    attributes(child(run, "i"), val="0")
    attributes(child(run, "color"), val="FF0000" if look.red else "000000")
    if look.size == "body" and style.characters is not None:
        attributes(child(run, "spacing"), val=spacing(style))
    half = _half(style, look.size)
    attributes(child(run, "sz"), val=half)
    attributes(child(run, "szCs"), val=half)


def _pitch(look: Look, style: HouseStyle) -> dict[str, object]:
    """Return the line spacing: the house's pitch; a table's and a title's by their size; a picture's as it is."""
    pitch = float(style.line_pitch_pt)
    if look.name == "Picture":
        return {"line": 240, "lineRule": "auto"}
    if look.size == "table":
        pitch = float(style.sizes_pt.table) * 1.6
    elif look.size == "title":
        pitch = max(pitch, float(style.sizes_pt.title) * 1.6)
    return {"line": round(pitch * 20), "lineRule": "exact"}


def spacing(style: HouseStyle) -> int:
    """Return what is added to each character so that a line holds the house's number, in twentieths of a point.

    Rounded down: the last character of the line must still fit.
    """
    margins = style.margins_mm
    room = float(PAGE_MM[0] - margins.left - margins.right) * TWIPS
    return math.floor(room / (style.characters or 1) - float(style.sizes_pt.body) * 20)
