"""A plan edited by hand: some posts of the proposed plan replaced, and what that is worth beside it."""

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from staffing.errors import InputError, Issue
from staffing.io.plan_file import plan_of_mapping
from staffing.io.values.words import nearest
from staffing.messages import Lang
from staffing.models.run import Run
from staffing.models.scenario import Scenario
from staffing.service.beside import answer_of, evaluation
from staffing.service.opening import Opened
from staffing.service.record import Posts, burden, capacity_of, posts_of
from staffing.solver.reallocation.formulate import formulate

_WHOLE: Final = re.compile(r"-?[0-9]{1,7}")


def appraise(opened: Opened, run: Run, edits: Mapping[str, str], *, lang: Lang = "zh") -> Run:
    """Return the run with what its plan is worth once some posts are changed by hand.

    Parameters
    ----------
    opened, run
        A scenario and its plan.
    edits
        Posts as they were typed: by station, where one category at most moves; else by ``STATION.CATEGORY``.

    Raises
    ------
    InputError
        A figure is none, or of nobody; each fault names the key of ``edits`` as its place.
    UsageError
        ``E_MODEL``: nothing says what plans of this scenario made by hand are worth.
    """
    proposed = posts_of(run)
    if proposed is None or not edits:
        return run
    hand = _edited(opened.scenario, proposed, edits)
    formulation = opened.programme or formulate(opened.scenario, opened.demand)
    best = answer_of(formulation, proposed, run.status)
    found = evaluation(opened, formulation, plan_of_mapping(hand, opened.scenario), best, lang)
    return run.model_copy(update={"evaluation": found})


def rows_by_hand(opened: Opened, run: Run) -> Run:
    """Return the run with the plan made by hand in its rows: posts, changes, work per head, sums of the categories.

    It is there for tables alone: nothing is proven of it. Without a plan made by hand the run as it is.
    """
    if run.evaluation is None:
        return run
    hand = run.evaluation.stations
    capacities = {c.id: Fraction(c.capacity) for c in opened.scenario.categories} or {"": Fraction(1)}
    whole = capacity_of(opened.scenario)
    rows = []
    for row, index in zip(run.stations, opened.demand.index, strict=True):
        posts = hand[row.id]
        placed = sum(posts.values())
        units = sum((capacities[kind] * x for kind, x in posts.items()), start=Fraction(0))
        update: dict[str, Any] = {
            "allocation": placed,
            "change": None if row.in_post is None else placed - row.in_post,
            "burden": burden(index, units, whole),
            "at_floor": False,
        }
        if row.categories is not None:
            update["categories"] = {
                kind: held.model_copy(update={"allocation": posts[kind]})
                for kind, held in row.categories.items()
            }
        rows.append(row.model_copy(update=update))
    categories = run.categories and tuple(
        category.model_copy(update={"allocation": sum(posts[category.id] for posts in hand.values())})
        for category in run.categories
    )
    placed = sum(row.allocation or 0 for row in rows)
    return run.model_copy(update={"stations": tuple(rows), "allocated": placed, "categories": categories})


def edited_keys(scenario: Scenario) -> list[str]:
    """Return the categories whose posts are edited one by one; none where a station's total says all."""
    movable = [category.id for category in scenario.categories if category.movable]
    return movable if len(movable) > 1 else []


def _edited(scenario: Scenario, proposed: Posts, edits: Mapping[str, str]) -> dict[str, Any]:
    """Return the whole plan in the form that a request gives it."""
    kinds = edited_keys(scenario)
    movable = next((category.id for category in scenario.categories if category.movable), "")
    plan = {station: dict(posts) for station, posts in proposed.items()}
    names = {station.id: station.name for station in scenario.stations}
    places = {
        f"{station}.{kind}" if kind else station: (station, kind or movable)
        for station in plan
        for kind in kinds or [""]
    }
    issues = []
    for key, words in edits.items():
        if key not in places:
            values = {"name": key, "got": key, "nearest": nearest(key, list(places))}
            issues.append(Issue("E_UNKNOWN_KEY", where=key, values=values))
            continue
        station, kind = places[key]
        staying = 0 if kinds else sum(x for other, x in proposed[station].items() if other != kind)
        if not _WHOLE.fullmatch(words):
            issues.append(Issue("E_INTEGER", where=key, values={"name": names[station], "got": words}))
        elif int(words) < 0:
            issues.append(Issue("E_NEGATIVE", where=key, values={"name": names[station], "got": words}))
        elif int(words) < staying:
            short: dict[str, Any] = {"station": names[station], "got": words, "staying": staying}
            issues.append(Issue("E_POSTS_SUM.staying", where=key, values=short))
        else:
            plan[station][kind] = int(words) - staying
    if issues:
        raise InputError(issues)
    return {station: posts if scenario.categories else posts[""] for station, posts in plan.items()}
