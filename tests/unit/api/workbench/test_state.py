"""What an address says is read and written without loss, always in the same order."""

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffing.errors import InputError
from staffing_api.workbench.state import State

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Z"]), min_size=1, max_size=6)
PAIRS = st.dictionaries(NAMES, NAMES, max_size=3).map(lambda pairs: tuple(pairs.items()))
STATES = st.builds(
    State,
    scenario=NAMES,
    lang=st.sampled_from(["zh", "en"]),
    method=st.sampled_from(["", "adams"]),
    cap=st.sampled_from(["", "100"]),
    delta=st.sampled_from(["", "-4"]),
    weights=PAIRS,
    bounds=PAIRS,
    posts=PAIRS,
    sets=st.lists(NAMES, unique=True, max_size=2).map(tuple),
    columns=st.lists(NAMES, unique=True, max_size=3).map(tuple),
    draws=st.sampled_from(["", "1000"]),
    drawn=st.lists(NAMES, unique=True, max_size=2).map(tuple),
)


@given(STATES)
def test_an_address_is_read_as_it_was_written(state: State) -> None:
    assert State.read(state.query().encode(), "zh") == state


@given(STATES)
def test_the_fields_of_a_form_say_the_same(state: State) -> None:
    fields = state.hidden()
    again = {name for name, _ in state.hidden("posts")}
    assert [name for name, _ in fields if not name.startswith("posts.")] == [
        name for name, _ in fields if name in again
    ]


def test_the_order_of_parameters_does_not_matter() -> None:
    one = State.read(b"cap=100&scenario=qingxiu&method=adams", "zh")
    other = State.read(b"method=adams&scenario=qingxiu&cap=100", "zh")
    assert one.query() == other.query() == "scenario=qingxiu&lang=zh&method=adams&cap=100"


def test_blank_values_and_no_change_say_nothing() -> None:
    assert State.read(b"scenario=qingxiu&cap=&delta=0&lang=xx", "en") == State(scenario="qingxiu", lang="en")


@pytest.mark.parametrize(
    ("query", "code"), [(b"capp=3", "E_USAGE"), (b"cap=3&cap=4", "E_USAGE"), (b"weight.x=1", "E_USAGE")]
)
def test_what_is_not_known_is_refused(query: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        State.read(query, "zh")
    assert [issue.code for issue in caught.value.issues] == [code]


def test_what_the_scenario_says_anyway_is_left_out() -> None:
    state = State(scenario="s", cap="96", method="adams", weights=(("a", "50"), ("b", "50.0")))
    said = {"cap": "96", "method": "webster", "weights.a": "0.5", "weights.b": "0.5"}
    assert state.canonical(said) == State(scenario="s", method="adams")


def test_draws_are_no_part_of_a_column() -> None:
    assert State(scenario="s", cap="9", draws="100", drawn=("a",)).column() == "scenario=s&cap=9"


def test_weights_stay_together() -> None:
    state = State(weights=(("a", "40"), ("b", "60")))
    assert state.canonical({"weights.a": "0.4", "weights.b": "0.5"}).weights == state.weights


def test_as_given_drops_every_change_and_keeps_what_documents_say() -> None:
    changed = State(
        scenario="classes2",
        cap="61",
        classes=(("A.weights.x", "60"),),
        posts=(("S1", "3"),),
        formal=(("issuer", "编办"),),
    )
    assert changed.as_given() == State(scenario="classes2", formal=(("issuer", "编办"),))


def test_the_command_is_quoted_for_the_shell() -> None:
    state = State(scenario="a b", variant="减 4", weights=(("it's", "12.5"),), bounds=(("S1.min", "3"),))
    assert shlex.split(state.command("run", ["--all"])) == [
        "staffing",
        "run",
        "a b",
        "--variant",
        "减 4",
        "--set",
        "weights.it's=0.125",
        "--set",
        "bounds.S1.min=3",
        "--all",
    ]
