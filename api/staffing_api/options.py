"""Query parameters, named like the flags of the command line: one table for the server and for OpenAPI."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from urllib.parse import parse_qsl

from staffing.errors import InputError, Issue
from staffing.io.values.words import nearest
from staffing.messages import LANGUAGES, Lang
from staffing.models.base import Method, Normalisation
from staffing.models.what_if import Mode
from staffing.service.beside import MOST_PLANS
from staffing.service.drawing import MOST_DRAWS
from staffing.solver.reallocation.answers import BACKENDS as PROGRAMME_BACKENDS
from staffing.solver.solve import AUTO, LADDER

LARGEST_CHANGE: Final = 10_000
"""Posts that one question may add or cut: each becomes a step of the answer."""
LARGEST_CAP: Final = 999_999_999
LONGEST_WAIT_S: Final = 60
"""Seconds that a request may wait for its answer before it is given a job."""

_FLAGS: Final = {"true": True, "false": False}
# A plus sign that was not escaped arrives as a blank.
_DECIMAL: Final = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,15})?")
_WHOLE: Final = re.compile(r"[+ -]?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Option:
    """One query parameter."""

    name: str
    description: str
    schema: Mapping[str, Any]
    """JSON schema of its value."""
    read: Callable[["Option", str], Any] | None = None
    """Return its value; None: the text as it is."""


def _choice(option: Option, got: str) -> str:
    known = option.schema["enum"]
    if got not in known:
        listed = ", ".join(known)
        raise _fault("E_OPTION", option, name=option.name, got=_shown(got), known=listed)
    return got


def _whole(option: Option, got: str) -> int:
    low, high = option.schema["minimum"], option.schema["maximum"]
    if not _WHOLE.fullmatch(got):
        raise _fault("E_INTEGER", option, name=option.name, got=_shown(got))
    if not low <= int(got) <= high:
        raise _fault("E_RANGE", option, name=option.name, got=got, low=low, high=high)
    return int(got)


def _share(option: Option, got: str) -> str:
    if not _DECIMAL.fullmatch(got):
        raise _fault("E_NUMBER", option, name=option.name, got=_shown(got))
    if Decimal(got) > 1:
        raise _fault("E_RANGE", option, name=option.name, got=got, low=0, high=1)
    return got


def _names(_: Option, got: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in got.split(",") if name.strip())


def _yes_no(option: Option, got: str) -> bool:
    if got not in _FLAGS:
        raise _fault("E_OPTION", option, name=option.name, got=_shown(got), known=", ".join(_FLAGS))
    return _FLAGS[got]


def _fault(key: str, option: Option, **values: Any) -> InputError:
    return InputError([Issue(key, where=option.name, values=values)])


def _shown(got: str) -> str:
    return got if len(got) <= 40 else got[:40] + "…"


def _choose(name: str, description: str, *known: str) -> Option:
    return Option(name, description, {"type": "string", "enum": list(known)}, _choice)


def _number(name: str, description: str, low: int, high: int) -> Option:
    return Option(name, description, {"type": "integer", "minimum": low, "maximum": high}, _whole)


SCENARIO: Final = Option(
    "scenario",
    "Name of a scenario in the server's folder (`GET /v1/scenarios`), instead of a body.",
    {"type": "string"},
)
LANG: Final = _choose("lang", "Language of messages; the default is the server's.", *LANGUAGES)
WAIT: Final = _number(
    "wait",
    "Seconds to wait for an answer that may take long; then it becomes a job. The default is the server's.",
    0,
    LONGEST_WAIT_S,
)
_NORMALISATION: Final = _choose(
    "normalisation", "How counts become comparable, instead of the scenario's.", *Normalisation
)
DEMAND: Final = (SCENARIO, _NORMALISATION, LANG)
RUN: Final = (
    SCENARIO,
    _choose("method", "How quotas become whole posts, instead of the scenario's method.", *Method),
    _NORMALISATION,
    _number("cap", "Authorised headcount, instead of the scenario's.", 0, LARGEST_CAP),
    _choose("backend", "What solves it; the default is `auto`.", AUTO, LADDER, *PROGRAMME_BACKENDS),
    _number("plans", "Good plans that are wanted in all, the best one included.", 2, MOST_PLANS),
    Option(
        "within",
        "Greatest loss of these plans on the main goal, relative to the best one; the default is 0.05.",
        {"type": "number", "minimum": 0, "maximum": 1},
        _share,
    ),
    _number(
        "apart",
        "Posts by which each two of these plans differ at least; the default is 2.",
        1,
        LARGEST_CHANGE,
    ),
    WAIT,
    LANG,
)
WHAT_IF: Final = (
    SCENARIO,
    _number("add", "Posts to add. One of `add`, `cut` and `delta` is needed.", 0, LARGEST_CHANGE),
    _number("cut", "Posts to cut.", 0, LARGEST_CHANGE),
    _number("delta", "Posts to add, or to cut if negative.", -LARGEST_CHANGE, LARGEST_CHANGE),
    Option(
        "category",
        "Id of the category whose posts move; default: the only one of kind 外聘.",
        {"type": "string"},
    ),
    _choose("mode", "Who may move; the default is `reapportion`.", *Mode),
    _number("max_transfers", "Most transfers in mode `budget`.", 0, LARGEST_CHANGE),
    WAIT,
    LANG,
)
CHECK: Final = (
    SCENARIO,
    Option(
        "notes",
        "Also list every value and row that was not taken as it stands.",
        {"type": "boolean"},
        _yes_no,
    ),
    LANG,
)
FRONTIER: Final = (SCENARIO, LANG)
WEIGHTS: Final = (SCENARIO, WAIT, LANG)
SENSITIVITY: Final = (
    SCENARIO,
    _number("draws", "Also draw the counts by chance so many times, by the scenario's seed.", 1, MOST_DRAWS),
    Option(
        "drawn",
        "Drivers whose counts are drawn, separated by commas; the default is all.",
        {"type": "string"},
        _names,
    ),
    WAIT,
    LANG,
)
_CHANGES: Final = ("add", "cut", "delta")


def read_query(query: bytes, options: tuple[Option, ...]) -> dict[str, Any]:
    """Return the parameters of a request, by name; only those that it gives.

    Raises
    ------
    InputError
        Every fault: parameters unknown (with the nearest known) or given twice, values that do not fit.

    Examples
    --------
    >>> read_query(b"delta=-4&mode=increment", WHAT_IF)
    {'delta': -4, 'mode': 'increment'}
    """
    known = {option.name: option for option in options}
    found: dict[str, Any] = {}
    issues: list[Issue] = []
    for name, got in _pairs(query):
        if name not in known:
            values = {"got": _shown(name), "nearest": nearest(name[:40], list(known))}
            issues.append(Issue("E_USAGE.parameter", where=_shown(name), values=values))
        elif name in found:
            issues.append(Issue("E_USAGE.twice", where=name, values={"name": name}))
        else:
            found[name] = got
            read = known[name].read
            try:
                found[name] = got if read is None else read(known[name], got)
            except InputError as error:
                issues.extend(error.issues)
    if issues:
        raise InputError(issues)
    return found


def _pairs(query: bytes) -> list[tuple[str, str]]:
    if not query:
        return []
    try:
        return parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=50)
    except ValueError:
        raise InputError([Issue("E_USAGE.request", values={"detail": "query"})]) from None


def with_delta(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters with ``delta`` alone, whichever of ``add``, ``cut`` and ``delta`` says how many.

    ``max_transfers`` means nothing outside mode ``budget`` and is left out there.

    Raises
    ------
    InputError
        ``E_USAGE``: none of them is given, or several.

    Examples
    --------
    >>> with_delta({"cut": 4, "mode": "increment"})
    {'mode': 'increment', 'delta': -4}
    """
    given = [name for name in _CHANGES if name in chosen]
    if len(given) != 1:
        raise InputError([Issue("E_USAGE.change", where="delta", values={"got": ", ".join(given) or "-"})])
    amount: int = chosen[given[0]]
    spare = _CHANGES if chosen.get("mode") == Mode.BUDGET else (*_CHANGES, "max_transfers")
    rest = {name: value for name, value in chosen.items() if name not in spare}
    return {**rest, "delta": -amount if given[0] == "cut" else amount}


def language(chosen: Mapping[str, Any], default: Lang) -> Lang:
    """Return the language asked for, or the server's."""
    lang: Lang = chosen.get("lang", default)
    return lang
