"""Lines of text that stay aligned where Chinese characters take two cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

MOST_CUT = 8
"""Cells that a shortened name keeps at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and whether it is set to the right."""

    heading: str
    right: bool = True


def pad(content: str, width: int, *, right: bool = False) -> str:
    """Fill with spaces to so many terminal cells; a Chinese character takes two."""
    space = " " * max(0, width - cell_len(content))
    return space + content if right else content + space


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], foot: Sequence[str] | None = None
) -> list[str]:
    """Return aligned lines: headings, a rule, the rows, and after another rule the foot."""
    everything = [[column.heading for column in columns], *rows, *([foot] if foot else [])]
    widths = [max(cell_len(row[k]) for row in everything) for k in range(len(columns))]

    def line(row: Sequence[str]) -> str:
        cells = (pad(cell, width, right=c.right) for cell, width, c in zip(row, widths, columns, strict=True))
        return "  ".join(cells).rstrip()

    rule = "  ".join("-" * width for width in widths)
    lines = [line(everything[0]), rule, *(line(row) for row in rows)]
    return [*lines, rule, line(foot)] if foot else lines


def fitted(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str] | None = None,
    *,
    width: int,
    spare: Sequence[int],
) -> list[str]:
    """Return a table that fits the width: columns of ``spare`` are left out in turn until it does.

    The first cell of the foot is its label and stays.
    """
    kept = _narrowed(columns, rows, foot, width, spare)
    lines = table(*_chosen(columns, rows, foot, kept))
    excess = max(map(cell_len, lines)) - width
    if excess <= 0:
        return lines
    shown, cells, end = _chosen(columns, rows, foot, kept)
    names = [k for k, column in enumerate(shown) if not column.right]
    longest = max(names, key=lambda k: max(cell_len(row[k]) for row in cells), default=0)
    room = max(MOST_CUT, max(cell_len(row[longest]) for row in cells) - excess)
    short = [[shortened(cell, room) if k == longest else cell for k, cell in enumerate(row)] for row in cells]
    return table(shown, short, end)


def whole(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str] | None = None,
    *,
    width: int,
    spare: Sequence[int],
) -> list[str] | None:
    """Return a table as :func:`fitted` does, but None where a name would have to be shortened."""
    lines = table(*_chosen(columns, rows, foot, _narrowed(columns, rows, foot, width, spare)))
    return lines if max(map(cell_len, lines)) <= width else None


def _narrowed(
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str] | None,
    width: int,
    spare: Sequence[int],
) -> list[int]:
    """Return the columns that stay: those of ``spare`` go in turn until the table fits."""
    kept = list(range(len(columns)))
    for gone in spare:
        if max(map(cell_len, table(*_chosen(columns, rows, foot, kept)))) <= width:
            break
        kept.remove(gone)
    return kept


def _chosen(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], foot: Sequence[str] | None, kept: Sequence[int]
) -> tuple[list[Column], list[list[str]], list[str] | None]:
    end = [foot[0], *(foot[k] for k in kept[1:])] if foot else None
    return [columns[k] for k in kept], [[row[k] for k in kept] for row in rows], end


def shortened(content: str, width: int) -> str:
    """Cut a name to so many terminal cells, marked by two dots."""
    if cell_len(content) <= width:
        return content
    cut = content
    while cut and cell_len(cut) > width - 2:
        cut = cut[:-1]
    return f"{cut}.."


def wrap(label: str, content: str, width: int) -> list[str]:
    """Return a labelled paragraph broken to the width, continued under its own start."""
    indent = " " * (cell_len(label) + 2)
    lines, current = [], f"{label}  " if label else ""
    if not label:
        indent = ""
    for word in _words(content):
        if cell_len(current) + cell_len(word.rstrip()) > width and current.strip() not in ("", label):
            lines.append(current.rstrip())
            current = indent
        current += word
    return [*lines, current.rstrip()]


def _words(content: str) -> list[str]:
    """Split where a line may break: after spaces and after Chinese punctuation."""
    words, current = [], ""
    for character in content:
        current += character
        if character in " ，。；、：）|":
            words.append(current)
            current = ""
    return [*words, current] if current else words


def signed(number: int | None) -> str:
    """Write a change: ``+2``, ``-1``, ``0``."""
    return "" if number is None else f"{number:+d}" if number else "0"


def two(number: float | None) -> str:
    """Write a ratio with two decimals; empty where there is none."""
    return "-" if number is None else f"{number:.2f}"
