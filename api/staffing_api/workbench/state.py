"""All that an address says: which scenario, changed how, asked what. The page keeps nothing else.

A state is read from a query and written as one, always in the same order and without what says nothing, so that
the same question has the same address. The changes are those that a variant of ``scenario.yaml`` can make.
"""

import json
import shlex
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl, quote

from staffing.errors import InputError, Issue
from staffing.io.values.words import nearest
from staffing.messages import LANGUAGES, Lang

BOOK: Final = "~"
"""First letter of the name of a file that was dropped on the page; its hash follows."""
MOST_FIELDS: Final = 5_000
"""Parameters of one address: a hand-made plan may name every station."""

WEIGHT_OF: Final = ".weights."
"""Stands between a class and the driver whose weight it has of its own."""

MOST_DIGITS: Final = 100
"""Places before and after the point of a weight; written out, more would fill the memory."""

Pairs = tuple[tuple[str, str], ...]

SINGLE: Final = (
    "scenario",
    "lang",
    "variant",
    "method",
    "normalisation",
    "cap",
    "delta",
    "category",
    "mode",
    "max_transfers",
    "station",
    "style",
    "preview",
    "draws",
)
"""Parameters that stand once, in the order in which an address has them."""
_GROUPS: Final = ("weights", "classes", "bounds", "categories", "formal", "posts")
"""Parameters of the form ``weights.NAME``."""
_LISTS: Final = {"set": "sets", "with": "columns", "drawn": "drawn"}
"""Parameters that may be given several times, and the fields they fill."""
_ADJUSTING: Final = ("run", "whatif", "report")
"""Commands that have options for method, normalisation and headcount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What an address says; every value is text as it was given, empty where it says nothing."""

    scenario: str = ""
    """Name of a scenario of the server, or ``~`` and the hash of a dropped file."""
    lang: Lang = "zh"
    variant: str = ""
    """One of the scenario's own variants."""
    method: str = ""
    normalisation: str = ""
    cap: str = ""
    weights: Pairs = ()
    """Driver and weight in percent."""
    classes: Pairs = ()
    """``A.weights.DRIVER`` and the weight in percent that the class A has of its own."""
    bounds: Pairs = ()
    """``S001.min`` or ``S001.max``, and the number."""
    categories: Pairs = ()
    """``contract.cap``, and the number."""
    sets: tuple[str, ...] = ()
    """Other keys of the scenario, as ``--set KEY=VALUE`` takes them."""
    formal: Pairs = ()
    """Particulars that only documents say, by the key of the scenario."""
    delta: str = ""
    category: str = ""
    mode: str = ""
    max_transfers: str = ""
    posts: Pairs = ()
    """A plan made by hand: ``S001`` or ``S001.contract``, and the number; only what was edited."""
    station: str = ""
    """Whose posts are explained."""
    columns: tuple[str, ...] = ()
    """Further columns of the comparison, each the query of a state."""
    style: str = ""
    """House style of the documents."""
    preview: str = ""
    """Word document that is shown as well."""
    draws: str = ""
    """How often the counts are drawn by chance."""
    drawn: tuple[str, ...] = ()
    """Drivers whose counts are drawn; empty: all."""

    @classmethod
    def read(cls, query: bytes, lang: Lang) -> "State":
        """Return the state of a query; ``lang`` where it names no language.

        Raises
        ------
        InputError
            ``E_USAGE``: a parameter that is unknown, or given twice.
        """
        found: dict[str, Any] = {}
        groups: dict[str, dict[str, str]] = {name: {} for name in _GROUPS}
        lists: dict[str, list[str]] = {name: [] for name in _LISTS}
        issues: list[Issue] = []
        for name, value in _pairs(query):
            group, dot, member = name.partition(".")
            holder: dict[str, str] = groups[group] if dot and group in groups else found
            key = member if holder is not found else name
            if not value.strip() and name not in lists:
                continue
            if name in lists:
                lists[name].append(value)
            elif holder is found and name not in SINGLE:
                known = [*SINGLE, *_LISTS]
                values = {"got": name[:40], "nearest": nearest(name[:40], known)}
                issues.append(Issue("E_USAGE.parameter", where=name[:40], values=values))
            elif holder.setdefault(key, value.strip()) != value.strip():
                issues.append(Issue("E_USAGE.twice", where=name, values={"name": name}))
        if issues:
            raise InputError(issues)
        found["lang"] = next((known for known in LANGUAGES if known == found.get("lang")), lang)
        if found.get("delta") in {"0", "+0", "-0"}:
            del found["delta"]
        found |= {name: tuple(pairs.items()) for name, pairs in groups.items()}
        found |= {_LISTS[name]: tuple(dict.fromkeys(values)) for name, values in lists.items()}
        return cls(**found)

    def with_(self, **changes: Any) -> "State":
        """Return the state with other values."""
        return replace(self, **changes)

    def query(self, *, lang: bool = True) -> str:
        """Return the state as a query, in one order; empty values are left out."""
        pairs: list[tuple[str, str]] = [(name, getattr(self, name)) for name in SINGLE]
        for group in _GROUPS:
            pairs += [(f"{group}.{member}", value) for member, value in getattr(self, group)]
        for name, field in _LISTS.items():
            pairs += [(name, value) for value in getattr(self, field)]
        kept = [(name, value) for name, value in pairs if value and (lang or name != "lang")]
        return "&".join(f"{quote(name, safe='.~')}={quote(value, safe='.,~')}" for name, value in kept)

    def url(self, screen: str, **changes: Any) -> str:
        """Return the address of a screen in this state, or in one with other values.

        Examples
        --------
        >>> State(scenario="qingxiu", cap="100").url("plan", method="adams")
        '/plan?scenario=qingxiu&lang=zh&method=adams&cap=100'
        """
        query = self.with_(**changes).query()
        return f"/{screen}" + (f"?{query}" if query else "")

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Return the parameters as name and value, for the hidden fields of a form that sets ``without`` itself."""
        return [
            (name, value)
            for name, value in parse_qsl(self.query(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
            if name not in without and name.partition(".")[0] not in without
        ]

    @property
    def is_book(self) -> bool:
        """True: the scenario is a file that was dropped on the page."""
        return self.scenario.startswith(BOOK)

    @property
    def is_changed(self) -> bool:
        """True: the scenario is not taken as it stands."""
        return bool(self.variant or self.changes)

    @property
    def is_reweighted(self) -> bool:
        """True: weights are not those of the scenario."""
        return bool(self.weights or self.classes)

    def own_weights(self) -> "State":
        """Return the state with the weights of the scenario."""
        return self.with_(weights=(), classes=())

    def as_given(self) -> "State":
        """Return the state with the scenario as it stands; what only documents say is kept."""
        return self.own_weights().with_(
            variant="", method="", normalisation="", cap="", bounds=(), categories=(), sets=(), posts=()
        )

    @property
    def changes(self) -> dict[str, str]:
        """The changed keys by dotted path, as ``--set`` takes them: weights are shares here."""
        found = {
            name: getattr(self, name) for name in ("method", "normalisation", "cap") if getattr(self, name)
        }
        found |= {f"weights.{driver}": _share(percent) for driver, percent in self.weights}
        found |= {f"classes.{path}": _share(percent) for path, percent in self.classes}
        found |= {f"bounds.{bound}": number for bound, number in self.bounds}
        found |= {f"categories.{figure}": number for figure, number in self.categories}
        found |= {key: value if value.isdecimal() else _quoted(value) for key, value in self.formal}
        for setting in self.sets:
            key, _, value = setting.partition("=")
            found[key] = value
        return found

    def basis(self) -> "State":
        """Return what a plan depends on: the scenario and its changes, no question and no view."""
        kept = (
            "scenario",
            "variant",
            "method",
            "normalisation",
            "cap",
            "weights",
            "classes",
            "bounds",
            "categories",
            "formal",
            "sets",
        )
        return State(**{name: getattr(self, name) for name in kept})

    def column(self) -> str:
        """Return the state as a column of a comparison: what its plan is, no view of it.

        >>> State(scenario="qingxiu", lang="en", method="adams", station="S01").column()
        'scenario=qingxiu&method=adams'
        """
        plain = self.with_(station="", style="", preview="", formal=(), columns=(), draws="", drawn=())
        return plain.query(lang=False)

    def canonical(self, base: Mapping[str, str]) -> "State":
        """Return the state without changes that say what the scenario says anyway, given by dotted path."""

        def says_more(path: str, value: str) -> bool:
            return base.get(path) != value and not _same_number(base.get(path), value)

        # Weights that sum to 1 together stay together.
        weights = self.weights
        if not any(says_more(f"weights.{driver}", _share(percent)) for driver, percent in weights):
            weights = ()
        more = {
            _set_of(path) for path, percent in self.classes if says_more(f"classes.{path}", _share(percent))
        }
        classes = tuple(pair for pair in self.classes if _set_of(pair[0]) in more)
        figures = {
            group: tuple(pair for pair in getattr(self, group) if says_more(f"{group}.{pair[0]}", pair[1]))
            for group in ("bounds", "categories")
        }
        return self.with_(
            weights=weights,
            classes=classes,
            **figures,
            **{
                name: getattr(self, name) if says_more(name, getattr(self, name)) else ""
                for name in ("method", "normalisation", "cap")
            },
        )

    def command(self, command: str, options: Iterable[str] = (), *, file: str = "") -> str:
        """Return the command line that gives the same answer, quoted for a POSIX shell.

        Parameters
        ----------
        file
            What people call the scenario, where an address calls it otherwise.

        Examples
        --------
        >>> State(scenario="qingxiu", cap="100", weights=(("学校", "5"),)).command("run")
        "staffing run qingxiu --cap 100 --set 'weights.学校=0.05'"
        """
        words = ["staffing", command, file or self.scenario]
        if self.variant:
            words += ["--variant", self.variant]
        for path, value in self.changes.items():
            own = command in _ADJUSTING and path in {"method", "normalisation", "cap"}
            words += [f"--{path}", value] if own else ["--set", f"{path}={value}"]
        return shlex.join([*words, *options])


def _pairs(query: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise InputError([Issue("E_USAGE.request", values={"detail": "query"})]) from None


def _set_of(path: str) -> str:
    """Return the class whose weight ``A.weights.DRIVER`` is."""
    return path.partition(WEIGHT_OF)[0]


def _share(percent: str) -> str:
    """Return a weight in percent as a share; what is no number stays, for the reader of scenarios to refuse.

    So does what is out of all proportion: ten to the power of a million is not written out.

    >>> _share("12.5"), _share("50%"), _share("half"), _share("1e999999999")
    ('0.125', '0.5', 'half', '1e999999999')
    """
    try:
        share = (Decimal(percent.strip().removesuffix("%")) / 100).normalize()
    except ArithmeticError:  # no number, or one too large to calculate with
        return percent
    return f"{share:f}" if share.is_finite() and abs(share.adjusted()) <= MOST_DIGITS else percent


def _quoted(words: str) -> str:
    """Return a text as YAML takes it whatever it holds."""
    return json.dumps(words, ensure_ascii=False)


def _same_number(one: str | None, other: str) -> bool:
    try:
        return one is not None and Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False
