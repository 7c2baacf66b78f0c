"""CSV tables, scenario files and request bodies as offices, editors and attackers write them."""

import codecs
import gzip
import json
from functools import partial
from typing import Any, Final

from tests.corpus.kinds import Kind
from tests.corpus.workbooks import STATIONS, WEIGHTS, baseline

HEADER: Final = "站点编码,站点名称,上级编码,编制下限,编制上限,现有人数"
LINES: Final = (HEADER, *(",".join("" if value is None else str(value) for value in row) for row in STATIONS))
TABLE: Final = "\r\n".join(LINES) + "\r\n"


def _lines(*swaps: tuple[int, str], end: str = "\r\n") -> str:
    """Return the table with other lines, counted from 1; one behind the last is added."""
    lines = [*LINES]
    for number, line in swaps:
        lines[number - 1 : number] = [line]
    return end.join(lines) + end


def table(name: str, answer: str, where: str, words: str | bytes) -> Kind:
    """A station table as CSV."""
    return Kind(name, partial(bytes, words if isinstance(words, bytes) else words.encode()), answer, where)


def _line(number: int, line: str, answer: str, where: str | None = None, name: str | None = None) -> Kind:
    return table(
        name or f"line {number}: {line!r}"[:60], answer, where or f"line {number}", _lines((number, line))
    )


_CHINESE: Final = TABLE.encode().split(b"\r\n")
CSV: Final = (
    table("UTF-16 big-endian", "WARN W_ENCODING", "-", codecs.BOM_UTF16_BE + TABLE.encode("utf-16-be")),
    table("UTF-16 without a mark", "REJECT E_ENCODING/E_CONTROL", "-", TABLE.encode("utf-16-le")),
    table("UTF-32", "REJECT E_ENCODING/E_CONTROL", "-", TABLE.encode("utf-32")),
    table("UTF-7", "REJECT E_HEADER", "line 1", TABLE.encode("utf-7")),
    table("Big5", "REJECT E_ENCODING/E_HEADER", "-", "站點編碼,站點名稱\r\nS001,東河站\r\n".encode("big5")),
    table("GB18030 cut in half a character", "REJECT E_ENCODING", "line 9",
          _lines((9, "S008,平湖站")).encode("gb18030").rstrip()[:-1]),
    table("UTF-8 with a wrong byte", "REJECT E_ENCODING", "line 5",
        TABLE.encode().replace("北岭".encode(), b"\xe5\x8c\xff")),
    table("UTF-8 longer than need be", "REJECT E_ENCODING", "line 5",
        TABLE.encode().replace("北岭".encode(), b"\xc0\xaf")),
    table("UTF-8 surrogates", "REJECT E_ENCODING", "line 5",
        TABLE.encode().replace("北岭".encode(), b"\xed\xa0\x80")),
    table("mark and GB18030", "REJECT E_ENCODING", "line 1", codecs.BOM_UTF8 + TABLE.encode("gb18030")),
    table("already spoilt", "REJECT E_CONTROL", "line 5", TABLE.replace("北岭", "\ufffd\ufffd")),
    table("tabs", "WARN W_DELIMITER", "line 1", TABLE.replace(",", "\t")),
    table("bars", "WARN W_DELIMITER", "line 1", TABLE.replace(",", "|")),
    table("sep=;", "WARN W_DELIMITER", "line 1", "sep=;\r\n" + TABLE.replace(",", ";")),
    table("full-width commas", "REJECT E_HEADER", "line 1", TABLE.replace(",", "，")),
    table("mixed ends of lines", "ACCEPT", "-", TABLE.replace("\r\n", "\n", 3)),
    table("no end of the last line", "ACCEPT", "-", TABLE.rstrip()),
    table("blank lines at the end", "ACCEPT", "-", TABLE + "\r\n\r\n"),
    table("commas at the end of lines", "ACCEPT", "-", TABLE.replace("\r\n", ",,\r\n")),
    table("all quoted", "ACCEPT", "-", "\r\n".join(",".join(f'"{f}"' for f in line.split(",")) for line in LINES)),
    table("nothing", "REJECT E_EMPTY", "file", b""),
    table("blanks alone", "REJECT E_EMPTY", "file", b" \r\n \r\n"),
    table("header alone", "REJECT E_EMPTY", "file", HEADER),
    table("zip", "REJECT E_FILE_TYPE", "file", baseline()),
    table("gzip", "REJECT E_FILE_TYPE/E_CONTROL/E_ENCODING", "file", gzip.compress(TABLE.encode(), mtime=0)),
    table("old .xls", "REJECT E_FILE_TYPE/E_CONTROL/E_ENCODING", "file",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)),
    table("PNG", "REJECT E_FILE_TYPE/E_CONTROL/E_ENCODING", "file", b"\x89PNG\r\n\x1a\n" + bytes(99)),
    table("PDF", "REJECT", "file", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    table("HTML", "REJECT E_HEADER/E_FIELDS", "file", "<html><table><tr><td>站点编码</td></tr></table></html>"),
    table("201 columns", "REJECT E_TOO_MANY_COLUMNS", "-", "\r\n".join(line + ",列" * 195 for line in LINES)),
    table("20,001 stations", "REJECT E_TOO_MANY_ROWS", "-",
        TABLE + "".join(f"T{n},站,,0,1,0\r\n" for n in range(20_000))),
    table("21 MB", "REJECT E_TOO_LARGE", "file", b"S" * 20_000_001),
    table("a header twice", "REJECT E_HEADER", "line 1", _lines((1, HEADER.replace("编制上限", "编制下限")))),
    table("a title line", "WARN W_TITLE_ROW", "line 1", "某区人员编制表,,,,,\r\n" + TABLE),
    table("two tables, one behind the other", "REJECT E_DUPLICATE/E_ID_CHARSET", "-",
        TABLE.encode() + codecs.BOM_UTF8 + TABLE.encode()),
    table("a blank line", "WARN W_BLANK_ROW", "line 5", TABLE.replace("S004", "\r\nS004", 1)),
    table("a line of commas", "WARN W_BLANK_ROW", "line 5", TABLE.replace("S004", ",,,,,\r\nS004", 1)),
    _line(5, "S004,北岭站,S001,3,15,11,9", "REJECT E_FIELDS"),
    _line(5, "S004,北岭站", "REJECT E_FIELDS"),
    _line(5, '"S004,北岭站,S001,3,15,11', "REJECT E_CSV"),
    _line(5, 'S004,"北岭"站,S001,3,15,11', "REJECT E_CSV"),
    _line(5, 'S004,北"岭站,S001,3,15,11', "REJECT E_NAME/E_CSV"),
    _line(5, 'S004,"北\r\n岭站",S001,3,15,11', "REJECT E_CONTROL"),
    _line(5, "S004,北\x0c岭站,S001,3,15,11", "REJECT E_CONTROL"),
    _line(5, "S004,北\x7f岭站,S001,3,15,11", "REJECT E_CONTROL"),
    _line(5, "\ufeffS004,北岭站,S001,3,15,11", "WARN W_TRIMMED"),
    _line(5, "S004, 北岭站,S001,3,15,11", "WARN W_TRIMMED"),
    _line(5, "S004,北岭站,S001, 3,15,11", "WARN W_TRIMMED"),
    _line(5, "S004,北岭站,S001,３,15,11", "WARN W_NFKC"),
    _line(5, "S004,=cmd|' /C calc'!A0,S001,3,15,11", "REJECT E_NAME"),
    _line(5, "S004,北岭站,S001,-,15,11", "REJECT E_MISSING"),
    _line(5, "S004,北岭站,S001,,15,11", "REJECT E_MISSING"),
    _line(5, "S004,北岭站,S001,3.0,15,11", "ACCEPT"),
    _line(5, "S004,北岭站,S001,-0,15,11", "WARN W_NEGATIVE_ZERO"),
    *(_line(5, f"S004,北岭站,S001,{value},15,11", "REJECT E_NUMBER")
      for value in ("3E0", "+3", "03", "3人", "3.", "約3", "#REF!", "TRUE", "1_0", "3%")),
    _line(5, 'S004,北岭站,S001,"1,0",15,11', "REJECT E_NUMBER"),
    _line(5, "S004,北岭站,S999,3,15,11", "REJECT E_PARENT"),
    _line(10, "合计,,,18,91,60", "WARN W_TOTAL_ROW"),
    _line(10, "合计,,,18,91,61", "REJECT E_TOTAL_ROW"),
    _line(10, "注：数据截至年底,,,,,", "WARN W_NOTE_ROW"),
)  # fmt: skip

SCENARIO: Final = """schema: 1
name: 基线方案
data: data/base.xlsx
cap: 60
time_limit_s: 30
seed: 7
weights: {辖区人口: 0.5, 年办件量: 0.3, 辖区面积: 0.2}
groups:
  - {id: G1, parent: null, members: [S001, S002, S003]}
  - {id: G2, parent: G1, members: [S004, S005]}
bounds:
  S001: {min: 3, max: 12}
"""


def scenario(name: str, answer: str, where: str, words: str | bytes) -> Kind:
    """A scenario file as a whole."""
    return Kind(name, partial(bytes, words if isinstance(words, bytes) else words.encode()), answer, where)


def _swap(old: str, new: str, answer: str, where: str) -> Kind:
    assert old in SCENARIO
    return scenario(f"{new or old!r}"[:60], answer, where, SCENARIO.replace(old, new, 1))


YAML: Final = (
    *(_swap("cap: 60", f"cap: {words}", "REJECT E_TYPE", "cap") for words in (
        "'60'", "0x3C", "0o74", "6_0", "+60", "60.", "1e400", "true", "yes", "1:00:00", "六十", "60人",
            "2026-01-01", "[60]", "{}")),
    *(_swap("cap: 60", f"cap: {words}", "REJECT E_NUMBER", "cap") for words in (".inf", "-.inf", ".NaN")),
    _swap("cap: 60", "cap: 60.5", "REJECT E_INTEGER", "cap"),
    _swap("cap: 60", "cap: -1", "REJECT E_NEGATIVE", "cap"),
    _swap("cap: 60", "cap: " + "9" * 5000, "REJECT E_RANGE", "cap"),
    _swap("cap: 60", "cap: ~", "REJECT E_MISSING", "cap"),
    _swap("cap: 60", "cap: 60.0", "ACCEPT", "-"),
    _swap("cap: 60", "cap: 60\ncap: 90", "REJECT E_YAML_DUPKEY", "cap"),
    _swap("cap: 60", "cap: 60\nsolver_options: {threads: 8}", "REJECT E_SOLVER_OPTION", "solver_options"),
    _swap("cap: 60", "cap: 60\nsolver_options:", "REJECT E_SOLVER_OPTION", "solver_options"),
    _swap("cap: 60", "cap: 60\nmethod: webstr", "REJECT E_OPTION", "method"),
    _swap("cap: 60", "cap: 60\ndate: 2026-13-01", "REJECT E_DATE", "date"),
    _swap("cap: 60", "cap: 60\nthreads: 1000", "REJECT E_RANGE", "threads"),
    _swap("cap: 60", "cap: 60\nx: " + "[" * 500 + "]" * 500, "REJECT E_YAML_DEPTH", "x"),
    _swap("cap: 60", "cap: 60\nx: " + "{a: " * 5000 + "}" * 5000, "REJECT E_YAML_DEPTH/E_YAML", "-"),
    _swap("cap: 60", "cap: 60\n1: x", "REJECT E_UNKNOWN_KEY", "1"),
    _swap("cap: 60", "cap: 60\n? [a]\n: b", "REJECT E_YAML", "-"),
    _swap("cap: 60", f"cap: 60\n{'k' * 300}: 1", "REJECT E_YAML/E_UNKNOWN_KEY", "-"),
    _swap("cap: 60", "cap: 60\ntime_limit_s: 60", "REJECT E_YAML_DUPKEY", "time_limit_s"),
    *(_swap("cap: 60", f"cap: {tag} 60", "REJECT E_YAML_TAG", "cap") for tag in (
        "!!int", "!!float", "!!str", "!x", "!!python/tuple", "!<tag:yaml.org,2002:int>")),
    _swap("name: 基线方案", "name: !!timestamp 2026-01-01", "REJECT E_YAML_TAG", "name"),
    _swap("name: 基线方案", "name: &a 基线\nnote: *a", "REJECT E_YAML_ALIAS", "note"),
    _swap("name: 基线方案", 'name: "基\\u202e线"', "REJECT E_INVISIBLE", "name"),
    _swap("name: 基线方案", 'name: "基\\0线"', "REJECT E_CONTROL", "name"),
    _swap("name: 基线方案", "name: =1+1", "REJECT E_NAME", "name"),
    _swap("name: 基线方案", "name: NO", "ACCEPT", "-"),
    _swap("name: 基线方案", "name: true", "REJECT E_TYPE", "name"),
    _swap("schema: 1", "schema: 2", "REJECT E_OPTION", "schema"),
    _swap("schema: 1\n", "", "REJECT E_PARAM_MISSING", "schema"),
    _swap("seed: 7", "seed: 7.5", "REJECT E_INTEGER", "seed"),
    _swap("seed: 7", "seed: -1", "REJECT E_NEGATIVE", "seed"),
    _swap("time_limit_s: 30", "time_limit_s: 0", "REJECT E_RANGE", "time_limit_s"),
    _swap("weights: {辖区人口: 0.5,", "weights: {辖区人口: 0.6,", "REJECT E_WEIGHT_SUM", "weights"),
    _swap("0.5, 年办件量: 0.3,", "0.9, 年办件量: -0.1,", "REJECT E_WEIGHT_RANGE", "weights"),
    _swap("年办件量: 0.3", "年办件量: 30%", "REJECT E_TYPE", "weights"),
    _swap("年办件量: 0.3", "年办件量: 0.30", "ACCEPT", "-"),
    _swap("年办件量: 0.3", "年办件: 0.3", "REJECT E_WEIGHT_MISSING/E_VALUE_MISSING", "-"),
    _swap("parent: G1", "parent: G9", "REJECT E_PARENT", "groups[1].parent"),
    _swap("parent: G1", "parent: G2", "REJECT E_CYCLE", "groups"),
    _swap("id: G2", "id: G1", "REJECT E_DUPLICATE", "groups"),
    _swap("[S004, S005]", "[S004, S999]", "REJECT E_UNKNOWN_KEY", "groups[1].members"),
    _swap("[S004, S005]", "[S003, S005]", "REJECT E_DUPLICATE", "groups"),
    _swap("parent: null", "parent: null, max: -1", "REJECT E_NEGATIVE", "groups[0].max"),
    _swap("parent: null", "parent: null, colour: red", "REJECT E_UNKNOWN_KEY", "groups[0].colour"),
    _swap("groups:\n", "groups: {a: 1}\nnote:\n", "REJECT E_TYPE/E_YAML", "-"),
    _swap("S001: {min: 3, max: 12}", "S999: {min: 3}", "REJECT E_UNKNOWN_KEY", "bounds.S999"),
    _swap("S001: {min: 3, max: 12}", "S001: {min: 3, most: 12}", "REJECT E_UNKNOWN_KEY", "bounds.S001.most"),
    _swap("S001: {min: 3, max: 12}", "default: {min: 100}", "ACCEPT", "-"),
    _swap("S001: {min: 3, max: 12}", "S001: {min: 2.5}", "REJECT E_INTEGER", "bounds.S001.min"),
    *(_swap("data/base.xlsx", words, "REJECT E_PATH", "data") for words in (
        "../base.xlsx", "data/../../x", "/etc/passwd", "'C:/x'", "file:///etc/passwd", "~/x", "$HOME/x",
            "data%2f..", "link.xlsx",
        '"..\\\\x"', "．．/x", "'//server/share'", "'data/base.xlsx:stream'")),
    _swap("data/base.xlsx", "DATA/nobody.xlsx", "REJECT E_NOT_FOUND", "data"),
    _swap("data/base.xlsx", "x" * 300, "REJECT E_PATH/E_NOT_FOUND", "data"),
    _swap("data/base.xlsx", "x/" * 3000, "REJECT E_PATH/E_NOT_FOUND", "data"),
    _swap("data/base.xlsx", '"\\ud800"', "REJECT E_PATH/E_YAML/E_CONTROL", "-"),
    _swap("parent: G1", "parent: [G1]", "REJECT E_TYPE", "groups[1].parent"),
    _swap("data/base.xlsx", "[data]", "REJECT E_TYPE", "data"),
    _swap("data: data/base.xlsx", "data: data/base.xlsx\nstations: x.csv", "REJECT E_DATA", "stations"),
    _swap("data: data/base.xlsx\n", "", "REJECT E_PARAM_MISSING", "data"),
    scenario("mark and ends of lines of Windows", "ACCEPT", "-",
        codecs.BOM_UTF8 + SCENARIO.replace("\n", "\r\n").encode()),
    scenario("document marks", "ACCEPT", "-", f"---\n{SCENARIO}...\n"),
    scenario("two documents", "REJECT E_YAML", "-", f"{SCENARIO}---\n{SCENARIO}"),
    scenario("UTF-16", "REJECT E_ENCODING", "-", SCENARIO.encode("utf-16")),
    scenario("NUL", "REJECT E_YAML/E_CONTROL", "-", SCENARIO.replace("60", "6\x000")),
    scenario("a comment alone", "REJECT E_EMPTY", "-", "# nothing\n"),
    scenario("a word", "REJECT E_TYPE", "-", "staffing"),
    scenario("unclosed", "REJECT E_YAML", "-", SCENARIO + "x: [1,\n"),
    scenario("3 MB", "REJECT E_TOO_LARGE", "-", SCENARIO + "# " + "x" * 3_000_000),
    scenario("many anchors", "REJECT E_YAML_ALIAS", "-", "a: &a [x]\nb: [*a, *a]\n" + SCENARIO),
)  # fmt: skip


def body(**changes: Any) -> dict[str, Any]:
    """Return a valid request body with other values."""
    keys = ("id", "name", "parent", "minimum", "maximum", "in_post")
    rows: list[dict[str, Any]] = [dict(zip(keys, row, strict=True)) for row in STATIONS]
    for number, row in enumerate(rows):
        row |= {driver: 100 + 7 * number + place for place, (driver, _) in enumerate(WEIGHTS)}
    return {"schema": 1, "cap": 60, "weights": dict(WEIGHTS), "stations": rows, **changes}


def _body(name: str, answer: str, where: str, *swaps: tuple[str, str], **changes: Any) -> Kind:
    words = json.dumps(body(**changes), ensure_ascii=False)
    for old, new in swaps:
        assert old in words
        words = words.replace(old, new, 1)
    return Kind(name, partial(words.encode, "utf-8", "surrogatepass"), answer, where)


def _raw(name: str, answer: str, data: bytes) -> Kind:
    return Kind(name, partial(bytes, data), answer)


_CAP: Final = '"cap": 60'
JSON: Final = (
    _body("a body", "ACCEPT", "-"),
    *(_body(words, "REJECT E_NUMBER", "-", (_CAP, f'"cap": {words}')) for words in ("NaN", "Infinity",
        "-Infinity")),
    *(_body(f"cap {words[:12]}", "REJECT E_RANGE", "cap", (_CAP, f'"cap": {words}')) for words in ("1e999",
        "1E+9999999", "9" * 5000)),
    _body("cap 6e1", "ACCEPT", "-", (_CAP, '"cap": 6e1')),
    *(_body(f"cap {words}", "REJECT E_JSON", "-", (_CAP, f'"cap": {words}')) for words in ("060", "+60", ".6",
        "60.", "0x3c", "'60'", "6_0")),
    *(_body(f"cap {words}", "REJECT E_TYPE", "cap", (_CAP, f'"cap": {words}')) for words in ('"60"', "true",
        "[]", "{}")),
    _body("cap null", "REJECT E_MISSING", "cap", (_CAP, '"cap": null')),
    _body("cap 60.5", "REJECT E_INTEGER", "cap", (_CAP, '"cap": 60.5')),
    _body("cap twice", "REJECT E_DUPKEY", "cap", (_CAP, '"cap": 60, "cap": 60')),
    _body("an inner key twice", "REJECT E_DUPKEY", "id", ('"id": "S001"', '"id": "S001", "id": "S009"')),
    _body("a comma too many", "REJECT E_JSON", "-", (_CAP, '"cap": 60,')),
    _body("a comment", "REJECT E_JSON", "-", (_CAP, '/* x */ "cap": 60')),
    _body("half a character, escaped", "REJECT E_JSON", "-", ("东河站", "东\\ud800站")),
    _body("half a character", "REJECT E_ENCODING", "-", ("东河站", "东\ud800站")),
    _body("NUL, escaped", "REJECT E_CONTROL", "stations[0].name", ("东河站", "东\\u0000站")),
    _body("NUL in a key", "REJECT E_JSON", "-", (_CAP, '"cap": 60, "a\\u0000": 1')),
    _body("right to left", "REJECT E_INVISIBLE", "stations[0].name", ("东河站", "东\\u202e站")),
    _body("HTML", "REJECT E_NAME", "stations[0].name", ("东河站", "<script>")),
    _body("unknown key", "REJECT E_UNKNOWN_KEY", "solver", solver="x"),
    _body("solver_options", "REJECT E_SOLVER_OPTION", "solver_options", solver_options={}),
    _body("a file", "REJECT E_PATH", "data", data="/etc/passwd"),
    _body("stations by file", "REJECT E_TYPE", "stations", stations="stations.csv"),
    _body("no stations", "REJECT E_EMPTY", "stations", stations=[]),
    _body("a station of nothing", "REJECT E_ROW", "stations", stations=[{}]),
    _body("a key of stations nobody knows", "REJECT E_UNKNOWN_KEY", "stations[0].colour",
        ('"id": "S001"', '"colour": 1, "id": "S001"')),
    _body("a count as text", "REJECT E_TYPE", "stations[0].辖区人口", ('"辖区人口": 100', '"辖区人口": "100"')),
    _body("a parent as a list", "REJECT E_TYPE", "stations[1].parent", ('"parent": "S001"', '"parent": ["S001"]')),
    _body("a list of nothing", "REJECT E_TYPE", "stations[0].parent", ('"parent": null', '"parent": []')),
    _body("no weights", "REJECT E_MISSING/E_UNKNOWN_KEY", "-", weights={}),
    _body("weights as a list", "REJECT E_TYPE", "weights", weights=[1]),
    _raw("nested deep", "REJECT E_JSON", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    _raw("lists nested deep", "REJECT E_JSON", b"[" * 1_000_000),
    _raw("two documents", "REJECT E_JSON", b"{}{}"),
    _raw("a list", "REJECT E_TYPE", b"[]"),
    _raw("a word", "REJECT E_TYPE", b'"x"'),
    _raw("a mark and no more", "REJECT E_JSON", codecs.BOM_UTF8),
    _raw("UTF-16", "REJECT E_ENCODING/E_JSON", json.dumps(body()).encode("utf-16")),
    _raw("with a mark", "ACCEPT", codecs.BOM_UTF8 + json.dumps(body()).encode()),
)  # fmt: skip
