"""Named rules in the office's words: what a rule says, what giving way to it would mean.

Names of rules are those of ``docs/formats.md``, section 4: ``cap[k]``, ``station_bounds[s]``, ``pin[*,k]`` and so
on, with the ids of stations, groups and categories.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from staffing.messages import Lang, text

DROP: Final = "drop"
"""Name of the figure where a rule is not changed but dropped."""


@dataclass(frozen=True, slots=True)
class Named:
    """A rule's name, taken apart."""

    kind: str
    """As in the tables below: ``cap``, ``category_bounds``, ``pin_station`` ..."""
    name: str = ""
    """Station or group, in words."""
    category: str = ""
    """Category, in words."""


_SENTENCES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("cap", ""): "rule_cap",
        ("cap_category", ""): "rule_cap_category",
        ("category_total", ""): "rule_category_total",
        ("station_bounds", "minimum"): "rule_station_bounds_minimum",
        ("station_bounds", "maximum"): "rule_station_bounds_maximum",
        ("category_bounds", "minimum"): "rule_category_minimum",
        ("category_bounds", "maximum"): "rule_category_maximum",
        ("group_bounds", "minimum"): "rule_group_bounds_minimum",
        ("group_bounds", "maximum"): "rule_group_bounds_maximum",
        ("group_category", "minimum"): "rule_group_category_minimum",
        ("group_category", "maximum"): "rule_group_category_maximum",
        ("eligibility", ""): "rule_eligibility",
        ("established_stay", ""): "rule_category_stays",
        ("transfers", ""): "rule_transfers",
        ("stations_changed", ""): "rule_stations_changed",
        ("departures", ""): "rule_later_departures",
        ("leavers", ""): "rule_leavers",
        ("joins_limit", ""): "rule_joins_limit",
        ("joins_limit_all", ""): "rule_joins_limit_all",
        ("pin_number", ""): "rule_pin_number",
        ("pin_number", "stays"): "rule_pin_number_stays",
        ("pin_station", ""): "rule_pin_station",
        ("pin_station", "stays"): "rule_pin_station_stays",
        ("pin_category", ""): "rule_pin_category",
        ("pin_category", "stays"): "rule_pin_category_stays",
    }
)
"""Sentence of a rule by kind and side."""

_FIGURES: Final[Mapping[tuple[str, str], str]] = MappingProxyType(
    {
        ("cap", "maximum"): "figure_cap",
        ("cap", DROP): "figure_cap",
        ("cap_category", "maximum"): "figure_cap_category",
        ("cap_category", DROP): "figure_cap_category",
        ("category_total", "number"): "figure_category_total",
        ("category_total", DROP): "figure_category_total",
        ("station_bounds", "minimum"): "figure_station_minimum",
        ("station_bounds", "maximum"): "figure_station_maximum",
        ("station_bounds", DROP): "figure_station_bounds",
        ("category_bounds", "minimum"): "figure_category_minimum",
        ("category_bounds", "maximum"): "figure_category_maximum",
        ("category_bounds", DROP): "figure_category_bounds",
        ("group_bounds", "minimum"): "figure_group_minimum",
        ("group_bounds", "maximum"): "figure_group_maximum",
        ("group_bounds", DROP): "figure_group_bounds",
        ("group_category", "minimum"): "figure_group_category_minimum",
        ("group_category", "maximum"): "figure_group_category_maximum",
        ("group_category", DROP): "figure_group_category_bounds",
        ("pin_number", "number"): "figure_pin_number",
        ("pin_station", "number"): "figure_pin_station",
        ("pin_category", "number"): "figure_pin_category",
        ("transfers", "limit"): "figure_transfers",
        ("transfers", DROP): "figure_transfers",
        ("stations_changed", "limit"): "figure_stations_changed",
        ("stations_changed", DROP): "figure_stations_changed",
    }
)
"""What a figure is called, by kind of rule and name of the figure."""

_DROPPED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "eligibility": "relax_drop_eligibility",
        "established_stay": "relax_drop_category_stays",
        "pin_number": "relax_drop_pin_number",
        "pin_station": "relax_drop_pin_station",
        "pin_category": "relax_drop_pin_category",
    }
)
"""What it means to drop a rule, where that has words of its own."""


def rule_text(
    rule: str,
    *,
    figure: int | None,
    side: str,
    names: Mapping[str, str],
    category_names: Mapping[str, str],
    lang: Lang,
) -> str:
    """Return what a rule says.

    Parameters
    ----------
    rule
        Stable name of the rule.
    figure
        Its figure; None: it has none (``eligibility``, ``established_stay``), or a pin to present staff.
    side
        ``minimum`` or ``maximum`` of bounds; of no account for other rules.
    names, category_names
        Names of stations and groups, and of categories, by id; an id without a name stands for itself.

    Examples
    --------
    >>> words = {"names": {"S01": "新竹所"}, "category_names": {"wp": "外聘人员"}, "lang": "zh"}
    >>> rule_text("category_bounds[S01,wp]", figure=3, side="minimum", **words)
    '新竹所的外聘人员至少3名'
    >>> rule_text("pin[*,wp]", figure=None, side="", **words)
    '外聘人员在各站所均固定为现有人数'
    """
    named = _named(rule, names, category_names)
    asked = "stays" if named.kind.startswith("pin") and figure is None else side
    key = _SENTENCES.get((named.kind, asked)) or _SENTENCES[named.kind, ""]
    return text(key, lang, name=named.name, category=named.category, figure=figure)


def change_text(
    rule: str,
    figure_name: str,
    before: int,
    after: int,
    names: Mapping[str, str],
    category_names: Mapping[str, str],
    lang: Lang,
) -> str:
    """Return what it would mean to change a rule.

    Parameters
    ----------
    figure_name
        ``minimum``, ``maximum``, ``limit`` or ``number``; ``drop``: the rule no longer counts.
    before, after
        The figure now and then; of no account where the rule is dropped.

    Examples
    --------
    >>> change_text("cap[wp]", "maximum", 18, 21, {}, {"wp": "外聘人员"}, "zh")
    '外聘人员控制数由18提高到21'
    >>> change_text("eligibility[S01,wp]", "drop", 0, 0, {"S01": "新竹所"}, {"wp": "外聘人员"}, "en")
    'let 新竹所 hold 外聘人员'
    """
    named = _named(rule, names, category_names)
    words = {"name": named.name, "category": named.category}
    if figure_name == DROP and named.kind in _DROPPED:
        return text(_DROPPED[named.kind], lang, **words)
    figure = text(_FIGURES[named.kind, figure_name], lang, **words)
    if figure_name == DROP:
        return text("relax_drop", lang, figure=figure)
    return text(
        "relax_up" if after > before else "relax_down", lang, figure=figure, before=before, after=after
    )


def is_of_a_year(rule: str) -> bool:
    """Return whether a rule stands in one year's problem alone: a group whose name has a blank.

    >>> is_of_a_year("group_bounds[leavers wp]"), is_of_a_year("group_bounds[north]")
    (True, False)
    """
    return rule.startswith(("group_bounds[departures ", "group_bounds[leavers ", "group_bounds[joins_limit "))


def _named(rule: str, names: Mapping[str, str], category_names: Mapping[str, str]) -> Named:
    """Take a name apart; ids hold neither brackets nor commas."""
    kind, _, inner = rule.removesuffix("]").partition("[")
    if is_of_a_year(rule):
        kind, _, inner = inner.partition(" ")
        place, _, last = inner.rpartition(",")
        spread = "joins_limit_all" if inner == "*" else kind
        return Named(spread, names.get(place, place), category_names.get(last, last))
    first, _, second = inner.partition(",")
    if kind in {"cap", "category_total", "established_stay"}:
        spread = "cap_category" if kind == "cap" and first else kind
        return Named(spread, category=category_names.get(first, first))
    place, category = names.get(first, first), category_names.get(second, second)
    if kind == "pin":
        spread = "pin_station" if not second else "pin_category" if first == "*" else "pin_number"
        return Named(spread, place, category)
    if kind == "group_bounds" and second:
        return Named("group_category", place, category)
    return Named(kind, place, category)
