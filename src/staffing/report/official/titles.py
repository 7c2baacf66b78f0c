"""Where the lines of a title end: no word is torn, and the lines make a trapezoid or a rhombus (GB/T 9704)."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from staffing.report.figures import width

_OPENS, _CLOSES = "（(《“‘", "）)》”’，、：；,;:"
_DASH: Final = " – "
_PLACES: Final = re.compile(rf"(?<=^关于)|(?=[{_OPENS}])|(?<=[{_CLOSES}])(?![{_CLOSES} ]|方案)|(?<= )(?!–)")
"""Where a line may end: after 关于, around brackets and quotation marks, after commas and blanks."""
_WITHIN: Final = re.compile(
    r"(?=(?<!外聘)(?<!在编)(?<!编外)人员|外聘人员|在编人员|编外人员|机构编制)|(?<=[和与及])"
)
"""Where a part that is longer than a line may end too."""
_MOST_PARTS: Final = 20
"""Parts up to which every division is tried."""


def title_lines(words: str, tail: str, room: float) -> tuple[str, ...]:
    """Return a title line by line: as few lines as hold it, of these the division whose lines differ least.

    Parameters
    ----------
    words, tail
        What the title is about, and what it ends in: the kind of paper, before which a line may end.
    room
        Length of a line in Latin letters, two to a Chinese character.

    >>> title_lines("关于城区市场监管所人员配置（示例数据）", "的测算报告", 40)
    ('关于城区市场监管所人员配置', '（示例数据）的测算报告')
    >>> title_lines("关于人员配置", "的测算报告", 40)
    ('关于人员配置的测算报告',)
    """
    if width(words + tail) <= room:
        return (words + tail,)
    if tail.startswith(_DASH):  # it ends a line, and begins none
        words, tail = words + _DASH, tail.removeprefix(_DASH)
    known = [*_parts(words, _PLACES), *_parts(tail, _PLACES)]
    parts = [one for part in known for one in _fitting(part, room)]
    made = min(_divisions(parts, room), key=_cost, default=None) if len(parts) <= _MOST_PARTS else None
    return made or tuple(_filled(parts, room))


def _parts(words: str, places: re.Pattern[str]) -> list[str]:
    cuts = [0, *(match.start() for match in places.finditer(words)), len(words)]
    return [words[a:b] for a, b in pairwise(cuts) if a < b]


def _fitting(part: str, room: float) -> Iterator[str]:
    """Yield a part whole where a line holds it, or in pieces that one does."""
    if width(part.rstrip()) <= room:
        yield part
        return
    for piece in _parts(part, _WITHIN):
        rest = piece
        while width(rest) > room:
            # Nothing says where a word ends: as even as can be, digits and Latin words whole.
            half = max(1, len(rest) // (int(width(rest) // room) + 1))
            while half > 1 and re.match(r"[0-9A-Za-z]{2}", rest[half - 1 : half + 1]):
                half -= 1
            yield rest[:half]
            rest = rest[half:]
        yield rest


def _divisions(parts: Sequence[str], room: float) -> Iterator[tuple[str, ...]]:
    """Yield the divisions into lines that fit, all of the least number of lines."""
    for lines in range(2, len(parts) + 1):
        found = []
        for cuts in combinations(range(1, len(parts)), lines - 1):
            ends = (0, *cuts, len(parts))
            made = tuple("".join(parts[a:b]).strip() for a, b in pairwise(ends))
            if all(width(line) <= room for line in made):
                found.append(made)
        if found:
            yield from found
            return


def _cost(lines: tuple[str, ...]) -> int:
    """Return how far lines are from a good shape: unequal ones, and more so one between two longer ones."""
    long = [width(line) for line in lines]
    waists = (min(a, c) - b for a, b, c in zip(long, long[1:], long[2:], strict=False))
    return max(long) - min(long) + sum(2 * waist for waist in waists if waist > 0)


def _filled(parts: Sequence[str], room: float) -> Iterator[str]:
    """Yield lines filled one after the other."""
    line = ""
    for part in parts:
        if line and width((line + part).rstrip()) > room:
            yield line.strip()
            line = ""
        line += part
    yield line.strip()
