"""Who is measured with which weights: the classes, or all stations together (``docs/model.md``, section 1)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from staffing.errors import InputError, Issue
from staffing.models.scenario import Scenario
from staffing.models.tasks import Measure
from staffing.models.workload import ClassSplit, StationClass
from staffing.quantify.tasks import totals


class Ruler(NamedTuple):
    """Stations that are measured with the same weights, and their share of the headcount."""

    members: tuple[int, ...]
    """Positions of the stations."""
    weights: dict[str, Decimal]
    share: Fraction
    of_class: str | None = None
    """The class that has these weights of its own; None: they are the scenario's."""


def rulers(scenario: Scenario) -> list[Ruler]:
    """Return the classes with their weights and shares; without classes one ruler for all."""
    if not scenario.classes:
        return [Ruler(tuple(range(len(scenario.stations))), _everywhere(scenario), Fraction(1))]
    found = []
    for one, share in zip(scenario.classes, class_shares(scenario), strict=True):
        members = tuple(s for s, station in enumerate(scenario.stations) if station.class_ == one.name)
        own = _own_weights(scenario, one.name)
        found.append(Ruler(members, own or _everywhere(scenario), share, one.name if own else None))
    return found


def class_weights(scenario: Scenario, name: str) -> dict[str, Decimal]:
    """Return the weights that a class goes by: its own, or where it has none those of the scenario."""
    return _own_weights(scenario, name) or _everywhere(scenario)


def _own_weights(scenario: Scenario, name: str) -> dict[str, Decimal]:
    return {
        driver.name: driver.class_weights[name] for driver in scenario.drivers if name in driver.class_weights
    }


def _everywhere(scenario: Scenario) -> dict[str, Decimal]:
    return {driver.name: driver.weight for driver in scenario.drivers if driver.weight}


def mean_weights(scenario: Scenario, shares: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the weight of each driver over all stations: with classes the mean of its weights by their shares."""
    if not shares:
        return {driver.name: Fraction(driver.weight) for driver in scenario.drivers}
    own = {one: class_weights(scenario, one) for one in shares}
    return {
        driver.name: sum(
            (share * Fraction(own[one].get(driver.name, 0)) for one, share in shares.items()), Fraction(0)
        )
        for driver in scenario.drivers
    }


def class_shares(scenario: Scenario) -> list[Fraction]:
    """Return the share of the headcount of each class, in their order; they sum to 1."""
    parts = [_part(scenario, one) for one in scenario.classes]
    whole = sum(parts)
    if not whole:
        raise InputError([Issue("E_TASKS_ZERO", values={"name": scenario.class_split.value})])
    return [part / whole for part in parts]


def _part(scenario: Scenario, one: StationClass) -> Fraction:
    match scenario.class_split:
        case ClassSplit.SHARE:
            return Fraction(one.share or 0)
        case ClassSplit.POSTS:
            return Fraction(one.posts or 0)
        case ClassSplit.HOURS:
            members = [station.id for station in scenario.stations if station.class_ == one.name]
            hours = totals(scenario.tasks, Measure.HOURS, members) if scenario.tasks is not None else ()
            return sum(hours, Fraction(0))
