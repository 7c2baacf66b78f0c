"""The table of shared texts, in the one plain form that every reader takes alike."""

from xml.sax.saxutils import escape

from staffing.io.files.plain_xml import are_plain_strings
from staffing.io.files.sheet_xml import MAIN, DamageError, new_parser


def plain_strings(part: bytes) -> bytes:
    """Return the table with one plain text an entry; without phonetic runs, which are no part of a text.

    Raises
    ------
    DtdError
        The part declares a document type.
    DamageError
        The part is no table of texts.
    expat.ExpatError
        The part is not well-formed.
    """
    return part if not part or are_plain_strings(part) else _Reader().read(part)


class _Reader:
    """The handlers of one parse."""

    def __init__(self) -> None:
        self._path: list[str] = [""]
        self._text: list[str] = []
        self._entry: list[str] = []
        self._out: list[str] = []

    def read(self, part: bytes) -> bytes:
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.Parse(part, 1)
        return f'<sst xmlns="{MAIN[0]}">{"".join(self._out)}</sst>'.encode()

    def _start(self, tag: str, _attributes: dict[str, str]) -> None:
        namespace, _, element = tag.rpartition("}")
        path = f"{self._path[-1]}/{element}"
        if namespace not in MAIN and not path.startswith(("/sst/extLst", "/sst/si/r/rPr")):
            raise DamageError
        self._path.append(path)
        self._text.clear()

    def _end(self, _: str) -> None:
        path = self._path.pop()
        if path in ("/sst/si/t", "/sst/si/r/t"):
            self._entry += self._text
        elif path == "/sst/si":
            words = escape("".join(self._entry), {"\r": "&#13;"})
            self._out.append(f'<si><t xml:space="preserve">{words}</t></si>')
            self._entry.clear()
