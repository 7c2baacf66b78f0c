"""The drivers as a Run records them, with the weights as used."""

from staffing.errors import Issue
from staffing.models.base import Normalisation
from staffing.models.run import DriverResult
from staffing.models.scenario import Scenario
from staffing.quantify.hours import hour_weights


def driver_results(scenario: Scenario) -> tuple[DriverResult, ...]:
    """Return the drivers in their order."""
    weights = _weights(scenario)
    return tuple(
        DriverResult(
            name=driver.name,
            weight=weights[driver.name],
            total=float(sum(driver.values.values())),
            period=driver.period,
            printed_total=None if driver.printed_total is None else float(driver.printed_total),
        )
        for driver in scenario.drivers
    )


def weights_unused(scenario: Scenario) -> Issue:
    """Say that by standard hours the weights given do not count, and what stands in their place."""
    given = [_share(driver.name, float(driver.weight)) for driver in scenario.drivers]
    used = [_share(name, weight) for name, weight in _weights(scenario).items()]
    return Issue("W_HOURS_WEIGHTS", values={"given": given, "names": used})


def _share(name: str, weight: float) -> str:
    return f"{name} {weight * 100:.4g}%"


def _weights(scenario: Scenario) -> dict[str, float]:
    """Return the weight of each driver as used: under ``hours`` its share of the standard hours."""
    if scenario.normalisation is not Normalisation.HOURS:
        return {driver.name: float(driver.weight) for driver in scenario.drivers}
    counted = [driver for driver in scenario.drivers if driver.weight]
    hours = hour_weights(scenario, counted, [station.id for station in scenario.stations])
    return {driver.name: float(hours.get(driver.name, 0)) for driver in scenario.drivers}
