"""Where in its files a ledger holds a word: looked for only when a message needs it."""

from collections.abc import Sequence

from staffing.io.cells import Cell
from staffing.io.characters import trim
from staffing.io.findings import Findings
from staffing.io.foreign.ticket_file import TicketFile, plain_breaks
from staffing.io.layout import TASKS
from staffing.io.ledger.engine import Execute
from staffing.io.ledger.files import NUMBERS, Part


class Locate:
    """Finds the first row that holds a word."""

    def __init__(self, execute: Execute, parts: Sequence[Part]) -> None:
        self._execute = execute
        self._parts = parts

    def title(self, key: str) -> str:
        """Return what a column is called in the first file that has it."""
        named = (part for part in self._parts if key in part.columns)
        part = next(named, None)
        return TASKS.column(key).zh if part is None else self._title(part, key)

    def is_number(self, key: str) -> bool:
        """Tell whether a column holds numbers that are not exact, in some file."""
        return any(part.types.get(key) in ("DOUBLE", "FLOAT") for part in self._parts)

    def holds(self, key: str, words: str) -> bool:
        """Tell whether a column holds these words."""
        query = f"SELECT count(*) FROM ledger WHERE {key} = $1"  # noqa: S608
        return bool(self._execute(query, [words]).fetchone()[0])

    def cell(self, key: str, words: str | None, *, blank: str | None = None) -> Cell:
        """Return the first cell of a column that holds ``words``, nothing where that is None.

        With ``blank`` of a row in which nothing stands in that column of numbers.
        """
        column = f"{key}_word" if key in NUMBERS else key
        same = f"{column} IS NULL" if words is None else f"{column} = $1"
        if words is None and key in NUMBERS:
            same += f" AND {key} IS NULL"
        if blank is not None:
            same += f" AND {blank} IS NULL AND {blank}_word IS NULL"
        query = f"SELECT file, min(row) FROM ledger WHERE {same} GROUP BY file ORDER BY file LIMIT 1"  # noqa: S608
        found = self._execute(query, [] if words is None else [words]).fetchone()
        if found is None:
            return Cell(words, self.title(key), self._parts[0].path.name, "", "csv")
        part, row = self._parts[found[0]], found[1]
        place = self._line(part, key, words, blank) if row is None else f"row {row + 1}"
        title = self._title(part, key)
        return Cell(words, title, part.path.name, f"{place}, {title}" if place else title, "csv")

    def row(self, number: int, row: int | None) -> tuple[str, str]:
        """Return file and place of a row; in a CSV there is no place without a word."""
        part = self._parts[number]
        return part.path.name, "" if row is None else f"row {row + 1}"

    def _title(self, part: Part, key: str) -> str:
        return part.titles.get(key, TASKS.column(key).zh)

    def _line(self, part: Part, key: str, words: str | None, blank: str | None) -> str:
        """Return the line of a CSV on which ``words`` stand."""
        findings = Findings()
        sought = {key: trim(words or "")}
        if blank is not None and blank in part.columns:
            sought[blank] = ""
        with TicketFile(part.path, None, findings) as file:
            titles = {column: self._title(part, column) for column in sought}
            wanted = [Cell(title, title, "", "", "typed") for title in titles.values()]
            header = file.header(wanted, findings)
            if header is None:
                return ""
            numbers = {header.titles.index(trim(titles[column])): said for column, said in sought.items()}
            for place, row in file.rows(header, findings):
                if all(trim(plain_breaks(str(row[n] or ""))) == said for n, said in numbers.items()):
                    return place
        return ""
