"""More files of the given corpus's kinds, made here: what they are called, how they are made, the right answer.

The answer is ``ACCEPT``, ``WARN CODE`` or ``REJECT CODE``; several codes with ``/`` between them are equally right.
A place as in the manifest. ``=`` before it: the content is the valid workbook's, by its fingerprint.
"""

from collections.abc import Callable
from typing import NamedTuple


class Kind(NamedTuple):
    """One file that is not in the given corpus, and what a right program answers."""

    name: str
    make: Callable[[], bytes]
    answer: str
    where: str = "-"

    @property
    def verdict(self) -> str:
        """ACCEPT, ACCEPT+WARN or REJECT."""
        word = self.answer.partition(" ")[0]
        return "ACCEPT+WARN" if word == "WARN" else word

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes that may come first; empty: any, or none."""
        return tuple(code for code in self.answer.partition(" ")[2].split("/") if code)

    @property
    def place(self) -> str:
        """The place to be named."""
        return self.where.removeprefix("=")

    @property
    def same(self) -> bool:
        """True: means what the valid workbook means."""
        return self.where.startswith("=")
