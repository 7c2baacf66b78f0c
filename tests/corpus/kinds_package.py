"""Packages: other kinds of file, damaged ones, and ones with parts or entries that have no place in a workbook."""

import io
import struct
import zipfile
from functools import partial
from typing import Final

from openpyxl import Workbook

from tests.corpus.kinds import Kind
from tests.corpus.workbooks import baseline, book_of, pack, patch, unpack, with_dtd, with_part


def _plain(data: bytes) -> partial[bytes]:
    return partial(bytes, data)


def _symlink() -> bytes:
    entry = zipfile.ZipInfo("xl/link")
    entry.external_attr = 0o120777 << 16
    return pack(unpack(baseline()), (entry, b"/etc/passwd"))


def _encrypted() -> bytes:
    """Set the flag of encryption in every central entry."""
    data = bytearray(baseline())
    spot = data.find(b"PK\x01\x02")
    while spot >= 0:
        data[spot + 8] |= 1
        spot = data.find(b"PK\x01\x02", spot + 4)
    return bytes(data)


def _without(name: str) -> bytes:
    return pack({part: data for part, data in unpack(baseline()).items() if part != name})


def _crc() -> bytes:
    data = bytearray(baseline())
    spot = data.find(b"PK\x01\x02")
    data[spot + 16] ^= 0xFF
    return bytes(data)


def _method(number: int) -> bytes:
    data = bytearray(baseline())
    spot = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, spot + 10, number)
    struct.pack_into("<H", data, 8, number)
    return bytes(data)


def _cut(share: float) -> bytes:
    return baseline()[: int(len(baseline()) * share)]


def _nested() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("book.xlsx", baseline())
    return inner.getvalue()


def _many_sheets() -> bytes:
    def add(book: Workbook) -> None:
        for number in range(46):
            book.create_sheet(f"x{number}")

    return book_of(add)


def _utf16_dtd() -> bytes:
    parts = unpack(baseline())
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE sst [<!ENTITY a "b">]><sst>&a;</sst>'
    return pack({**parts, "xl/sharedStrings.xml": xml.encode("utf-16")})


def _deep() -> bytes:
    parts = unpack(baseline())
    return pack({**parts, "docProps/app.xml": b"<a>" * 50_000 + b"</a>" * 50_000})


def _zeros() -> bytes:
    parts = unpack(baseline())
    return pack({**parts, "xl/media/image1.png": b"\0" * 30_000_000})


_NAMES: Final = (
    "../evil.txt",
    "xl/../../evil.txt",
    "/etc/evil",
    "C:\\evil.txt",
    "xl\\worksheets\\evil.xml",
    "a:b",
)
_MACRO: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
PACKAGES: Final = (
    *(Kind(f"{name} named .xlsx", _plain(data), "REJECT E_FILE_TYPE", "file") for name, data in (
        ("PDF", b"%PDF-1.7\n"), ("GIF", b"GIF89a"), ("HTML", b"<html><table>"), ("RTF", b"{\\rtf1"),
            ("gzip", b"\x1f\x8b\x08"),
        ("JSON", b'{"schema": 1}'), ("RAR", b"Rar!\x1a\x07"), ("7z", b"7z\xbc\xaf\x27\x1c"),
            ("zeros", b"\0" * 4096),
        ("XML of 2003", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'))),
    Kind("old .xls, or encrypted", _plain(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000),
        "REJECT E_ENCRYPTED", "file"),
    Kind("encrypted parts", _encrypted, "REJECT E_ENCRYPTED", "package"),
    Kind("a workbook inside of a zip", _nested, "REJECT E_FILE_TYPE", "package"),
    Kind("Word", partial(pack, {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}),
        "REJECT E_FILE_TYPE", "file"),
    Kind("ODS", partial(pack, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "REJECT E_FILE_TYPE", "file"),
    Kind("XLSB", partial(pack, {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}),
        "REJECT E_FILE_TYPE", "file"),
    *(Kind(f"cut at {share:.0%}", partial(_cut, share),
        "REJECT E_CORRUPT", "file")
      for share in (0.01, 0.3, 0.9, 0.999)),
    Kind("wrong checksum", _crc, "REJECT E_CORRUPT", "file"),
    Kind("unknown compression", partial(_method, 99), "REJECT E_CORRUPT", "file"),
    Kind("compression that disagrees", partial(_method, 0), "REJECT E_CORRUPT/E_ZIP_BOMB", "file"),
    Kind("half of it twice", lambda: baseline()[:4000] + baseline(), "REJECT E_CORRUPT/E_FILE_TYPE", "file"),
    *(Kind(f"an entry {name}", partial(with_part, name), "REJECT E_ZIP_PATH", "package") for name in _NAMES),
    Kind("a symbolic link", _symlink, "REJECT E_ZIP_PATH", "package"),
    Kind("a name in two cases", partial(with_part, "XL/workbook.xml"), "REJECT E_ZIP_DUP", "package"),
    Kind("a part of 30 MB of zeros", _zeros, "REJECT E_ZIP_BOMB", "package"),
    Kind("51 sheets", _many_sheets, "REJECT E_TOO_MANY_SHEETS", "-"),
    Kind("macros in .xlsx", partial(with_part, "xl/vbaProject.bin"), "REJECT E_MACRO", "xl/vbaProject.bin"),
    Kind("macro sheet", partial(with_part, "xl/macrosheets/sheet1.xml", b"<x/>"), "REJECT E_MACRO",
        "xl/macrosheets"),
    Kind("macro type", partial(patch, "[Content_Types].xml", (_MAIN, _MACRO)), "REJECT E_MACRO", "-"),
    Kind("external link", partial(with_part, "xl/externalLinks/externalLink1.xml", b"<x/>"),
        "REJECT E_EXTERNAL_LINK", "-"),
    Kind("data connection", partial(with_part, "xl/connections.xml", b"<connections/>"),
        "REJECT E_EXTERNAL_LINK", "-"),
    Kind("ActiveX", partial(with_part, "xl/activeX/activeX1.xml", b"<x/>"), "REJECT E_EMBEDDED", "xl/activeX"),
    Kind("embedded workbook", partial(with_part, "xl/embeddings/x.xlsx"), "REJECT E_EMBEDDED", "xl/embeddings"),
    Kind("a picture", partial(with_part, "xl/media/image1.png", b"\x89PNG"), "ACCEPT", "="),
    *(Kind(f"DTD in {part}", partial(with_dtd, part), "REJECT E_XML_DTD", part) for part in (
        "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
        "xl/styles.xml", "docProps/core.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml")),
    Kind("DTD in UTF-16", _utf16_dtd, "REJECT E_XML_DTD", "xl/sharedStrings.xml"),
    Kind("elements nested 50,000 deep", _deep, "ANY", "-"),
    Kind("no relations", partial(_without, "xl/_rels/workbook.xml.rels"), "REJECT E_CORRUPT", "file"),
    Kind("no shared strings", partial(_without, "xl/sharedStrings.xml"), "REJECT E_CORRUPT", "file"),
    Kind("no content types", partial(_without, "[Content_Types].xml"), "REJECT E_FILE_TYPE", "package"),
    Kind("no sheet part", partial(_without, "xl/worksheets/sheet3.xml"), "REJECT E_CORRUPT", "权重"),
    Kind("no styles", partial(_without, "xl/styles.xml"), "REJECT E_CORRUPT", "file"),
)  # fmt: skip
