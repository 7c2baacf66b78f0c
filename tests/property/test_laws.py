"""Laws that hold for every scenario."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.models.base import Method, Normalisation
from staffing.service import run, what_if
from tests.problems import LADDERS
from tests.unit.builders_scenario import scenario

CASES = settings(max_examples=2000, deadline=None, derandomize=True)
methods = st.sampled_from([Method(name) for name in LADDERS])
every_method = st.sampled_from(list(Method))


@st.composite
def scenarios(draw, method=methods):
    size = draw(st.integers(1, 7))
    count = st.one_of(st.integers(0, 50), st.decimals(0, 50, places=2).map(str))
    column = st.lists(count, min_size=size, max_size=size).filter(
        lambda values: any(Decimal(v) for v in values)
    )
    bounds = [(low, draw(st.one_of(st.none(), st.integers(low, low + 9)))) for low in draw(
        st.lists(st.integers(0, 3), min_size=size, max_size=size))]  # fmt: skip
    cap = sum(low for low, _ in bounds) + draw(st.integers(0, 30))
    return scenario(
        {"a": draw(column), "b": draw(column)},
        cap,
        weights={"a": "0.7", "b": "0.3"},
        bounds=bounds,
        method=draw(method),
        normalisation=draw(st.sampled_from([Normalisation.SHARE, Normalisation.MAX])),
    )


def _posts(source):
    """The posts of the plan, which is proven."""
    answer = run(source)
    assert answer.status == "OPTIMAL"
    assert answer.verified
    return {row.id: row.allocation for row in answer.stations}


@CASES
@given(scenarios(every_method), st.randoms(use_true_random=False), st.integers(2, 1000))
def test_order_names_and_units_change_nothing(source, random, factor):
    posts = _posts(source)
    shuffled = list(source.stations)
    random.shuffle(shuffled)
    other = source.model_copy(update={"stations": tuple(shuffled), "drivers": source.drivers[::-1]})
    assert _posts(other) == posts
    assert other.input_sha256 == source.input_sha256
    renamed = source.model_copy(
        update={"stations": tuple(s.model_copy(update={"name": f"另{s.name}"}) for s in source.stations)}
    )
    assert _posts(renamed) == posts
    scaled = source.model_copy(
        update={
            "drivers": tuple(
                d.model_copy(update={"values": {k: v * factor for k, v in d.values.items()}})
                for d in source.drivers
            )
        }
    )
    assert _posts(scaled) == posts


@CASES
@given(scenarios(every_method))
def test_a_station_that_may_hold_nobody_changes_no_other_plan(source):
    extra = source.stations[0].model_copy(update={"id": "ZZ", "name": "另设", "minimum": 0, "maximum": 0})
    wider = source.model_copy(
        update={
            "stations": (*source.stations, extra),
            "drivers": tuple(
                d.model_copy(update={"values": {**d.values, "ZZ": Decimal(0)}}) for d in source.drivers
            ),
        }
    )
    posts = _posts(wider)
    assert posts.pop("ZZ") == 0
    assert posts == _posts(source)


@CASES
@given(scenarios(), st.integers(1, 8))
def test_no_station_loses_when_the_total_grows_and_cutting_what_was_added_comes_back(source, more):
    answer = what_if(source, more)
    assert answer.status == "OPTIMAL"
    assert all(answer.after[s] >= answer.before[s] for s in answer.after)
    assert [step.change for step in answer.steps] == [1] * len(answer.steps)
    back = what_if(source.model_copy(update={"cap": source.cap + more}), -more)
    assert back.after == answer.before
    assert back.before == answer.after


@CASES
@given(scenarios())
def test_more_work_never_costs_a_post(source):
    first = source.stations[0].id
    busier = source.model_copy(
        update={
            "drivers": tuple(
                d.model_copy(update={"values": {**d.values, first: d.values[first] + 10}})
                for d in source.drivers
            )
        }
    )
    if source.normalisation is Normalisation.SHARE:
        assert _posts(busier)[first] >= _posts(source)[first]
