"""A scenario: everything that decides a plan, and its fingerprint."""

import hashlib
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic import Field

from staffing.models.base import DEFAULT_GOALS, Frozen, Goal, Method, Normalisation, Place, plain
from staffing.models.establishment import Category, Departure, Fix, Group, Post, Year
from staffing.models.formal import Formal
from staffing.models.standards import Allowance, Rounding, Standard, WorkingTime
from staffing.models.station import Station, id_key
from staffing.models.tasks import Coefficient, Tasks
from staffing.models.workload import ClassSplit, Driver, StationClass, Window

PRESENTATION = frozenset({"name", "date", "noun", "illustrative", "note", *Formal.model_fields})
"""Fields that change words of a report but never a number: no part of the fingerprint."""

_ORDER = {
    "fix": ("station", "category"),
    "departures": ("year", "station", "category"),
    "coefficients": ("kind", "grade", "valid_from"),
    "classes": ("name",),
    "standards": ("activity", "valid_from"),
    "working_time": ("station",),
    "allowances": ("name", "station"),
}
"""Fields whose rows have an order in the fingerprint by these fields of theirs."""


class Scenario(Formal):
    """A complete, checked staffing question. Built by :mod:`staffing.io`, which reports what does not fit."""

    name: str
    """Title, as it stands in reports."""
    stations: tuple[Station, ...]
    """In the order of the office; the order never changes a number."""
    drivers: tuple[Driver, ...]
    cap: int = Field(ge=0)
    """Authorised headcount 总编制 (人员控制数), the sum of the categories' where there are any."""
    method: Method = Method.WEBSTER
    normalisation: Normalisation = Normalisation.SHARE
    place: Place = Place.ALL
    categories: tuple[Category, ...] = ()
    posts: tuple[Post, ...] = ()
    groups: tuple[Group, ...] = ()
    max_transfers: int | None = Field(default=None, ge=0)
    """Most staff who may change station, of all categories together; None: no limit."""
    max_stations_changed: int | None = Field(default=None, ge=0)
    """Most stations at which anything may change; None: no limit."""
    fix: tuple[Fix, ...] = ()
    """Numbers that the user has settled."""
    objective: tuple[Goal, ...] = DEFAULT_GOALS
    """What is best, in this order; ``order`` stands last."""
    years: tuple[Year, ...] = ()
    """Years of a phased plan, in order; empty: none is asked for."""
    departures: tuple[Departure, ...] = ()
    """Who retires or leaves in these years."""
    window: Window | None = None
    """What counts of several periods become; None: each driver has one period."""
    tasks: Tasks | None = None
    """The task ledger; None: there is none."""
    coefficients: tuple[Coefficient, ...] = ()
    """What the ledger's grades count."""
    classes: tuple[StationClass, ...] = ()
    """Classes with weights of their own; empty: one ruler for all."""
    class_split: ClassSplit = ClassSplit.SHARE
    standards: tuple[Standard, ...] = ()
    working_time: tuple[WorkingTime, ...] = ()
    allowances: tuple[Allowance, ...] = ()
    rounding: Rounding = Rounding.NONE
    """How required posts become whole."""
    time_limit_s: Decimal = Decimal(30)
    """Wall-clock limit of one solve, in seconds."""
    seed: int = 0
    threads: int = 1
    date: str | None = None
    """Date of the report, ISO; None leaves it blank, never today's."""
    noun: str | None = None
    """What the office calls its stations 称谓: 站所, 单位, 村."""
    illustrative: bool = False
    """True: the figures are examples, and every output says so."""
    note: str | None = None
    """A remark on sources that every output carries."""

    @property
    def input_sha256(self) -> str:
        """Fingerprint of the content: the same whatever the file form, row order or number format."""
        return hashlib.sha256(canonical_json(self).encode()).hexdigest()


def canonical_json(scenario: Scenario) -> str:
    """Return the content that :attr:`Scenario.input_sha256` hashes: sorted, numbers as plain text."""
    fields = {
        name: _canonical(getattr(scenario, name))
        for name in Scenario.model_fields
        if name not in PRESENTATION
    }
    fields["stations"] = sorted(fields["stations"], key=lambda row: id_key(row["id"]))
    fields["drivers"] = sorted(fields["drivers"], key=lambda row: row["name"])
    fields["categories"] = sorted(fields["categories"], key=lambda row: row["id"])
    fields["posts"] = sorted(fields["posts"], key=lambda row: (row["category"], row["station"]))
    fields["groups"] = sorted(fields["groups"], key=lambda row: row["id"])
    for group in fields["groups"]:
        group["members"] = sorted(group["members"])
        group["categories"] = sorted(group["categories"], key=lambda row: row["category"])
    for key, names in _ORDER.items():
        fields[key] = sorted(fields[key], key=partial(_sort_key, names))
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _sort_key(names: Sequence[str], row: dict[str, Any]) -> list[str]:
    return [row[name] or "" for name in names]


def _canonical(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Frozen):
        return {name: _canonical(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, dict):
        return {key: _canonical(item) for key, item in value.items()}
    return value
