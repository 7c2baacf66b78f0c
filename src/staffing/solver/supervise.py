"""Run back ends in child processes that can be killed, whatever they do.

A solver library can hang, ignore its own time limit, crash, exhaust the memory or start programs of its own.
So each back end lives in a child process that leads a process group: at the limit the whole group is killed.
A worker that answered is kept warm for the next call; one that was killed or failed is replaced. Two
libraries never share a process, and the main process loads none (``docs/adr``).

Not :mod:`multiprocessing` or pebble: they kill the child but not what it started, run the caller's
``__main__`` again, and unpickle what comes back.
"""

import pickle
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from staffing.errors import BackendCancelledError, BackendError
from staffing.solver.child import Child, Patience
from staffing.solver.reports import Report, Reports

GRACE_S = 1.0
"""Time after the limit that a back end gets to hand over the best plan it has; then it is killed."""
START_S = 60.0
"""Guard for the start of a worker, which no time limit counts."""
MEMORY_BYTES = 8 << 30
"""Address space of a worker, and of each program it starts."""

_Key = tuple[str, int]
"""Module and address space of a worker."""


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
        self._idle: dict[_Key, Child] = {}
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
        key = function.partition(":")[0], self._memory_bytes
        self._keep(key, self._take(key, None))

    def call(
        self,
        function: str,
        /,
        *arguments: Any,
        time_limit_s: float,
        memory_bytes: int | None = None,
        progress: Callable[[Report], None] | None = None,
        cancel: threading.Event | None = None,
    ) -> Any:
        """Return what ``function(*arguments)`` returns in a child process, as plain data.

        Parameters
        ----------
        function
            ``package.module:name``; loaded in the child only.
        arguments
            Anything that can be pickled.
        time_limit_s
            Seconds after which the child is killed, with all that it started.
        memory_bytes
            Address space that the process may take; None: that of all these workers.
        progress
            Called in this thread with what the function has reported so far
            (:func:`staffing.solver.worker.report`), as soon as it comes; the child may wait for it to return.
        cancel
            Once it is set the child is killed. Ctrl-C sets it too; without it Ctrl-C goes on as usual.

        Raises
        ------
        BackendTimeoutError
            Killed at the limit.
        BackendCancelledError
            Killed because ``cancel`` was set.
        BackendDiedError
            The process ended, or the function raised.
        BackendReplyError
            The value, or a report, is not plain data of the shape that was agreed.

        Each of them has the plan that was reported last, unchecked: ``best_so_far``.
        """
        key = function.partition(":")[0], memory_bytes or self._memory_bytes
        reports = Reports(progress)
        try:
            return self._ask(key, pickle.dumps((function, arguments)), time_limit_s, reports, cancel)
        except BackendError as failure:
            failure.best_so_far = reports.last.values
            raise
        except KeyboardInterrupt:
            if cancel is None:
                raise
            cancel.set()
            raise BackendCancelledError("interrupted", best_so_far=reports.last.values) from None

    def _ask(
        self, key: _Key, request: bytes, time_limit_s: float, reports: Reports, cancel: threading.Event | None
    ) -> Any:
        worker = self._take(key, cancel)
        try:
            value = worker.ask(request, Patience(time_limit_s, cancel), reports.hear)
        except BaseException:  # Ctrl-C too: a worker interrupted in the middle of an answer is of no use
            worker.kill()
            raise
        self._keep(key, worker)
        return value

    def _take(self, key: _Key, cancel: threading.Event | None) -> Child:
        with self._lock:
            worker = self._idle.pop(key, None)
        if worker is not None and worker.ready:
            return worker
        if worker is not None:
            worker.kill()
        return Child(*key, Patience(self._start_s, cancel))

    def _keep(self, key: _Key, worker: Child) -> None:
        with self._lock:
            kept = not self._closed and self._idle.setdefault(key, worker) is worker
        if not kept:
            worker.kill()


class CancellableWorkers(Workers):
    """Workers of somebody else, whose calls end once ``cancel`` is set; their owner closes them."""

    def __init__(self, workers: Workers, cancel: threading.Event) -> None:
        super().__init__()
        self._workers, self._cancel = workers, cancel

    def warm(self, function: str) -> None:
        """Start the worker of this function's module unless one stands ready."""
        self._workers.warm(function)

    def call(self, function: str, /, *arguments: Any, **options: Any) -> Any:
        """Call as :meth:`Workers.call` does."""
        options["cancel"] = options.get("cancel") or self._cancel
        return self._workers.call(function, *arguments, **options)
