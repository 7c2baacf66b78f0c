"""What back ends report on their way: it arrives, it survives them, it is read strictly; calls can be cancelled."""

import json
import signal
import threading
import time
from typing import Any

import pytest

from staffing.errors import (
    BackendCancelledError,
    BackendDiedError,
    BackendError,
    BackendReplyError,
    BackendTimeoutError,
)
from staffing.solver import reports
from staffing.solver.reports import Report, Reports
from staffing.solver.supervise import CancellableWorkers
from staffing.solver.worker import report
from tests.unit.solver.test_supervise import idle_pid, is_gone, pid_of

FAKES = "tests.unit.solver.fakes"
SAID = ({"best": 9, "values": [1, 2]}, {"bound": 3}, {"best": 5, "values": [2, 1]})


def test_each_report_is_added_to_those_before(workers):
    heard: list[Report] = []
    answer = workers.call(f"{FAKES}:report_slowly", *SAID, time_limit_s=9, progress=heard.append)
    assert answer == "done"
    assert heard == [Report(9, None, [1, 2]), Report(9, 3, [1, 2]), Report(5, 3, [2, 1])]


def test_a_burst_is_sent_together(workers):
    heard: list[Report] = []
    said = [{"best": 1000 - n} for n in range(1000)]
    workers.call(f"{FAKES}:report_all", *said, time_limit_s=9, progress=heard.append)
    assert heard[0] == Report(best=1000)
    assert len(heard) < 20


def test_reports_need_no_listener_and_no_worker(workers):
    report(best=1)
    assert workers.call(f"{FAKES}:report_slowly", *SAID, time_limit_s=9) == "done"


def test_what_is_said_too_late_disturbs_nobody(workers):
    first = pid_of(workers)
    for _ in range(2):
        assert workers.call(f"{FAKES}:report_late", time_limit_s=9) == "done"
        time.sleep(0.3)
    assert pid_of(workers) == first
    assert len(workers._idle) == 2


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("hang_deaf", BackendTimeoutError),
        ("hang_below", BackendTimeoutError),
        ("segfault", BackendDiedError),
        ("abort", BackendDiedError),
        ("fail", BackendDiedError),
        ("memory_hog", BackendDiedError),
        ("memory_hog_below", BackendDiedError),
    ],
)
def test_the_last_plan_survives_the_back_end(workers, what, error):
    with pytest.raises(error) as failed:
        workers.call(f"{FAKES}:report_then", what, *SAID, time_limit_s=2, memory_bytes=1 << 30)
    assert failed.value.best_so_far == [2, 1]


def test_a_limit_of_memory_has_its_own_workers(workers):
    assert pid_of(workers) == workers.call("os:getpid", time_limit_s=5)
    small = workers.call("os:getpid", time_limit_s=5, memory_bytes=1 << 30)
    assert small != pid_of(workers)
    with pytest.raises(BackendDiedError, match="MemoryError"):
        workers.call("operator:mul", [0], 1 << 28, time_limit_s=5, memory_bytes=1 << 30)


@pytest.mark.parametrize(
    "said",
    [
        "text",
        [1],
        {"best": "1"},
        {"best": True},
        {"best": 0.5},
        {"bound": float("nan")},
        {"best": 1 << 2000},
        {"values": "1"},
        {"values": [1, 0.5]},
        {"values": {"a": 1}},
        {"values": [None]},
    ],
)
def test_garbage_is_refused(workers, said):
    message = json.dumps({"progress": said}).encode()
    with pytest.raises(BackendReplyError):
        workers.call(f"{FAKES}:say", message, time_limit_s=5)


@pytest.mark.parametrize("message", [b"{", b"[]", b"7", b"{}", b'{"news": 1}', b"\xff", b"[" * 100_000])
def test_messages_of_no_kind_are_refused(workers, message):
    with pytest.raises(BackendReplyError):
        workers.call(f"{FAKES}:say", message, time_limit_s=5)


def test_reports_are_bounded_in_number_and_size(workers, monkeypatch):
    with pytest.raises(BackendReplyError):
        Reports(None).hear({}, reports.LONGEST_REPORT_BYTES + 1)
    monkeypatch.setattr(reports, "MOST_REPORTS", 50)
    with pytest.raises(BackendReplyError):
        workers.call(f"{FAKES}:report_without_end", time_limit_s=20)


def test_reports_without_end_do_not_move_the_limit(workers, monkeypatch):
    monkeypatch.setattr(reports, "MOST_REPORTS", 10**9)
    begin = time.monotonic()
    with pytest.raises(BackendTimeoutError):
        workers.call(f"{FAKES}:report_without_end", time_limit_s=0.5)
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize("what", ["hang", "hang_deaf", "hang_below", "hang_with_child", "hang_half_said"])
def test_a_cancelled_call_ends_at_once(workers, what):
    cancel, heard = threading.Event(), threading.Event()
    workers.warm(f"{FAKES}:hang")
    pid = idle_pid(workers)
    timer = threading.Timer(0.4, cancel.set)
    timer.start()
    begin = time.monotonic()
    with pytest.raises(BackendCancelledError) as failed:
        workers.call(
            f"{FAKES}:report_then",
            what,
            SAID[0],
            time_limit_s=60,
            cancel=cancel,
            progress=lambda _: heard.set(),
        )
    assert time.monotonic() - begin < 1.4
    assert failed.value.best_so_far == [1, 2]
    assert heard.is_set()
    assert is_gone(pid)


def test_what_was_cancelled_before_is_not_begun(workers):
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(BackendCancelledError) as failed:
        workers.call("time:sleep", 60, time_limit_s=60, cancel=cancel)
    assert failed.value.best_so_far is None
    assert not workers._idle


def test_one_word_cancels_all_calls_of_one_question(workers):
    cancel = threading.Event()
    ours = CancellableWorkers(workers, cancel)
    ours.warm("math:gcd")
    assert ours.call("math:gcd", 12, 18, time_limit_s=5) == 6
    ours.close()
    cancel.set()
    with pytest.raises(BackendCancelledError):
        ours.call("math:gcd", 12, 18, time_limit_s=5)
    assert workers.call("math:gcd", 12, 18, time_limit_s=5) == 6


def test_an_answer_in_time_is_an_answer(workers):
    assert workers.call("math:gcd", 12, 18, time_limit_s=5, cancel=threading.Event()) == 6
    text = "所" * 3_000_000
    answer: Any = workers.call("operator:concat", text, text, time_limit_s=20, cancel=threading.Event())
    assert answer == text + text


@pytest.mark.parametrize("cancellable", [True, False])
def test_ctrl_c_cancels_where_that_can_be_told(workers, cancellable):
    cancel = threading.Event() if cancellable else None
    workers.warm(f"{FAKES}:hang")
    main = threading.main_thread()
    timer = threading.Timer(0.4, lambda: signal.pthread_kill(main.ident or 0, signal.SIGINT))
    timer.start()
    with pytest.raises(BackendCancelledError if cancellable else KeyboardInterrupt) as failed:
        workers.call(f"{FAKES}:report_then", "hang", SAID[0], time_limit_s=60, cancel=cancel)
    if cancel is not None:
        assert cancel.is_set()
        assert isinstance(failed.value, BackendError)
        assert failed.value.best_so_far == [1, 2]
