"""The cut line after an add or a cut: the ladder of the plan there, on the yardstick of the scenario."""

import pytest

from staffing import service
from tests.unit.test_scenarios import SCENARIOS


@pytest.mark.parametrize("name", ["qingxiu", "contract178", "classes2"])
@pytest.mark.parametrize("delta", [-5, 4])
def test_the_line_is_that_of_the_plan_at_the_new_total(name: str, delta: int) -> None:
    opened = service.open_scenario(SCENARIOS / name)
    answer = service.what_if(opened, delta)
    line = service.cut_line(opened, answer)
    there = service.run(opened, cap=answer.cap_after)
    given = [step for step in there.ladder if step.given][-6:]
    expected = [*given, *(step for step in there.ladder if not step.given)][: len(line)]
    assert len(line) == 12
    for step, other in zip(line, expected, strict=True):
        assert step.model_dump(exclude={"priority"}) == other.model_dump(exclude={"priority"})
        assert other.priority is not None
        assert step.priority == pytest.approx(other.priority * answer.cap_before / answer.cap_after)


@pytest.mark.parametrize("mode", ["reapportion", "increment"])
@pytest.mark.parametrize("delta", [-5, -1, 1, 6])
def test_the_line_and_the_steps_are_the_same_posts(mode: str, delta: int) -> None:
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    answer = service.what_if(opened, delta, mode=mode)
    line = service.cut_line(opened, answer)
    last = next(step for step in reversed(line) if step.given)
    coming = next(step for step in line if not step.given)
    reached, nearest = (last, coming) if delta > 0 else (coming, last)
    assert answer.steps
    assert answer.next is not None
    assert (reached.station, reached.priority) == (answer.steps[-1].station, answer.steps[-1].priority)
    assert (nearest.station, nearest.priority) == (answer.next.station, answer.next.priority)


def test_no_line_where_no_ladder_decided() -> None:
    opened = service.open_scenario(SCENARIOS / "qingxiu")
    for answer in (
        service.what_if(opened, -3, mode="budget"),
        service.what_if(opened, -70),
        service.what_if(opened.adjusted(method="hamilton"), -3),
    ):
        method = opened.adjusted(method=answer.method)
        assert service.cut_line(method, answer) == ()
