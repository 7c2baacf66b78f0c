"""Within its interval a weight changes nothing, beyond it the plan is another: shown by plans made anew."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffing import service
from staffing.analysis.lines import End
from staffing.analysis.weight_ranges import WeightRange, weight_ranges
from staffing.errors import UsageError
from staffing.models.base import Method, Normalisation, Place
from staffing.models.establishment import Group
from staffing.models.scenario import Scenario
from staffing.models.standards import Standard, StandardSource
from staffing.models.workload import Driver, StationClass
from staffing.quantify.demand import quantify
from staffing.quantify.drivers import by_drivers
from staffing.solver.hamilton import largest_remainder
from staffing.solver.ladder import ladder_for
from staffing.solver.problem import Problem, formulate, integer_weights
from staffing.solver.solve import allocated
from staffing.solver.verify import is_feasible
from tests.unit.builders_scenario import scenario, split_scenario
from tests.unit.test_scenarios import SCENARIOS

METHODS = (Method.WEBSTER, Method.JEFFERSON, Method.ADAMS, Method.DEAN, Method.HUNTINGTON_HILL)
WEIGHTS = (("0.5", "0.5"), ("0.7", "0.3"), ("0.5", "0.3", "0.2"), ("0.25", "0.25", "0.25", "0.25"))
NEAR = Fraction(1, 10**9)


def plan_at(asked: Scenario, problem: Problem, driver: str, weight: Fraction) -> list[int]:
    """Return the plan with that weight of the driver, the others in proportion."""
    own = next(one for one in asked.drivers if one.name == driver)
    rest = (1 - weight) / (1 - Fraction(own.weight))
    weights = {one.name: weight if one is own else Fraction(one.weight) * rest for one in asked.drivers}
    ids = [station.id for station in asked.stations]
    index = by_drivers(asked.drivers, weights, ids, asked.normalisation).index
    return allocated(problem.with_weights(integer_weights(index)))


def check(asked: Scenario, problem: Problem, posts: Sequence[int], found: WeightRange) -> None:
    """See that the plan stays up to both ends and is another one beyond."""
    weight = found.weight
    assert 0 <= found.low.at <= weight <= found.high.at <= 1
    for end, sign in ((found.low, -1), (found.high, 1)):
        within = end.at - sign * min(NEAR, abs(end.at - weight) / 2)
        if within != weight or end.closed:
            assert plan_at(asked, problem, found.driver, within) == list(posts)
        if end.closed:
            assert plan_at(asked, problem, found.driver, end.at) == list(posts)
        if end.gains is None:
            assert end.at in (0, 1)
            continue
        beyond = end.at + sign * (NEAR if end.exact else 10 * NEAR)
        if not 0 < beyond < 1:
            continue
        there = plan_at(asked, problem, found.driver, beyond)
        assert there != list(posts)
        assert found_changes(posts, there, end)
        if not end.closed:
            assert plan_at(asked, problem, found.driver, end.at) != list(posts)
        assert end.loses is not None


def found_changes(posts: Sequence[int], there: Sequence[int], end: End) -> bool:
    """Tell whether those named gain and lose in the plan there."""
    assert end.gains is not None
    assert end.loses is not None
    return there[end.gains] > posts[end.gains] and there[end.loses] < posts[end.loses]


@st.composite
def questions(draw: st.DrawFn, methods: Sequence[Method] = METHODS, *, grouped: bool = True) -> Scenario:
    """Return small scenarios with ties, bounds and groups."""
    weights = draw(st.sampled_from(WEIGHTS))
    size = draw(st.integers(2, 6))
    counts = {
        f"d{k}": draw(st.lists(st.integers(0, 12), min_size=size, max_size=size).filter(any))
        for k in range(len(weights))
    }
    bounds = [(draw(st.integers(0, 2)), draw(st.sampled_from([None, 3, 8]))) for _ in range(size)]
    least = sum(low for low, _ in bounds)
    most = sum(30 if high is None else high for _, high in bounds)
    cap = draw(st.integers(least, min(most, least + 25)))
    group = Group(id="G", members=("S1", "S2"), maximum=draw(st.integers(4, 12)))
    return scenario(
        counts,
        cap,
        weights={f"d{k}": weight for k, weight in enumerate(weights)},
        bounds=bounds,
        method=draw(st.sampled_from(methods)),
        normalisation=draw(st.sampled_from([Normalisation.SHARE, Normalisation.MAX])),
        groups=draw(st.sampled_from([(), (group,)])) if grouped else (),
    )


@settings(max_examples=400, deadline=None)
@given(questions())
def test_the_plan_stays_within_and_changes_beyond(asked: Scenario) -> None:
    problem = formulate(asked, quantify(asked))
    ladder = ladder_for(problem)
    if not ladder.base <= problem.total <= ladder.capacity or problem.total > problem.capacity:
        return
    posts = ladder.allocate(problem.total).tolist()
    for found in weight_ranges(asked, problem, posts):
        check(asked, problem, posts, found)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("name", ["qingxiu", "contract178"])
@pytest.mark.parametrize("normalisation", ["share", "max", "min_max"])
def test_the_shipped_scenarios(name: str, method: str, normalisation: str) -> None:
    opened = service.open_scenario(SCENARIOS / name).adjusted(method=method, normalisation=normalisation)
    posts = ladder_for(opened.problem).allocate(opened.problem.total).tolist()
    found = weight_ranges(opened.scenario, opened.problem, posts)
    assert [one.driver for one in found] == [driver.name for driver in opened.scenario.drivers]
    for one in found:
        check(opened.scenario, opened.problem, posts, one)


def test_the_published_weights_of_the_illustrative_stations() -> None:
    """Design note of the page: markets 17.9 to 23.2 %, beyond them 东盟所 gains from 新竹所."""
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    posts = ladder_for(opened.problem).allocate(96).tolist()
    markets = weight_ranges(opened.scenario, opened.problem, posts)[2]
    names = [station.name for station in opened.scenario.stations]
    assert (f"{float(markets.low.at):.3f}", f"{float(markets.high.at):.3f}") == ("0.179", "0.233")
    assert markets.low.gains is not None
    assert markets.low.loses is not None
    assert (names[markets.low.gains], names[markets.low.loses]) == ("东盟所", "新竹所")


def test_the_task_ledger_keeps_its_part() -> None:
    """With a part of the ledger the index is no longer linear in the weight, its proportions are."""
    opened = service.open_scenario(SCENARIOS / "siding8")
    assert opened.scenario.tasks is not None
    posts = ladder_for(opened.problem).allocate(opened.problem.total).tolist()
    asked = opened.scenario
    for found in weight_ranges(asked, opened.problem, posts):
        for end, sign in ((found.low, -1), (found.high, 1)):
            for weight, same in ((end.at - sign * NEAR, True), (end.at + sign * NEAR, False)):
                if 0 < weight < 1 and end.gains is not None:
                    assert (_ledger_plan(asked, opened.problem, found.driver, weight) == posts) is same


def _ledger_plan(asked: Scenario, problem: Problem, driver: str, weight: Fraction) -> list[int]:
    demand = quantify(asked)
    assert demand.task_share is not None
    assert asked.tasks is not None
    blend = Fraction(asked.tasks.blend)
    own = next(one for one in asked.drivers if one.name == driver)
    rest = (1 - weight) / (1 - Fraction(own.weight))
    weights = {one.name: weight if one is own else Fraction(one.weight) * rest for one in asked.drivers}
    ids = [station.id for station in asked.stations]
    spread = by_drivers(asked.drivers, weights, ids, asked.normalisation).index
    index = [(1 - blend) * p + blend * q for p, q in zip(spread, demand.task_share, strict=True)]
    changed = replace(problem, weights=integer_weights(index))
    return [int(x) for x in ladder_for(changed).allocate(problem.total)]


def test_present_staff_decide_ties() -> None:
    asked = split_scenario(
        [1, 1, 1], [1, 1, 0], {"a": [4, 4, 4], "b": [4, 4, 4]}, weights={"a": "0.5", "b": "0.5"}
    )
    problem = formulate(asked, quantify(asked))
    posts = ladder_for(problem).allocate(problem.total).tolist()
    for found in weight_ranges(asked, problem, posts):
        assert (found.low.at, found.high.at) == (0, 1)


@st.composite
def classed(draw: st.DrawFn) -> Scenario:
    """Return small scenarios with three classes: one with weights of its own, two with the scenario's."""
    size = draw(st.integers(4, 7))
    counts = {
        name: draw(st.lists(st.integers(1, 12), min_size=size, max_size=size)) for name in ("a", "b", "c")
    }
    normalisation = draw(st.sampled_from([Normalisation.SHARE, Normalisation.MAX, Normalisation.HOURS]))
    plain = scenario(
        counts,
        draw(st.integers(6, 25)),
        weights={"a": "0.5", "b": "0.5", "c": "0"},
        bounds=[(0, draw(st.sampled_from([None, None, 4]))) for _ in range(size)],
        method=draw(st.sampled_from(METHODS)),
        normalisation=normalisation,
    )
    names = [
        "执法",
        "综合",
        "专业",
        *draw(st.lists(st.sampled_from(["执法", "综合", "专业"]), min_size=size - 3)),
    ]
    stations = tuple(
        station.model_copy(update={"class_": name})
        for station, name in zip(plain.stations, names, strict=False)
    )
    own = {"a": Decimal("0.3"), "c": Decimal("0.7")}
    drivers = tuple(
        driver.model_copy(update={"class_weights": {"执法": own[driver.name]} if driver.name in own else {}})
        for driver in plain.drivers
    )
    classes = tuple(
        StationClass(name=name, share=Decimal(share))
        for name, share in (("执法", "0.5"), ("综合", "0.3"), ("专业", "0.2"))
    )
    one = {"source": StandardSource.EXPERT}
    standards = tuple(
        Standard(activity=name, unit_hours=Decimal(hours), **one)
        for name, hours in (("a", 2), ("b", 3), ("c", 1))
    )
    return plain.model_copy(
        update={"stations": stations, "drivers": drivers, "classes": classes, "standards": standards}
    )


def classed_plan(asked: Scenario) -> list[int] | None:
    """Return the plan of a scenario made anew; None where the rules leave none."""
    problem = formulate(asked, quantify(asked))
    return allocated(problem) if is_feasible(problem) else None


def reweighted(asked: Scenario, found: WeightRange, weight: Fraction) -> Scenario:
    """Return the scenario with that weight, those measured with it in proportion."""

    def given_to(driver: Driver) -> Driver:
        now = driver.class_weights.get(found.of_class) if found.of_class else driver.weight
        if not now:
            return driver
        left = (1 - weight) / (1 - found.weight)
        new = weight if driver.name == found.driver else Fraction(now) * left
        # exact weights stand where decimals usually do: they are only multiplied and divided
        if found.of_class:
            return driver.model_copy(update={"class_weights": {**driver.class_weights, found.of_class: new}})
        return driver.model_copy(update={"weight": new})

    return asked.model_copy(update={"drivers": tuple(map(given_to, asked.drivers))})


@settings(max_examples=300, deadline=None)
@given(classed())
def test_classes_and_their_weights(asked: Scenario) -> None:
    problem, posts = formulate(asked, quantify(asked)), classed_plan(asked)
    if posts is None:
        return
    found = weight_ranges(asked, problem, posts)
    if asked.normalisation is Normalisation.HOURS:
        assert found == ()
        return
    assert [(one.of_class, one.driver) for one in found] == [
        ("执法", "a"),
        ("执法", "c"),
        (None, "a"),
        (None, "b"),
    ]
    for one in found:
        for end, sign in ((one.low, -1), (one.high, 1)):
            within = end.at - sign * min(NEAR, abs(end.at - one.weight) / 2)
            if within != one.weight or end.closed:
                assert classed_plan(reweighted(asked, one, within)) == posts
            beyond = end.at + sign * (NEAR if end.exact else 10 * NEAR)
            if end.gains is not None and 0 < beyond < 1:
                assert classed_plan(reweighted(asked, one, beyond)) != posts


def test_a_single_weight_has_no_interval() -> None:
    asked = scenario([3, 4], 7)
    assert weight_ranges(asked, formulate(asked, quantify(asked)), [3, 4]) == ()


def test_what_weights_do_not_decide_alone_is_refused() -> None:
    asked = scenario({"a": [1, 2], "b": [3, 4]}, 6, place=Place.AT_MOST)
    with pytest.raises(UsageError) as caught:
        weight_ranges(asked, formulate(asked, quantify(asked)), [3, 3])
    assert [issue.code for issue in caught.value.issues] == ["E_MODEL"]


@settings(max_examples=200, deadline=None)
@given(questions(methods=(Method.HAMILTON,), grouped=False))
def test_largest_remainders(asked: Scenario) -> None:
    problem = formulate(asked, quantify(asked))
    if not is_feasible(problem):
        return
    posts = largest_remainder(problem)
    for found in weight_ranges(asked, problem, posts):
        check(asked, problem, posts, found)


def test_roots_that_are_no_roots() -> None:
    """Huntington-Hill: 12 / sqrt(72) is 2 / sqrt(2); a tie of parallel lines, and an end that is a fraction."""
    tied = scenario([12, 2, 5], 14, method=Method.HUNTINGTON_HILL)
    both = scenario({"a": [12, 2, 5], "b": [12, 2, 5]}, 14, method=Method.HUNTINGTON_HILL)
    for asked in (tied, both):
        problem = formulate(asked, quantify(asked))
        posts = ladder_for(problem).allocate(14).tolist()
        for found in weight_ranges(asked, problem, posts):
            assert (found.low.at, found.high.at) == (0, 1)
    asked = scenario({"a": [12, 12, 16], "b": [2, 0, 0]}, 12, method=Method.HUNTINGTON_HILL)
    problem = formulate(asked, quantify(asked))
    posts = ladder_for(problem).allocate(12).tolist()
    for found in weight_ranges(asked, problem, posts):
        check(asked, problem, posts, found)
    assert plan_at(asked, problem, "a", Fraction(45, 100)) == posts
    assert weight_ranges(asked, problem, posts)[0].low.at < Fraction(45, 100)
