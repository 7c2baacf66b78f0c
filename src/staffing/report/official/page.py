"""Page, grid and page numbers of official documents."""

from typing import Any, Final

from staffing.models.house_style import HouseStyle
from staffing.report.official.styles import TWIPS
from staffing.report.official.xml import attributes, child, element

PAGE_MM: Final = (210, 297)
UNIT: Final = 4096
"""Parts of a point in which the grid counts."""
BELOW_MM: Final = 7
"""From the text area down to the page number."""


def set_page(made: Any, style: HouseStyle) -> None:
    """Set size, margins, grid and footers of the only section."""
    from docx.shared import Mm

    section, margins = made.sections[0], style.margins_mm
    section.page_width, section.page_height = Mm(PAGE_MM[0]), Mm(PAGE_MM[1])
    section.top_margin, section.bottom_margin = Mm(float(margins.top)), Mm(float(margins.bottom))
    section.left_margin, section.right_margin = Mm(float(margins.left)), Mm(float(margins.right))
    size_mm = float(style.sizes_pt.page) * 25.4 / 72
    section.header_distance = Mm(15)
    section.footer_distance = Mm(max(5.0, float(margins.bottom) - BELOW_MM - size_mm * 1.4))
    _grid(section, style)
    made.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, style, "right")
    _page_number(section.even_page_footer, style, "left")
    _modern(made)


def grid(style: HouseStyle) -> tuple[int, int | None]:
    """Return line pitch in twips and what is added to a character, in 1/4096 points; None: not set.

    The characters of a line must fit whole: what is added is rounded down.
    """
    pitch = int(float(style.line_pitch_pt) * 20)
    if style.characters is None:
        return pitch, None
    margins = style.margins_mm
    room = int(float(PAGE_MM[0] - margins.left - margins.right) * TWIPS) / 20
    return pitch, int((room / style.characters - float(style.sizes_pt.body)) * UNIT // 1)


def _grid(section: Any, style: HouseStyle) -> None:
    pitch, added = grid(style)
    made = child(section._sectPr, "docGrid")  # noqa: SLF001
    if added is None:
        attributes(made, type="lines", linePitch=pitch)
    else:
        attributes(made, type="linesAndChars", linePitch=pitch, charSpace=added)


def _page_number(footer: Any, style: HouseStyle, side: str) -> None:
    """``— 1 —`` in the fourth size, one character from the outer edge."""
    footer.is_linked_to_previous = False
    only = footer.paragraphs[0]
    size = float(style.sizes_pt.page)
    layout = only._p.get_or_add_pPr()  # noqa: SLF001
    attributes(child(layout, "spacing"), before=0, after=0, line=round(size * 28), lineRule="exact")
    edge = {side: round(size * 20), f"{side}Chars": 100, "firstLine": 0, "firstLineChars": 0}
    attributes(child(layout, "ind"), **edge)
    attributes(child(layout, "jc"), val=side)
    for part in ("— ", None, " —"):
        run = only.add_run(part or "")
        properties = run._r.get_or_add_rPr()  # noqa: SLF001
        fonts = {"ascii": style.fonts.page, "hAnsi": style.fonts.page, "eastAsia": style.fonts.page}
        attributes(child(properties, "rFonts"), **fonts)
        attributes(child(properties, "sz"), val=round(size * 2))
        if part is None:
            _field(run, "PAGE")


def _field(run: Any, code: str) -> None:
    for kind in ("begin", None, "separate", "shown", "end"):
        if kind is None:
            made = element("instrText")
            made.text = f" {code} "
            made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        elif kind == "shown":
            made = element("t")
            made.text = "1"
        else:
            made = attributes(element("fldChar"), fldCharType=kind)
        run._r.append(made)  # noqa: SLF001


def _modern(made: Any) -> None:
    """Say that the file is of today's Word: otherwise it opens in compatibility mode."""
    from docx.oxml.ns import qn

    settings = made.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        return
    for old in list(compat):
        compat.remove(old)
    where = "http://schemas.microsoft.com/office/word"
    attributes(child(compat, "compatSetting"), name="compatibilityMode", uri=where, val=15)
