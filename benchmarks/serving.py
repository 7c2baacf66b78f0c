"""What-if over HTTP beside a bare FastAPI endpoint: requests per second, one worker process each."""

import http.client
import json
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.load import HOST
from benchmarks.startup import ROOT
from benchmarks.timing import Goal, Section, Spread, short

SCENARIO = "contract178"
CONNECTIONS = 16
ROUNDS = 9
TURN_S = 2.0
MOST_REQUESTS = 40_000
NEW_A_TURN = 80
"""Questions of a turn that nobody has asked before."""
REACH = 200
START_S = 60.0
SAME = f"/v1/whatif?scenario={SCENARIO}&delta=-2"


@contextmanager
def server(command: Sequence[str], port: int) -> Iterator[None]:
    """Start a server, wait until it answers, end it by its id."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    try:
        end = time.monotonic() + START_S
        while True:
            try:
                ask("GET", "/health", port)
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"no server: {command[:3]}, exit code {process.poll()}") from None
                time.sleep(0.05)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def ask(method: str, path: str, port: int) -> bytes:
    """Return one answer."""
    connection = http.client.HTTPConnection(HOST, port, timeout=30.0)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise RuntimeError(f"{path}: {response.status} {body[:200]!r}")
        return body
    finally:
        connection.close()


def turn(paths: Sequence[str], port: int, most: int, time_s: float = TURN_S) -> dict[str, float]:
    """Return what one run of the load generator found."""
    command = [sys.executable, "-m", "benchmarks.load", *map(str, (port, time_s, most, CONNECTIONS))]
    lines = "".join(json.dumps(path) + "\n" for path in paths)
    done = subprocess.run(
        command, input=lines, capture_output=True, text=True, check=True, cwd=ROOT, timeout=time_s + 60.0
    )
    found: dict[str, float] = json.loads(done.stdout)
    if found["fault"]:
        raise RuntimeError(str(found["fault"]))
    return {**found, "rate": found["requests"] / found["seconds"]}


def new_questions() -> list[str]:
    """Return what-ifs that differ from each other, in an order that mixes small and great changes."""
    deltas = [delta for delta in range(-REACH, REACH + 1) if delta not in {0, -2}]
    asked = [f"delta={delta}&lang={lang}" for delta in deltas for lang in ("zh", "en")]
    found = [f"/v1/whatif?scenario={SCENARIO}&{query}" for query in asked]
    random.Random(0).shuffle(found)
    return found


def measure(count: int = ROUNDS) -> Section:
    """Return table and goals of the HTTP interface."""
    ours, bare = free_port(), free_port()
    program = str(Path(sys.executable).with_name("staffing"))
    serve = [program, "serve", "--port", str(ours), "--scenarios", str(ROOT / "scenarios")]
    print("http: starting both servers …", file=sys.stderr, flush=True)
    with ExitStack() as stack:
        stack.enter_context(server(serve, ours))
        # A scenario's bytes are trusted for good only some seconds after they changed: ask until then.
        body = ask("POST", SAME, ours)
        file = stack.enter_context(tempfile.NamedTemporaryFile(suffix=".json"))
        file.write(body)
        file.flush()
        stack.enter_context(server([sys.executable, "-m", "benchmarks.bare", str(bare), file.name], bare))
        assert ask("POST", SAME, bare) == body == ask("POST", SAME, ours)
        fresh = new_questions()
        same: list[tuple[dict[str, float], dict[str, float]]] = []
        new: list[tuple[dict[str, float], dict[str, float]]] = []
        for port in (ours, bare):
            turn([SAME], port, 500)
        for number in range(count):
            same.append((turn([SAME], ours, MOST_REQUESTS), turn([SAME], bare, MOST_REQUESTS)))
            own = fresh[number * NEW_A_TURN : (number + 1) * NEW_A_TURN]
            new.append((turn(own, ours, len(own), 20.0), turn(own, bare, MOST_REQUESTS)))
    share = Spread.of(100.0 * a["rate"] / b["rate"] for a, b in same)
    rows = [
        ["the same what-if again", *_rates(same), f"{share} %"],
        [
            "a new what-if each time",
            *_rates(new),
            f"{Spread.of(100.0 * a['rate'] / b['rate'] for a, b in new)} %",
        ],
    ]
    busy = Spread.of(b["busy"] * 100.0 for _, b in same)
    remarks = [
        f"{CONNECTIONS} connections; an answer has {len(body):,} bytes.",
        f"Against the bare endpoint the load generator was busy {busy} % of a core.",
    ]
    promise = "what-if over HTTP at least 40 % of the requests per second of a bare endpoint"
    header = ("requests per second", "`staffing serve`", "bare FastAPI", "share (min-max)")
    return Section("http", header, rows, remarks, [Goal(promise, share, 40.0, "%", at_least=True)])


def _rates(pairs: list[tuple[dict[str, float], dict[str, float]]]) -> list[str]:
    return [short(Spread.of(each["rate"] for each in side).median) for side in zip(*pairs, strict=True)]
