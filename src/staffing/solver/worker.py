"""The child's side of :mod:`staffing.solver.supervise`: a process that answers one request after another.

A request is a pickled ``(function, arguments)`` and comes from the parent, which is trusted; an answer goes
back as JSON, plain data that can neither run code nor load a solver library in the parent.
"""

import fcntl
import json
import os
import pickle
import resource
import signal
import socket
from importlib import import_module
from typing import Any

HEADER_BYTES = 8
"""Every message opens with its length, big-endian."""


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
            _send(line, _answer(request))


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
