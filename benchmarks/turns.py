"""What runs in the peers' child processes."""

from typing import Any

from benchmarks.instances import digest, instance
from benchmarks.peers import PEERS, Answer
from benchmarks.timing import TURN_S, repeated

WARM_UP = 178


def turn(name: str, n: int, turn_s: float = TURN_S) -> dict[str, Any]:
    """Solve the instance of ``n`` stations as often as fits in a turn."""
    peer = PEERS[name]
    given = instance(n)
    solving: list[float] = []

    def call() -> Answer:
        answer = peer.run(given)
        if answer.solve_s is not None:
            solving.append(answer.solve_s)
        return answer

    time_s, answer = repeated(call, turn_s)
    return {
        "seconds": time_s,
        "solve_s": sum(solving) / len(solving) if solving else None,
        "digest": digest(answer.posts) if peer.is_plan else None,
    }


def warm_up(name: str) -> dict[str, Any]:
    """Import the library and solve once, so that no turn pays for it."""
    return turn(name, WARM_UP, 0.0)
