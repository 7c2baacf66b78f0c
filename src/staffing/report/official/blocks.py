"""What an official document is made of, whatever file it becomes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its number; level 1 is that of the sections."""

    level: int
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``plain`` ones are not spread to the right margin, for words that cannot be broken."""

    words: str
    plain: bool = False
    joined: bool = False
    """True: stays whole, and on one page with what follows."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption above; columns of ``left`` hold words."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...] | None = None
    left: tuple[int, ...] = (0,)
    continued: bool = False
    """True: further columns of the table before it, under the same number."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart with the sentence that says what it shows."""

    png: bytes
    words: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Begins a page: the label 附件1 and the title under it."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The list of attachments under the text: one line each, all on the page of the signature."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, and when."""

    issuer: str
    date: str


Block = Heading | Text | Table | Picture | Attachment | Enclosed | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """A document ready to be set."""

    title: str
    tail: str
    """What the title ends in: the kind of paper it is."""
    number: str
    """Its own number, under a red head."""
    blocks: tuple[Block, ...]


def side_by_side(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str] | None = None,
    *,
    fixed: int = 1,
    most: int,
) -> list[Table]:
    """Divide a table that is too wide for the page into parts as wide as each other.

    Each part repeats the first ``fixed`` columns and holds at most so many others.
    """
    others = max(1, len(head) - fixed)
    parts = -(-others // most)
    ends = [fixed - (-others * part // parts) for part in range(parts + 1)]
    made = []
    for start, end in pairwise(ends):
        kept = [*range(fixed), *range(start, min(end, len(head)))]

        def chosen(row: Sequence[str], kept: list[int] = kept) -> tuple[str, ...]:
            return tuple(row[k] for k in kept)

        cells = tuple(chosen(row) for row in rows)
        foot_cells = chosen(foot) if foot else None
        left, continued = tuple(range(fixed)), start > fixed
        made.append(Table(caption, chosen(head), cells, foot_cells, left, continued))
    return made
