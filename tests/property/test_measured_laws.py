"""Laws of measured durations, and agreement with a reader in plain Python."""

import csv
import tempfile
from collections import Counter, defaultdict, deque
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median

from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.service.measuring import propose_standards

START = datetime(2025, 1, 6, tzinfo=UTC)
MINUTES = st.integers(0, 40)
ITEMS = st.lists(
    st.tuples(st.sampled_from("ab"), st.sampled_from(["甲", "乙"]), MINUTES, MINUTES), min_size=1, max_size=25
)
EVENTS = st.lists(
    st.tuples(
        st.sampled_from("AB"),
        st.sampled_from(["a", "b"]),
        st.sampled_from(["START", "complete", "SCHEDULE"]),
        st.sampled_from(["甲", "乙", ""]),
        MINUTES,
    ),
    min_size=1,
    max_size=40,
)


def at(minute: int) -> str:
    return (START + timedelta(minutes=minute)).isoformat()


def measured(header, rows, **asked):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
        return propose_standards(path, least=1, **asked)


def table(items, shift=0, **asked):
    # One item of an hour: there is always something to measure.
    every = [("c", "丙", 0, 60), *items]
    rows = [(a, who, at(s + shift), at(e + shift)) for a, who, s, e in every]
    return measured(("activity", "resource", "start", "end"), rows, **asked)


def figures(answer):
    return [(row.activity, row.samples, row.plain, row.split) for row in answer.activities]


@settings(max_examples=25)
@given(ITEMS, st.integers(-(10**6), 10**6))
def test_another_time_changes_nothing(items, shift):
    assert figures(table(items, split=True)) == figures(table(items, shift, split=True))


@settings(max_examples=25)
@given(ITEMS)
def test_items_cut_in_the_middle_are_twice_as_many_half_as_long(items):
    even = [(a, who, 2 * s, 2 * e) for a, who, s, e in items]
    halves = [
        half for a, who, s, e in even for half in ((a, who, s, (s + e) // 2), (a, who, (s + e) // 2, e))
    ]
    whole, cut = (
        {row.activity: (row.samples, Fraction(row.plain.median_exact), row.hours) for row in found.activities}
        for found in (table(even), table(halves))
    )
    whole.pop("c"), cut.pop("c")
    assert cut == {name: (2 * n, middle / 2, hours) for name, (n, middle, hours) in whole.items()}


@settings(max_examples=25)
@given(ITEMS)
def test_split_time_is_the_time_that_somebody_was_busy(items):
    found = table(items, split=True)
    busy = 0
    for who in "甲乙丙":
        own = [(s, e) for _, name, s, e in [("c", "丙", 0, 60), *items] if name == who and s < e]
        busy += len({minute for s, e in own for minute in range(s, e)})
    shares = shared(items)
    assert sum(map(sum, shares.values())) == busy
    for row in found.activities:
        exact = median(shares[row.activity])
        assert abs(Fraction(row.split.median_exact) * 60 - exact) < Fraction(1, 10**6)


def shared(items) -> dict[str, list[Fraction]]:
    """Split every stretch between two moments between the items that are open."""
    every = [("c", "丙", 0, 60), *items]
    kept = [(a, who, s, e) for a, who, s, e in every if s < e]
    moments = sorted({moment for _, _, s, e in kept for moment in (s, e)})
    shares = [Fraction(0)] * len(kept)
    for first, last in pairwise(moments):
        for name in "甲乙丙":
            open_ = [n for n, (_, who, s, e) in enumerate(kept) if who == name and s <= first and last <= e]
            for n in open_:
                shares[n] += Fraction(last - first, len(open_))
    found = defaultdict(list)
    for (activity, *_), share in zip(kept, shares, strict=True):
        found[activity].append(share)
    return found


def by_hand(events):
    """Pair events as a queue does; return durations by activity, and rows left out by reason."""
    left: Counter[str] = Counter()
    begun = {activity for _, activity, kind, _, _ in events if kind == "START"}
    seen, kept = set(), []
    for event in events:
        _, activity, kind, who, _ = event
        if kind == "SCHEDULE":
            left["other_event"] += 1
        elif activity not in begun:
            left["no_start_known"] += 1
        elif not who:
            left["no_resource"] += 1
        elif event in seen:
            left["double"] += 1
        else:
            seen.add(event)
            kept.append(event)
    waiting: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    durations = defaultdict(list)
    for case, activity, kind, who, minute in sorted(kept, key=lambda e: (e[4], e[2] != "START")):
        queue = waiting[case, activity, who]
        if kind == "START":
            queue.append(minute)
        elif not queue:
            left["lone_end"] += 1
        elif (lasted := minute - queue.popleft()) == 0:
            left["zero"] += 2
        else:
            durations[activity].append(lasted)
    left["lone_start"] = sum(map(len, waiting.values()))
    return durations, {reason: rows for reason, rows in left.items() if rows}


@settings(max_examples=60)
@given(EVENTS)
def test_a_log_is_paired_as_by_hand(events):
    always = [("Z", "z", "START", "丁", 0), ("Z", "z", "complete", "丁", 7)]
    rows = [(*event[:4], at(event[4])) for event in [*events, *always]]
    found = measured(("case", "activity", "transition", "resource", "timestamp"), rows)
    durations, left = by_hand([*events, *always])
    assert {row.reason: row.rows for row in found.left_out} == left
    assert found.used + sum(left.values()) == len(rows)
    assert {
        row.activity: (row.samples, Fraction(row.plain.median_exact) * 60) for row in found.activities
    } == {
        activity: (len(lasted), median([Fraction(minutes) for minutes in lasted]))
        for activity, lasted in durations.items()
    }
