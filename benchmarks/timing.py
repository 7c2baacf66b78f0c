"""Turns, spreads and goals: what every part of the benchmarks measures with, and how it says so."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from staffing.errors import BackendError, BackendTimeoutError
from staffing.solver.supervise import Workers

TURN_S = 0.1
"""A turn is as many calls as fit in this time, at least one; its time is their mean.

Not their median: on a busy machine that would leave out the interruptions of short calls, but not of long ones.
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and greatest of some figures."""

    median: float
    least: float
    greatest: float

    @classmethod
    def of(cls, figures: Iterable[float]) -> "Spread":
        """Return the spread of figures.

        >>> str(Spread.of([3.0, 1.0, 2.0]))
        '2.0 (1.0-3.0)'
        """
        known = list(figures)
        return cls(statistics.median(known), min(known), max(known))

    def __str__(self) -> str:
        return f"{short(self.median)} ({short(self.least)}-{short(self.greatest)})"


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise and what was measured."""

    promise: str
    measured: Spread | None
    limit: float
    unit: str = "x"
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the median keeps the promise."""
        if self.measured is None:
            return False
        return self.measured.median >= self.limit if self.at_least else self.measured.median <= self.limit

    def __str__(self) -> str:
        figure = "not measured" if self.measured is None else f"{self.measured} {self.unit}"
        return f"**{'met' if self.met else 'MISSED'}**: {self.promise}: {figure}"


@dataclass(frozen=True, slots=True)
class Section:
    """The result of one part: a table, remarks, goals."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    remarks: Sequence[str]
    goals: Sequence[Goal]
    faults: Sequence[str] = ()
    """What must not be: a peer that disagrees. The run then ends with exit code 1."""

    def markdown(self) -> str:
        """Return the section as it stands in the README."""
        rule = ["---", *("---:" for _ in self.header[1:])]
        table = "\n".join("| " + " | ".join(row) + " |" for row in (self.header, rule, *self.rows))
        lines = [
            *self.remarks,
            *(f"**Disagreement**: {fault}" for fault in self.faults),
            *map(str, self.goals),
        ]
        return table + "\n\n" + "\n".join(f"* {line}" for line in lines) + "\n"


def short(figure: float) -> str:
    """Return a figure with two or three digits that matter.

    >>> short(0.1234), short(12.34), short(1234.5), short(48210.0)
    ('0.12', '12', '1,230', '48,200')
    """
    if abs(figure) >= 100:
        digits = 3 - len(str(int(abs(figure))))
        return f"{round(figure, digits):,.0f}"
    return f"{figure:.0f}" if abs(figure) >= 10 else f"{figure:.2g}" if abs(figure) < 1 else f"{figure:.1f}"


def seconds(time_s: float) -> str:
    """Return a time with its unit.

    >>> seconds(0.0000612), seconds(0.0124), seconds(2.5)
    ('61 µs', '12 ms', '2.5 s')
    """
    for unit, scale in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if time_s * scale >= 1.0 or unit == "µs":
            return f"{short(time_s * scale)} {unit}"
    raise AssertionError


def repeated(call: Callable[[], Any], turn_s: float = TURN_S) -> tuple[float, Any]:
    """Return the mean time of one turn's calls, and the last value."""
    calls, started = 0, time.perf_counter()
    while True:
        value = call()
        calls += 1
        passed = time.perf_counter() - started
        if passed >= turn_s:
            return passed / calls, value


@dataclass(slots=True)
class Contestant:
    """One peer in a child process of its own, kept warm between its turns, out after its first failure."""

    name: str
    function: str
    limit_s: float
    workers: Workers
    turns: list[dict[str, Any]]
    out: str = ""

    def take_turn(self, *arguments: Any) -> None:
        """Have the child call ``function(name, *arguments)``; keep what it returns."""
        if self.out:
            return
        try:
            self.turns.append(
                self.workers.call(self.function, self.name, *arguments, time_limit_s=self.limit_s)
            )
        except BackendTimeoutError:
            self.out = f"stopped at {self.limit_s:.0f} s"
        except BackendError as failure:
            self.out = "out of memory" if _is_memory(str(failure)) else f"failed: {failure}"

    def times(self, key: str = "seconds") -> list[float]:
        """Return one figure of every turn."""
        return [turn[key] for turn in self.turns if turn.get(key) is not None]


def _is_memory(text: str) -> bool:
    return any(word in text for word in ("MemoryError", "bad_alloc", "Unable to allocate", "signal 9"))


SLOW_S = (20.0, 2.0)
"""A peer slower than the first takes part in one round, slower than the second in three."""


def rounds(contestants: Sequence[Contestant], count: int, *arguments: Any) -> None:
    """Give everyone a turn in each round, one after the other."""
    for number in range(count):
        for contestant in contestants:
            first = contestant.turns[0]["seconds"] if contestant.turns else 0.0
            if number < (1 if first > SLOW_S[0] else 3 if first > SLOW_S[1] else count):
                contestant.take_turn(*arguments)


def ratios(one: Contestant, other: Contestant, key: str = "seconds") -> Spread:
    """Return the spread of time ratios, turn by turn of the same round."""
    return Spread.of(a / b for a, b in zip(one.times(key), other.times(key), strict=False))
