"""The drivers as a Run records them, with the weights as used."""

from fractions import Fraction

from staffing.errors import Issue
from staffing.models.base import Normalisation
from staffing.models.run import DriverResult
from staffing.models.scenario import Scenario
from staffing.models.tasks import Measure
from staffing.models.workload import LEDGER, Demand
from staffing.quantify.hours import hour_weights
from staffing.quantify.rulers import mean_weights


def driver_results(scenario: Scenario, demand: Demand) -> tuple[DriverResult, ...]:
    """Return the drivers in their order, and after them the task ledger where it has a part in demand."""
    weights, blend = _weights(scenario, demand), blend_of(scenario)
    drivers = tuple(
        DriverResult(
            name=driver.name,
            weight=float((1 - blend) * weights[driver.name]),
            total=float(sum(driver.values.values())),
            period=driver.period,
            printed_total=None if driver.printed_total is None else float(driver.printed_total),
        )
        for driver in scenario.drivers
    )
    amounts = ledger_amounts(scenario, demand)
    if scenario.tasks is None or amounts is None:
        return drivers
    months = scenario.tasks.months
    ledger = DriverResult(
        name=LEDGER,
        weight=float(blend),
        total=float(sum(amounts)),
        period=f"{months[0]}..{months[-1]}" if months else None,
    )
    return (*drivers, ledger)


def blend_of(scenario: Scenario) -> Fraction:
    """Return the part of the task ledger in demand; 0 without one."""
    return Fraction(0) if scenario.tasks is None else Fraction(scenario.tasks.blend)


def ledger_amounts(scenario: Scenario, demand: Demand) -> tuple[Fraction, ...] | None:
    """Return the hours or points by which the ledger counts in demand, in station order; None: it does not."""
    if scenario.tasks is None or not scenario.tasks.blend:
        return None
    return demand.hours if scenario.tasks.measure is Measure.HOURS else demand.points


def values_of(scenario: Scenario, demand: Demand, position: int) -> dict[str, float]:
    """Return the counts of one station by driver, and its hours or points where the ledger has a part in demand."""
    station = scenario.stations[position].id
    values = {driver.name: float(driver.values[station]) for driver in scenario.drivers}
    amounts = ledger_amounts(scenario, demand)
    return values if amounts is None else {**values, LEDGER: float(amounts[position])}


def weights_unused(scenario: Scenario, demand: Demand) -> Issue:
    """Say that by standard hours the weights given do not count, and what stands in their place."""
    given = [_share(driver.name, float(driver.weight)) for driver in scenario.drivers]
    used = [_share(name, float(weight)) for name, weight in _weights(scenario, demand).items()]
    return Issue("W_HOURS_WEIGHTS", values={"given": given, "names": used})


def _share(name: str, weight: float) -> str:
    return f"{name} {weight * 100:.4g}%"


def _weights(scenario: Scenario, demand: Demand) -> dict[str, Fraction]:
    """Return the weight of each driver as used: under ``hours`` its share of the standard hours."""
    if scenario.normalisation is not Normalisation.HOURS:
        return mean_weights(scenario, demand.classes)
    counted = [driver for driver in scenario.drivers if driver.weight]
    hours = hour_weights(scenario, counted, [station.id for station in scenario.stations])
    return {driver.name: hours.get(driver.name, Fraction(0)) for driver in scenario.drivers}
