"""A way out of a conflict as changes of the scenario: keys as ``--set`` and addresses of the page take them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final, NamedTuple

from staffing.errors import InputError
from staffing.io.scenario_file import Loaded
from staffing.models.base import plain
from staffing.models.establishment import CategoryBound, Group
from staffing.models.run import RelaxationDocument
from staffing.models.scenario import Scenario
from staffing.service.opening import Opened, open_scenario
from staffing.solver.explain import contradiction

LONGEST: Final = 4_000
"""Characters of all values together; a list of posts may be too long to be said in an address."""

_NAME: Final = re.compile(r"(\w+)(?:\[([^\[\]]*)\])?(?:\.(minimum|maximum|drop))?")
_SIDES: Final = {"minimum": "min", "maximum": "max"}

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Draft:
    """The changes written so far."""

    scenario: Scenario
    settings: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[Fields]] = field(default_factory=dict)
    """Lists of the scenario that change: each is only ever replaced as a whole."""

    def rows(self, key: str) -> list[Fields]:
        """Return the rows of a list, to be changed."""
        if key not in self.lists:
            self.lists[key] = [
                {name: value for name, value in row.items() if value is not None}
                for row in _ROWS[key](self.scenario)
            ]
        return self.lists[key]

    def set(self, key: str, found: Mapping[str, Any], changes: Fields) -> bool:
        """Change the one row of a list that is meant; False: there is none."""
        for row in self.rows(key):
            if all(row.get(name) == value for name, value in found.items()):
                row.update(changes)
                return True
        return False


class _Change(NamedTuple):
    """A new figure, or that a rule is dropped."""

    subject: str
    """What the rule is about: ids, apart by a comma."""
    side: str
    figure: int

    @property
    def pair(self) -> tuple[str, str]:
        """Both ids; the second may be missing."""
        first, _, second = self.subject.partition(",")
        return first, second


def settings_of(
    loaded: Loaded, relaxation: RelaxationDocument, *, cap: int | None = None
) -> dict[str, str] | None:
    """Return the changes of the scenario that a relaxation stands for.

    Parameters
    ----------
    loaded, cap
        The scenario, and the headcount that it was asked with if that is another.

    Returns
    -------
    dict or None
        Values as YAML writes them by dotted path, for :meth:`Loaded.changed`; ``cap`` by itself is a headcount for
        :func:`staffing.service.run`, which divides it among categories. None: the change cannot be said so, as that
        of a rule of a single year.

    Examples
    --------
    >>> from staffing.io.scenario_file import load_mapping
    >>> stations = [{"id": "S1", "name": "南", "minimum": 9, "work": 1}]
    >>> loaded = load_mapping({"schema": 1, "cap": 8, "weights": {"work": 1}, "stations": stations})
    >>> settings_of(loaded, RelaxationDocument(text="", changes={"station_bounds[S1].minimum": 7}))
    {'bounds.S1.min': '7'}
    """
    draft = _Draft(loaded.scenario)
    for name, figure in relaxation.changes.items():
        match = _NAME.fullmatch(name)
        write = _WRITERS.get(match[1]) if match else None
        if match is None or write is None:
            return None
        if not write(draft, _Change(match[2] or "", match[3] or "", figure)):
            return None
    settings = draft.settings | {key: _flow(rows) for key, rows in draft.lists.items()}
    if sum(map(len, settings.values())) > LONGEST:
        return None
    try:
        opened = open_scenario(apply(loaded, settings, cap=cap))
    except InputError:
        return None
    return settings if contradiction(opened.totals) is None else None


def apply(loaded: Loaded, settings: Mapping[str, str], *, cap: int | None = None) -> Opened:
    """Return a scenario with such changes; ``cap`` where these say nothing of the headcount.

    Raises
    ------
    InputError
        The changes do not fit.
    """
    alone = "cap" in settings and "categories" not in settings
    rest = {key: value for key, value in settings.items() if not (alone and key == "cap")}
    changed = loaded.changed(rest)
    opened = Opened(changed.scenario, changed.warnings, changed.places, changed.files)
    return opened.adjusted(cap=int(settings["cap"]) if alone else None if "cap" in settings else cap)


def _cap(draft: _Draft, change: _Change) -> bool:
    if not change.subject:
        draft.settings["cap"] = str(change.figure)
        return True
    known = draft.set("categories", {"id": change.subject}, {"cap": change.figure})
    draft.settings["cap"] = str(sum(category["cap"] for category in draft.rows("categories")))
    return known


def _total(draft: _Draft, change: _Change) -> bool:
    return draft.set("categories", {"id": change.subject}, {"total": change.figure})


def _stay(draft: _Draft, change: _Change) -> bool:
    return draft.set("categories", {"id": change.subject}, {"movable": True})


def _station(draft: _Draft, change: _Change) -> bool:
    if change.side not in _SIDES or all(station.id != change.subject for station in draft.scenario.stations):
        return False
    draft.settings[f"bounds.{change.subject}.{_SIDES[change.side]}"] = str(change.figure)
    return True


def _number(draft: _Draft, change: _Change) -> bool:
    station, category = change.pair
    found = {"station": station, "category": category}
    return change.side in _SIDES and draft.set("posts", found, {change.side: change.figure})


def _eligible(draft: _Draft, change: _Change) -> bool:
    station, category = change.pair
    return draft.set("posts", {"station": station, "category": category}, {"allowed": True})


def _group(draft: _Draft, change: _Change) -> bool:
    group, category = change.pair
    if change.side == "drop" or " " in group:  # the problem of one year has groups of its own
        return False
    changes = {_SIDES[change.side or "maximum"]: change.figure}
    if not category:
        return draft.set("groups", {"id": group}, changes)
    for row in draft.rows("groups"):
        if row["id"] == group and category in row["categories"]:
            row["categories"][category].update(changes)
            return True
    return False


def _pin(draft: _Draft, change: _Change) -> bool:
    station, category = change.pair
    found = {"station": None if station == "*" else station, "category": category or None}
    if change.side != "drop":
        return draft.set("fix", found, {"posts": change.figure})
    rows = draft.rows("fix")
    kept = [row for row in rows if any(row.get(key) != value for key, value in found.items())]
    draft.lists["fix"] = kept
    return len(kept) < len(rows)


def _transfers(draft: _Draft, change: _Change) -> bool:
    return _limit(draft, change, "max_transfers")


def _stations_changed(draft: _Draft, change: _Change) -> bool:
    return _limit(draft, change, "max_stations_changed")


def _limit(draft: _Draft, change: _Change, key: str) -> bool:
    draft.settings[key] = "null" if change.side == "drop" else str(change.figure)
    return getattr(draft.scenario, key) is not None


_Write = Callable[[_Draft, _Change], bool]
_WRITERS: Final[Mapping[str, _Write]] = {
    "cap": _cap,
    "category_bounds": _number,
    "category_total": _total,
    "eligibility": _eligible,
    "established_stay": _stay,
    "group_bounds": _group,
    "pin": _pin,
    "station_bounds": _station,
    "stations_changed": _stations_changed,
    "transfers": _transfers,
}
"""How a rule's new figure is said, by the kind of the rule; False: it cannot be."""


def _categories(scenario: Scenario) -> Iterable[Fields]:
    return (category.model_dump() for category in scenario.categories)


def _posts(scenario: Scenario) -> Iterable[Fields]:
    return (post.model_dump() for post in scenario.posts)


def _groups(scenario: Scenario) -> Iterable[Fields]:
    for group in scenario.groups:
        own = {"id": group.id, "parent": group.parent, "members": list(group.members)}
        inner = {bound.category: _bounds(bound) for bound in group.categories}
        yield {**own, **_bounds(group), "categories": inner}


def _bounds(bound: Group | CategoryBound) -> Fields:
    upper = {} if bound.maximum is None else {"max": bound.maximum}
    return {"min": bound.minimum, **upper}


def _fixed(scenario: Scenario) -> Iterable[Fields]:
    return (fix.model_dump() for fix in scenario.fix)


_ROWS: Final[Mapping[str, Callable[[Scenario], Iterable[Fields]]]] = {
    "categories": _categories,
    "fix": _fixed,
    "groups": _groups,
    "posts": _posts,
}


def _flow(value: Any) -> str:
    """Write a value as YAML does in one line.

    >>> _flow([{"id": "G1", "members": ["S1"], "max": 9, "share": Decimal("0.50"), "movable": True}])
    '[{id: "G1", members: ["S1"], max: 9, share: 0.5, movable: true}]'
    """
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case Decimal():
            return plain(value)
        case list():
            return "[" + ", ".join(map(_flow, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
        case _:
            words = str(value).replace("\\", "\\\\").replace('"', '\\"')
            return f'"{words}"'
