"""Text files of any size as UTF-8 that another program can read by a path, without a copy on disk.

Encodings are found as for every CSV (byte order mark, strict UTF-8, GB18030), but in passes over blocks: a ticket
file may be larger than what one would hold in memory as text.
"""

import codecs
import os
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from staffing.errors import Issue
from staffing.io.findings import Findings

TICKET_BYTES: Final = 1_000_000_000
"""Limit of a ticket file as CSV; in another encoding than UTF-8 a copy of it is held in memory."""
_BLOCK: Final = 1 << 22
_SMALL: Final = 1 << 16
"""A block that stays in the processor's cache while it is looked at."""
_HAN: Final = re.compile(rb"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]")
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LINE_ENDS: Final = re.compile(r"\r\n|\r|\n")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
"""As in every other CSV."""
_BREAKS: Final = (0x09, 0x0A, 0x0D)
"""Tab and line ends: the control characters that may stand in a text."""


class Lines(NamedTuple):
    """What one pass over a UTF-8 file tells."""

    total: int
    """Line ends, and the last line if it has none."""
    bad: tuple[int, int] | None = None
    """Place and value of the first byte that is no UTF-8."""
    control: tuple[int, int] | None = None
    """Place and value of the first control character."""


def open_utf8(path: Path, findings: Findings) -> int | None:
    """Return a descriptor of the file, or of a copy of it in memory as UTF-8; None where that cannot be had.

    A file whose beginning is UTF-8 is taken for UTF-8: :func:`look_over` tells whether all of it is.
    """
    size = path.stat().st_size
    if size > TICKET_BYTES:
        findings.add(Issue("E_TOO_LARGE", path.name, "", {"size": size, "limit": TICKET_BYTES}))
        return None
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    head = os.pread(fd, _BLOCK, 0)
    if head.startswith(b"PK\x03\x04"):
        findings.add(Issue("E_FILE_TYPE.zip", path.name))
    elif not head.strip():
        findings.add(Issue("E_EMPTY", path.name, "", {"name": path.name}))
    elif head.startswith(_UTF16):
        findings.add(Issue("W_ENCODING", path.name, "", {"encoding": "UTF-16"}))
        return transcoded(fd, "utf-16", path.name, findings)
    elif _is_utf8(head) or speaks_utf8(fd):
        return fd
    else:
        return transcoded(fd, "gb18030", path.name, findings)
    os.close(fd)
    return None


def _is_utf8(block: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(block)
    except UnicodeDecodeError:
        return False
    return True


def speaks_utf8(fd: int) -> bool:
    """Tell whether the first line with Chinese in it is UTF-8: a later line that is not is then a fault."""
    rest = b""
    for block in blocks(fd):
        if block.isascii() and rest.isascii():
            rest = block[block.rfind(b"\n") + 1 :]
            continue
        line = next(line for line in re.split(rb"[\r\n]+", rest + block) if not line.isascii())
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return bool(_HAN.search(line))
    return True


def blocks(fd: int, size: int = _BLOCK) -> Iterator[bytes]:
    """Return the content in pieces; the place in the file is nobody else's business."""
    place = 0
    while block := os.pread(fd, size, place):
        place += len(block)
        yield block


def transcoded(fd: int, encoding: str, file: str, findings: Findings) -> int | None:
    """Close ``fd`` and return a copy as UTF-8 in memory; None, and a fault with its line, for bad bytes."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    copy = os.memfd_create("tickets", os.MFD_CLOEXEC)
    line, place, pending = 1, 0, 0
    try:
        for block in chain(blocks(fd), (b"",)):
            pending = len(decoder.getstate()[0])
            words = decoder.decode(block, final=not block)
            # A CR LF that lies across two blocks counts twice: a line number off by one in a fault, no more.
            line += len(_LINE_ENDS.findall(words))
            os.write(copy, words.encode())
            place += len(block)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "replace")
        line += len(_LINE_ENDS.findall(before))
        _refuse(error.object[error.start], line, place - pending + error.start, file, findings)
        os.close(copy)
        return None
    finally:
        os.close(fd)
    return copy


def refuse_bytes(fd: int, lines: Lines, file: str, findings: Findings) -> None:
    """Record the first byte that is no UTF-8, or else the first control character, with its line."""
    if lines.bad is not None:
        offset, byte = lines.bad
        _refuse(byte, _line_at(fd, offset), offset, file, findings)
    elif lines.control is not None:
        offset, point = lines.control
        where = f"line {_line_at(fd, offset)}"
        findings.add(Issue("E_CONTROL.line", file, where, {"point": f"U+{point:04X}"}))


def _line_at(fd: int, offset: int) -> int:
    """Return the number of the line in which a byte stands."""
    line, left, after_cr = 1, offset, False
    for block in blocks(fd):
        part = block[:left]
        line += part.count(b"\n") + part.count(b"\r") - part.count(b"\r\n")
        line -= after_cr and part.startswith(b"\n")
        after_cr = part.endswith(b"\r")
        left -= len(part)
        if not left:
            break
    return line


def _refuse(byte: int, line: int, offset: int, file: str, findings: Findings) -> None:
    values = {"byte": f"0x{byte:02X}", "offset": offset}
    findings.add(Issue("E_ENCODING", file, f"line {line}", values))


def look_over(fd: int) -> Lines:
    """Read a file once: is all of it UTF-8 without control characters, and how many lines has it?"""
    import numpy as np

    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    place = ends = 0
    last = end = b""
    for block in blocks(fd, _SMALL):
        pending = len(decoder.getstate()[0])
        try:
            words = decoder.decode(block)
        except UnicodeDecodeError as error:
            return Lines(0, (place - pending + error.start, error.object[error.start]))
        codes = np.frombuffer(block, np.uint8)
        low = codes[codes < ord(" ")]
        harmless = sum(np.count_nonzero(low == code) for code in _BREAKS)
        if harmless < len(low) or b"\x7f" in block or "\ufffd" in words:
            found = _CONTROLS.search(words)
            if found is not None:
                before = len(words[: found.start()].encode())
                return Lines(0, control=(place - pending + before, ord(found[0])))
        end = end or (b"\n" if b"\n" in block else b"\r" if b"\r" in block else b"")
        if end:
            ends += int(np.count_nonzero(low == end[0]))
        place += len(block)
        last = block[-1:]
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return Lines(0, (place - len(error.object) + error.start, error.object[error.start]))
    return Lines(ends + (last != end))


def lines_outside_quotes(fd: int) -> int:
    """Count the lines of a file, those that end inside quotes aside.

    Files with lone CRs beside LFs are rare; their count differs, and so they are read with care.
    """
    import numpy as np

    ends = inside = 0
    last = end = b""
    for block in blocks(fd, _SMALL):
        end = end or (b"\n" if b"\n" in block else b"\r" if b"\r" in block else b"")
        codes = np.frombuffer(block, np.uint8)
        quotes = np.flatnonzero(codes == ord(b'"'))
        breaks = np.flatnonzero(codes == end[0]) if end else codes[:0]
        before = np.searchsorted(quotes, breaks) + inside
        ends += len(breaks) - int(np.count_nonzero(before & 1))
        inside = (inside + len(quotes)) & 1
        last = block[-1:]
    return ends + (last != end)
