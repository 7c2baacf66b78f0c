"""Whatever stands under the keys of the rules, it is read or refused: no other exception, no silent loss."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from staffing.errors import InputError
from staffing.io.scenario_file import load_mapping
from tests.unit.io.builders import BODY

KINDS = [
    {"id": "staff", "name": "在编", "kind": "行政", "cap": 5},
    {"id": "contract", "name": "外聘", "kind": "外聘", "cap": 7},
]
POSTS = [{"station": row["id"], "category": "staff", "in_post": row["in_post"]} for row in BODY["stations"]]
words = st.sampled_from(
    ["S1", "S2", "东河站", "S9", "staff", "contract", "2027", "burden", "transfers", "order", "不限", "", "-"]
)
atoms = st.none() | st.booleans() | st.integers(-2, 5) | st.decimals(0, 3, places=1) | words
keys = st.sampled_from(
    [
        *("station", "category", "posts", "year", "max_transfers", "max_joins", "cap", "caps", "count"),
        *("id", "parent", "members", "min", "max", "categories", "staff", "contract"),
    ]
)
trees = st.recursive(
    atoms, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4), max_leaves=8
)
items = st.dictionaries(keys, trees, max_size=5)
bodies = st.fixed_dictionaries(
    {},
    optional={
        "fix": st.lists(items, max_size=3) | trees,
        "years": st.lists(items, max_size=3) | trees,
        "departures": st.lists(items, max_size=3) | trees,
        "groups": st.lists(items, max_size=3) | trees,
        "objective": trees,
        "max_transfers": trees,
        "max_stations_changed": trees,
    },
)


@settings(max_examples=400)
@given(rules=bodies, split=st.booleans())
@example(rules={"years": [{"year": 2027, "caps": {"contract": "x"}}]}, split=True)
@example(rules={"fix": [{"station": "S1"}], "objective": ["transfers"]}, split=False)
def test_read_or_refused(rules, split):
    body = {**BODY, **rules, **({"categories": KINDS, "posts": POSTS} if split else {})}
    try:
        scenario = load_mapping(body).scenario
    except InputError as error:
        for issue in error.issues:
            issue.line("zh"), issue.line("en")
        return
    for key in ("fix", "years", "departures"):
        assert len(getattr(scenario, key)) == len(rules.get(key) or [])
