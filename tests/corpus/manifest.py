"""The manifest of the given corpus, and the one table of what we answer otherwise, with the reasons."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

SHARED: Final = Path(os.environ.get("STAFFING_SHARED", Path(__file__).parents[2].parent / "shared"))
CORPUS: Final = SHARED / "corpus"
KINDS: Final = ("csv", "xlsx", "yaml")
"""Folders of the corpus that are input of this program; docx and solver are not read by import."""

OTHER_PLACE: Final[Mapping[str, tuple[str, str]]] = {
    "xlsx/005_blank_row_in_middle.xlsx": ("单位!5", "the file's blank row is its fifth"),
    "yaml/501_alias_bomb_small.yaml": (
        "b[0]",
        "a key path, as everywhere in YAML: the first alias stands there",
    ),
    "yaml/508_norway.yaml": (
        "groups[1].parent",
        "wrong is the parent that no group bears, not the group called NO",
    ),
}
"""Places that differ from the manifest's, each with the reason."""

OTHER_CODE: Final[Mapping[str, tuple[str, str]]] = {
    "xlsx/124_negative_zero.xlsx": ("W_NEGATIVE_ZERO", "the manifest asks for a note and names no code"),
}


class Entry(NamedTuple):
    """One line of the manifest, as we answer it."""

    file: str
    verdict: str
    codes: tuple[str, ...]
    """Any of these comes first; empty: none is asked for."""
    where: str
    expect: str

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return CORPUS / self.file

    @property
    def name(self) -> str:
        """Name of the file without its folder."""
        return self.path.name


class Answer(NamedTuple):
    """What the program said of one file, on the command line or over HTTP."""

    accepted: bool
    issues: Sequence[Mapping[str, Any]]
    sha256: str | None


def entries() -> list[Entry]:
    """Return every file that import must answer for."""
    if not CORPUS.is_dir():
        return []
    lines = json.loads((CORPUS / "MANIFEST.json").read_text(encoding="utf-8"))
    return [_entry(line) for line in lines if line["file"].partition("/")[0] in KINDS]


def _entry(line: dict[str, str]) -> Entry:
    file = line["file"]
    code = OTHER_CODE[file][0] if file in OTHER_CODE else line["code"]
    where = OTHER_PLACE[file][0] if file in OTHER_PLACE else line["where"]
    codes = () if code == "-" else tuple(code.split("/"))
    return Entry(file, line["verdict"], codes, where, line["expect"])


def faults_of(entry: Entry, answer: Answer) -> list[str]:
    """Say what is not as the manifest has it: verdict, first code, place."""
    codes = [str(issue["code"]) for issue in answer.issues]
    verdict = "REJECT" if not answer.accepted else "ACCEPT+WARN" if answer.issues else "ACCEPT"
    told = f"{codes[:3]} at {[issue['where'] for issue in answer.issues[:3]]}"
    if verdict != entry.verdict:
        return [f"{entry.file}: {verdict} instead of {entry.verdict}: {told}"]
    if not entry.codes:
        return []
    if not set(entry.codes) & {codes[0], codes[-1] if codes[-1] == "E_MANY" else codes[0]}:
        return [f"{entry.file}: {told} instead of {entry.codes}"]
    if not place_is_named(entry.where, answer.issues[0], entry.name):
        return [f"{entry.file}: {told} instead of {entry.where!r}"]
    return []


def place_is_named(expected: str, issue: Mapping[str, Any], file: str) -> bool:
    """Tell whether a fault stands where it is expected: there exactly, or inside of what is named.

    A package, a workbook, a file as a whole is named by its file name.
    """
    named, of_file = str(issue["where"]), str(issue["file"])
    if expected in ("-", "all"):
        return True
    if expected in ("file", "package", "workbook"):
        return of_file == file
    sheet, mark, cells = expected.partition("!")
    if mark and named.startswith(f"{sheet}!"):
        return set(cells.split(",")) <= {*named.partition("!")[2].split(","), named.partition("!")[2]}
    return bool(re.search(rf"(^|/){re.escape(expected)}($|[!.,\[/])", named))
