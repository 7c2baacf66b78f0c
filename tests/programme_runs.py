"""Runs of the reallocation programme, put together by hand for whatever shows them."""

from fractions import Fraction
from typing import Any

from staffing.models.base import Method, Normalisation, Place, fraction_text
from staffing.models.plan import Status
from staffing.models.run import (
    Alternative,
    Alternatives,
    CategoryPosts,
    CategoryResult,
    DriverResult,
    Evaluation,
    GoalResult,
    Improvement,
    Outside,
    Phased,
    RuleDocument,
    Run,
    StationResult,
    Transfer,
    YearResult,
)
from staffing.solver.reallocation.evaluate import moves
from staffing.solver.reallocation.problem import Category, Reallocation

NAMES = ("新竹所", "中山所", "建政所", "南湖所", "津头所", "凤岭所", "东盟所", "仙葫所")
IDS = tuple(f"S{number:02}" for number in range(1, len(NAMES) + 1))
WEIGHTS = (1109, 958, 1059, 1264, 981, 1560, 1095, 836)
CATEGORIES = {"xz": ("行政编制", "行政", 24), "sy": ("事业编制", "事业", 34), "wp": ("外聘人员", "外聘", 25)}
HELD = ((4, 5, 4), (3, 6, 4), (4, 5, 3), (3, 5, 3), (3, 4, 2), (3, 4, 3), (2, 3, 2), (2, 2, 2))
PLAN = ((4, 4, 2), (3, 4, 2), (4, 4, 2), (3, 6, 3), (3, 4, 2), (3, 6, 6), (2, 4, 4), (2, 2, 4))
BY_HAND = ((4, 4, 2), (3, 4, 2), (4, 4, 2), (3, 6, 3), (3, 4, 3), (3, 6, 5), (2, 4, 4), (2, 2, 4))
OTHERS = (
    ((4, 5, 2), (3, 4, 2), (4, 4, 2), (3, 5, 3), (3, 4, 2), (3, 6, 6), (2, 4, 4), (2, 2, 4)),
    ((4, 4, 3), (3, 4, 2), (4, 4, 2), (3, 6, 3), (3, 4, 2), (3, 6, 5), (2, 4, 4), (2, 2, 4)),
)
STEPS = (
    ((4, 5, 4), (3, 5, 3), (4, 5, 3), (3, 5, 3), (3, 4, 2), (3, 5, 5), (2, 3, 2), (2, 2, 3)),
    ((4, 5, 3), (3, 4, 2), (4, 4, 2), (3, 5, 3), (3, 4, 2), (3, 6, 6), (2, 4, 3), (2, 2, 3)),
)
"""Posts at the end of the years of a phased plan, but for the last, which comes to the plan."""

Table = tuple[tuple[int, ...], ...]


def cost(plan: Table) -> Fraction:
    cap = sum(held for _, _, held in CATEGORIES.values())
    quotas = [Fraction(w * cap, sum(WEIGHTS)) for w in WEIGHTS]
    return sum(((sum(row) - q) ** 2 / q for row, q in zip(plan, quotas, strict=True)), start=Fraction(0))


def posts(plan: Table) -> dict[str, dict[str, int]]:
    return {s: dict(zip(CATEGORIES, row, strict=True)) for s, row in zip(IDS, plan, strict=True)}


def movements(before: Table, after: Table) -> dict[str, tuple[Transfer, ...] | tuple[Outside, ...]]:
    """Return transfers, joins and leaves between two tables."""
    problem = Reallocation(IDS, WEIGHTS, tuple(Category(k, 99) for k in CATEGORIES), before)
    found = moves(problem, after)
    keys = list(CATEGORIES)
    return {
        "transfers": tuple(
            Transfer(from_=IDS[m.giver], to=IDS[m.taker], category=keys[m.category], count=m.count)
            for m in found
            if m.giver is not None and m.taker is not None
        ),
        "joins": tuple(
            Outside(station=IDS[m.taker], category=keys[m.category], count=m.count)
            for m in found
            if m.giver is None
        ),
        "leaves": tuple(
            Outside(station=IDS[m.giver], category=keys[m.category], count=m.count)
            for m in found
            if m.taker is None
        ),
    }


def goals(plan: Table, *, proven: bool = True) -> tuple[GoalResult, ...]:
    moved = sum(t.count for t in movements(HELD, plan)["transfers"])
    changed = sum(row != held for row, held in zip(plan, HELD, strict=True))
    rows = (
        ("unplaced", "0", "plain"),
        ("fairness", fraction_text(cost(plan)), "exchange"),
        ("transfers", str(moved), "dual_bound"),
        ("stations_changed", str(changed), "second_solver"),
        ("order", None, "enumeration"),
    )
    return tuple(GoalResult(goal=g, value=v, proof=p if proven else None) for g, v, p in rows)


def station_results(plan: Table | None) -> tuple[StationResult, ...]:
    cap, rows = sum(held for _, _, held in CATEGORIES.values()), []
    for s, (station, name, weight) in enumerate(zip(IDS, NAMES, WEIGHTS, strict=True)):
        index, held = weight / sum(WEIGHTS), sum(HELD[s])
        given = None if plan is None else sum(plan[s])
        rows.append(
            StationResult(
                id=station,
                name=name,
                index=index,
                quota=index * cap,
                allocation=given,
                in_post=held,
                change=None if given is None else given - held,
                burden=index * cap / given if given else None,
                burden_in_post=index * cap / held,
                minimum=3,
                maximum=16,
                floor=3,
                at_floor=False,
                contributions={"工作量": index},
                values={"工作量": float(weight)},
                categories={
                    k: CategoryPosts(in_post=HELD[s][i], allocation=None if plan is None else plan[s][i])
                    for i, k in enumerate(CATEGORIES)
                },
            )
        )
    return tuple(rows)


def category_results(plan: Table | None) -> tuple[CategoryResult, ...]:
    rows = []
    for i, (key, (name, kind, cap)) in enumerate(CATEGORIES.items()):
        changes = [] if plan is None else [row[i] - held[i] for row, held in zip(plan, HELD, strict=True)]
        rows.append(
            CategoryResult(
                id=key,
                name=name,
                kind=kind,
                cap=cap,
                in_post=sum(row[i] for row in HELD),
                allocation=None if plan is None else sum(row[i] for row in plan),
                moves=key != "xz",
                joined=None if plan is None else sum(x for x in changes if x > 0),
                left=None if plan is None else -sum(x for x in changes if x < 0),
            )
        )
    return tuple(rows)


def programme_run(plan: Table | None = PLAN, **changes) -> Run:
    """Return a run of eight stations and three categories, one of which stays."""
    known: dict[str, Any] = (
        {} if plan is None else {"allocated": sum(map(sum, plan)), "free": 0} | movements(HELD, plan)
    )
    if plan is not None:
        value = fraction_text(cost(plan))
        known |= {"objective": value, "bound": value, "gap": 0.0, "goals": goals(plan), "proof": "exchange"}
        known |= {"scale": 10**9, "transfer_cost": 12.5, "verified": True}
    fields = {
        "status": Status.OPTIMAL,
        "name": "城区市场监管所人员调配",
        "method": Method.WEBSTER,
        "normalisation": Normalisation.SHARE,
        "place": Place.ALL,
        "cap": 83,
        "stations": station_results(plan),
        "drivers": (DriverResult(name="工作量", weight=1.0, total=float(sum(WEIGHTS))),),
        "categories": category_results(plan),
        "reason": "站点不多，用CP-SAT求解",
        "noun": "站所",
        "input_sha256": "0" * 64,
        "provenance": {"staffing": "0.1.0", "backend": "ortools", "seed": 0},
    }
    return Run(**fields | known | changes)


def evaluation(plan: Table = BY_HAND, **changes) -> Evaluation:
    """Return what a plan made by hand is worth beside the plan of :func:`programme_run`."""
    apart = sum(
        abs(x - y) for row, own in zip(plan, PLAN, strict=True) for x, y in zip(row, own, strict=True)
    )
    step = "外聘人员由津头所调1名到凤岭所"
    after = goals(PLAN, proven=False)
    better = Improvement(category="wp", from_="S05", to="S06", goals=after, broken=0, text=step)
    fields = {
        "allowed": True,
        "broken": (),
        "stations": posts(plan),
        "goals": goals(plan, proven=False),
        "objective": fraction_text(cost(plan)),
        "loss": float(cost(plan) / cost(PLAN) - 1),
        "apart": apart // 2,
        "improvement": better,
    }
    return Evaluation(**fields | movements(HELD, plan) | changes)


BROKEN = (
    RuleDocument(rule="established_stay[xz]", where="人员类别!F2", text="行政编制不调动，只增不减"),
    RuleDocument(rule="cap[wp]", where="人员类别!D4", text="外聘人员控制数为25"),
)


def alternatives(**changes) -> Alternatives:
    """Return two other good plans."""
    plans = tuple(
        Alternative(
            stations=posts(plan),
            goals=goals(plan, proven=False),
            objective=fraction_text(cost(plan)),
            loss=float(cost(plan) / cost(PLAN) - 1),
            apart=(1,) if number == 0 else (1, 2),
        )
        for number, plan in enumerate(OTHERS)
    )
    return Alternatives(
        **{"asked": 3, "within": 0.05, "apart": 1, "complete": True, "plans": plans} | changes
    )


def phased(**changes) -> Phased:
    """Return the way to the plan in three years."""
    years, before = [], HELD
    for year, table in zip(("2027", "2028", "2029"), (*STEPS, PLAN), strict=True):
        distance = sum(
            abs(x - y) for row, own in zip(table, PLAN, strict=True) for x, y in zip(row, own, strict=True)
        )
        years.append(
            YearResult(
                year=year,
                allocated=sum(map(sum, table)),
                stations=posts(table),
                departed=1 if year == "2027" else 0,
                distance=distance,
                **movements(before, table),
            )
        )
        before = table
    fields = {
        "status": Status.OPTIMAL,
        "target": posts(PLAN),
        "years": tuple(years),
        "bound": 0,
        "proof": "plain",
    }
    return Phased(**fields | changes)


def plain_run() -> Run:
    """Return the same run without categories: every head is like the other."""
    run = programme_run()
    stations = tuple(row.model_copy(update={"categories": None}) for row in run.stations)
    nobody = [{"category": None}] * max(len(run.transfers or ()), len(run.joins or ()))
    moved = {
        key: tuple(row.model_copy(update=change) for row, change in zip(rows or (), nobody, strict=False))
        for key, rows in (("transfers", run.transfers), ("joins", run.joins))
    }
    totals = {station: {"": sum(row)} for station, row in zip(IDS, BY_HAND, strict=True)}
    found = evaluation(stations=totals, transfers=(), joins=())
    return run.model_copy(update={"stations": stations, "categories": None, "evaluation": found, **moved})
