"""What is wrong with a file, group by group, each fault with the rows around it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from staffing.errors import Issue
from staffing.io.excerpt import Excerpt, excerpts
from staffing.io.findings import table_of
from staffing.masking import mask_place
from staffing.messages import Lang, place_text

OPEN: Final = 3
"""Faults of one kind that are shown at once; the rest of the kind unfolds."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault as the page shows it."""

    place: str
    message: str
    remedy: str
    code: str
    rows: Excerpt | None

    @property
    def far(self) -> frozenset[int]:
        """Columns that a narrow screen leaves out: neither the first, nor at fault, nor beside that."""
        lines = self.rows.lines if self.rows is not None else ()
        wrong = {column for line in lines for column, faulty in enumerate(line.faulty) if faulty}
        near = {0, *(column + step for column in wrong for step in (-1, 0, 1))}
        width = len(lines[0].cells) if lines else 0
        return frozenset(range(width)) - near


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one kind in one column, the first of them open."""

    first: Sequence[Fault]
    more: Sequence[Fault]


def groups_of(issues: Sequence[Issue], lang: Lang, files: Mapping[str, bytes]) -> list[Group]:
    """Return the faults by kind and column, in the order found, each with its rows where its file is at hand.

    Parameters
    ----------
    files
        The bytes of the files that were read, by name. The name of a single one goes without saying.
    """
    rows: dict[int, Excerpt | None] = {}
    for filename, data in files.items():
        own = [number for number, issue in enumerate(issues) if issue.file == filename]
        rows |= zip(own, excerpts(data, filename, [issues[number] for number in own]), strict=True)
    alone = next(iter(files)) if len(files) == 1 else ""
    kinds: dict[tuple[str, str, str, str], list[Fault]] = {}
    for number, issue in enumerate(issues):
        key = (issue.key, issue.file, table_of(issue.where), str(issue.values.get("name", "")))
        kinds.setdefault(key, []).append(_fault(issue, rows.get(number), lang, alone))
    return [Group(faults[:OPEN], faults[OPEN:]) for faults in kinds.values()]


def _fault(issue: Issue, rows: Excerpt | None, lang: Lang, alone: str) -> Fault:
    where = place_text(mask_place(issue.where), lang)
    file = issue.file if issue.file != alone else ""
    return Fault(
        place=" · ".join(filter(None, (file, where))),
        message=issue.message(lang),
        remedy=issue.remedy(lang),
        code=issue.code,
        rows=rows,
    )
