"""Read YAML and JSON into a tree whose leaves know their place.

YAML is read from its events: an alias, a tag or a second document is refused before it means anything, and a
number keeps its digits, because it never passes through ``float``.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell, Null, Tree, Value, shown
from staffing.io.findings import Findings
from staffing.io.layout import YAML_BYTES

DEPTH: Final = 20
KEY_CHARACTERS: Final = 200

_REASONS: Final = {
    "'\\t' that cannot start": "E_YAML.tab",
    "quoted scalar": "E_YAML.quote",
    "flow ": "E_YAML.bracket",
    "parsing a block node": "E_YAML.bracket",
    "that cannot start any token": "E_YAML.mark",
    "are not allowed here": "E_YAML.colon",
    "could not find expected ':'": "E_YAML.colon",
    "expected <block end>": "E_YAML.indent",
}
"""What the reader says in English, in part, and our own words for it; the first that fits counts."""
_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WORDS: Final[dict[str, Value]] = {
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), Null.NULL),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_yaml(data: bytes, file: str, findings: Findings) -> dict[str, Tree]:
    """Return the mapping that a YAML document holds.

    Raises
    ------
    InputError
        The document is not plain YAML: not UTF-8, malformed, with aliases, tags or duplicate keys.
    """
    if len(data) > YAML_BYTES:
        findings.refuse("E_TOO_LARGE", file, size=len(data), limit=YAML_BYTES)
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 + data[: error.start].count(b"\n")
        values = {"byte": f"0x{data[error.start]:02X}", "offset": error.start}
        findings.refuse("E_ENCODING", file, f"line {line}", **values)
    tree = _Composer(words, file, findings).document()
    if isinstance(tree, Cell) and tree.blank:
        findings.refuse("E_EMPTY.yaml", file, name=file)
    if not isinstance(tree, dict):
        findings.refuse("E_TYPE.top", file)
    return tree


class _Composer:
    """Builds the tree from ruamel's events."""

    def __init__(self, words: str, file: str, findings: Findings) -> None:
        from ruamel.yaml import YAML

        self._words = words
        self._events: Iterator[Any] = iter(YAML(typ="safe", pure=True).parse(words))
        self._file = file
        self._findings = findings
        self._kind = ""

    def document(self) -> Tree:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError
        from ruamel.yaml.reader import ReaderError

        try:
            return self._document()
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"line {mark.line + 1}" if mark else ""
            reason = f"{error.context} {error.problem}"
            key = next((key for part, key in _REASONS.items() if part in reason), "E_YAML")
            self._findings.refuse(key, self._file, where, column=mark.column + 1 if mark else "")
        except ReaderError as error:
            line = 1 + self._words.count("\n", 0, error.position)
            point = f"U+{ord(self._words[error.position]):04X}"
            self._findings.refuse("E_YAML.control", self._file, f"line {line}", point=point)
        except YAMLError:
            self._findings.refuse("E_YAML", self._file, column="")

    def _document(self) -> Tree:
        self._next()
        if self._next() is None or self._kind == "StreamEnd":
            self._findings.refuse("E_EMPTY.yaml", self._file, name=self._file)
        tree = self._node(self._next(), "", 0)
        self._next()
        event = self._next()
        if self._kind == "DocumentStart":
            self._findings.refuse("E_YAML.documents", self._file, f"line {event.start_mark.line + 1}")
        return tree

    def _next(self) -> Any:
        event = next(self._events)
        self._kind = type(event).__name__.removesuffix("Event")
        return event

    def _node(self, event: Any, path: str, depth: int) -> Tree:
        if self._kind == "Alias":
            self._refuse("E_YAML_ALIAS", path.removesuffix(".<<"))
        if event.tag is not None:
            self._refuse("E_YAML_TAG", path)
        if depth > DEPTH:
            self._refuse("E_YAML_DEPTH", path, limit=DEPTH)
        if self._kind == "MappingStart":
            return self._mapping(path, depth)
        if self._kind == "SequenceStart":
            return self._sequence(path, depth)
        value: Value = event.value if event.style else _scalar(event.value)
        return Cell(value, path.rpartition(".")[2], self._file, path, "typed")

    def _mapping(self, path: str, depth: int) -> Tree:
        tree: dict[str, Tree] = {}
        while True:
            event = self._next()
            if self._kind == "MappingEnd":
                return tree
            if self._kind == "Alias":
                self._refuse("E_YAML_ALIAS", path)
            if self._kind != "Scalar" or not _plain_key(event.value):
                self._refuse("E_YAML.key", path)
            inner = f"{path}.{event.value}" if path else event.value
            if event.value in tree:
                self._refuse("E_YAML_DUPKEY", inner)
            tree[event.value] = self._node(self._next(), inner, depth + 1)

    def _sequence(self, path: str, depth: int) -> Tree:
        items: list[Tree] = []
        while True:
            event = self._next()
            if self._kind == "SequenceEnd":
                return items
            items.append(self._node(event, f"{path}[{len(items)}]", depth + 1))

    def _refuse(self, key: str, where: str, **values: Any) -> NoReturn:
        self._findings.refuse(key, self._file, where, **{"name": where.rpartition(".")[2], **values})


def _plain_key(key: str) -> bool:
    """Tell whether a key can stand in a place and in a message."""
    return key.isprintable() and len(key) <= KEY_CHARACTERS


def _scalar(words: str) -> Value:
    """Return what a plain scalar means: only plain decimal notation is a number.

    >>> _scalar("60"), _scalar("0.20"), _scalar("074"), _scalar("1:00"), _scalar("6e1"), _scalar("NO")
    (60, Decimal('0.20'), '074', '1:00', '6e1', 'NO')
    """
    if words in _WORDS:
        return _WORDS[words]
    if _WHOLE.fullmatch(words):
        return int(words)
    return Decimal(words) if _DECIMAL.fullmatch(words) else words


def read_json(data: bytes) -> dict[str, Any]:
    """Return the object of a request body: numbers exact, keys single, nothing that JSON does not know.

    Raises
    ------
    InputError
        The body is no JSON object, repeats a key, holds NaN or Infinity, or nests too deep.

    Examples
    --------
    >>> read_json(b'{"cap": 96, "share": 0.10}')
    {'cap': 96, 'share': Decimal('0.10')}
    """
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        values = {"byte": f"0x{data[error.start]:02X}", "offset": error.start}
        raise InputError([Issue("E_ENCODING", values=values)]) from error
    if _depth(words) > DEPTH:
        raise InputError([Issue("E_JSON.depth", values={"limit": DEPTH})])
    try:
        body = json.loads(
            words,
            parse_float=_json_number,
            parse_int=_json_number,
            parse_constant=_no_constant,
            object_pairs_hook=_single_keys,
        )
    except json.JSONDecodeError as error:
        raise InputError(
            [Issue("E_JSON", where=f"line {error.lineno}", values={"reason": error.msg})]
        ) from error
    if not isinstance(body, dict):
        raise InputError([Issue("E_TYPE.top")])
    return body


def _depth(words: str) -> int:
    depth = deepest = 0
    for mark in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', words):
        depth += (mark in "[{") - (mark in "]}")
        deepest = max(deepest, depth)
    return deepest


def _json_number(words: str) -> int | Decimal:
    return int(words) if _WHOLE.fullmatch(words) else Decimal(words)


def _no_constant(words: str) -> NoReturn:
    raise InputError([Issue("E_NUMBER", values={"name": "JSON", "got": words})])


def _single_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    body = dict(pairs)
    if len(body) < len(pairs):
        names = [name for name, _ in pairs]
        twice = shown(next(name for name in names if names.count(name) > 1))
        raise InputError([Issue("E_DUPKEY", where=twice, values={"name": twice})])
    if not all(map(_plain_key, body)):
        raise InputError([Issue("E_JSON.key", values={"limit": KEY_CHARACTERS})])
    return body


def json_tree(body: object, file: str, path: str = "") -> Tree:
    """Return a request body, already parsed, as a tree with places."""
    if isinstance(body, dict):
        return {
            str(key): json_tree(value, file, f"{path}.{key}" if path else str(key))
            for key, value in body.items()
        }
    if isinstance(body, list | tuple):
        return [json_tree(value, file, f"{path}[{index}]") for index, value in enumerate(body)]
    value: Value = Null.NULL if body is None else body  # type: ignore[assignment]
    return Cell(value, path.rpartition(".")[2], file, path, "typed")
