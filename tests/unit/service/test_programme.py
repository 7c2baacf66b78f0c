"""Scenarios beyond the ladder: run, verify and what-if against all plans gone through one by one."""

# mypy: disable-error-code="operator, misc, union-attr"

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from staffing import service
from staffing.errors import UsageError
from staffing.models.base import Goal, Method, Place
from staffing.models.establishment import Category, CategoryBound, Departure, Fix, Group, Post, Year
from staffing.models.plan import Status
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver
from staffing.quantify.demand import quantify
from staffing.service.storing import write_result
from staffing.solver.reallocation.evaluate import faults, key, worth
from staffing.solver.reallocation.formulate import formulate, needs_programme
from staffing.solver.reallocation.proofs.enumerate_plans import best_plan
from staffing.solver.supervise import Workers


@pytest.fixture(scope="module")
def workers():
    with Workers() as pool:
        yield pool


def scenario(number: int = 0, **changes) -> Scenario:
    """Return a small scenario with two categories that both move."""
    rng = random.Random(f"programme {number}")
    stations = tuple(Station(id=f"S{s}", name=f"{s}所", minimum=1) for s in range(3))
    posts = tuple(
        Post(station=station.id, category=category, in_post=rng.randint(0, 3), maximum=rng.choice((None, 4)))
        for station in stations
        for category in ("contract", "admin")
    )
    held = {k: sum(p.in_post for p in posts if p.category == k) for k in ("contract", "admin")}
    categories = (
        Category(id="contract", name="外聘", kind="外聘", cap=held["contract"] + rng.randint(0, 2)),
        Category(id="admin", name="行政", kind="行政", cap=held["admin"] + 1),
    )
    values = {station.id: Decimal(rng.randint(1, 9)) for station in stations}
    fields = {
        "name": "试",
        "stations": stations,
        "drivers": (Driver(name="件数", weight=Decimal(1), values=values),),
        "categories": categories,
        "posts": posts,
        "cap": sum(c.cap for c in categories),
        **changes,
    }
    stationed = tuple(
        s.model_copy(update={"in_post": sum(p.in_post for p in posts if p.station == s.id)})
        for s in fields["stations"]
    )
    return Scenario(**{**fields, "stations": stationed})


def posts_of(run):
    return {row.id: {k: cell.allocation for k, cell in row.categories.items()} for row in run.stations}


@pytest.mark.parametrize("number", range(12))
def test_the_plan_is_the_best_of_all_plans(number, workers):
    rng = random.Random(number)
    asked = scenario(
        number,
        max_transfers=rng.choice((None, 1, 2)),
        max_stations_changed=rng.choice((None, 2)),
        objective=rng.choice(
            (
                (Goal.FAIRNESS, Goal.TRANSFERS, Goal.STATIONS_CHANGED, Goal.ORDER),
                (Goal.BURDEN, Goal.TRANSFERS, Goal.ORDER),
                (Goal.DEVIATION, Goal.STATIONS_CHANGED, Goal.ORDER),
            )
        ),
    )
    run = service.run(asked, workers=workers)
    made = formulate(asked, quantify(asked))
    best = best_plan(made.problem)
    if best is None:
        assert run.status is Status.INFEASIBLE
        assert run.conflict
        return
    assert run.status is Status.OPTIMAL
    assert made.plan(posts_of(run)) == best
    assert run.objective is not None
    assert run.gap == 0


def test_the_order_of_rows_changes_nothing(workers):
    one = scenario(3)
    other = one.model_copy(
        update={
            "stations": one.stations[::-1],
            "categories": one.categories[::-1],
            "posts": one.posts[::-1],
        }
    )
    assert one.input_sha256 == other.input_sha256
    assert posts_of(service.run(one, workers=workers)) == posts_of(service.run(other, workers=workers))


@pytest.mark.parametrize("number", range(4))
def test_verify_recomputes_every_figure(number, workers, tmp_path):
    asked = scenario(number, max_transfers=2)
    path = write_result(service.run(asked, workers=workers), tmp_path / "result.json")
    checked = service.verify(path, asked)
    assert checked.verified, checked.issues
    assert checked.figures > 50


def test_verify_refuses_a_changed_plan(workers, tmp_path):
    asked = scenario(1)
    run = service.run(asked, workers=workers)
    rows = list(run.stations)
    giver, taker = rows[0], rows[1]
    swap = {
        giver.id: {
            k: c.model_copy(update={"allocation": c.allocation - (k == "admin")})
            for k, c in giver.categories.items()
        },
        taker.id: {
            k: c.model_copy(update={"allocation": c.allocation + (k == "admin")})
            for k, c in taker.categories.items()
        },
    }
    assert giver.categories["admin"].allocation > 0
    changed = run.model_copy(
        update={
            "stations": tuple(
                row.model_copy(update={"categories": swap.get(row.id, row.categories)}) for row in rows
            )
        }
    )
    checked = service.verify(write_result(changed, tmp_path / "result.json"), asked)
    assert not checked.verified
    assert {issue.code for issue in checked.issues} & {"E_RESULT"}


def test_who_moves_where_adds_up(workers):
    asked = scenario(5)
    run = service.run(asked, workers=workers)
    change = {row.id: dict.fromkeys(row.categories, 0) for row in run.stations}
    for move in run.transfers:
        change[move.from_][move.category] -= move.count
        change[move.to][move.category] += move.count
    for move in run.joins:
        change[move.station][move.category] += move.count
    for move in run.leaves:
        change[move.station][move.category] -= move.count
    assert change == {
        row.id: {k: cell.allocation - cell.in_post for k, cell in row.categories.items()}
        for row in run.stations
    }
    transfers = next(goal for goal in run.goals if goal.goal == "transfers")
    assert sum(move.count for move in run.transfers) == int(transfers.value)


def test_capacities_count_in_quota_and_burden(workers):
    asked = scenario(2)
    half = asked.categories[0].model_copy(update={"capacity": Decimal("0.5")})
    asked = asked.model_copy(update={"categories": (half, asked.categories[1])})
    run = service.run(asked, workers=workers)
    whole = sum(Fraction(c.capacity) * c.cap for c in asked.categories)
    for row in run.stations:
        held = sum(Fraction(c.capacity) * row.categories[c.id].allocation for c in asked.categories)
        assert row.quota == pytest.approx(float(Fraction(row.index) * whole))
        assert row.burden == pytest.approx(float(Fraction(row.index) * whole / held))


def test_a_conflict_names_the_rules_and_what_would_help(workers):
    asked = scenario(4, fix=(Fix(station="S0", category="admin", posts=99),))
    run = service.run(asked, workers=workers)
    assert run.status is Status.INFEASIBLE
    assert "pin[S0,admin]" in {rule.rule for rule in run.conflict}
    assert run.relaxations


@pytest.mark.parametrize(
    ("changes", "needed"),
    [
        ({}, True),
        ({"categories": (), "posts": (), "cap": 9}, False),
        ({"categories": (), "posts": (), "cap": 9, "max_transfers": 1}, True),
        ({"categories": (), "posts": (), "cap": 9, "objective": (Goal.BURDEN, Goal.ORDER)}, True),
        (
            {
                "groups": (
                    Group(
                        id="G",
                        members=("S0",),
                        categories=(CategoryBound(category="admin", maximum=2),),
                    ),
                )
            },
            True,
        ),
    ],
)
def test_which_scenarios_need_the_programme(changes, needed):
    assert needs_programme(scenario(**changes)) is needed


def test_the_ladder_is_refused_by_name(workers):
    with pytest.raises(UsageError) as refused:
        service.run(scenario(), backend="ladder", workers=workers)
    assert refused.value.issues[0].key == "E_OPTION.ladder"


def test_hamilton_has_no_programme(workers):
    with pytest.raises(UsageError) as refused:
        service.run(scenario(method=Method.HAMILTON), workers=workers)
    assert refused.value.issues[0].key == "E_METHOD.programme"


@pytest.mark.parametrize("mode", ["reapportion", "increment", "budget"])
@pytest.mark.parametrize("delta", [1, -1])
def test_what_if_keeps_the_others(mode, delta, workers):
    asked = scenario(6, max_stations_changed=2, place=Place.ALL)
    answer = service.what_if(asked, delta, category="contract", mode=mode)
    assert answer.status is Status.OPTIMAL
    assert answer.verified
    assert sum(answer.after.values()) - sum(answer.before.values()) == delta
    held = {s.id: s.in_post for s in asked.stations}
    if mode != "reapportion":
        assert answer.before == held
    if mode == "increment":
        assert all((answer.after[s] - held[s]) * delta >= 0 for s in held)
    assert {step.station: step.change for step in answer.steps} == {
        s: answer.after[s] - answer.before[s] for s in held if answer.after[s] != answer.before[s]
    }


def test_fairness_is_that_of_the_problem(workers):
    asked = scenario(7)
    run = service.run(asked, workers=workers)
    made = formulate(asked, quantify(asked))
    plan = made.plan(posts_of(run))
    assert not faults(made.problem, plan)
    value = worth(made.problem, plan)[Goal.FAIRNESS]
    assert Fraction(run.objective) == Fraction(value, run.scale)
    assert key(made.problem, plan) == key(made.problem, best_plan(made.problem))


def test_a_plan_made_by_hand_is_appraised(workers, tmp_path):
    asked = scenario(8)
    best = service.run(asked, workers=workers)
    hand = posts_of(best)
    giver = next(s for s, row in hand.items() if row["admin"] > 1 or (row["admin"] and row["contract"]))
    taker = next(s for s in hand if s != giver)
    hand[giver]["admin"] -= 1
    hand[taker]["admin"] += 1
    run = service.run(asked, plan=hand, workers=workers)
    found = run.evaluation
    assert found.apart == 1
    assert found.loss >= 0
    assert found.allowed
    assert (found.improvement.from_, found.improvement.to) == (taker, giver)
    checked = service.verify(write_result(run, tmp_path / "result.json"), asked)
    assert checked.verified, checked.issues


def test_a_plan_that_breaks_rules_is_told_which(workers):
    asked = scenario(8)
    hand = {s.id: {"admin": 0, "contract": 0} for s in asked.stations}
    found = service.run(asked, plan=hand, workers=workers).evaluation
    assert not found.allowed
    assert {rule.rule for rule in found.broken} == {
        "station_bounds[S0]",
        "station_bounds[S1]",
        "station_bounds[S2]",
    }


def test_other_good_plans(workers, tmp_path):
    asked = scenario(9)
    run = service.run(asked, plans=3, within="1", apart=1, workers=workers)
    made = formulate(asked, quantify(asked))
    seen = [made.plan(posts_of(run))]
    for row in run.alternatives.plans:
        plan = made.plan(row.stations)
        assert not faults(made.problem, plan)
        assert plan not in seen
        assert 0 <= row.loss <= 1
        seen.append(plan)
    assert run.alternatives.complete
    checked = service.verify(write_result(run, tmp_path / "result.json"), asked)
    assert checked.verified, checked.issues


def test_a_phased_plan(workers, tmp_path):
    asked = scenario(10)
    leaver = next(post for post in asked.posts if post.in_post)
    asked = asked.model_copy(
        update={
            "years": (Year(year="2027", max_transfers=1, max_joins=1), Year(year="2028", max_transfers=2)),
            "departures": (
                Departure(year="2027", station=leaver.station, category=leaver.category, count=1),
            ),
        }
    )
    run = service.run(asked, workers=workers)
    found = run.phased
    assert found.status is Status.OPTIMAL
    assert [year.departed for year in found.years] == [1, 0]
    assert sum(move.count for move in found.years[0].transfers) <= 1
    assert sum(move.count for move in found.years[0].joins) <= 1
    assert found.bound == found.years[-1].distance
    checked = service.verify(write_result(run, tmp_path / "result.json"), asked)
    assert checked.verified, checked.issues
    less = found.model_copy(update={"years": found.years[:1]})
    short = service.verify(
        write_result(run.model_copy(update={"phased": less}), tmp_path / "short.json"), asked
    )
    assert not short.verified


def test_a_year_that_cannot_be_kept_says_so_in_words(workers):
    asked = scenario(10)
    emptied = next(post.station for post in asked.posts if post.in_post)
    gone = tuple(
        Departure(year="2027", station=post.station, category=post.category, count=post.in_post)
        for post in asked.posts
        if post.station == emptied and post.in_post
    )
    years = (Year(year="2027", max_transfers=0, max_joins=0),)
    found = service.run(asked.model_copy(update={"years": years, "departures": gone}), workers=workers).phased
    assert (found.status, found.failed_year) == (Status.INFEASIBLE, "2027")
    said = {rule.rule: rule.text for rule in found.conflict}
    assert said["group_bounds[joins_limit *]"] == "当年新进人数有限额"
    assert not any("分组" in sentence for sentence in said.values())


def test_a_ladder_scenario_has_company_too(workers, tmp_path):
    asked = scenario(categories=(), posts=(), cap=9)
    plain = service.run(asked)
    hand = {row.id: row.allocation for row in plain.stations}
    run = service.run(asked, plan=hand, plans=2, within="1", apart=1, workers=workers)
    assert run.evaluation.apart == 0
    assert run.provenance["backend"] == "ladder"
    assert run.alternatives.plans
    checked = service.verify(write_result(run, tmp_path / "result.json"), asked)
    assert checked.verified, checked.issues


def test_a_result_without_a_plan_is_verified_too(workers, tmp_path):
    asked = scenario(4, fix=(Fix(station="S0", category="admin", posts=99),))
    run = service.run(asked, workers=workers)
    checked = service.verify(write_result(run, tmp_path / "result.json"), asked)
    assert checked.verified, checked.issues
    rule = run.conflict[0].model_copy(update={"text": "nothing of the kind"})
    other = run.model_copy(update={"conflict": (rule, *run.conflict[1:])})
    assert not service.verify(write_result(other, tmp_path / "other.json"), asked).verified
