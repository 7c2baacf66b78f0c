"""A scenario with drivers, a task ledger and standards, made in memory."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from staffing.models.base import Normalisation
from staffing.models.scenario import Scenario
from staffing.models.standards import (
    Allowance,
    AllowanceKind,
    Rounding,
    Standard,
    StandardSource,
    WorkingTime,
)
from staffing.models.tasks import Measure, Tasks, TaskSum
from tests.unit.builders_scenario import scenario

MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))


def tasks(
    hours: Sequence[int], points: Sequence[int], blend: str, *, measure: Measure = Measure.HOURS
) -> Tasks:
    """Return a ledger of a year: hours and points a month for stations S1, S2, ..."""
    sums = tuple(
        TaskSum(
            station=f"S{n + 1}", month=month, activity="核查", quantity=Decimal(4),
            hours=Decimal(h), points=Decimal(p),
        )
        for n, (h, p) in enumerate(zip(hours, points, strict=True))
        for month in MONTHS
    )  # fmt: skip
    return Tasks(sums=sums, months=MONTHS, measure=measure, blend=Decimal(blend))


def worked(
    blend: str = "0.4", *, normalisation: Normalisation = Normalisation.SHARE, **fields: Any
) -> Scenario:
    """Return four stations, the last of which is busy by the ledger and not by its counts."""
    return scenario(
        {"投诉": [3600, 2400, 1810, 600], "主体": [900, 1100, 400, 307]},
        24,
        weights={"投诉": "0.7", "主体": "0.3"},
        bounds=[(2, 16)] * 4,
        in_post=[9, 7, 5, 3],
        normalisation=normalisation,
        **{"tasks": tasks([600, 500, 310, 1210], [9, 31, 7, 8], blend), **fields},
    )


def standards(**fields: Any) -> dict[str, Any]:
    """Return the fields that make required posts of the work: standards, working time, allowances."""
    return {
        "standards": (
            Standard(
                activity="投诉", unit_hours=Decimal(2), source=StandardSource.MEASURED, basis="2024年测定"
            ),
            Standard(activity="主体", unit_hours=Decimal("1.5"), source=StandardSource.EXPERT),
        ),
        "working_time": (
            WorkingTime(year=2025, days=Decimal(248), annual_leave=Decimal(10), training=Decimal(8)),
        ),
        "allowances": (
            Allowance(name="学习", kind=AllowanceKind.CATEGORY, share=Decimal("0.1")),
            Allowance(name="报表", kind=AllowanceKind.INDIVIDUAL, hours=Decimal(92), staff=Decimal(2)),
        ),
        "rounding": Rounding.WISN10,
        **fields,
    }
