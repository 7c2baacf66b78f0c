"""The reallocation programme: ``auto`` against the textbook model, peers started from the present staff.

Every plan is scored anew in whole numbers; gaps and proofs are the exact check's, without a solver.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import moves_run
from benchmarks.timing import Goal, Section, Spread, seconds, short
from staffing.solver.supervise import Workers

PEER_S = 30.0
FLOW_SEEDS = 3


@dataclass(frozen=True, slots=True)
class Size:
    """A size and who is measured there."""

    n: int
    limit_s: float
    """Of ``auto``: a third of what the peers get, at the largest half."""
    seeds: int
    peer_seeds: int
    cbc: bool
    gap: float
    """Promise: the greatest proven gap, in per cent."""


SIZES = (
    Size(12, 10.0, 5, 1, cbc=True, gap=0.0),
    Size(178, 10.0, 5, 2, cbc=True, gap=0.0),
    Size(1000, 10.0, 3, 1, cbc=True, gap=0.7),
    Size(5000, 15.0, 2, 1, cbc=False, gap=2.0),
)
PEERS = {
    "textbook model, CP-SAT, 2 threads": ("ortools", 2),
    "textbook model, PuLP + CBC": ("pulp", 1),
    "textbook model, MathOpt HiGHS": ("mathopt", 1),
}
LEVELS = 5
"""Heads left out, main goal, transfers, stations changed, tie rule."""
ORIGIN = "benchmarks.moves_run"


def measure(sizes: Sequence[Size] = SIZES) -> Section:
    """Return the table."""
    rows: list[tuple[str, ...]] = []
    goals: list[Goal] = []
    for size in sizes:
        _size(size, rows, goals)
    _flow(rows, goals)
    seeds = ", ".join(f"{s.seeds} at n = {s.n:,} ({s.peer_seeds} for the peers)" for s in sizes)
    remarks = [
        "Objective: weighted L1 distance to the quota, in heads; the present staff's beside it.",
        f"Peers have {PEER_S:.0f} s and the present staff as a start; the main goal alone is asked for.",
        "`auto` has one thread and a third of that time, at n = 5,000 half.",
        "All levels: transfers, stations changed and the tie rule too; in brackets how many of five are proven.",
        f"Seeds: {seeds}.",
        "CBC is left out at n = 5,000: at n = 1,000 it is already shown what it does.",
        "Memory: the greatest resident size of the solver's process.",
    ]
    header = ("", "time", "objective", "proven gap", "present staff", "memory, MiB")
    return Section("moves", header, rows, remarks, goals)


def _call(function: str, *arguments: Any) -> Any:
    """Call in a fresh process: what its children took is told once it has none left."""
    with Workers() as workers:
        return workers.call(f"{ORIGIN}:{function}", *arguments, time_limit_s=300.0)


def _size(size: Size, rows: list[tuple[str, ...]], goals: list[Goal]) -> None:
    n = size.n
    present = short(Spread.of(moves_run.present(n, seed) for seed in range(size.seeds)).median)
    ours = [_call("ours", n, seed, size.limit_s, 1) for seed in range(size.seeds)]
    rows.append(_row(f"**auto**, n = {n:,}", ours, present))
    gaps = [100.0 if run["gap"] is None else 100 * run["gap"] for run in ours]
    goals.append(Goal(f"n = {n:,}: proven gap at most {size.gap} %", Spread.of(gaps), size.gap, "%"))
    whole = [_call("ours", n, seed, size.limit_s, LEVELS) for seed in range(size.seeds)]
    shown = ", ".join(str(run["levels"]) for run in whole)
    rows.append(_row(f"**auto**, all levels ({shown}), n = {n:,}", whole, present))
    best: list[float] = []
    for label, (name, threads) in PEERS.items():
        if name == "pulp" and not size.cbc:
            continue
        peers = [_call("peer", name, n, seed, PEER_S, threads) for seed in range(size.peer_seeds)]
        rows.append(_row(f"{label}, n = {n:,}", peers, present))
        best.append(Spread.of(run["seconds"] for run in peers).median)
        if n == max(s.n for s in SIZES):
            goals.append(_against(label, n, ours[: len(peers)], peers))
    ratio = Spread.of(run["seconds"] / min(best) for run in ours)
    if n > SIZES[0].n and n < SIZES[-1].n:
        goals.append(Goal(f"n = {n:,}: at most a third of the quickest peer's time", ratio, 1 / 3))


def _against(label: str, n: int, ours: list[Any], peers: list[Any]) -> Goal:
    pairs = [(a["deviation"], b["deviation"]) for a, b in zip(ours, peers, strict=True)]
    ratios = [a / b for a, b in pairs if a is not None and b is not None]
    promise = f"n = {n:,}: objective at most half that of {label} (no plan counts as met)"
    missing = [0.0 for a, b in pairs if a is not None and b is None]
    return Goal(promise, Spread.of([*ratios, *missing]) if ratios or missing else None, 0.5)


def _flow(rows: list[tuple[str, ...]], goals: list[Goal]) -> None:
    n = SIZES[-1].n
    runs = [_call("flow", n, seed) for seed in range(FLOW_SEEDS)]
    memory = str(Spread.of(run["mib"] for run in runs))
    for label, name in (
        ("the whole call", "seconds"),
        ("solving", "solving_s"),
        ("plain min-cost flow", "plain_s"),
    ):
        time = seconds(Spread.of(run[name] for run in runs).median)
        rows.append((f"one category, no limits, {label}, n = {n:,}", time, "", "", "", memory))
    ratios = Spread.of(ratio for run in runs for ratio in run["ratios"])
    goals.append(Goal(f"one category, n = {n:,}: solving at most 3 times plain min-cost flow", ratios, 3.0))


def _row(label: str, runs: list[Any], present: str) -> tuple[str, ...]:
    found = [run["deviation"] for run in runs if run["deviation"] is not None]
    gaps = [100 * run["gap"] for run in runs if run.get("gap") is not None]
    values = str(Spread.of(found)) if found else "no plan"
    if found and len(found) < len(runs):
        values += f", {len(runs) - len(found)} of {len(runs)} without a plan"
    time = f"{Spread.of(run['seconds'] for run in runs)} s"
    memory = str(Spread.of(run["mib"] for run in runs))
    return label, time, values, f"{Spread.of(gaps)} %" if gaps else "-", present, memory
