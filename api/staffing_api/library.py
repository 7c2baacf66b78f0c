"""The server's scenario folder: each scenario is read once, and again when a file of it has changed.

A scenario is kept by name. A look at its files (time, size, inode: some microseconds) tells whether it is
still what it was; if not, its bytes are hashed, and only other bytes are read as another scenario. The marks
of a file that changed a moment ago prove nothing, because clocks of file systems are coarse: until it has
rested, its bytes are hashed each time. So the next request after a change sees the change.
"""

import hashlib
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from staffing.errors import InputError
from staffing.io.cells import Cell, Tree
from staffing.io.files.paths import inner_path
from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings
from staffing.io.ledger.files import SUFFIXES
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import SCENARIO_FILE, YAML_SUFFIXES, find_scenarios, load
from staffing.messages import Lang
from staffing.service import Opened, open_scenario
from staffing_api.problems import refusal

KEPT: Final = 64
"""Scenarios kept; beyond that the one unused longest is read again."""
REST_NS: Final = 2_000_000_000
"""Age at which a change is sure to show in a file's times: FAT counts in steps of two seconds."""
_ATTEMPTS: Final = 5

Stamp = tuple[tuple[int, ...] | None, ...]


class Held:
    """A scenario that was read, and opened when first asked."""

    def __init__(self, loaded: Loaded, plan: Mapping[str, Any] | None = None) -> None:
        self.loaded = loaded
        self.plan = plan
        """A plan made by hand that came along, to be set against the best one."""
        self._opened: Opened | None = None

    def open(self, lang: Lang) -> Opened:
        """Return the opened scenario.

        Raises
        ------
        InputError
            Its rules contradict each other; said in ``lang``.
        """
        if self._opened is None:
            self._opened = open_scenario(self.loaded, lang=lang)
        return self._opened


@dataclass(frozen=True)
class Entry:
    """A scenario of the folder as it was read."""

    path: Path
    content: str | None
    """Hash of the names and bytes of its files; None: it cannot be told which they are."""
    held: Held | InputError
    files: tuple[Path, ...] = ()
    stamp: Stamp = ()
    rested: bool = False
    """True: an unchanged stamp proves unchanged files."""

    def scenario(self) -> Held:
        """Return the scenario, or raise what is wrong with it."""
        if isinstance(self.held, InputError):
            raise self.held
        return self.held


@dataclass
class Library:
    """The scenarios of one folder; safe to use from several threads."""

    folder: Path | None
    _entries: OrderedDict[str, Entry] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _reading: threading.Lock = field(default_factory=threading.Lock)

    def paths(self) -> dict[str, Path]:
        """Return the scenarios there are, by name: that of the folder, or of the file with its ending."""
        try:
            return {path.name: path for path in find_scenarios(self.folder)} if self.folder else {}
        except OSError:
            return {}

    def forms(self) -> dict[str, str]:
        """Return ``folder``, ``yaml`` or ``workbook`` by name."""
        return {name: _form(path) for name, path in self.paths().items()}

    def fresh(self, name: str) -> Entry | None:
        """Return what is kept under a name if it is unchanged; quick enough for the event loop."""
        with self._lock:
            entry = self._entries.get(name)
            if entry is None:
                return None
            self._entries.move_to_end(name)
        return entry if entry.rested and _stamp(entry.files) == entry.stamp else None

    def get(self, name: str) -> Entry:
        """Return the scenario of a name, read again if need be.

        Raises
        ------
        InputError
            ``E_SCENARIO``: there is none of that name.
        """
        entry = self.fresh(name)
        if entry is not None:
            return entry
        with self._reading:  # those who wait find it kept
            entry = self.fresh(name) or self._renew(name)
        with self._lock:
            self._entries[name] = entry
            self._entries.move_to_end(name)
            while len(self._entries) > KEPT:
                self._entries.popitem(last=False)
        return entry

    def _renew(self, name: str) -> Entry:
        paths = self.paths()
        if name not in paths:
            with self._lock:
                self._entries.pop(name, None)
            known = ", ".join(list(paths)[:20]) or "-"
            raise refusal("E_SCENARIO", got=name if len(name) <= 80 else name[:80] + "…", known=known)
        with self._lock:
            kept = self._entries.get(name)
        return _read(paths[name], kept)


def _form(path: Path) -> str:
    if path.is_dir():
        return "folder"
    return "yaml" if path.suffix.lower() in YAML_SUFFIXES else "workbook"


def _read(path: Path, kept: Entry | None) -> Entry:
    """Read a scenario, or find that its bytes are those that are kept."""
    for _ in range(_ATTEMPTS):
        now = time.time_ns()
        files = _files_of(path)
        if files is None:
            break
        stamp, content = _stamp(files), _hash(files)
        if kept is not None and content is not None and kept.content == content:
            return replace(kept, path=path, files=files, stamp=stamp, rested=_rested(stamp, now))
        held = _load(path)
        if content is not None and _hash(files) == content:  # else it changed while it was read
            return Entry(path, content, held, files, stamp, _rested(stamp, now))
    return Entry(path, None, _load(path))


def _load(path: Path) -> Held | InputError:
    try:
        return Held(load(path))
    except InputError as error:
        return error
    except OSError as error:
        return refusal("E_NOT_FOUND", got=f"{path.name} ({error.strerror})")


def _files_of(path: Path) -> tuple[Path, ...] | None:
    """Return everything that reading the scenario looks at; None where that cannot be told."""
    try:
        if path.is_dir():
            path /= SCENARIO_FILE
        if path.suffix.lower() not in YAML_SUFFIXES:
            return (path,)
        tree = read_yaml(path.read_bytes(), path.name, Findings())
    except OSError:
        return None
    except InputError:
        return (path,)
    files = [path]
    tasks = tree.get("tasks")
    ledger = tasks.get("ledger") if isinstance(tasks, dict) else None
    for named in (tree.get("data"), tree.get("stations"), ledger, *_ticket_files(tree)):
        if named is None:
            continue
        inner = inner_path(path.parent, named, Findings()) if isinstance(named, Cell) else None
        if inner is None:
            return None
        files.append(inner)
        if inner.is_dir():
            files.extend(sorted(one for one in inner.iterdir() if one.suffix.lower() in SUFFIXES))
    return tuple(files)


def _ticket_files(tree: dict[str, Tree]) -> list[Tree | None]:
    """Return what the entries of ``tickets`` name as their files."""
    tickets = tree.get("tickets")
    return (
        [item.get("file") for item in tickets if isinstance(item, dict)] if isinstance(tickets, list) else []
    )


def _stamp(files: tuple[Path, ...]) -> Stamp:
    marks: list[tuple[int, ...] | None] = []
    for path in files:
        try:
            found = os.stat(path)  # noqa: PTH116 - half the time of Path.stat, on every request
        except OSError:
            marks.append(None)
        else:
            marks.append((found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino, found.st_dev))
    return tuple(marks)


def _rested(stamp: Stamp, now: int) -> bool:
    return all(mark is not None and max(mark[:2]) < now - REST_NS for mark in stamp)


def _hash(files: tuple[Path, ...]) -> str | None:
    """Return the hash over names and bytes; None if a file is gone."""
    total = hashlib.sha256()
    for path in files:
        total.update(f"{path.name}\0".encode("utf-8", "surrogateescape"))
        if path.is_dir():
            continue
        try:
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            return None
    return total.hexdigest()
