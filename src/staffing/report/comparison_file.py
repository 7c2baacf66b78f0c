"""Scenarios side by side as a file: Word, a workbook, or one HTML file that asks nothing of anybody.

The same comparison gives the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

from staffing.messages import Lang, text
from staffing.models.comparison import Comparison
from staffing.report.comparison_chart import comparison_chart, label_of
from staffing.report.comparison_rows import Cell, comparison_sentence, fact_rows, same_stations, station_rows
from staffing.report.figures import BLANK, headed
from staffing.report.official.blocks import Block, Document, Picture, Table, Text, side_by_side

MOST_COLUMNS: Final = 6
"""Columns of a table on a page."""


def _heads(found: Comparison, lang: Lang) -> list[str]:
    """Return what heads each column, the first being the base."""
    first, *others = (label_of(column.name, lang) for column in found.scenarios)
    return [f"{text('base', lang)} {first}", *others]


def _faults(found: Comparison, lang: Lang) -> list[str]:
    """Return why columns have no plan, a sentence each."""
    return [
        f"{label_of(column.name, lang)}{text('r_colon', lang)}{issue.message} → {issue.remedy} [{issue.code}]"
        for column in found.scenarios
        for issue in column.issues
    ]


def _inputs(found: Comparison, lang: Lang) -> list[str]:
    """Return the hash of the input of each column."""
    return [
        f"{label_of(column.name, lang)}{text('r_colon', lang)}{column.input_sha256}"
        for column in found.scenarios
        if column.input_sha256
    ]


# -- Word ----------------------------------------------------------------------------------------------------


def render_docx(found: Comparison, lang: Lang) -> bytes:
    """Return the comparison as a Word file in official form."""
    from staffing.report.official.writer import render
    from staffing.report.word import house_style

    document = Document("", text("v_file_title", lang), "", tuple(_numbered(_blocks(found, lang), lang)))
    return render(document, house_style(), lang, None)


def _blocks(found: Comparison, lang: Lang) -> Iterator[Block]:
    from staffing.report.charts import draw_png
    from staffing.report.official.answers import comparison_tables

    noun = text("station", lang)
    yield Text(comparison_sentence(found, noun, lang) + text("o_stop", lang))
    for fault in _faults(found, lang):
        yield Text(fault + text("o_stop", lang))
    head = [text("v_column", lang), text("v_in_post", lang), *_heads(found, lang)]
    rows = [
        [
            headed(row.label),
            row.in_post or BLANK,
            *(f"{cell.shown} {cell.change}".strip() for cell in row.cells),
        ]
        for row in fact_rows(found, lang)
    ]
    yield from side_by_side(text("v_table_facts", lang), head, rows, most=MOST_COLUMNS)
    yield from comparison_tables(found, noun, lang)
    spec = comparison_chart(found, lang) if len(found.scenarios) > 1 else None
    if spec is not None:
        yield Picture(draw_png(spec), comparison_sentence(found, noun, lang))
    for line in _inputs(found, lang):
        yield Text(line, plain=True)


def _numbered(blocks: Iterator[Block], lang: Lang) -> Iterator[Block]:
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            number += 1
            caption = text("o_table", lang, number=number, title=block.caption)
            yield Table(caption, block.head, block.rows, block.foot, block.left)
        else:
            yield block


# -- workbook ------------------------------------------------------------------------------------------------


def render_xlsx(found: Comparison, lang: Lang) -> bytes:
    """Return the comparison as a workbook: what each plan is and comes to, and the posts of every station."""
    import xlsxwriter

    from staffing.report.beside_sheets import write_comparison
    from staffing.report.excel import OPTIONS, UNDATED
    from staffing.report.sheets import Sheet, foot_of

    target, title = io.BytesIO(), text("v_file_title", lang)
    book = xlsxwriter.Workbook(target, dict(OPTIONS))
    book.set_properties({"title": title, "created": UNDATED})
    foot = foot_of(found.scenarios[0].input_sha256 or "", None, lang)
    posts = Sheet(book, text("r_sheet_comparison", lang), lang, foot)
    write_comparison(posts, title, text("station", lang), found, lang)
    facts = Sheet(book, text("r_sheet_facts", lang), lang, foot)
    facts.put(0, 0, title, "title", sized=False)
    facts.put(1, 0, comparison_sentence(found, text("station", lang), lang), "answer", sized=False)
    facts.head(3, [text("v_column", lang), text("v_in_post", lang), *_heads(found, lang)], left=(0,))
    last = 4
    for last, row in enumerate(fact_rows(found, lang), start=4):
        facts.put(last, 0, headed(row.label))
        facts.put(last, 1, _value(Cell(row.in_post or BLANK)), "right")
        for column, cell in enumerate(row.cells, start=2):
            facts.put(last, column, _value(cell), "right")
    for number, line in enumerate((*_faults(found, lang), *_inputs(found, lang)), start=last + 2):
        facts.put(number, 0, line, "note", sized=False)
    facts.finish(header=3, freeze=(4, 1))
    book.close()
    return target.getvalue()


def _value(cell: Cell) -> object:
    """Return a plain number as a number, anything else as it is shown."""
    if cell.change:
        return f"{cell.shown} {cell.change}"
    try:
        return float(cell.shown)
    except ValueError:
        return cell.shown


# -- HTML ----------------------------------------------------------------------------------------------------


def render_html(found: Comparison, lang: Lang) -> bytes:
    """Return the comparison as one HTML file: a policy inside forbids scripts and requests."""
    from markupsafe import Markup

    from staffing.report.charts import draw_svg
    from staffing.report.html import TEMPLATES
    from staffing.report.jinja import environment

    spec = comparison_chart(found, lang) if len(found.scenarios) > 1 else None
    # Drawn from a specification of our own, in which data is text only.
    picture = None if spec is None else Markup(draw_svg(spec))  # noqa: S704
    page = (
        environment(lang, TEMPLATES)
        .get_template("comparison.html")
        .render(
            language={"zh": "zh-CN", "en": "en"}[lang],
            title=text("v_file_title", lang),
            answer=comparison_sentence(found, text("station", lang), lang),
            heads=_heads(found, lang),
            faults=_faults(found, lang),
            facts=fact_rows(found, lang),
            rows=station_rows(found),
            same=same_stations(found),
            picture=picture,
            inputs=_inputs(found, lang),
            sha=(found.scenarios[0].input_sha256 or "")[:16],
        )
    )
    return f"{page}\n".encode()


FILES: Final["MappingProxyType[str, Callable[[Comparison, Lang], bytes]]"] = MappingProxyType(
    {".docx": render_docx, ".html": render_html, ".xlsx": render_xlsx}
)
"""What a comparison is written as, by the ending of the file."""
