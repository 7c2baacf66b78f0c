"""How much two names of offices look alike. For suggestions and warnings only: nothing is ever merged by it.

Offices write one unit in many ways: with or without province and city, with the old name in brackets, with the
long or the short word for the same kind of office. Folding these away leaves what tells two units apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

_SHORT: Final = (
    # Longer words first: each is replaced before a part of it is.
    ("市场监督管理", "市监"),
    ("市场监管", "市监"),
    ("综合行政执法", "执法"),
    ("综合执法", "执法"),
    ("城市管理", "城管"),
    ("卫生健康委员会", "卫健委"),
    ("卫生健康", "卫健"),
    ("村民委员会", "村委"),
    ("居民委员会", "居委"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("人民政府", "政府"),
    ("委员会", "委"),
    ("监督管理", "监管"),
    ("监督所", "所"),
    ("监管所", "所"),
    ("管理所", "所"),
    ("监管局", "局"),
    ("管理局", "局"),
    ("服务中心", "中心"),
    ("工作站", "站"),
)
_OLD: Final = re.compile(r"^(?:原名?|曾用名|旧称|简称|又名|即)[:：]?")
_BRACKETS: Final = re.compile(r"[(\[{〔【〈《「『]([^()\[\]{}〔〕【】〈〉《》「」『』]*)[)\]}〕】〉》」』]")
_REGION: Final = re.compile(
    r"^(?:[^省市区县]{2,8}(?:省|自治区))?(?:[^省市区县]{1,8}市(?!场|监))?(?:[^省市区县]{1,8}[区县])?(?:[省市区县](?!场|监))?"
)
_FOLDS: Final = re.compile("|".join([_BRACKETS.pattern, *(long for long, _ in _SHORT)]))
"""What most names do not hold."""
_CUTOFF: Final = 0.55
_CLOSEST: Final = 30
"""Names that are compared letter by letter: those with most pairs of letters in common."""


def folded(name: str) -> str:
    """Return what is left of a name when nothing but its spelling is folded away.

    >>> folded("市场监督管理局 东河所（原东河工商所）") == folded("市场监管局东河监管所")
    True
    >>> folded("第一所（东）") == folded("第一所（西）")
    False
    """
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    if _FOLDS.search(plain) is None:
        return plain
    plain = _BRACKETS.sub(lambda found: "" if _OLD.match(found[1]) else found[1], plain)
    for long, short in _SHORT:
        plain = plain.replace(long, short)
    return plain


def spellings(name: str) -> set[str]:
    """Return what a name may be compared by: without region, without brackets, and the old name in them.

    >>> sorted(spellings("东河市西山区市场监督管理局（原西山工商局）"))
    ['市监局', '西山工商局']
    """
    plain = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    inner = [_OLD.sub("", words) for words in _BRACKETS.findall(plain) if _OLD.match(words)]
    return {_core(words) for words in (_BRACKETS.sub("", plain), *inner) if words}


def _core(words: str) -> str:
    core = folded(words)
    rest = _REGION.sub("", core)
    return rest if len(rest) > 1 else core


class Likeness:
    """Finds, among many names, those that look like a given one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._spellings = {name: spellings(name) | {folded(name)} for name in names}
        self._holders: dict[str, list[str]] = {}
        for name, forms in self._spellings.items():
            for pair in set().union(*map(_pairs, forms)):
                self._holders.setdefault(pair, []).append(name)

    def nearest(self, name: str, count: int = 2) -> list[str]:
        """Return the names most like ``name``, best first; none where all are quite different.

        >>> Likeness(["东河市场监督管理所", "西山市场监督管理所"]).nearest("市市监局东河所")
        ['东河市场监督管理所']
        """
        forms = spellings(name) | {folded(name)}
        shared: Counter[str] = Counter()
        for pair in sorted(set().union(*map(_pairs, forms))):  # in this order, lest ties fall by chance
            shared.update(self._holders.get(pair, ()))
        scored = []
        for holder, _ in shared.most_common(_CLOSEST):
            ratio = max(_likeness(a, b) for a in forms for b in self._spellings[holder])
            if ratio >= _CUTOFF:
                scored.append((-ratio, holder))
        return [holder for _, holder in sorted(scored)[:count]]


def _likeness(a: str, b: str) -> float:
    """Return 0 to 1: letters in the same order, or a little less for the same letters in another order."""
    common = sum((Counter(a) & Counter(b)).values())
    return max(SequenceMatcher(None, a, b).ratio(), 1.8 * common / (len(a) + len(b)))


def _pairs(words: str) -> set[str]:
    """Return every two neighbouring letters of a name, and its only letter if it has but one."""
    return {a + b for a, b in pairwise(words)} or {words}


def twins(names: Iterable[str]) -> list[tuple[int, int]]:
    """Return the positions of names that are another one's spelling, each with the first of its kind.

    >>> twins(["东河所", "西山所", "东河 所", "东河所"])
    [(0, 2)]
    """
    first: dict[str, tuple[int, str]] = {}
    found = []
    for number, name in enumerate(names):
        start, as_written = first.setdefault(folded(name), (number, name))
        if as_written != name:
            found.append((start, number))
    return found
