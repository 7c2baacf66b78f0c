"""Quantified work -> what an answer records of it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from staffing.models.scenario import Scenario
from staffing.models.standards import Allowance, AllowanceKind, Component, Requirement, WorkingTime
from staffing.models.work import (
    AllowanceResult,
    ComponentResult,
    Pressure,
    RequirementResult,
    StationWork,
    TimeResult,
    WorkResult,
    WorkSum,
)
from staffing.quantify.calendar import holidays, working_days
from staffing.quantify.standards import category_share, days_worked, individual_hours, working_time_of
from staffing.service.opening import Opened

STEPS: Final = (
    (Fraction(4, 5), Pressure.SEVERE),
    (Fraction(19, 20), Pressure.HIGH),
)
"""Below these ratios there is pressure."""
BALANCED_TO: Final = Fraction(21, 20)
LOW_TO: Final = Fraction(6, 5)


def pressure_of(ratio: Fraction | None) -> Pressure | None:
    """Return the step of a WISN ratio; None: there is none.

    >>> [pressure_of(Fraction(r)).value for r in ("0.79", "0.8", "0.95", "1.05", "1.06", "1.2", "1.21")]
    ['severe', 'high', 'balanced', 'balanced', 'low', 'low', 'slack']
    """
    if ratio is None:
        return None
    below = next((step for limit, step in STEPS if ratio < limit), None)
    if below is not None:
        return below
    return Pressure.BALANCED if ratio <= BALANCED_TO else Pressure.LOW if ratio <= LOW_TO else Pressure.SLACK


def work_result(opened: Opened, headcount: int) -> WorkResult | None:
    """Return what there is of quantified work beside the drivers; None: nothing."""
    scenario, demand, required = opened.scenario, opened.demand, opened.requirement
    tasks = scenario.tasks
    if tasks is None and required is None:
        return None
    rows = tuple(
        StationWork(
            id=station.id,
            driver_quota=float(demand.driver_index[s] * headcount),
            task_quota=None if demand.task_share is None else float(demand.task_share[s] * headcount),
            apart=None
            if demand.task_share is None
            else float((demand.task_share[s] - demand.driver_index[s]) * headcount),
            hours=None if demand.hours is None else float(demand.hours[s]),
            points=None if demand.points is None else float(demand.points[s]),
            requirement=None if required is None else _requirement(scenario, required[s]),
        )
        for s, station in enumerate(scenario.stations)
    )
    everywhere = range(len(scenario.stations))
    names = list(dict.fromkeys(station.class_ for station in scenario.stations))
    return WorkResult(
        measure=None if tasks is None else tasks.measure.value,
        blend=None if tasks is None else float(tasks.blend),
        first_month=tasks.months[0] if tasks is not None and tasks.months else None,
        last_month=tasks.months[-1] if tasks is not None and tasks.months else None,
        months=None if tasks is None else len(tasks.months),
        rounding=scenario.rounding.value,
        stations=rows,
        total=None if required is None else _sum(opened, required, None, everywhere, headcount),
        classes=()
        if required is None or names == [None]
        else tuple(
            _sum(
                opened,
                required,
                name,
                [s for s in everywhere if scenario.stations[s].class_ == name],
                headcount,
            )
            for name in names
        ),
    )


def _sum(
    opened: Opened,
    required: Sequence[Requirement],
    name: str | None,
    members: Sequence[int],
    headcount: int,
) -> WorkSum:
    need = sum((required[s].required for s in members), Fraction(0))
    quota = sum((opened.demand.index[s] for s in members), Fraction(0)) * headcount
    held = [required[s].in_post for s in members]
    posts = [required[s].posts for s in members]
    in_post = None if None in held else sum(x for x in held if x is not None)
    ratio = None if in_post is None or not need else in_post / need
    return WorkSum(
        name=name,
        stations=len(members),
        quota=float(quota),
        required=float(need),
        required_posts=None if None in posts else sum(x for x in posts if x is not None),
        in_post=in_post,
        balance=float(quota - need),
        ratio=None if ratio is None else float(ratio),
        pressure=pressure_of(ratio),
    )


def _requirement(scenario: Scenario, one: Requirement) -> RequirementResult:
    time = working_time_of(scenario.working_time, one.station)
    own = [allowance for allowance in scenario.allowances if allowance.station in (None, one.station)]
    return RequirementResult(
        working_time=_time(time),
        working_days=float(one.working_days),
        available_hours=float(one.available_hours),
        components=tuple(map(_component, one.components)),
        allowances=tuple(_allowance(allowance, time, one.station) for allowance in own),
        hours=float(sum((component.hours for component in one.components), Fraction(0))),
        staff=float(one.staff),
        category_share=float(one.category_share),
        category_factor=float(one.category_factor),
        loaded=float(one.staff * one.category_factor),
        individual_hours=float(one.individual_hours),
        individual_factor=float(one.individual_factor),
        required=float(one.required),
        posts=one.posts,
        difference=None if one.difference is None else float(one.difference),
        ratio=None if one.ratio is None else float(one.ratio),
        pressure=pressure_of(one.ratio),
    )


def _time(time: WorkingTime) -> TimeResult:
    return TimeResult(
        year=time.year,
        days=float(working_days(time.year) if time.days is None else time.days),
        decree=holidays(time.year).decree if time.days is None else None,
        annual_leave=float(time.annual_leave),
        sick_leave=float(time.sick_leave),
        training=float(time.training),
        other=float(time.other),
        hours_per_day=float(time.hours_per_day),
    )


def _component(one: Component) -> ComponentResult:
    standard = one.standard
    return ComponentResult(
        activity=one.activity,
        quantity=float(one.quantity),
        unit_hours=None if standard is None else float(standard.unit_hours),
        hours=float(one.hours),
        staff=float(one.staff),
        source=None if standard is None else standard.source.value,
        basis=None if standard is None else standard.basis,
        valid_from=None if standard is None else standard.valid_from,
        valid_to=None if standard is None else standard.valid_to,
    )


def _allowance(one: Allowance, time: WorkingTime, station: str) -> AllowanceResult:
    days = days_worked(time, station)
    available = days * Fraction(time.hours_per_day)
    if one.kind is AllowanceKind.CATEGORY:
        share = category_share([one], time, days)
        own, posts = share * available, None
    else:
        share, own = None, individual_hours([one.model_copy(update={"staff": Decimal(1)})], days)
        posts = float(individual_hours([one], days) / available)
    return AllowanceResult(
        name=one.name,
        kind=one.kind.value,
        share=None if share is None else float(share),
        hours=float(own),
        staff=None if one.staff is None else float(one.staff),
        posts=posts,
    )
