"""Watch a piece of work from below, by Python's audit events: what it would write, and whom it would call.

An audit hook stays for the life of its process, so there is one, and it listens only while a watch is open.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
FORBIDDEN: Final = frozenset(
    {
        *(
            "os.rename",
            "os.mkdir",
            "os.rmdir",
            "os.remove",
            "os.link",
            "os.symlink",
            "os.truncate",
            "os.chmod",
        ),
        *("os.chown", "os.utime", "os.setxattr", "sqlite3.connect"),
        *("shutil.copyfile", "shutil.copytree", "shutil.move", "shutil.rmtree", "shutil.make_archive"),
        *("tempfile.mkstemp", "tempfile.mkdtemp"),
        *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "urllib.Request"),
    }
)
"""Events that import has no business with; beside them, opening a file to write."""

_open_watches: list[list[str]] = []
_installed: list[bool] = []


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _open_watches:
        return
    if event in FORBIDDEN or (event == "open" and _to_write(*arguments)):
        words = f"{event} {', '.join(str(argument) for argument in arguments[:3])}"[:200]
        for seen in _open_watches:
            seen.append(words)


def _to_write(_: object, mode: str | None, flags: int) -> bool:
    return bool(flags & WRITES) if mode is None else bool(set(mode) & set("wax+"))


@contextmanager
def watching() -> Iterator[list[str]]:
    """Yield the list of what was done that must not be done."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_hook)
    seen: list[str] = []
    _open_watches.append(seen)
    try:
        yield seen
    finally:
        _open_watches.remove(seen)
