"""One child process of :mod:`staffing.solver.supervise`, as its parent sees it."""

import json
import math
import os
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
from typing import Any

from staffing.errors import BackendCancelledError, BackendDiedError, BackendReplyError, BackendTimeoutError
from staffing.solver.worker import HEADER_BYTES

POLL_S = 0.1
"""Time between two looks at whether a call was cancelled."""
_REAP_S = 0.5
_LONGEST_REPLY_BYTES = 1 << 28
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
    "from staffing.solver.worker import serve; serve(*map(int, sys.argv[2:5]), sys.argv[5])"
)


class Patience:
    """How long to wait: to a limit, or until cancelled."""

    def __init__(self, seconds: float, cancel: threading.Event | None = None) -> None:
        self._end = time.monotonic() + (seconds if math.isfinite(seconds) else 1e9)
        self._cancel = cancel

    def left(self) -> float:
        """Return seconds to wait now, above 0.

        Raises
        ------
        TimeoutError
            None are left.
        BackendCancelledError
            Nobody wants to wait any more.
        """
        if self._cancel is not None and self._cancel.is_set():
            raise BackendCancelledError("cancelled")
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left if self._cancel is None else min(left, POLL_S)


class Child:
    """One child process at the head of its own process group, with a folder for its temporary files."""

    def __init__(self, module: str, memory_bytes: int, patience: Patience) -> None:
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
            self._receive(patience)
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

    def ask(self, request: bytes, patience: Patience, heard: Callable[[Any, int], None]) -> Any:
        """Return the value that the process answers; ``heard`` gets each report before it, with its bytes."""
        self._transfer(lambda: self._send(request, patience))
        while True:
            message = self._receive(patience)
            try:
                reply = json.loads(message)
            except (ValueError, RecursionError) as fault:
                raise BackendReplyError(f"unreadable answer: {fault}") from fault
            match reply:
                case {"value": value}:
                    return value
                case {"progress": said}:
                    heard(said, len(message))
                case {"unreadable": fault}:
                    raise BackendReplyError(f"the answer is not plain data: {fault}")
                case {"failed": failure}:
                    raise BackendDiedError(f"the back end raised {failure}")
                case _:
                    raise BackendReplyError("neither an answer nor a report")

    def kill(self) -> None:
        """Kill the process and all that it started; wait until it is gone."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_REAP_S)
        self._clear()

    def _clear(self) -> None:
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        self._line.close()
        self._scratch.cleanup()

    def _send(self, message: bytes, patience: Patience) -> bytes:
        rest = memoryview(len(message).to_bytes(HEADER_BYTES, "big") + message)
        while rest:
            self._line.settimeout(patience.left())
            with suppress(TimeoutError):
                rest = rest[self._line.send(rest) :]
        return b""

    def _receive(self, patience: Patience) -> bytes:
        return self._transfer(lambda: self._read(self._length(patience), patience))

    def _length(self, patience: Patience) -> int:
        length = int.from_bytes(self._read(HEADER_BYTES, patience), "big")
        if length > _LONGEST_REPLY_BYTES:
            raise BackendReplyError(f"an answer of {length} bytes")
        return length

    def _read(self, length: int, patience: Patience) -> bytes:
        message = bytearray()
        while len(message) < length:
            self._line.settimeout(patience.left())
            with suppress(TimeoutError):
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
            self._process.wait(_REAP_S)
        code = self._process.returncode
        how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        text = Path(self._scratch.name, "stderr").read_bytes()[-500:].decode(errors="replace").strip()
        return f"the process ended: {how}" + (f": {text.splitlines()[-1]}" if text else "")
