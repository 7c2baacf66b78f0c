"""One plan: the ladder beside everyone else at growing sizes, and its peak memory."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack

from benchmarks.peers import LIMIT_S, PEERS
from benchmarks.timing import Contestant, Goal, Section, Spread, ratios, rounds, seconds
from staffing.solver.supervise import Workers

SIZES = (178, 3_000, 40_000, 1_000_000)
ROUNDS = 9
MEMORY_GOAL_MB = 250.0

_MEMORY = """
import numpy as np
from staffing.solver.ladder import Ladder
n = int({n})
rng = np.random.default_rng(n)
weights = (rng.lognormal(0.0, 1.0, n) * 1e12).astype(np.int64)
lower, upper = np.zeros(n, dtype=np.int64), np.full(n, 8 * n, dtype=np.int64)
assert Ladder(weights, lower, upper, "webster").allocate(8 * n).sum() == 8 * n
print(*[line for line in open("/proc/self/status") if line.startswith("VmHWM")])
"""


def contest(names: Sequence[str], n: int, count: int = ROUNDS, turn_s: float = 0.1) -> dict[str, Contestant]:
    """Let peers solve one instance in turns; each in a child process of its own."""
    with ExitStack() as stack:
        found = {
            name: Contestant(name, "benchmarks.turns:turn", LIMIT_S, stack.enter_context(Workers()), [])
            for name in names
        }
        for one in found.values():
            one.workers.call("benchmarks.turns:warm_up", one.name, time_limit_s=LIMIT_S)
        rounds(list(found.values()), count, n, turn_s)
    return found


def disagreements(found: dict[str, Contestant], n: int) -> list[str]:
    """Return the peers whose plan is not the ladder's."""
    right = found["ladder"].turns[0]["digest"]
    return [
        f"{PEERS[name].label} at n = {n:,}: another plan than the ladder's"
        for name, one in found.items()
        if any(turn["digest"] not in {right, None} for turn in one.turns)
    ]


def peak_memory_mb(n: int) -> float:
    """Return the most resident memory of a fresh process that makes the arrays and allocates.

    ``VmHWM``, which ``ru_maxrss`` equals but for what a child inherits of its parent's.
    """
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY.format(n=n)], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[1]) * 1024 / 1e6


def measure(sizes: Sequence[int] = SIZES) -> Section:
    """Return table and goals of one plan."""
    alive = dict.fromkeys(PEERS, "")
    rows: list[list[str]] = []
    faults: list[str] = []
    by_size: dict[int, dict[str, Contestant]] = {}
    for n in sizes:
        print(f"ladder: n = {n:,} …", file=sys.stderr, flush=True)
        found = contest([name for name, why in alive.items() if not why], n)
        by_size[n] = found
        faults += disagreements(found, n)
        for name, peer in PEERS.items():
            one = found.get(name)
            rows.append([f"{n:,}", peer.label, *_cells(one, found["ladder"], alive[name])])
            if one is not None and one.out:
                alive[name] = f"out: {one.out} at n = {n:,}"
    memory = Spread.of([peak_memory_mb(1_000_000) for _ in range(3)])
    return Section(
        "ladder",
        ("n", "peer", "a plan", "of that, solver", "times the ladder's (min-max)"),
        rows,
        [f"Ladder, n = 1,000,000: peak memory {memory.median:.0f} MB, Python and the arrays included."],
        [*_goals(by_size), Goal("n = 1,000,000 within 250 MB", memory, MEMORY_GOAL_MB, "MB")],
        faults,
    )


def _cells(one: Contestant | None, ladder: Contestant, why: str) -> list[str]:
    if one is None or not one.turns:
        return [why if one is None else one.out, "", ""]
    solver = one.times("solve_s")
    return [
        seconds(Spread.of(one.times()).median) + (f" ({one.out} later)" if one.out else ""),
        seconds(Spread.of(solver).median) if solver else "",
        "1" if one is ladder else str(ratios(one, ladder)),
    ]


def _goals(by_size: dict[int, dict[str, Contestant]]) -> list[Goal]:
    goals = []
    if small := by_size.get(178):
        ladder = small["ladder"]
        best = _quickest(small, "apportionment", "apportionment_exact")
        goals.append(_faster("n = 178 at least 50 x faster than apportionment", best, ladder, 50.0))
        best = _quickest(small, "pulp", "pulp_boxed")
        goals.append(_faster("n = 178 at least 300 x faster than PuLP + CBC", best, ladder, 300.0))
    if large := by_size.get(1_000_000):
        promise = "n = 1,000,000 within 8 x `np.sort` of the same array"
        goals.append(Goal(promise, ratios(large["ladder"], large["sort"]), 8.0))
    return goals


def _quickest(found: dict[str, Contestant], *names: str) -> Contestant:
    return min(
        (found[name] for name in names if found[name].turns), key=lambda one: Spread.of(one.times()).median
    )


def _faster(promise: str, peer: Contestant, ladder: Contestant, limit: float) -> Goal:
    return Goal(f"{promise} ({PEERS[peer.name].label})", ratios(peer, ladder), limit, at_least=True)
