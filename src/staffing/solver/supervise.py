"""Run back ends in child processes that can be killed, whatever they do.

A solver library can hang, ignore its own time limit, crash, exhaust the memory or start programs of its own.
So each back end lives in a child process that leads a process group: at the limit the whole group is killed.
A worker that answered is kept warm for the next call; one that was killed or failed is replaced. Two
libraries never share a process, and the main process loads none (``docs/adr``).

Not :mod:`multiprocessing` or pebble: they kill the child but not what it started, run the caller's
``__main__`` again, and unpickle what comes back.
"""

import json
import math
import os
import pickle
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from staffing.errors import BackendDiedError, BackendReplyError, BackendTimeoutError
from staffing.solver.worker import HEADER_BYTES

GRACE_S = 1.0
"""Time after the limit that a back end gets to hand over the best plan it has; then it is killed."""
START_S = 60.0
"""Guard for the start of a worker, which no time limit counts."""
MEMORY_BYTES = 8 << 30
"""Address space of a worker, and of each program it starts."""
_LONGEST_REPLY_BYTES = 1 << 28
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from staffing.solver.worker import serve; serve(*map(int, sys.argv[2:5]), sys.argv[5])"
)


class Workers:
    """Warm worker processes, one for each back end module, started on first use.

    Close it, or use it as a context manager: then no process is left. Should the program itself be killed,
    the workers die with it. Calls from several threads do not wait for each other.

    Parameters
    ----------
    memory_bytes
        Address space that each process may take.
    start_s
        Seconds that a process may take to start.

    Examples
    --------
    >>> with Workers() as workers:
    ...     workers.call("math:gcd", 12, 18, time_limit_s=5)
    6
    """

    def __init__(self, *, memory_bytes: int = MEMORY_BYTES, start_s: float = START_S) -> None:
        self._memory_bytes = memory_bytes
        self._start_s = start_s
        self._idle: dict[str, _Worker] = {}
        self._lock = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill every idle worker; those at work are killed when they answer."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, {}
        for worker in idle.values():
            worker.kill()

    def warm(self, function: str) -> None:
        """Start the worker of this function's module unless one stands ready."""
        module = function.partition(":")[0]
        self._keep(module, self._take(module))

    def call(self, function: str, /, *arguments: Any, time_limit_s: float) -> Any:
        """Return what ``function(*arguments)`` returns in a child process, as plain data.

        Parameters
        ----------
        function
            ``package.module:name``; loaded in the child only.
        arguments
            Anything that can be pickled.
        time_limit_s
            Seconds after which the child is killed, with all that it started.

        Raises
        ------
        BackendTimeoutError
            Killed at the limit.
        BackendDiedError
            The process ended, or the function raised.
        BackendReplyError
            The value is not plain data.
        """
        module = function.partition(":")[0]
        worker = self._take(module)
        try:
            value = worker.ask(pickle.dumps((function, arguments)), time_limit_s)
        except BaseException:  # Ctrl-C too: a worker interrupted in the middle of an answer is of no use
            worker.kill()
            raise
        self._keep(module, worker)
        return value

    def _take(self, module: str) -> "_Worker":
        with self._lock:
            worker = self._idle.pop(module, None)
        if worker is not None and worker.ready:
            return worker
        if worker is not None:
            worker.kill()
        return _Worker(module, self._memory_bytes, self._start_s)

    def _keep(self, module: str, worker: "_Worker") -> None:
        with self._lock:
            kept = not self._closed and self._idle.setdefault(module, worker) is worker
        if not kept:
            worker.kill()


class _Worker:
    """One child process at the head of its own process group, with a folder for its temporary files."""

    def __init__(self, module: str, memory_bytes: int, start_s: float) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="staffing-", ignore_cleanup_errors=True)
        self._line, theirs = socket.socketpair()
        read_end, self._lifeline = os.pipe()
        paths = json.dumps([str(Path(path).resolve()) for path in sys.path])
        fds = (theirs.fileno(), read_end)
        try:
            with theirs, Path(self._scratch.name, "stderr").open("wb") as errors:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own text
                    [sys.executable, "-c", _BOOT, paths, *map(str, (*fds, memory_bytes)), module],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=errors,
                    cwd=self._scratch.name,
                    env={**os.environ, "TMPDIR": self._scratch.name},
                    pass_fds=fds,
                    start_new_session=True,
                )
        except OSError as fault:
            self._clear()
            raise BackendDiedError(f"no process could be started: {fault}") from fault
        finally:
            os.close(read_end)
        try:
            self._receive(_timer(start_s))
        except BaseException:
            self.kill()
            raise

    @property
    def ready(self) -> bool:
        """False: the process ended, or said something that nobody asked for."""
        self._line.settimeout(0)
        try:
            self._line.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def ask(self, request: bytes, time_limit_s: float) -> Any:
        """Return the value that the worker answers."""
        left = _timer(time_limit_s)
        message = self._transfer(lambda: self._send(request, left)) or self._receive(left)
        try:
            reply = json.loads(message)
        except (ValueError, RecursionError) as fault:
            raise BackendReplyError(f"unreadable answer: {fault}") from fault
        if "value" in reply:
            return reply["value"]
        if "unreadable" in reply:
            raise BackendReplyError(f"the answer is not plain data: {reply['unreadable']}")
        raise BackendDiedError(f"the back end raised {reply['failed']}")

    def kill(self) -> None:
        """Kill the process and all that it started; wait until it is gone."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_S / 2)
        self._clear()

    def _clear(self) -> None:
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        self._line.close()
        self._scratch.cleanup()

    def _send(self, message: bytes, left: Callable[[], float]) -> bytes:
        self._line.settimeout(left())
        self._line.sendall(len(message).to_bytes(HEADER_BYTES, "big") + message)
        return b""

    def _receive(self, left: Callable[[], float]) -> bytes:
        return self._transfer(lambda: self._read(self._length(left), left))

    def _length(self, left: Callable[[], float]) -> int:
        length = int.from_bytes(self._read(HEADER_BYTES, left), "big")
        if length > _LONGEST_REPLY_BYTES:
            raise BackendReplyError(f"an answer of {length} bytes")
        return length

    def _read(self, length: int, left: Callable[[], float]) -> bytes:
        message = bytearray()
        while len(message) < length:
            self._line.settimeout(left())
            part = self._line.recv(min(length - len(message), 1 << 20))
            if not part:
                raise ConnectionResetError
            message += part
        return bytes(message)

    def _transfer(self, step: Callable[[], bytes]) -> bytes:
        """Do ``step``; tell a limit that was reached from a process that died."""
        try:
            return step()
        except TimeoutError as timeout:
            raise BackendTimeoutError("killed at its limit") from timeout
        except (BrokenPipeError, ConnectionResetError) as broken:
            raise BackendDiedError(self._last_words()) from broken

    def _last_words(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_S / 2)
        code = self._process.returncode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        text = Path(self._scratch.name, "stderr").read_bytes()[-500:].decode(errors="replace").strip()
        return f"the process ended: {how}" + (f": {text.splitlines()[-1]}" if text else "")


def _timer(seconds: float) -> Callable[[], float]:
    """Return a function that tells the seconds left: never 0, which a socket takes for "do not wait"."""
    end = time.monotonic() + (seconds if math.isfinite(seconds) else 1e9)
    return lambda: max(end - time.monotonic(), 1e-6)
