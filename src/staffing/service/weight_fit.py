"""The weights that best explain staff in post, and how well they do."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import sqrt

from staffing.models.scenario import Scenario
from staffing.models.weights import Fit, Residual
from staffing.models.workload import Demand, Driver
from staffing.quantify.calibration.least_squares import on_simplex
from staffing.quantify.drivers import scores_of

SHOWN_RESIDUALS = 5
"""Stations named whose staff the fitted weights explain worst."""


@dataclass(frozen=True)
class Fitted:
    """Weights, and how well they explain staff in post."""

    weights: Sequence[Fraction]
    """Up to one factor."""
    fit: Fit


@dataclass(frozen=True)
class NoFit:
    """Why staff in post gives no weights."""

    reason: str
    values: dict[str, int] = field(default_factory=dict)


def fit_staff(
    scenario: Scenario, demand: Demand, members: Sequence[int], drivers: Sequence[Driver]
) -> Fitted | NoFit:
    """Return the weights, none below 0, whose index is nearest to the shares of staff in post, by squares.

    The index is that of the scenario's normalisation. Rescaled to sum to 1 it is ``sum_k v_k x_sk`` with the scores
    ``x_k`` rescaled likewise and ``v`` on the simplex; from these ``w_k`` in proportion to ``v_k`` over the sum of
    the scores of ``k``. Of the task ledger's part, where there is one, the drivers are to explain what it leaves.
    """
    held = _held(scenario, members)
    target = "in_post" if held is None else _target(scenario, demand, members, held)
    if held is None or isinstance(target, str):
        return NoFit(str(target))
    if len(members) < len(drivers):
        return NoFit("few", {"stations": len(members), "drivers": len(drivers)})
    ids = [scenario.stations[s].id for s in members]
    shares, sizes = [], []
    for driver in drivers:
        parts, whole = scores_of(driver, ids, scenario.normalisation)
        if not any(parts):
            return NoFit("collinear")
        shares.append([Fraction(part, sum(parts)) for part in parts])
        sizes.append(Fraction(sum(parts), whole))
    products = [[_product(a, b) for b in shares] for a in shares]
    found = on_simplex(products, [_product(row, target) for row in shares])
    if found is None:
        return NoFit("collinear")
    explained = [_product(found, column) for column in zip(*shares, strict=True)]
    return Fitted(
        weights=[part / size for part, size in zip(found, sizes, strict=True)],
        fit=_fit(scenario, members, held, [y - p for y, p in zip(target, explained, strict=True)]),
    )


def _held(scenario: Scenario, members: Sequence[int]) -> list[Fraction] | None:
    """Return staff in post, each head with the capacity of its category; None: not given everywhere."""
    held = [scenario.stations[s].in_post for s in members]
    if any(number is None for number in held):
        return None
    if all(category.capacity == 1 for category in scenario.categories):
        return [Fraction(number or 0) for number in held]
    capacity = {category.id: Fraction(category.capacity) for category in scenario.categories}
    sums = {scenario.stations[s].id: Fraction(0) for s in members}
    for post in scenario.posts:
        if post.station in sums:
            sums[post.station] += post.in_post * capacity[post.category]
    return list(sums.values())


def _target(
    scenario: Scenario, demand: Demand, members: Sequence[int], held: Sequence[Fraction]
) -> list[Fraction] | str:
    """Return the shares of staff that the drivers are to explain, or why there are none."""
    whole, blend = sum(held), _blend(scenario)
    if not whole:
        return "nobody"
    shares = [number / whole for number in held]
    if demand.task_share is None or not blend:
        return shares
    if blend == 1:
        return "blend"
    work = [demand.task_share[s] for s in members]
    amount = sum(work) or 1
    return [(y - blend * t / amount) / (1 - blend) for y, t in zip(shares, work, strict=True)]


def _blend(scenario: Scenario) -> Fraction:
    return Fraction(0) if scenario.tasks is None else Fraction(scenario.tasks.blend)


def _fit(
    scenario: Scenario, members: Sequence[int], held: Sequence[Fraction], left: Sequence[Fraction]
) -> Fit:
    """Return the fit in posts; the task ledger's part stands on both sides."""
    whole = sum(held)
    gaps = [gap * (1 - _blend(scenario)) * whole for gap in left]
    squares, mean = sum(gap * gap for gap in gaps), whole / len(held)
    around = sum((number - mean) ** 2 for number in held)
    order = sorted(range(len(gaps)), key=lambda s: -abs(gaps[s]))[:SHOWN_RESIDUALS]
    stations = [scenario.stations[s] for s in members]
    return Fit(
        stations=len(held),
        r_squared=float(1 - squares / around) if around else None,
        rmse=sqrt(squares / len(held)),
        residuals=tuple(
            Residual(
                id=stations[s].id,
                name=stations[s].name,
                in_post=float(held[s]),
                explained=float(held[s] - gaps[s]),
                difference=float(gaps[s]),
            )
            for s in order
        ),
    )


def _product(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
