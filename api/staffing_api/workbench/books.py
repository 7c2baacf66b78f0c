"""Files that were dropped on the page: kept in memory by the hash of name and bytes, never on a disk.

The hash is the file's name in addresses, so an address says exactly which data it is about: the same file dropped
again, on this server or another, has the same address. The name it had is shown, and its ending says how it is
read; so the same bytes under another name are another file, and change nobody's page.
"""

import hashlib
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from staffing_api.problems import refusal
from staffing_api.workbench.state import BOOK

KEPT: Final = 64
"""Files kept; beyond that those unused longest go."""
KEPT_BYTES: Final = 200_000_000
"""Sum of their sizes."""
_HASH_LETTERS: Final = 32


@dataclass(frozen=True, slots=True)
class Book:
    """A file as it was dropped."""

    data: bytes = field(repr=False)
    filename: str
    name: str
    """What addresses call it: ``~`` and its hash."""

    @property
    def is_table(self) -> bool:
        """True: a CSV, to which headcount and weights come from the address."""
        return self.filename.lower().endswith(".csv")


def base_name(filename: str) -> str:
    """Return the name of a file without its folder, as some browsers send it along.

    >>> base_name("C:\\\\data\\\\a.xlsx"), base_name("")
    ('a.xlsx', 'workbook.xlsx')
    """
    return filename.replace("\\", "/").rpartition("/")[2] or "workbook.xlsx"


class Books:
    """The files of one server; safe to use from several threads."""

    def __init__(self) -> None:
        self._books: OrderedDict[str, Book] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, data: bytes, filename: str) -> Book:
        """Keep a file and return it with its name."""
        filename = base_name(filename)
        told = hashlib.sha256(filename.encode("utf-8", "surrogatepass") + b"\0")
        told.update(data)
        name = BOOK + told.hexdigest()[:_HASH_LETTERS]
        book = Book(data, filename, name)
        with self._lock:
            self._books[name] = book
            self._books.move_to_end(name)
            while len(self._books) > KEPT or self._size() > KEPT_BYTES:
                self._books.popitem(last=False)
        return book

    def get(self, name: str) -> Book:
        """Return a file.

        Raises
        ------
        InputError
            ``E_BOOK``: the server does not hold it, or no longer.
        """
        with self._lock:
            book = self._books.get(name)
            if book is None:
                raise refusal("E_BOOK")
            self._books.move_to_end(name)
            return book

    def _size(self) -> int:
        return sum(len(book.data) for book in self._books.values()) if len(self._books) > 1 else 0
