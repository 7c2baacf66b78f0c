"""Small scenarios made in memory."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from staffing.models.establishment import Category, Post
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver


def scenario(
    counts: Mapping[str, Sequence[Any]] | Sequence[Any],
    cap: int,
    *,
    weights: Mapping[str, str] | None = None,
    bounds: Sequence[tuple[int, int | None]] | None = None,
    in_post: Sequence[int | None] | None = None,
    **fields: Any,
) -> Scenario:
    """Return a scenario with stations S1, S2, ... from counts per driver (or of one driver)."""
    table = dict(counts) if isinstance(counts, Mapping) else {"work": counts}
    size = len(next(iter(table.values())))
    limits = bounds or [(0, None)] * size
    staff = in_post or [None] * size
    stations = tuple(
        Station(
            id=f"S{n + 1}", name=f"所{n + 1}", minimum=limits[n][0], maximum=limits[n][1], in_post=staff[n]
        )
        for n in range(size)
    )
    share = weights or {name: str(Decimal(1) / len(table)) for name in table}
    drivers = tuple(
        Driver(
            name=name,
            weight=Decimal(share[name]),
            values={f"S{n + 1}": Decimal(str(value)) for n, value in enumerate(column)},
        )
        for name, column in table.items()
    )
    return Scenario(name="test", stations=stations, drivers=drivers, cap=cap, **fields)


def split_scenario(
    established: Sequence[int], contract: Sequence[int], counts: Sequence[Any], **fields: Any
) -> Scenario:
    """Return a scenario whose staff in post are split into established (staying) and contract."""
    categories = (
        Category(id="est", name="在编人员", kind="行政", cap=sum(established), movable=False),
        Category(id="con", name="外聘人员", kind="外聘", cap=sum(contract)),
    )
    posts = tuple(
        Post(station=f"S{n + 1}", category=category, in_post=count)
        for category, held in (("est", established), ("con", contract))
        for n, count in enumerate(held)
    )
    staff = [a + b for a, b in zip(established, contract, strict=True)]
    return scenario(counts, sum(staff), in_post=staff, categories=categories, posts=posts, **fields)
