"""Leavers and joiners are paired in the order of ids, whatever their number."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from staffing.service.record import movements

COUNTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=8)


@given(COUNTS)
def test_they_are_those_of_people_paired_one_by_one(counts):
    before = {f"S{i}": {"con": held} for i, (held, _) in enumerate(counts)}
    after = {f"S{i}": {"con": wanted} for i, (_, wanted) in enumerate(counts)}
    leaving = [s for s in before for _ in range(before[s]["con"] - after[s]["con"])]
    coming = [s for s in before for _ in range(after[s]["con"] - before[s]["con"])]
    paired = Counter(zip(leaving, coming, strict=False))
    found = movements(before, after)
    assert [((t.from_, t.to), t.count) for t in found.transfers] == list(paired.items())
    assert [(o.station, o.count) for o in found.leaves] == list(Counter(leaving[len(coming) :]).items())
    assert [(o.station, o.count) for o in found.joins] == list(Counter(coming[len(leaving) :]).items())


def test_a_thousand_million_people_are_a_number():
    found = movements({"A": {"": 10**9}, "B": {"": 0}}, {"A": {"": 1}, "B": {"": 10**9 + 5}})
    assert [(t.from_, t.to, t.category, t.count) for t in found.transfers] == [("A", "B", None, 10**9 - 1)]
    assert [(o.station, o.count) for o in found.joins] == [("B", 6)]
