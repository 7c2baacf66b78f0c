"""The child's side of :mod:`staffing.solver.supervise`: a process that answers one request after another.

A request is a pickled ``(function, arguments)`` and comes from the parent, which is trusted; an answer goes
back as JSON, plain data that can neither run code nor load a solver library in the parent. Before it may go any
number of reports: see :func:`report`.
"""

import fcntl
import json
import os
import pickle
import resource
import signal
import socket
import threading
import time
from contextlib import suppress
from importlib import import_module
from typing import Any

HEADER_BYTES = 8
"""Every message opens with its length, big-endian."""
APART_S = 0.05
"""Time between two reports; what is said in between goes out together."""


class _Reporter:
    """Sends reports while a request is at work."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._line: socket.socket | None = None
        self._pending: dict[str, Any] = {}
        self._timer: threading.Timer | None = None
        self._last = 0.0

    def connect(self, line: socket.socket | None) -> None:
        """Send to this line from now on; None: to nobody."""
        with self._lock:
            self._line, self._pending = line, {}

    def add(self, said: dict[str, Any]) -> None:
        """Send this, at once or a little later."""
        with self._lock:
            if self._line is None:
                return
            self._pending |= said
            wait = self._last + APART_S - time.monotonic()
            if wait <= 0:
                self._flush()
            elif self._timer is None:
                self._start_timer(wait)

    def _start_timer(self, wait: float) -> None:
        timer = threading.Timer(wait, self._later)
        timer.daemon = True
        with suppress(RuntimeError):  # no room for a thread: it goes out with the next report
            timer.start()
            self._timer = timer

    def _later(self) -> None:
        with self._lock:
            self._timer = None
            self._flush()

    def _flush(self) -> None:
        if self._line is not None and self._pending:
            _send(self._line, _encoded({"progress": self._pending}))
            self._pending, self._last = {}, time.monotonic()


_REPORTER = _Reporter()
"""One for the process, because solvers call back from threads of their own."""


def report(
    *,
    best: int | None = None,
    bound: int | None = None,
    values: list[int] | None = None,
    multipliers: list[int] | None = None,
) -> None:
    """Tell the parent how far a back end has come; outside a worker nobody listens.

    What is reported survives the end of the process, however it ends, but for the last twentieth of a second; so
    a plan is worth reporting as soon as it is found. At most twenty messages a second are sent, the newest of each
    part.

    Parameters
    ----------
    best, bound
        Main goal of the best plan so far and what none can go below, in whole units of the back end's own.
    values, multipliers
        The best plan so far, and prices that prove the bound, as they would stand in the answer.
    """
    said = {"best": best, "bound": bound, "values": values, "multipliers": multipliers}
    _REPORTER.add({name: value for name, value in said.items() if value is not None})


def serve(requests_fd: int, lifeline_fd: int, memory_bytes: int, module_name: str) -> None:
    """Load the back end, say so, and answer until the parent goes away.

    Parameters
    ----------
    requests_fd
        Socket to the parent.
    lifeline_fd
        Read end of a pipe that only the parent can close: by ending, however it ends.
    memory_bytes
        Address space that the process may take.
    module_name
        Module of the back end. Its ``prepare()``, if there is one, loads the solver library ahead of the
        first request, so that no time limit counts it.
    """
    _die_with_parent(lifeline_fd)
    _limit(resource.RLIMIT_AS, memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    fcntl.fcntl(requests_fd, fcntl.F_SETFD, fcntl.FD_CLOEXEC)  # not for programs that the back end starts
    module = import_module(module_name)
    if prepare := getattr(module, "prepare", None):
        prepare()
    with socket.socket(fileno=requests_fd) as line:
        _send(line, b"ready")
        while request := _receive(line):
            _REPORTER.connect(line)
            answer = _answer(request)
            _REPORTER.connect(None)
            _send(line, answer)


def _answer(request: bytes) -> bytes:
    try:
        function, arguments = pickle.loads(request)  # noqa: S301 - written by the parent
        module_name, _, name = function.partition(":")
        value = getattr(import_module(module_name), name)(*arguments)
    except Exception as failure:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        return _encoded({"failed": f"{type(failure).__name__}: {failure}"[:500]})
    try:
        return _encoded({"value": value})
    except (TypeError, ValueError, RecursionError) as failure:
        return _encoded({"unreadable": f"{type(failure).__name__}: {failure}"[:500]})


def _encoded(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply).encode()


def _send(line: socket.socket, message: bytes) -> None:
    line.sendall(len(message).to_bytes(HEADER_BYTES, "big") + message)


def _receive(line: socket.socket) -> bytes:
    """Return the next request; empty when the parent has closed the line."""
    header = _read(line, HEADER_BYTES)
    return _read(line, int.from_bytes(header, "big")) if header else b""


def _read(line: socket.socket, length: int) -> bytes:
    parts: list[bytes] = []
    while length:
        part = line.recv(min(length, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _die_with_parent(lifeline_fd: int) -> None:
    """Have the kernel kill the whole process group when the parent's end of the pipe closes.

    No thread could do that while a solver holds the interpreter; ``PR_SET_PDEATHSIG`` would strike as soon as
    the parent's *thread* ends, and spare the grandchildren.
    """
    fcntl.fcntl(lifeline_fd, fcntl.F_SETOWN, -os.getpid())
    fcntl.fcntl(lifeline_fd, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline_fd, fcntl.F_SETFL, fcntl.fcntl(lifeline_fd, fcntl.F_GETFL) | os.O_ASYNC)
    os.set_blocking(lifeline_fd, False)
    try:
        if os.read(lifeline_fd, 1) == b"":  # the parent was gone before the line was laid
            os.killpg(0, signal.SIGKILL)
    except BlockingIOError:
        pass


def _limit(which: int, amount: int) -> None:
    _, hard = resource.getrlimit(which)
    soft = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
    resource.setrlimit(which, (soft, hard))
