"""Look at a workbook as a zip package before anything unpacks it: limits, and parts that have no place here.

Declared sizes can lie, so every part is also counted while it is inflated.
"""

import copy
import io
import lzma
import re
import stat
import zipfile
import zlib
from typing import Final

from staffing.io.findings import Findings

UNPACKED_BYTES: Final = 50_000_000
RATIO: Final = 100
RATIO_FLOOR: Final = 1_000_000
"""Parts below this size may compress better than the ratio: small sheets of zeros do."""
ENTRIES: Final = 2_000

_ENCRYPTED: Final = b"\xd0\xcf\x11\xe0"
_UNWANTED: Final = (
    (re.compile(r"vbaProject\.bin$|^xl/(macrosheets|dialogsheets)/", re.IGNORECASE), "E_MACRO"),
    (re.compile(r"^xl/(externalLinks/|queryTables/|connections\.xml$)", re.IGNORECASE), "E_EXTERNAL_LINK"),
    (re.compile(r"^xl/(embeddings|activeX)/", re.IGNORECASE), "E_EMBEDDED"),
)
_PATH: Final = re.compile(r"(^|/)\.\.(/|$)|^/|\\|^[A-Za-z]:|[\x00-\x1f]")


def open_package(data: bytes, file: str, findings: Findings) -> dict[str, bytes]:
    """Return the XML parts of a workbook that is within the limits; each part is inflated once.

    Raises
    ------
    InputError
        The file is no workbook, is damaged, or exceeds a limit.
    """
    if not data:
        findings.refuse("E_EMPTY", file, name=file)
    if data.startswith(_ENCRYPTED):
        findings.refuse("E_ENCRYPTED", file)
    if not data.startswith(b"PK\x03\x04"):
        findings.refuse("E_FILE_TYPE", file)
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        findings.refuse("E_CORRUPT", file)
    _check_directory(package, file, findings)
    parts = {}
    for entry in package.infolist():
        part = _inflate(package, entry, file, findings)
        if entry.filename.endswith((".xml", ".rels")):
            parts[entry.filename] = part
    return parts


def _check_directory(package: zipfile.ZipFile, file: str, findings: Findings) -> None:
    entries = package.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > ENTRIES:
        findings.refuse("E_ZIP_ENTRIES", file, entries=len(entries), limit=ENTRIES)
    if any(_PATH.search(entry.orig_filename) or _is_link(entry) for entry in entries):
        findings.refuse("E_ZIP_PATH", file)
    if len({name.casefold() for name in names}) < len(names):
        findings.refuse("E_ZIP_DUP", file)
    if min((entry.header_offset for entry in entries), default=0):
        # Something stands before the package: readers disagree about what is in it.
        findings.refuse("E_CORRUPT", file)
    if any(entry.flag_bits & 1 for entry in entries):
        findings.refuse("E_ENCRYPTED", file)
    if sum(entry.file_size for entry in entries) > UNPACKED_BYTES or any(map(_too_dense, entries)):
        findings.refuse("E_ZIP_BOMB", file, limit=UNPACKED_BYTES, ratio=RATIO)
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        findings.refuse("E_FILE_TYPE.package", file)
    for pattern, code in _UNWANTED:
        unwanted = next((name for name in names if pattern.search(name)), None)
        if unwanted is not None:
            findings.refuse(code, file, unwanted, name=unwanted)


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _too_dense(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > RATIO_FLOOR and entry.file_size > RATIO * max(entry.compress_size, 1)


def _inflate(package: zipfile.ZipFile, entry: zipfile.ZipInfo, file: str, findings: Findings) -> bytes:
    """Return one part, which must be whole and have the size that it declares."""
    undeclared = copy.copy(entry)
    # zipfile stops reading at the declared size; a generous one lets the true size show.
    undeclared.file_size = UNPACKED_BYTES + 1
    try:
        with package.open(undeclared) as stream:
            part = stream.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ValueError, EOFError, RuntimeError, OSError):
        findings.refuse("E_CORRUPT", file)
    if len(part) > entry.file_size:
        findings.refuse("E_ZIP_BOMB", file, limit=UNPACKED_BYTES, ratio=RATIO)
    if len(part) < entry.file_size:
        findings.refuse("E_CORRUPT", file)
    return part
