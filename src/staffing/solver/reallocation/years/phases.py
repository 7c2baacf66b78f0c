"""A plan in years: what is given for each year, and an exact check of what is said to be reached.

In year ``t`` those named as departures go first: ``before_t = x_{t-1} - departures_t``, with ``x_0`` the staff in
post. Then heads join and leave until ``x_t`` stands. As within one plan, transfers of a category are ``min(joined,
left)``, and the difference is recruited from outside or goes there. Every rule of the problem holds in every year,
with ``before_t`` as the staff in post: so nobody of a staying category goes but the departures.

Of the others nobody leaves for outside either, unless the year's cap is below the staff after the departures; then
only so many as exceed it: ``leavers_k <= max(0, before_k - cap_k)``. Leaving in one year to be recruited in the
next would evade the limit of transfers.

Departures are of people in post today: they stay where they are until they go.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from staffing.models.plan import Status
from staffing.solver.reallocation.conflicts import Conflict
from staffing.solver.reallocation.evaluate import faults, joined_and_left
from staffing.solver.reallocation.problem import Group, Plan, Reallocation


@dataclass(frozen=True, slots=True)
class Year:
    """What is given for one year."""

    label: str
    departures: Plan = ()
    """Retirements and other leavers at the beginning, by station and category; empty: none."""
    caps: tuple[int, ...] | None = None
    """Authorised heads by category; None: those of the problem."""
    transfers_limit: int | None = None
    """Most transfers of the year; None: no limit. The problem's own limit is not used."""
    joins_limit: tuple[int | None, ...] | None = None
    """Most recruits of the year by category; None: as many as the caps leave room for."""
    recruits_limit: int | None = None
    """Most recruits of the year in all; None: no limit."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens in one year."""

    label: str
    before: Plan
    """Staff after the departures."""
    plan: Plan
    transfers: tuple[int, ...]
    """By category, as what follows."""
    recruits: tuple[int, ...]
    dismissals: tuple[int, ...]
    """Heads that go to outside beyond the departures: at most those above the cap."""
    distance: int
    """``sum |x - target|``."""


@dataclass(frozen=True, slots=True)
class Phased:
    """What is known at the end.

    ``steps`` holds years that stood the check: all, or those before the one that fails.
    """

    status: Status
    target: Plan | None = None
    steps: tuple[Step, ...] = ()
    values: tuple[int, ...] = ()
    """Distance of the last year, transfers of all years, distance of the years before."""
    proofs: tuple[str, ...] = ()
    """How each of these is proven the least, from the first on: ``plain``, ``bound`` or ``second_solver``."""
    bound: int = 0
    """The last year cannot be nearer to the target."""
    unique: bool = False
    """True: CP-SAT settled the order as well, so that the same input has this one answer."""
    failing: str | None = None
    """Label of the first year that cannot be kept."""
    conflict: Conflict | None = None
    """Rules of that year that contradict each other. After the first year: given the plan before in ``steps``."""
    faults: tuple[str, ...] = ()
    """What went wrong with back ends, in English, for the log."""


@dataclass(frozen=True, slots=True)
class PhaseFault:
    """A rule that a year breaks."""

    year: str
    rule: str
    """As in :class:`Reallocation`; or ``departures[s,k]``, ``leavers[k]``, ``joins_limit[k]``,
    ``joins_limit``, ``shape``."""
    text: str


def departures(problem: Reallocation, year: Year) -> Plan:
    """Return the departures of a year in full."""
    return year.departures or ((0,) * len(problem.categories),) * len(problem.ids)


def refuse_years(problem: Reallocation, years: Sequence[Year], target: Plan | None = None) -> None:
    """Refuse what is no plan of years.

    Raises
    ------
    ValueError
        A table of another size, a figure below 0, or more departures than staff: with the year, station and
        category.
    """
    n, width = len(problem.ids), len(problem.categories)
    if not years or len({year.label for year in years}) != len(years):
        raise ValueError("years: at least one, each with a label of its own")
    tables = [(f"year {year.label}: departures", departures(problem, year)) for year in years]
    if target is not None:
        tables.append(("target", target))
    for name, table in tables:
        if len(table) != n or any(len(row) != width for row in table):
            raise ValueError(f"{name}: not {n} rows of {width}")
        if any(type(x) is not int or x < 0 for row in table for x in row):
            raise ValueError(f"{name}: a figure that is no whole number from 0")
    for year in years:
        limits = (year.transfers_limit, year.recruits_limit, *(year.caps or ()), *(year.joins_limit or ()))
        if any(limit is not None and limit < 0 for limit in limits):
            raise ValueError(f"year {year.label}: a limit below 0")
        if any(row is not None and len(row) != width for row in (year.caps, year.joins_limit)):
            raise ValueError(f"year {year.label}: limits for another number of categories")
    for s, k, left in _beyond(problem, years):
        raise ValueError(
            f"year {left}: departures at {problem.ids[s]} of {problem.categories[k].id} exceed the"
            f" {problem.in_post[s][k]} in post"
        )


def _beyond(problem: Reallocation, years: Sequence[Year]) -> list[tuple[int, int, str]]:
    gone = [[0] * len(problem.categories) for _ in problem.ids]
    found = []
    for year in years:
        for s, row in enumerate(departures(problem, year)):
            for k, x in enumerate(row):
                gone[s][k] += x
                if x and gone[s][k] > problem.in_post[s][k]:
                    found.append((s, k, year.label))
    return found


def remaining(problem: Reallocation, years: Sequence[Year], t: int) -> Plan:
    """Return the departures after year ``t``: people who must still be there at its end."""
    tables = [departures(problem, year) for year in years[t + 1 :]]
    return tuple(
        tuple(sum(table[s][k] for table in tables) for k in range(len(problem.categories)))
        for s in range(len(problem.ids))
    )


def all_gone(problem: Reallocation, years: Sequence[Year]) -> Plan:
    """Return the staff in post without the departures of all years."""
    tables = [departures(problem, year) for year in years]
    return tuple(
        tuple(c - sum(table[s][k] for table in tables) for k, c in enumerate(row))
        for s, row in enumerate(problem.in_post)
    )


def year_problem(problem: Reallocation, year: Year, before: Plan, stay: Plan) -> Reallocation:
    """Return the problem of one year by itself.

    Parameters
    ----------
    before
        Staff after the year's departures.
    stay
        Heads that must be there at its end: departures of later years.
    """
    caps = year.caps or tuple(c.cap for c in problem.categories)
    categories = tuple(replace(c, cap=cap) for c, cap in zip(problem.categories, caps, strict=True))
    extra = [
        Group(f"departures {problem.ids[s]},{categories[k].id}", (s,), x, None, k)
        for s, row in enumerate(stay)
        for k, x in enumerate(row)
        if x
    ]
    everyone = tuple(range(len(problem.ids)))
    for k, category in enumerate(categories):
        fewest = min(sum(row[k] for row in before), category.cap)
        if fewest and not (category.stays and problem.keeps(f"established_stay[{category.id}]")):
            extra.append(Group(f"leavers {category.id}", everyone, fewest, None, k))
    for k, limit in enumerate(year.joins_limit or ()):
        if limit is not None:
            most = sum(row[k] for row in before) + limit
            extra.append(Group(f"joins_limit {categories[k].id}", everyone, 0, most, k))
    if year.recruits_limit is not None:
        # Of a category with more staff than its cap, so many must go: they make no room for recruits.
        held = sum(min(sum(row[k] for row in before), cap) for k, cap in enumerate(caps))
        extra.append(Group("joins_limit *", everyone, 0, held + year.recruits_limit))
    return replace(
        problem,
        categories=categories,
        in_post=before,
        transfers_limit=year.transfers_limit,
        groups=(*problem.groups, *extra),
    )


def after_departures(problem: Reallocation, year: Year, plan: Plan) -> Plan:
    """Return ``before``: the plan of the year before, without those who go."""
    pairs = zip(plan, departures(problem, year), strict=True)
    return tuple(tuple(x - d for x, d in zip(row, gone, strict=True)) for row, gone in pairs)


def distance(plan: Sequence[Sequence[int]], target: Sequence[Sequence[int]]) -> int:
    """Return ``sum |x - target|``.

    >>> distance([[2, 0]], [[1, 1]])
    2
    """
    pairs = zip(plan, target, strict=True)
    return sum(abs(x - y) for row, other in pairs for x, y in zip(row, other, strict=True))


def check_phases(
    problem: Reallocation, years: Sequence[Year], plans: Sequence[Sequence[Sequence[Any]]]
) -> tuple[PhaseFault, ...]:
    """Recompute every year from the staff in post, without any solver; empty: everything is kept."""
    if len(plans) != len(years):
        return (PhaseFault("", "shape", f"{len(plans)} plans for {len(years)} years"),)
    found: list[PhaseFault] = []
    last = problem.in_post
    for t, year in enumerate(years):
        before = after_departures(problem, year, last)
        gone = _departure_faults(problem, year.label, before)
        if gone:
            return (*found, *gone)
        alone = year_problem(problem, replace(year, joins_limit=None, recruits_limit=None), before, ())
        broken = faults(replace(alone, groups=problem.groups), plans[t])
        found += [PhaseFault(year.label, fault.rule, fault.text) for fault in broken]
        if any(fault.rule == "shape" for fault in broken):
            return tuple(found)
        last = tuple(tuple(row) for row in plans[t])
        pairs = zip(last, remaining(problem, years, t), strict=True)
        left = tuple(tuple(x - d for x, d in zip(row, stay, strict=True)) for row, stay in pairs)
        found += _departure_faults(problem, year.label, left)
        found += _recruit_faults(problem, year, before, last)
        found += _leaver_faults(alone, year.label, last)
    return tuple(found)


def _departure_faults(problem: Reallocation, label: str, rest: Plan) -> list[PhaseFault]:
    return [
        PhaseFault(label, f"departures[{problem.ids[s]},{problem.categories[k].id}]", f"{-x} too few")
        for s, row in enumerate(rest)
        for k, x in enumerate(row)
        if x < 0
    ]


def _recruit_faults(problem: Reallocation, year: Year, before: Plan, plan: Plan) -> list[PhaseFault]:
    found = []
    for k, limit in enumerate(year.joins_limit or ()):
        more = sum(row[k] for row in plan) - sum(row[k] for row in before)
        if limit is not None and more > limit:
            name = f"joins_limit[{problem.categories[k].id}]"
            found.append(PhaseFault(year.label, name, f"{more} outside 0..{limit}"))
    pairs = zip(*joined_and_left(replace(problem, in_post=before), plan), strict=True)
    recruits = sum(max(0, joined - left) for joined, left in pairs)
    if year.recruits_limit is not None and recruits > year.recruits_limit:
        found.append(PhaseFault(year.label, "joins_limit", f"{recruits} outside 0..{year.recruits_limit}"))
    return found


def _leaver_faults(alone: Reallocation, label: str, plan: Plan) -> Iterator[PhaseFault]:
    for k, category in enumerate(alone.categories):
        gone, most = alone.held[k] - sum(row[k] for row in plan), max(0, alone.held[k] - category.cap)
        if gone > most:
            yield PhaseFault(label, f"leavers[{category.id}]", f"{gone} outside 0..{most}")


def steps(
    problem: Reallocation, years: Sequence[Year], plans: Sequence[Plan], target: Plan
) -> tuple[Step, ...]:
    """Return what happens in each year of plans that keep everything."""
    found = []
    last = problem.in_post
    for year, plan in zip(years, plans, strict=True):
        before = after_departures(problem, year, last)
        joined, left = joined_and_left(replace(problem, in_post=before), plan)
        moved = tuple(map(min, zip(joined, left, strict=True)))
        found.append(
            Step(
                year.label,
                before,
                plan,
                moved,
                tuple(j - m for j, m in zip(joined, moved, strict=True)),
                tuple(x - m for x, m in zip(left, moved, strict=True)),
                distance(plan, target),
            )
        )
        last = plan
    return tuple(found)
