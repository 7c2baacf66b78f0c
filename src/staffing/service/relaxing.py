"""A way out of a conflict as changes of the scenario: keys as ``--set`` and addresses of the page take them."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.models.establishment import Fix
from staffing.models.run import RelaxationDocument
from staffing.models.scenario import Scenario
from staffing.service.opening import Opened, open_scenario
from staffing.solver.explain import contradiction

LONGEST: Final = 4_000
"""Characters of all values together: a list may be too long to be said in an address."""

_NAME: Final = re.compile(r"(\w+)(?:\[([^\[\]]*)\])?(?:\.(minimum|maximum|drop))?")
_SIDES: Final = {"minimum": "min", "maximum": "max"}

Settings = dict[str, str]


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
    settings: Settings = {}
    for name, figure in relaxation.changes.items():
        match = _NAME.fullmatch(name)
        write = _WRITERS.get(match[1]) if match else None
        said = (
            write(loaded.scenario, _Change(match[2] or "", match[3] or "", figure))
            if match and write
            else None
        )
        if said is None:
            return None
        settings |= said
    if sum(map(len, settings.values())) > LONGEST:
        return None
    try:
        opened = open_scenario(apply(loaded, settings, cap=cap))
    except InputError:
        return None
    return settings if contradiction(opened.totals) is None else None


def changes_caps(settings: Mapping[str, str]) -> bool:
    """Tell whether such changes say the caps of categories, and with them the headcount.

    >>> changes_caps({"categories.contract.cap": "21"}), changes_caps({"cap": "96"})
    (True, False)
    """
    return any(key.startswith("categories.") and key.endswith(".cap") for key in settings)


def apply(loaded: Loaded, settings: Mapping[str, str], *, cap: int | None = None) -> Opened:
    """Return a scenario with such changes; ``cap`` where these say nothing of the headcount.

    Raises
    ------
    InputError
        The changes do not fit.
    """
    rest = {key: value for key, value in settings.items() if key != "cap"}
    changed = loaded.changed(rest)
    opened = Opened(changed.scenario, changed.warnings, changed.places, changed.files)
    if changes_caps(settings):
        return opened
    return opened.adjusted(cap=int(settings["cap"]) if "cap" in settings else cap)


def _cap(_: Scenario, change: _Change) -> Settings | None:
    key = f"categories.{change.subject}.cap" if change.subject else "cap"
    return {key: str(change.figure)}


def _total(_: Scenario, change: _Change) -> Settings | None:
    return {f"categories.{change.subject}.total": str(change.figure)}


def _stay(_: Scenario, change: _Change) -> Settings | None:
    return {f"categories.{change.subject}.movable": "true"}


def _station(_: Scenario, change: _Change) -> Settings | None:
    if change.side not in _SIDES:
        return None
    return {f"bounds.{change.subject}.{_SIDES[change.side]}": str(change.figure)}


def _number(_: Scenario, change: _Change) -> Settings | None:
    station, category = change.pair
    if change.side not in _SIDES or not category:
        return None
    return {f"posts.{station}.{category}.{change.side}": str(change.figure)}


def _eligible(_: Scenario, change: _Change) -> Settings | None:
    station, category = change.pair
    return {f"posts.{station}.{category}.allowed": "true"}


def _group(_: Scenario, change: _Change) -> Settings | None:
    group, category = change.pair
    if change.side == "drop" or " " in group:  # the problem of one year has groups of its own
        return None
    owner = f"groups.{group}.categories.{category}" if category else f"groups.{group}"
    return {f"{owner}.{_SIDES[change.side or 'maximum']}": str(change.figure)}


def _pin(scenario: Scenario, change: _Change) -> Settings | None:
    """Return the whole list of fixed numbers: its items have no id."""
    station, category = change.pair
    subject = (None if station == "*" else station, category or None)
    kept = []
    for fix in scenario.fix:
        if (fix.station, fix.category) != subject:
            kept.append(fix)
        elif change.side != "drop":
            kept.append(fix.model_copy(update={"posts": change.figure}))
    return {"fix": "[" + ", ".join(map(_fixed, kept)) + "]"}


def _fixed(fix: Fix) -> str:
    """Write a fixed number as YAML does in one line.

    >>> _fixed(Fix(station="S001", posts=7))
    '{station: "S001", posts: 7}'
    """
    named = {"station": fix.station, "category": fix.category}
    said = [f'{key}: "{value}"' for key, value in named.items() if value is not None]
    return "{" + ", ".join([*said, *([] if fix.posts is None else [f"posts: {fix.posts}"])]) + "}"


def _transfers(_: Scenario, change: _Change) -> Settings | None:
    return {"max_transfers": "null" if change.side == "drop" else str(change.figure)}


def _stations_changed(_: Scenario, change: _Change) -> Settings | None:
    return {"max_stations_changed": "null" if change.side == "drop" else str(change.figure)}


_WRITERS: Final[Mapping[str, Callable[[Scenario, _Change], Settings | None]]] = {
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
"""How a rule's new figure is said, by the kind of the rule; None: it cannot be."""
