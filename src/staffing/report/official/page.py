"""Page, grid and page numbers of official documents."""

from typing import Any, Final

from staffing.models.house_style import HouseStyle
from staffing.report.official.styles import PAGE_MM
from staffing.report.official.xml import attributes, child, element

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


def _grid(section: Any, style: HouseStyle) -> None:
    """Set the lines of the grid; characters are spaced by the styles.

    A grid of characters narrower than the font, as 28 of 16 points on 156 mm need, gives each of them two cells in
    LibreOffice.
    """
    grid = child(section._sectPr, "docGrid")  # noqa: SLF001
    attributes(grid, type="lines", linePitch=int(float(style.line_pitch_pt) * 20))


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
