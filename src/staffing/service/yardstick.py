"""One yardstick for several plans: how evenly their posts lie, by the demand of one of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from staffing.models.run import Run


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The demand of one scenario, by station; its unit does not matter."""

    index: Mapping[str, float]

    @classmethod
    def of(cls, run: Run) -> "Yardstick":
        """Return that of a run."""
        return cls({row.id: row.index for row in run.stations})

    def ratio(self, posts: Mapping[str, int]) -> float | None:
        """Return the greatest over the least work per head; None where a station with work has nobody.

        >>> Yardstick({"a": 0.5, "b": 0.5}).ratio({"a": 2, "b": 1})
        2.0
        """
        if posts.keys() != self.index.keys():
            return None
        working = {station: work for station, work in self.index.items() if work > 0}
        if not working or not all(posts[station] for station in working):
            return None
        loads = [work / posts[station] for station, work in working.items()]
        return max(loads) / min(loads)

    def imbalance(self, posts: Mapping[str, int]) -> float | None:
        """Return ``sum (x - q)^2 / q`` with quotas that sum to the posts placed; stations without work left out.

        >>> Yardstick({"a": 0.5, "b": 0.5}).imbalance({"a": 3, "b": 1})
        1.0
        """
        whole, placed = sum(self.index.values()), sum(posts.values())
        if posts.keys() != self.index.keys() or not whole or not placed:
            return None
        quotas = {station: work * placed / whole for station, work in self.index.items() if work > 0}
        return sum((posts[station] - quota) ** 2 / quota for station, quota in quotas.items())
