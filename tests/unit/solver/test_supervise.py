"""Workers: warm, replaced when they fail, killed with all that they started, and never left behind."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from staffing.errors import BackendDiedError, BackendReplyError, BackendTimeoutError
from staffing.solver.supervise import Workers

FAKES = "tests.unit.solver.fakes"
ROOT = Path(__file__).parents[3]


def is_gone(pid: int) -> bool:
    """True for a zombie too: nobody may be there to collect the orphans of a killed parent."""
    try:
        return (
            Path("/proc", str(pid), "stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] in "ZX"
        )
    except (FileNotFoundError, ProcessLookupError):
        return True


def wait_gone(*pids: int, seconds: float = 2.0) -> bool:
    end = time.monotonic() + seconds
    while not all(map(is_gone, pids)):
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def pid_of(workers: Workers) -> int:
    pid = workers.call("os:getpid", time_limit_s=5)
    assert isinstance(pid, int)
    return pid


def idle_pid(workers: Workers) -> int:
    (worker,) = workers._idle.values()
    return worker._process.pid


def test_a_worker_is_kept_warm(workers):
    assert pid_of(workers) == pid_of(workers) != os.getpid()


def test_each_module_has_its_own(workers):
    workers.warm("math:gcd")
    assert workers.call("math:gcd", 12, 18, time_limit_s=5) == 6
    assert len(workers._idle) == 1
    pid_of(workers)
    assert len(workers._idle) == 2


def test_arguments_and_values_of_any_length(workers):
    text = "所" * 3_000_000
    assert workers.call("operator:concat", text, text, time_limit_s=20) == text + text


def test_a_killed_worker_is_replaced(workers):
    workers.warm("time:sleep")
    first = idle_pid(workers)
    with pytest.raises(BackendTimeoutError):
        workers.call("time:sleep", 100, time_limit_s=0.2)
    assert is_gone(first)
    assert workers.call("time:sleep", 0, time_limit_s=5) is None
    assert idle_pid(workers) != first


def test_a_worker_that_died_while_idle_is_replaced_unnoticed(workers):
    first = pid_of(workers)
    os.kill(first, signal.SIGKILL)
    assert wait_gone(first)
    assert pid_of(workers) != first


@pytest.mark.parametrize(
    ("fake", "words"),
    [
        ("segfault", "signal 11"),
        ("abort", "signal 6"),
        ("leave", "exit code 0"),
        ("fail", "ValueError: no licence"),
        ("no_such_name", "AttributeError"),
    ],
)
def test_how_it_died_is_told(fake, words, workers):
    with pytest.raises(BackendDiedError, match=words):
        workers.call(f"{FAKES}:{fake}", time_limit_s=5)


def test_a_module_that_cannot_be_loaded(workers):
    with pytest.raises(BackendDiedError, match="ModuleNotFoundError: No module named 'no_such_module'"):
        workers.call("no_such_module:f", time_limit_s=5)


def test_a_worker_that_does_not_start():
    with Workers(start_s=0.001) as workers, pytest.raises(BackendTimeoutError):
        workers.call("os:getpid", time_limit_s=5)


def test_memory_is_limited(fakes_importable):
    with Workers(memory_bytes=1 << 30) as workers, pytest.raises(BackendDiedError, match="MemoryError"):
        workers.call(f"{FAKES}:memory_hog", time_limit_s=20)


def test_what_is_not_plain_data_is_refused(workers):
    with pytest.raises(BackendReplyError, match="not JSON serializable"):
        workers.call("decimal:Decimal", 1, time_limit_s=5)


def test_calls_of_several_threads_do_not_wait_for_each_other(workers):
    begin = time.monotonic()
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: workers.call("time:sleep", 1.0, time_limit_s=5), range(4)))
    assert time.monotonic() - begin < 3.9  # one after the other they would take 4
    assert len(workers._idle) == 1


def test_a_worker_outlives_the_thread_that_started_it(workers):
    pids: list[int] = []
    thread = threading.Thread(target=lambda: pids.append(pid_of(workers)))
    thread.start()
    thread.join()
    time.sleep(0.1)
    assert pids == [pid_of(workers)]


def test_what_the_child_started_is_killed_too(workers, monkeypatch, tmp_path):
    monkeypatch.setenv("STAFFING_TEST_PID_FILE", str(tmp_path / "pids"))
    with pytest.raises(BackendTimeoutError):
        workers.call(f"{FAKES}:hang_with_child", time_limit_s=0.5)
    assert wait_gone(*map(int, (tmp_path / "pids").read_text(encoding="ascii").split()))


def test_closing_leaves_no_process_and_no_file(fakes_importable, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Workers() as workers:
        pid = pid_of(workers)
        assert len(list(tmp_path.iterdir())) == 1
    assert is_gone(pid)
    assert list(tmp_path.iterdir()) == []


PARENT = f"""
import os, sys, threading, time
from staffing.solver.supervise import Workers
with Workers() as workers:
    idle = workers.call("os:getpid", time_limit_s=5)
    def tell():
        while not os.path.exists(os.environ["STAFFING_TEST_PID_FILE"]):
            time.sleep(0.01)
        print(idle, flush=True)
    threading.Thread(target=tell, daemon=True).start()
    workers.call("{FAKES}:hang_with_child", time_limit_s=60)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(how, tmp_path):
    file = tmp_path / "pids"
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT}/src:{ROOT}",
        "STAFFING_TEST_PID_FILE": str(file),
        "TMPDIR": str(tmp_path),
    }
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with parent:
        assert parent.stdout is not None
        pids = [int(parent.stdout.readline()), *map(int, file.read_text(encoding="ascii").split())]
        assert len(pids) == 3
        assert not any(map(is_gone, pids))
        parent.send_signal(how)
        assert parent.wait(5) == -how
    assert wait_gone(*pids)
