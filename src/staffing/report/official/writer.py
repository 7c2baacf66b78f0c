"""Document -> docx bytes in the form of GB/T 9704-2012. The same document gives the same bytes."""

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any, Final

from staffing.messages import Lang
from staffing.models.house_style import HouseStyle
from staffing.report.figures import width
from staffing.report.official.blocks import (
    Attachment,
    Block,
    Document,
    Enclosed,
    Heading,
    Picture,
    Signature,
    Table,
    Text,
)
from staffing.report.official.page import set_page
from staffing.report.official.styles import PAGE_MM, TWIPS, set_styles
from staffing.report.official.titles import title_lines
from staffing.report.official.xml import attributes, child, element

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
SIGNED: Final = 4
"""Characters between the date and the right margin."""
CELLS: Final = {"head": "Table Head", "left": "Table Words", "figure": "Table Figure"}
"""Styles of the cells of a table."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MADE_BY: Final = re.compile(rb"<(Application|AppVersion)>[^<]*</\1>")


def render(document: Document, style: HouseStyle, lang: Lang, day: str | None) -> bytes:
    """Return a document as a docx file; ``day`` is its date, never today's."""
    import docx

    made = docx.Document()
    set_styles(made, style, lang)
    set_page(made, style)
    _properties(made, document.title + document.tail, day)
    body = _Body(made, style)
    if style.red_head:
        body.red_head(style.red_head, document.number)
    body.title(document.title, document.tail)
    for block, following in zip(document.blocks, (*document.blocks[1:], None), strict=True):
        body.add(block, signed=isinstance(following, Signature))
    _without_thumbnail(made)
    target = io.BytesIO()
    made.save(target)
    return _sealed(target.getvalue())


def clean(words: str) -> str:
    """Return words without what XML cannot hold, each such character marked.

    >>> clean("a\\x07b")
    'a�b'
    """
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", words)


def _properties(made: Any, title: str, day: str | None) -> None:
    try:
        dated = date.fromisoformat(day or "")
    except ValueError:
        dated = date(2000, 1, 1)
    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 -- a property of the file without zone
    core = made.core_properties
    core.title = clean(title)[:255]
    for name in ("author", "last_modified_by", "comments", "subject", "keywords", "category"):
        setattr(core, name, "")
    core.revision = 1
    core.created = core.modified = moment


def _without_thumbnail(made: Any) -> None:
    """Leave out the picture of the library's own empty document."""
    links = made.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _sealed(data: bytes) -> bytes:
    """Return the package with fixed dates, and without the program that made the library's empty document."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            part = source.read(name)
            out.writestr(entry, _MADE_BY.sub(b"", part) if name == "docProps/app.xml" else part)
    return target.getvalue()


class _Body:
    """The text of the document, block by block."""

    def __init__(self, made: Any, style: HouseStyle) -> None:
        self._made = made
        self._style = style
        margins = style.margins_mm
        self._room = round(float(PAGE_MM[0] - margins.left - margins.right) * TWIPS)

    def add(self, block: Block, *, signed: bool = False) -> None:
        """Add a block; ``signed``: the signature follows, which must not stand on a page without it."""
        match block:
            case Heading(level, words):
                self.paragraph(f"Heading {level}", words)
            case Text(words, plain, joined):
                for line in words.split("\n"):
                    self.paragraph("No Spacing" if plain else "Normal", line, joined=joined or signed)
            case Table():
                self._table(block, joined=signed)
            case Picture(png, words):
                self._picture(png, words)
            case Attachment(label, title):
                opened = self.paragraph("Annex", label)
                opened.paragraph_format.page_break_before = True
                self.title(title)
            case Enclosed(lines):
                for line in ("", *lines):
                    self.paragraph("Normal", line, joined=True)
            case Signature(issuer, day):
                self._signature(issuer, day)

    def paragraph(self, style: str, words: str, *, joined: bool = False) -> Any:
        """Add a paragraph; line breaks become spaces, so that one paragraph stays one.

        A ``joined`` one stays whole, and on one page with the next.
        """
        placed = self._made.add_paragraph(clean(words), style=style)
        if joined:
            placed.paragraph_format.keep_with_next = True
            placed.paragraph_format.keep_together = True
        return placed

    def title(self, words: str, tail: str = "") -> None:
        """Add the title, with a line break wherever a line ends."""
        room = self._room / 20 / float(self._style.sizes_pt.title) * 2
        first, *others = title_lines(words, tail, room)
        placed = self.paragraph("Title", first)
        for line in others:
            placed.add_run().add_break()
            placed.add_run(clean(line))

    def red_head(self, office: str, number: str) -> None:
        self.paragraph("Red Head", office)
        self.paragraph("Red Line", number)

    def _signature(self, issuer: str, day: str) -> None:
        """Office and date on one page, the date four characters from the right."""
        self.paragraph("Normal", "", joined=True)
        size = float(self._style.sizes_pt.body)
        # The office is centred on the date, as far as the margin lets it.
        shift = (width(day) - width(issuer)) / 4
        for words, characters in ((issuer, max(0.0, SIGNED + shift)), (day, float(SIGNED))):
            placed = self.paragraph("Signature", words, joined=words is issuer)
            indent = element("ind")
            attributes(
                indent,
                right=round(characters * size * 20),
                rightChars=round(characters * 100),
                firstLine=0,
                firstLineChars=0,
            )
            placed._p.get_or_add_pPr().append(indent)  # noqa: SLF001 -- python-docx's way to the XML

    def _picture(self, png: bytes, words: str) -> None:
        from docx.shared import Twips

        holder = self.paragraph("Picture", "")
        shape = holder.add_run().add_picture(io.BytesIO(png), width=Twips(self._room - 100))
        described = shape._inline.docPr  # noqa: SLF001
        described.set("descr", clean(words))

    def _table(self, block: Table, *, joined: bool = False) -> None:
        self.paragraph("Caption", block.caption)
        listed = [block.head, *block.rows, *([block.foot] if block.foot else [])]
        made = self._made.add_table(rows=0, cols=len(block.head))
        made.style = "Table Grid"
        made.alignment = 1
        made.autofit = False
        widths = column_widths(listed, self._room, float(self._style.sizes_pt.table))
        _grid(made, widths)
        # Looked up once: the library goes through all styles each time.
        look = {part: self._made.styles[name].style_id for part, name in CELLS.items()}
        for number, row in enumerate(listed):
            cells = _row(made, row, widths, block.left, look, head=number == 0)
            # The sum does not stand alone on a page, nor what follows without it.
            if number in (0, len(listed) - 2) or (joined and number == len(listed) - 1):
                for cell in cells:
                    cell.paragraph_format.keep_with_next = True
        self.paragraph("After Table", "", joined=joined)


def column_widths(rows: list[tuple[str, ...]], room: int, size: float) -> list[int]:
    """Return the widths of the columns in twips: what their words need, and the whole room where that is more.

    >>> column_widths([("ab", "abcd"), ("a", "ab")], 3000, 12)
    [1500, 1500]
    """
    letter = size * 20 / 2
    columns = list(zip(*rows, strict=True))
    # A label may be broken into lines; a figure may not.
    wanted = [
        max(*(width(cell) for cell in column[1:] or column), min(width(column[0]), 8)) * letter + 240
        for column in columns
    ]
    if wanted and sum(wanted) <= room:
        spare = (room - sum(wanted)) / len(wanted)
        even = [need + spare for need in wanted]
        least = room / len(wanted)
        return [round(least)] * len(wanted) if max(wanted) <= least else [round(need) for need in even]
    # Columns wider than their even part share what the others leave.
    part = room / len(wanted)
    narrow = sum(need for need in wanted if need <= part)
    broad = sum(need for need in wanted if need > part)
    scale = (room - narrow) / broad if broad else 1
    return [round(need if need <= part else need * scale) for need in wanted]


def _grid(made: Any, widths: list[int]) -> None:
    for column, wide in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):  # noqa: SLF001
        column.set(f"{{{column.nsmap['w']}}}w", str(wide))


def _row(
    made: Any,
    words: tuple[str, ...],
    widths: list[int],
    left: tuple[int, ...],
    look: dict[str, str],
    *,
    head: bool,
) -> list[Any]:
    """Add a row; return the paragraphs in its cells. ``look`` holds the ids of their styles."""
    from docx.text.paragraph import Paragraph

    row = made.add_row()
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    child(properties, "cantSplit")
    if head:
        child(properties, "tblHeader")
    filled = []
    # Cell by cell of the XML: python-docx's own list of cells looks at the whole table for each row.
    for number, cell in enumerate(row._tr.tc_lst):  # noqa: SLF001
        described = cell.get_or_add_tcPr()
        attributes(child(described, "tcW"), w=widths[number], type="dxa")
        attributes(child(described, "vAlign"), val="center")
        only = Paragraph(cell.p_lst[0], row)
        only._p.style = look["head" if head else "left" if number in left else "figure"]  # noqa: SLF001
        only.add_run(clean(words[number]))
        filled.append(only)
    return filled
