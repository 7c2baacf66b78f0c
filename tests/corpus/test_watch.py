"""The watch sees what import must not do: without this, a test that sees nothing proves nothing."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.corpus.watch import watching


def _connect(_: Path) -> None:
    with socket.socket() as line, contextlib.suppress(OSError):
        line.connect(("127.0.0.1", 9))


def _append(folder: Path) -> None:
    with (folder / "there").open("a", encoding="utf-8") as file:
        file.write("x")


ACTS = {
    "write": (lambda folder: (folder / "new").write_text("x"), "open"),
    "append": (_append, "open"),
    "low-level open": (lambda folder: os.close(os.open(folder / "new", os.O_CREAT | os.O_WRONLY)), "open"),
    "rename": (lambda folder: (folder / "there").rename(folder / "moved"), "os.rename"),
    "mkdir": (lambda folder: (folder / "inner").mkdir(), "os.mkdir"),
    "unlink": (lambda folder: (folder / "there").unlink(), "os.remove"),
    "symlink": (lambda folder: (folder / "link").symlink_to(folder / "there"), "os.symlink"),
    "copy": (lambda folder: shutil.copy(folder / "there", folder / "copy"), "shutil.copyfile"),
    "mkdtemp": (lambda folder: tempfile.mkdtemp(dir=folder), "tempfile.mkdtemp"),
    "connect": (_connect, "socket.connect"),
    "look up": (lambda _: socket.getaddrinfo("127.0.0.1", 9), "socket.getaddrinfo"),
    "start": (
        lambda _: subprocess.run([sys.executable, "--version"], capture_output=True, check=True),
        "subprocess.Popen",
    ),
}


@pytest.mark.parametrize("name", ACTS)
def test_the_watch_sees_what_is_forbidden(name, tmp_path):
    act, event = ACTS[name]
    (tmp_path / "there").write_text("there")
    with watching() as seen:
        act(tmp_path)
    assert any(words.startswith(event) for words in seen)


def test_the_watch_lets_reading_pass_and_ends(tmp_path):
    (tmp_path / "there").write_text("there")
    with watching() as seen:
        assert (tmp_path / "there").read_text() == "there"
    (tmp_path / "later").write_text("x")
    assert seen == []
