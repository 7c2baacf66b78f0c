"""Scenarios that say anything a scenario can say, drawn by Hypothesis."""

from decimal import Decimal

from hypothesis import strategies as st

from staffing.models.base import DEFAULT_GOALS, Goal, Method, Normalisation, Place
from staffing.models.establishment import Category, CategoryBound, Departure, Fix, Group, Post, Year
from staffing.models.formal import Publicity
from staffing.models.scenario import Scenario
from staffing.models.standards import (
    Allowance,
    AllowanceKind,
    Per,
    Rounding,
    Standard,
    StandardSource,
    WorkingTime,
)
from staffing.models.station import Station
from staffing.models.workload import Driver

counts = st.integers(0, 60)
numbers = st.decimals(min_value=0, max_value=10**6, places=3) | st.sampled_from(
    [Decimal("0.1"), Decimal(999999999999999), Decimal("0.000000000123456"), Decimal("1234.56789012345")]
)
ids_of_stations = st.lists(
    st.from_regex(r"[A-Z0-9][A-Z0-9_-]{0,7}", fullmatch=True), min_size=2, max_size=6, unique=True
)
names = st.sampled_from(
    ["东河站", "A-1 站", "2025", "1.50", "是", "（东）所", "007", "1e5", "TRUE", "2025-01-03"]
)
periods = st.sampled_from([None, "2025", "2025-H1", "2025-Q3", "2025-01", "2025-01-03"])


main_goals = st.sampled_from([None, Goal.FAIRNESS, Goal.BURDEN, Goal.DEVIATION])
other_goals = st.lists(
    st.sampled_from([Goal.TRANSFERS, Goal.TRANSFER_COST, Goal.STATIONS_CHANGED]), unique=True
)


@st.composite
def objectives(draw):
    main, others = draw(main_goals), draw(other_goals)
    goals = [*others]
    if main is not None:
        goals.insert(draw(st.integers(0, len(others))), main)
    return (*goals, Goal.ORDER)


@st.composite
def rules(draw, ids, categories):
    """Fields of a scenario whose staff in post are known."""
    kinds = [category.id for category in categories]
    pairs = [(site, kind) for site in (None, *ids) for kind in (None, *kinds) if site or kind]
    years = draw(st.lists(st.sampled_from(["2027", "2028", "二期", "2027.5"]), unique=True, max_size=3))
    gone = [(year, site, kind) for year in years for site in ids for kind in (kinds or [None])]
    fixed = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4))
    left = draw(st.lists(st.sampled_from(gone), unique=True, max_size=4)) if gone else []
    return {
        "objective": draw(st.just(DEFAULT_GOALS) | objectives()),
        "max_transfers": draw(st.none() | counts),
        "max_stations_changed": draw(st.none() | counts),
        "fix": tuple(
            Fix(station=site, category=kind, posts=draw(st.none() | counts)) for site, kind in fixed
        ),
        "years": tuple(
            Year(
                year=year,
                max_transfers=draw(st.none() | counts),
                max_joins=draw(st.none() | counts),
                caps=draw(st.dictionaries(st.sampled_from(kinds or [""]), counts)),
            )
            for year in years
        ),
        "departures": tuple(
            Departure(year=year, station=site, category=kind, count=draw(counts) + 1)
            for year, site, kind in left
        ),
    }


@st.composite
def category_bounds(draw, categories):
    """Bounds of categories in a group, each of which says something."""
    found = []
    for category in categories:
        low, high = draw(counts), draw(st.none() | st.integers(60, 99))
        if draw(st.booleans()) and (low or high is not None):
            found.append(CategoryBound(category=category.id, minimum=low, maximum=high))
    return tuple(found)


shares = st.sampled_from([Decimal(0), Decimal("0.125"), Decimal("0.5")])
days = st.sampled_from([Decimal(0), Decimal(5), Decimal("2.5")])


@st.composite
def working_hours(draw, ids, activities):
    """Fields of a scenario whose work is known in hours: standards, working time, allowances."""
    return {
        "standards": tuple(
            Standard(
                activity=activity,
                unit_hours=Decimal("2.5"),
                source=draw(st.sampled_from(StandardSource)),
                low=draw(st.sampled_from([None, Decimal(1)])),
                high=draw(st.sampled_from([None, Decimal(4)])),
                samples=draw(st.none() | st.integers(1, 99)),
                valid_from=draw(st.sampled_from([None, "2020-01-01"])),
                valid_to=draw(st.sampled_from([None, "2026-12-31"])),
                basis=draw(st.sampled_from([None, "局发〔2025〕3号"])),
            )
            for activity in activities
        ),
        "working_time": tuple(
            WorkingTime(
                station=station,
                year=draw(st.sampled_from([2024, 2025])),
                days=draw(st.sampled_from([None, Decimal(240), Decimal("250.5")])),
                annual_leave=draw(days),
                sick_leave=draw(days),
                training=draw(days),
                other=draw(days),
                hours_per_day=draw(st.sampled_from([Decimal(8), Decimal("7.5")])),
            )
            for station in (None, *draw(st.lists(st.sampled_from(ids), unique=True)))
        ),
        "allowances": (
            Allowance(name="会议", kind=AllowanceKind.CATEGORY, share=draw(shares)),
            Allowance(
                name="值班",
                kind=AllowanceKind.CATEGORY,
                station=draw(st.none() | st.sampled_from(ids)),
                hours=Decimal(1),
                per=draw(st.sampled_from(Per)),
            ),
            Allowance(
                name="管理",
                kind=AllowanceKind.INDIVIDUAL,
                hours=draw(st.sampled_from([Decimal(0), Decimal(460)])),
                per=draw(st.sampled_from(Per)),
                staff=draw(days),
            ),
        ),
    }


@st.composite
def scenarios(draw):
    ids = draw(ids_of_stations)
    with_categories = draw(st.booleans())
    with_staff = not with_categories and draw(st.booleans())
    share = draw(st.decimals(min_value=Decimal("0.001"), max_value=Decimal("0.999"), places=3))
    drivers = tuple(
        Driver(
            name=name,
            weight=weight,
            values={
                key: Decimal(number + 1) if number == 0 else draw(numbers) for number, key in enumerate(ids)
            },
            period=draw(periods),
            printed_total=draw(st.none() | numbers),
        )
        for name, weight in (("甲", share), ("乙 2025.1", 1 - share))
    )
    categories: tuple[Category, ...] = ()
    posts: tuple[Post, ...] = ()
    held = {name: draw(counts) if with_staff else None for name in ids}
    cap = draw(st.integers(0, 10**6))
    if with_categories:
        fixed = draw(st.integers(0, cap))
        categories = (
            Category(
                id="c",
                name="外聘",
                kind="外聘",
                cap=cap - fixed,
                capacity=draw(st.sampled_from([Decimal(1), Decimal("0.5")])),
                total=draw(st.none() | counts),
                transfer_cost=draw(st.sampled_from([Decimal(0), Decimal("2.5")])),
            ),
            Category(id="007", name="在编", kind="行政", cap=fixed, movable=False),
        )
        posts = tuple(
            Post(
                station=name,
                category=category,
                in_post=draw(counts) + 1,
                minimum=draw(st.integers(0, 1)),
                maximum=draw(st.none() | st.integers(1, 9)),
                allowed=draw(st.booleans()),
            )
            for name in ids
            for category in ("c", "007")
        )
        held = {name: sum(post.in_post for post in posts if post.station == name) for name in ids}
    stations = tuple(
        Station(
            id=name,
            name=draw(names),
            minimum=draw(counts),
            maximum=draw(st.none() | st.integers(60, 99)),
            in_post=held[name],
            parent=ids[0] if number and draw(st.booleans()) else None,
            deviation_weight=draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal(0)])),
            **{"class": draw(st.sampled_from([None, "1", "城区"]))},
        )
        for number, name in enumerate(ids)
    )
    normalisation = draw(st.sampled_from(Normalisation))
    timed = normalisation is Normalisation.HOURS or draw(st.booleans())
    return Scenario(
        name=draw(names),
        stations=stations,
        drivers=drivers,
        cap=cap,
        categories=categories,
        posts=posts,
        groups=(
            Group(
                id="G1",
                members=tuple(ids[1:]),
                maximum=draw(st.none() | counts),
                categories=draw(category_bounds(categories)),
            ),
            Group(
                id="01",
                parent="G1",
                members=tuple(ids[:1]),
                minimum=draw(counts),
                categories=draw(category_bounds(categories)),
            ),
        ),
        **(draw(working_hours(ids, [driver.name for driver in drivers])) if timed else {}),
        **(draw(rules(ids, categories)) if with_categories or with_staff else {}),
        method=draw(st.sampled_from(Method)),
        normalisation=normalisation,
        rounding=draw(st.sampled_from(Rounding)),
        place=draw(st.sampled_from(Place)),
        time_limit_s=draw(st.decimals(min_value=Decimal("0.1"), max_value=3600, places=1)),
        seed=draw(st.integers(0, 10**6)),
        threads=draw(st.integers(1, 64)),
        date=draw(st.sampled_from([None, "2026-11-22"])),
        noun=draw(st.none() | names),
        illustrative=draw(st.booleans()),
        note=draw(st.sampled_from([None, "来源：年报\n第2行", "=1+1", "-"])),
        document_number=draw(st.sampled_from([None, "某编办〔2026〕1号"])),
        publicity=draw(st.none() | st.sampled_from(Publicity)),
        notice_days=draw(st.none() | st.integers(1, 60)),
        notice_from=draw(st.sampled_from([None, "2026-03-09"])),
        contact_phone=draw(st.sampled_from([None, "0771-12345"])),
    )
