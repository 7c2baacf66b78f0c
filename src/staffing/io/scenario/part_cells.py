"""The cell behind each part of a scenario, by the part's path."""

from collections.abc import Iterable, Iterator, Mapping, MutableMapping

from staffing.io.cells import Cell


class PartCells(MutableMapping[str, Cell]):
    """Cells by path. Those of a whole row are made when they are asked for: of most nobody ever asks."""

    def __init__(self) -> None:
        self._cells: dict[str, Cell] = {}
        self._rows: dict[str, tuple[Mapping[str, Cell], Iterable[str]]] = {}

    def add_row(self, path: str, row: Mapping[str, Cell], keys: Iterable[str]) -> None:
        """Note a row whose cells ``keys`` are behind the parts ``path.KEY``."""
        self._rows[path] = (row, keys)

    def __getitem__(self, path: str) -> Cell:
        if path in self._cells:
            return self._cells[path]
        above, _, key = path.rpartition(".")
        row, keys = self._rows[above]
        if key not in keys:
            raise KeyError(path)
        return row[key]

    def __setitem__(self, path: str, cell: Cell) -> None:
        self._cells[path] = cell

    def __delitem__(self, path: str) -> None:
        del self._cells[path]

    def __iter__(self) -> Iterator[str]:
        yield from self._cells
        for above, (_, keys) in self._rows.items():
            yield from (path for key in keys if (path := f"{above}.{key}") not in self._cells)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class CellTexts(Mapping[str, str]):
    """Place or file of each part, by the part's path."""

    def __init__(self, cells: Mapping[str, Cell], field: str) -> None:
        self._cells = cells
        self._field = field

    def __getitem__(self, path: str) -> str:
        return str(getattr(self._cells[path], self._field))

    def __contains__(self, path: object) -> bool:
        return path in self._cells

    def __iter__(self) -> Iterator[str]:
        return iter(self._cells)

    def __len__(self) -> int:
        return len(self._cells)

    def __reduce__(self) -> tuple[type[dict[str, str]], tuple[dict[str, str]]]:
        # Another process gets the texts alone: the cells stand in grids, which stay here.
        return dict, (dict(self),)
