"""Laws of counts by period: what the names and the order of months, and of rows, can change, and what not."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from staffing.io.scenario_file import load
from staffing.models.periods import Span, month_label, span_of
from staffing.models.scenario import Scenario
from staffing.quantify.demand import quantify

CASES = settings(max_examples=60, deadline=None, derandomize=True)
START = span_of("2024-11").first
takes = st.sampled_from(["sum", "mean", "peak"])


@st.composite
def tables(draw):
    """Draw counts by station and month, some for every station."""
    months = draw(st.integers(2, 6))
    count = st.one_of(st.integers(0, 60), st.decimals(0, 60, places=2))
    own = st.lists(count, min_size=months, max_size=months)
    return draw(st.lists(own, min_size=2, max_size=4).filter(lambda rows: any(any(row) for row in rows)))


def read(table, take="sum", *, start=START, reverse=False, months=None) -> Scenario:
    rows = [
        f"S{station},热线,{count},{month_label(start + month)}"
        for station, own in enumerate(table, 1)
        for month, count in enumerate(own)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "data").mkdir()
        stations = "".join(f"S{n},第{n}所\n" for n in range(1, len(table) + 1))
        (path / "data" / "单位.csv").write_text(f"站点编码,站点名称\n{stations}", encoding="utf-8")
        lines = ["站点编码,指标,数值,期间", *(reversed(rows) if reverse else rows)]
        (path / "data" / "指标值.csv").write_text("\n".join(lines), encoding="utf-8")
        window = f"{{months: {months or len(table[0])}, take: {take}}}"
        (path / "scenario.yaml").write_text(
            f"schema: 1\nname: x\ndata: data\ncap: 9\nweights: {{热线: 1}}\nperiods: {window}\n",
            encoding="utf-8",
        )
        return load(path).scenario


@CASES
@given(tables(), takes, st.integers(1, 30))
def test_a_month_later_is_the_same_under_another_name(table, take, later):
    now, then = read(table, take), read(table, take, start=START + later)
    assert now.drivers[0].values == then.drivers[0].values
    assert quantify(now).index == quantify(then).index
    assert then.drivers[0].period == Span(START + later, len(table[0])).label
    assert [*now.drivers[0].series.values()] == [*then.drivers[0].series.values()]


@CASES
@given(st.lists(st.integers(1, 999), min_size=2, max_size=5))
def test_twelve_equal_months_sum_to_twelve_times_one(counts):
    table = [[count] * 12 for count in counts]
    year, month = read(table), read(table, months=1)
    assert [*year.drivers[0].values.values()] == [12 * count for count in counts]
    assert [*month.drivers[0].values.values()] == counts
    assert quantify(year).index == quantify(month).index == quantify(read(table, "peak")).index


@CASES
@given(tables(), takes)
def test_the_order_of_rows_changes_nothing(table, take):
    assert read(table, take).input_sha256 == read(table, take, reverse=True).input_sha256


@CASES
@given(st.data(), tables(), takes)
def test_which_month_comes_first_changes_neither_sum_nor_mean_nor_peak(data, table, take):
    order = data.draw(st.permutations(range(len(table[0]))))
    other = [[own[month] for month in order] for own in table]
    assert read(table, take).drivers[0].values == read(other, take).drivers[0].values


@CASES
@given(tables())
def test_the_mean_spreads_the_work_as_the_sum_does(table):
    assert quantify(read(table, "mean")).index == quantify(read(table, "sum")).index
