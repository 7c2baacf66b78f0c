"""Scenario -> Demand: drivers and task ledger blended, class by class (``docs/model.md``, section 1)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from staffing.errors import InputError, Issue
from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.tasks import Measure, Tasks
from staffing.models.workload import LEDGER, Demand
from staffing.quantify.drivers import Spread, by_drivers
from staffing.quantify.hours import hour_weights
from staffing.quantify.rulers import Ruler, rulers
from staffing.quantify.tasks import totals


def quantify(scenario: Scenario) -> Demand:
    """Spread the work over the stations, exactly.

    Within a class, or over all stations where there are none: ``(1 - b) x driver index + b x task share`` with the
    blend ``b``; over the classes: times the class's share of the headcount.

    Raises
    ------
    InputError
        ``E_DRIVER_ZERO``: a driver is zero everywhere (in a class that goes by it); or under ``min_max`` every
        driver is the same everywhere, so no station has an index.
        ``E_TASKS_ZERO``: the ledger is to count, and holds no hours (or points); ``E_TASKS_ZERO.negative``:
        the points of a station sum to less than 0. Under ``hours`` what
        :func:`staffing.quantify.hours.hour_weights` refuses.

    Examples
    --------
    >>> from decimal import Decimal
    >>> from staffing.models import scenario as s, station as t, workload as w
    >>> driver = w.Driver(name="complaints", weight=Decimal(1), values={"A": Decimal(1), "B": Decimal("3")})
    >>> stations = (t.Station(id="A", name="A"), t.Station(id="B", name="B"))
    >>> demand = quantify(s.Scenario(name="two", stations=stations, drivers=(driver,), cap=4))
    >>> [str(p) for p in demand.index]
    ['1/4', '3/4']
    """
    ids = [station.id for station in scenario.stations]
    measured = rulers(scenario)
    spreads = [_by_drivers(scenario, ruler, [ids[s] for s in ruler.members]) for ruler in measured]
    tasks = scenario.tasks
    if tasks is None and not scenario.classes:
        spread = spreads[0]
        return Demand(
            normalisation=scenario.normalisation,
            index=spread.index,
            contributions=spread.parts,
            driver_index=spread.index,
        )
    blend = Fraction(0) if tasks is None else Fraction(tasks.blend)
    shares = [
        [Fraction(0)] * len(ruler.members)
        if tasks is None
        else _shares(tasks, [ids[s] for s in ruler.members], needed=bool(blend))
        for ruler in measured
    ]
    parts = {
        driver.name: _gather(
            measured, [spread.parts.get(driver.name) for spread in spreads], len(ids), 1 - blend
        )
        for driver in scenario.drivers
    }
    if blend:
        parts[LEDGER] = _gather(measured, shares, len(ids), blend)
    return Demand(
        normalisation=scenario.normalisation,
        index=tuple(sum(column, Fraction(0)) for column in zip(*parts.values(), strict=True)),
        contributions=parts,
        driver_index=_gather(measured, [spread.index for spread in spreads], len(ids)),
        task_share=None if tasks is None else _gather(measured, shares, len(ids)),
        hours=None if tasks is None else totals(tasks, Measure.HOURS, ids),
        points=None if tasks is None else totals(tasks, Measure.POINTS, ids),
        classes={one.name: ruler.share for one, ruler in zip(scenario.classes, measured, strict=False)},
    )


def _by_drivers(scenario: Scenario, ruler: Ruler, members: Sequence[str]) -> Spread:
    """Spread the work of one ruler by its drivers; by hours each driver's weight is its share of the hours."""
    weights: Mapping[str, Decimal | Fraction] = ruler.weights
    if scenario.normalisation is Normalisation.HOURS:
        counted = [driver for driver in scenario.drivers if driver.name in ruler.weights]
        weights = hour_weights(scenario, counted, members)
    return by_drivers(scenario.drivers, weights, members, scenario.normalisation)


def _gather(
    measured: Sequence[Ruler],
    values: Sequence[Sequence[Fraction] | None],
    count: int,
    factor: Fraction | int = 1,
) -> tuple[Fraction, ...]:
    """Return the values of all classes in station order, each times its class's share and ``factor``."""
    gathered = [Fraction(0)] * count
    for ruler, own in zip(measured, values, strict=True):
        for s, value in zip(ruler.members, own or (), strict=own is not None):
            gathered[s] = ruler.share * factor * value
    return tuple(gathered)


def _shares(tasks: Tasks, members: Sequence[str], *, needed: bool) -> Sequence[Fraction]:
    """Return each station's share of the ledger's work among the members."""
    amounts = totals(tasks, tasks.measure, members)
    whole = sum(amounts)
    # Points may be taken away; what is below nothing is no share of any work.
    below = next((s for s, amount in enumerate(amounts) if amount < 0), None)
    if below is not None and needed:
        values = {
            "name": tasks.measure.value,
            "station": members[below],
            "got": f"{float(amounts[below]):.15g}",
        }
        raise InputError([Issue("E_TASKS_ZERO.negative", values=values)])
    if below is not None or not whole:
        if needed:
            raise InputError([Issue("E_TASKS_ZERO", values={"name": tasks.measure.value})])
        return [Fraction(0)] * len(members)
    return [amount / whole for amount in amounts]
