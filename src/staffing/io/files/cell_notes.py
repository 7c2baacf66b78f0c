"""Notes of cells that speak of a unit of counting: told, never applied."""

import re
from collections.abc import Mapping
from typing import Final

from staffing.errors import Issue
from staffing.io.files.book import Relation, part_root
from staffing.io.findings import Findings

_SCALE: Final = re.compile(
    r"[十百千万亿]+\s*(?:人|名|个|件|户|家|元|次|所|起|宗|批|台|条|平方|公里|亩)"
    r"|单位\s*[:：为是]?\s*[(（]?\s*(?:[十百千万亿%％‰]|千分|百分)|[(（]\s*[%％‰]\s*[)）]|折算|百分点|‰"
    r"|\b(?:in|unit:?)\s+(?:tens|dozens|hundreds|thousands|millions|percent|%)",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"单位\s*[:：]|\bunit\b", re.IGNORECASE)
_KINDS: Final = ("comments", "threadedComment")


def note_units(
    parts: Mapping[str, bytes], linked: Mapping[str, Relation], file: str, name: str, findings: Findings
) -> None:
    """Warn of notes of one sheet that mention a unit, if any of them is another than plain heads or pieces."""
    notes: dict[str, str] = {}
    for link in linked.values():
        if link.kind in _KINDS and link.target in parts:
            for element in part_root(parts, link.target, file, findings).iter():
                if element.tag.rpartition("}")[2] in ("comment", "threadedComment"):
                    place = element.get("ref", "")
                    notes[place] = notes.get(place, "") + "".join(element.itertext())
    if any(_SCALE.search(text) for text in notes.values()):
        cells = [place for place, text in notes.items() if _SCALE.search(text) or _UNIT.search(text)]
        values = {"count": len(cells)}
        findings.add(Issue("W_NOTE_MENTIONS_UNIT", file, f"{name}!{','.join(cells[:20])}", values))
