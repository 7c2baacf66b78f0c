"""The load of the HTTP benchmark: a few connections that are kept, one question at a time on each.

Its own process: ``python -m benchmarks.load PORT SECONDS REQUESTS CONNECTIONS``, questions as JSON lines on
standard input, each a path; when all are asked it begins again. It ends after that time or number, whichever
comes first, and talks to 127.0.0.1 alone.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from itertools import cycle, islice
from typing import cast

HOST = "127.0.0.1"
OK = b"HTTP/1.1 200"


class Connection(asyncio.Protocol):
    """One kept connection: sends the next question when the last one is answered."""

    def __init__(self, questions: Iterator[bytes], deadline: float) -> None:
        self._questions, self._deadline = questions, deadline
        self._transport: asyncio.Transport | None = None
        self._buffer = bytearray()
        self._end = 0
        self.answered = 0
        self.received = 0
        self.fault = ""
        self.done = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask the first question."""
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Collect an answer; when it is whole, ask again."""
        self._buffer += data
        if not self._end and not self._read_head():
            return
        if len(self._buffer) < self._end:
            return
        self.answered += 1
        self.received += self._end
        del self._buffer[: self._end]
        self._end = 0
        self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note an end that nobody asked for."""
        if not self.done.done():
            self.fault = self.fault or f"connection lost: {exc}"
            self.done.set_result(None)

    def _read_head(self) -> bool:
        blank = self._buffer.find(b"\r\n\r\n")
        if blank < 0:
            return False
        head = bytes(self._buffer[:blank]).lower()
        if not self._buffer.startswith(OK):
            self.fault = bytes(self._buffer[:300]).decode("latin-1")
            self._stop()
            return False
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        self._end = blank + 4 + length
        return True

    def _ask(self) -> None:
        assert self._transport is not None
        question = next(self._questions, None) if time.perf_counter() < self._deadline else None
        if question is None:
            self._stop()
        else:
            self._transport.write(question)

    def _stop(self) -> None:
        if not self.done.done():
            self.done.set_result(None)
        if self._transport is not None:
            self._transport.close()


def request(path: str, port: int) -> bytes:
    """Return the bytes of a question without a body."""
    return f"POST {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nContent-Length: 0\r\n\r\n".encode("ascii")


async def load(
    paths: list[str], port: int, time_s: float, most: int, connections: int
) -> dict[str, float | str]:
    """Ask for a bounded time; return requests, seconds, bytes, how busy this process was, and any fault."""
    questions = islice(cycle([request(path, port) for path in paths]), most)
    loop = asyncio.get_running_loop()
    started, worked = time.perf_counter(), time.process_time()
    protocols = []
    for _ in range(connections):
        _, protocol = await loop.create_connection(
            lambda: Connection(questions, started + time_s), HOST, port
        )
        protocols.append(protocol)
    await asyncio.wait_for(asyncio.gather(*(each.done for each in protocols)), time_s + 30.0)
    passed = time.perf_counter() - started
    return {
        "requests": sum(each.answered for each in protocols),
        "seconds": passed,
        "bytes": sum(each.received for each in protocols),
        "busy": (time.process_time() - worked) / passed,
        "fault": next((each.fault for each in protocols if each.fault), ""),
    }


def main() -> None:
    """Read the questions, ask them, print one JSON document."""
    port, time_s, most, connections = sys.argv[1:5]
    paths = [json.loads(line) for line in sys.stdin]
    found = asyncio.run(load(paths, int(port), float(time_s), int(most), int(connections)))
    print(json.dumps(found))


if __name__ == "__main__":
    main()
