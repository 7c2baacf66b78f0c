"""One cell as the XML gives it, and the one plain way to write it."""

import math
import re
from typing import Final
from xml.sax.saxutils import escape

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_INDEX: Final = re.compile(r"[0-9]{1,7}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?)?")
_TRUTH: Final = {"0": "0", "1": "1", "false": "0", "true": "1"}


class RawCell:
    """One cell as the XML gives it."""

    __slots__ = ("formula", "formula_text", "inline", "place", "style", "type", "value", "values")

    def __init__(self, place: str, attributes: dict[str, str]) -> None:
        self.place = place
        self.type = attributes.get("t", "n")
        self.style = attributes.get("s", "0")
        self.formula: dict[str, str] | None = None
        self.formula_text = ""
        self.value: str | None = None
        self.values = 0
        self.inline: str | None = None

    @property
    def is_blank(self) -> bool:
        """True: no value; a kind alone does not make one."""
        return self.inline is None and (self.value is None or (not self.value and self.type != "str"))

    def plain(self) -> str | None:
        """Return the cell in plain form, or None where it does not say one value."""
        if not self.style.isascii() or not self.style.isdigit() or (self.inline is not None and self.value):
            return None
        head = f'<c r="{self.place}" s="{self.style}"'
        if self.inline is not None or self.type == "inlineStr":
            if self.type != "inlineStr" or self.inline is None:
                return None
            return f'{head} t="inlineStr"><is><t xml:space="preserve">{_escaped(self.inline)}</t></is></c>'
        if self.type == "str":
            return f'{head} t="str"><v>{_escaped(self.value or "")}</v></c>'
        words = (self.value or "").strip(" \t\r\n")
        return f'{head} t="{self.type}"><v>{words}</v></c>' if self._is_sound(words) else None

    def _is_sound(self, words: str) -> bool:
        match self.type:
            case "s":
                return _INDEX.fullmatch(words) is not None
            case "n":
                return _NUMBER.fullmatch(words) is not None and math.isfinite(float(words))
            case "b":
                return words in _TRUTH
            case "d":
                return _DATE.fullmatch(words) is not None
            case _:
                return False


def _escaped(words: str) -> str:
    # A carriage return would be read as a line feed.
    return escape(words, {"\r": "&#13;"})
