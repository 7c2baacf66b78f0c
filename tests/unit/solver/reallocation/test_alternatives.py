"""Further plans are as good, as different and as many as is said; none is said to be left only where it is so."""

import subprocess
import sys
from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.reallocations import reallocation
from staffing.models.base import Goal
from staffing.models.plan import Status
from staffing.solver.reallocation.answers import Answer
from staffing.solver.reallocation.beside import alternatives as module
from staffing.solver.reallocation.beside.alternatives import Ending, alternatives, most_allowed
from staffing.solver.reallocation.beside.evaluating import posts_apart
from staffing.solver.reallocation.costs import main_goal
from staffing.solver.reallocation.evaluate import faults, key, worth
from tests.reallocations import brute_force, combinations, every_plan, random_reallocation

FAKES = "tests.unit.solver.reallocation.fakes"


def best_answer(problem):
    best = brute_force(problem)
    if best is None:
        return None
    value = worth(problem, best)
    return Answer(Status.OPTIMAL, "", "", best, value, value=value[main_goal(problem)])


def by_hand(problem, answer, count, loss, apart):
    """One best plan after the other among those that are left, by going through all."""
    goal = main_goal(problem)
    before = answer.worth.names.index(goal)
    first = answer.worth.values
    left = [
        plan
        for plan in every_plan(problem)
        if worth(problem, plan).values[:before] <= first[:before]
        and all(a <= b for a, b in zip(worth(problem, plan).values[:before], first, strict=False))
        and worth(problem, plan)[goal] <= answer.value + loss
    ]
    found = [answer.plan]
    while len(found) < count:
        left = [plan for plan in left if posts_apart(plan, found[-1]) >= apart]
        if not left:
            return found, Ending.NO_OTHER
        found.append(min(left, key=lambda plan: key(problem, plan)))
    return found, Ending.FOUND


@pytest.mark.timeout(200)
@pytest.mark.parametrize("chunk", range(4))
def test_plans_are_those_that_going_through_all_finds(chunk, pool):
    endings = set()
    for number in range(chunk * 20, chunk * 20 + 20):
        problem = random_reallocation(number)
        answer = best_answer(problem) if combinations(problem) <= 20_000 else None
        if answer is None:
            continue
        apart = 1 + number % 3
        loss = most_allowed(answer, Fraction(1, 2)) if number % 2 else 10**10
        found = alternatives(problem, answer, count=4, loss=loss, apart=apart, workers=pool)
        expected, ending = by_hand(problem, answer, 4, loss, apart)
        assert ([other.plan for other in found.plans], found.ending) == (expected, ending), number
        assert found.confirmed == (ending is Ending.NO_OTHER)
        for i, other in enumerate(found.plans[1:], start=1):
            assert other.loss == other.worth[main_goal(problem)] - answer.value <= loss
            assert other.apart == min(posts_apart(other.plan, found.plans[j].plan) for j in range(i)) >= apart
        endings.add(ending)
    assert endings == {Ending.FOUND, Ending.NO_OTHER}


def test_a_middling_problem_has_three_plans(pool):
    problem = replace(reallocation(40), goals=(Goal.DEVIATION, Goal.TRANSFERS))
    value = worth(problem, problem.in_post)
    answer = Answer(Status.FEASIBLE, "", "", problem.in_post, value, value=value["deviation"])
    loss = most_allowed(answer, Fraction(1, 20))
    found = alternatives(problem, answer, count=3, loss=loss, apart=10, time_limit_s=6, workers=pool)
    assert found.ending is Ending.FOUND
    plans = [other.plan for other in found.plans]
    assert not any(faults(problem, plan) for plan in plans)
    assert all(posts_apart(a, b) >= 10 for i, a in enumerate(plans) for b in plans[:i])


def test_the_time_over_is_not_called_none(pool, monkeypatch):
    monkeypatch.setattr(module, "step_away", lambda *_: None)
    problem = reallocation(60)
    value = worth(problem, problem.in_post)
    answer = Answer(Status.FEASIBLE, "", "", problem.in_post, value, value=value["deviation"])
    found = alternatives(problem, answer, count=2, loss=0, time_limit_s=0.02, workers=pool)
    assert (found.ending, len(found.plans)) == (Ending.UNKNOWN, 1)


def test_5000_stations_have_two_plans(pool):
    """Found by exchanges alone: no model of this size says anything in this time."""
    problem = reallocation(5000)
    value = worth(problem, problem.in_post)
    answer = Answer(Status.FEASIBLE, "", "", problem.in_post, value, value=value["deviation"])
    found = alternatives(problem, answer, count=2, loss=0, apart=3, time_limit_s=60, workers=pool)
    assert (found.ending, len(found.plans)) == (Ending.FOUND, 2)
    assert found.plans[1].apart >= 3
    assert found.plans[1].loss <= 0


def roomy():
    """A small problem with several plans."""
    return next(p for p in map(random_reallocation, range(50)) if len(every_plan(p)) > 5)


@pytest.mark.parametrize(
    ("fake", "ending"),
    [
        ("too_near", Ending.UNVERIFIED),
        ("no_other", Ending.NO_OTHER),
        ("breaks_a_rule", Ending.UNVERIFIED),
        ("optimal_without_plan", Ending.UNVERIFIED),
        ("stopped_text", Ending.UNKNOWN),
        ("fails", Ending.CRASHED),
    ],
)
def test_a_wrong_reply_is_not_shown(fake, ending, pool, monkeypatch):
    problem = roomy()
    answer = best_answer(problem)
    monkeypatch.setattr(module, "CP_SAT", f"{FAKES}_written:{fake}")
    found = alternatives(problem, answer, count=2, loss=0, apart=40, workers=pool)
    assert (found.ending, len(found.plans)) == (ending, 1)
    assert found.fault or ending in {Ending.UNKNOWN, Ending.NO_OTHER}
    # With room for it, a plan is found without any solver: it stands, and the fault is told.
    found = alternatives(problem, answer, count=2, loss=10**30, workers=pool)
    assert (found.ending, len(found.plans)) == (Ending.FOUND, 2)
    assert posts_apart(*(other.plan for other in found.plans)) == 1
    assert found.fault or ending is Ending.UNKNOWN


def test_a_plan_that_loses_too_much_is_not_shown(pool, monkeypatch):
    problem = roomy()
    monkeypatch.setattr(module, "CP_SAT", f"{FAKES}_written:too_dear")
    monkeypatch.setattr(module, "step_away", lambda *_: None)
    found = alternatives(problem, best_answer(problem), count=2, loss=0, workers=pool)
    assert (found.ending, len(found.plans)) == (Ending.UNVERIFIED, 1)
    assert " is " in found.fault


def test_none_that_only_one_solver_sees_is_not_confirmed(pool, monkeypatch):
    problem = replace(reallocation(12), goals=(Goal.DEVIATION,))
    value = worth(problem, problem.in_post)
    answer = Answer(Status.FEASIBLE, "", "", problem.in_post, value, value=value["deviation"])
    monkeypatch.setattr(module, "CP_SAT", f"{FAKES}_written:no_other")
    found = alternatives(problem, answer, count=2, loss=0, apart=3, workers=pool)
    assert (found.ending, found.confirmed) == (Ending.FOUND, False)
    assert found.fault == "called impossible"
    monkeypatch.setattr(module, "step_away", lambda *_: None)
    found = alternatives(problem, answer, count=2, loss=0, apart=3, workers=pool)
    assert (found.ending, found.confirmed) == (Ending.NO_OTHER, False)


@pytest.mark.parametrize("bad", [{"count": 0}, {"loss": -1}, {"apart": 0}])
def test_figures_that_make_no_sense_are_refused(bad):
    problem = next(p for p in map(random_reallocation, range(50)) if every_plan(p))
    with pytest.raises(ValueError, match="from"):
        alternatives(problem, best_answer(problem), **({"count": 2, "loss": 0} | bad))
    with pytest.raises(ValueError, match="keeps the rules"):
        alternatives(problem, Answer(Status.INFEASIBLE, "", ""), count=2, loss=0)
    with pytest.raises(ValueError, match="share"):
        most_allowed(best_answer(problem), Fraction(-1))


def test_the_main_process_loads_no_solver():
    code = (
        "import sys\n"
        "import staffing.solver.reallocation.beside.alternatives\n"
        "import staffing.solver.reallocation.beside.evaluating\n"
        "print([name for name in ('highspy', 'ortools', 'pulp') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
