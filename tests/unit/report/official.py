"""What the tests of official documents share: reading a docx back, and a run with every particular."""

import io
from typing import Any

from staffing.models.formal import Publicity
from staffing.models.run import Run

FORMAL = {
    "document_number": "某编办〔2026〕1号",
    "counting_rule": "外聘人员含劳务派遣人员",
    "counted_over": "2025年1月1日至12月31日",
    "publicity": Publicity.OPEN,
    "notice_from": "2026-03-09",
    "issuer": "某区市场监督管理局",
    "contact_office": "人事科",
    "contact_phone": "总机",
    "contact_address": "某路1号",
    "date": "2026-03-06",
}


def formal(run: Run, **changes: Any) -> Run:
    """Return the run with every particular filled in."""
    return run.model_copy(update=FORMAL | changes)


def opened(data: bytes) -> Any:
    """Return a docx as python-docx reads it."""
    import docx

    return docx.Document(io.BytesIO(data))


def words(data: bytes) -> str:
    """Return everything that a docx says, a paragraph or a row a line."""
    made = opened(data)
    lines = [paragraph.text for paragraph in made.paragraphs]
    lines += ["\t".join(cell.text for cell in row.cells) for table in made.tables for row in table.rows]
    return "\n".join(lines)
