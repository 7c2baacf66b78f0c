"""How a cell may name a station: by its id, by its exact name, or by an alias that somebody saved knowingly.

Names that only look alike are suggested, never taken: two offices of similar names are two offices.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from typing import Any, Final

from staffing.io.cells import Cell
from staffing.io.characters import narrow, trim
from staffing.io.findings import Findings
from staffing.io.foreign.likeness import Likeness, twins
from staffing.io.values.words import identifier, nearest

NOT_COUNTED: Final = "不计"
"""What stands for a station in the sheet 别名 where a unit is knowingly left out."""
_UNKNOWN: Final = {
    (False, False): "E_STATION_NAME",
    (False, True): "E_STATION_NAME.near",
    (True, False): "E_STATION_NAME.rows",
    (True, True): "E_STATION_NAME.rows_near",
}
"""What is said of an unknown name: whether rows are counted, whether there are names like it."""
_HAN: Final = re.compile(r"[\u3400-\u9fff]")


class StationNames(Mapping[str, Any]):
    """The stations by id, and every other way to name them."""

    def __init__(
        self, stations: Mapping[str, Mapping[str, Any]], aliases: Mapping[str, Cell], findings: Findings
    ) -> None:
        self._stations = stations
        self._ids_of: dict[str, list[str]] = {}
        for station, fields in stations.items():
            if fields.get("name"):
                self._ids_of.setdefault(fields["name"], []).append(station)
        self._aliases: dict[str, str | None] = {}
        for alias, cell in aliases.items():
            self._add_alias(trim(alias), cell, findings)

    def _add_alias(self, alias: str, cell: Cell, findings: Findings) -> None:
        if cell.blank or cell.value == NOT_COUNTED:
            self._aliases[alias] = None
            return
        station = identifier(cell, findings)
        if station is None:
            return
        taken = [alias] if alias in self._stations else self._ids_of.get(alias, [])
        if station not in self._stations:
            if self._stations:
                near = partial(nearest, station, self._stations)
                findings.at("E_UNKNOWN_KEY", cell, got=station, nearest=near)
        elif taken and station not in taken:
            findings.at("E_STATION_NAME.taken", cell, name=alias, got=station, first=", ".join(taken))
        else:
            self._aliases[alias] = station

    def __getitem__(self, station: str) -> Any:
        return self._stations[station]

    def __iter__(self) -> Iterator[str]:
        return iter(self._stations)

    def __len__(self) -> int:
        return len(self._stations)

    def __contains__(self, station: object) -> bool:
        return station in self._stations

    def of(self, words: str) -> str | None:
        """Return the station that ``words`` name, if they name exactly one."""
        if words in self._stations:
            return words
        named = self._ids_of.get(words, [])
        return named[0] if len(named) == 1 else self._aliases.get(words)

    def left_out(self, words: str) -> bool:
        """Tell whether ``words`` name a unit that knowingly does not count."""
        return self.of(words) is None and words in self._aliases

    def is_alias(self, words: str) -> bool:
        """Tell whether only a saved alias says what ``words`` name."""
        return (
            words in self._aliases and words not in self._stations and len(self._ids_of.get(words, ())) != 1
        )

    def find(self, cell: Cell, findings: Findings) -> str | None:
        """Return the station that a cell names; None, and a fault, for none, and None for one left out."""
        value = cell.value
        if isinstance(value, str):
            if value in self._stations:
                return value
            words = trim(value)
            station = self.of(words)
            if station is not None and (words not in self._stations):
                if self.is_alias(words):
                    findings.changed("W_ALIAS", cell, station)
                elif words != value:
                    findings.changed("W_TRIMMED", cell, words)
                return station
            if station is None and words in self._aliases:
                findings.changed("W_ALIAS.none", cell, None)
                return None
            if self._stations and _HAN.search(words) and narrow(words) not in self._stations:
                self.refuse(cell, words, findings)
                return None
        station = identifier(cell, findings)
        if station is None or station in self._stations:
            return station
        if self._stations:
            findings.at("E_UNKNOWN_KEY", cell, nearest=partial(nearest, station, self._stations))
        return None

    def refuse(self, cell: Cell, words: str, findings: Findings, **values: Any) -> None:
        """Record a name that no station bears, with the stations that bear one like it."""
        if len(self._ids_of.get(words, ())) > 1:
            findings.at("E_STATION_NAME.several", cell, first=", ".join(self._ids_of[words]))
            return
        near = [] if findings.full("E_STATION_NAME") else self._likeness.nearest(words)
        shown = ", ".join(f"{self._ids_of[name][0]} {name}" for name in near)
        example = self._ids_of[near[0]][0] if near else next(iter(self._stations), "S001")
        key = _UNKNOWN["rows" in values, bool(near)]
        findings.at(key, cell, nearest=shown, example=example, **values)

    @cached_property
    def _likeness(self) -> Likeness:
        return Likeness(self._ids_of)


def note_twins(
    stations: Mapping[str, Mapping[str, Any]], cells: Mapping[str, Cell], findings: Findings
) -> None:
    """Note stations of one table whose names are one another's spelling."""
    ids = [station for station, fields in stations.items() if fields.get("name")]
    for first, second in twins(stations[station]["name"] for station in ids):
        cell = cells.get(f"stations.{ids[second]}.name")
        if cell is not None:
            other = f"{ids[first]} {stations[ids[first]]['name']}"
            findings.at("W_NEAR_NAME", cell, first=other)
