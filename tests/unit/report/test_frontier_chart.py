"""How few moves reach how much of the gain: the picture, the table of the terminal."""

import pytest

from staffing.report.charts import draw_svg, frontier_chart
from staffing.report.terminal_frontier import frontier_lines
from staffing.service import frontier, open_scenario
from tests.unit.builders_scenario import split_scenario


def _asked(source):
    opened = open_scenario(source)
    return frontier(opened), {station.id: station.name for station in opened.scenario.stations}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bars_are_the_gain_still_to_be_made(scenarios, lang):
    answer, names = _asked(scenarios / "qingxiu")
    spec = frontier_chart(answer, names, lang)
    rows = spec["datasets"]["rows"]
    assert [row["left"] for row in rows] == [100 * (1 - point.share) for point in answer.points]
    assert (rows[0]["left"], rows[-1]["left"]) == (100, 0)
    assert spec["title"]["text"][0].startswith("调剂6名" if lang == "zh" else "Moving 6 posts")
    svg = draw_svg(spec)
    assert "长塘所" in svg
    assert "81.4" in svg


def test_of_many_moves_no_pairs_are_drawn(scenarios):
    answer, names = _asked(scenarios / "contract178")
    spec = frontier_chart(answer, names)
    assert len(spec["datasets"]["rows"]) == 11
    assert not any(row["added"] for row in spec["datasets"]["rows"])


def test_where_no_move_gains_there_is_no_picture():
    assert frontier_chart(*_asked(split_scenario([0, 0], [3, 3], [1, 1]))) is None


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lines_fit_the_terminal(scenarios, width):
    from rich.cells import cell_len

    answer, names = _asked(scenarios / "classes2")
    lines = frontier_lines(answer, names=names, lang="zh", width=width)
    assert all(cell_len(line) <= width for line in lines[1:])
    assert "→" not in "".join(lines[1:-2])
