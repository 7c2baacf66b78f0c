"""Contradictions in the office's words, with the places their figures come from."""

from typing import TYPE_CHECKING

from staffing.errors import Issue
from staffing.messages import Lang, listing, text
from staffing.models.run import RelaxationDocument, RuleDocument
from staffing.solver.explain import Change, Contradiction, Rule

if TYPE_CHECKING:
    from staffing.service.opening import Opened

_CODES = {
    "bounds": "E_MIN_GT_MAX",
    "group": "E_GROUP_CAP",
    "group_room": "E_GROUP_MIN",
    "minima": "E_CAP_LT_SUM_MIN",
}


def contradiction_issue(opened: "Opened", found: Contradiction) -> Issue:
    """Return the fault of the input that the contradiction amounts to."""
    names = _names(opened)
    values: dict[str, object] = {
        "minima": found.sum,
        "minimum": found.limit if found.kind == "group_room" else found.sum,
        "room": found.sum,
        "cap": found.limit,
        "maximum": found.limit,
    }
    limiting = found.rules[-1] if found.kind == "bounds" else found.rules[0]
    values["group"] = limiting.subject
    values["station"] = names.get(limiting.subject, limiting.subject)
    source = _source(opened, limiting)
    return Issue(
        _CODES[found.kind],
        file=opened.files.get(source, ""),
        where=opened.places.get(source, ""),
        values=values,
    )


def conflict_documents(opened: "Opened", found: Contradiction, lang: Lang) -> tuple[RuleDocument, ...]:
    """Return each rule of the conflict: its name, where it stands, what it says."""
    names = _names(opened)
    documents = []
    for rule in found.rules:
        kind = rule.name.partition("[")[0]
        key = f"rule_{kind}_{rule.side}" if kind in {"station_bounds", "group_bounds"} else f"rule_{kind}"
        name = names.get(rule.subject, rule.subject)
        sentence = text(key, lang, name=name, figure=rule.figure)
        documents.append(RuleDocument(rule=rule.name, where=_place(opened, rule), text=sentence))
    return tuple(documents)


def relaxation_documents(
    opened: "Opened", found: Contradiction, lang: Lang
) -> tuple[RelaxationDocument, ...]:
    """Return each least change as one sentence and as figures by rule."""
    documents = []
    for changes in found.relaxations:
        figures = {change.name: change.after for change in changes}
        documents.append(RelaxationDocument(text=_sentence(opened, changes, lang), changes=figures))
    return tuple(documents)


def _sentence(opened: "Opened", changes: tuple[Change, ...], lang: Lang) -> str:
    lowered = [c for c in changes if c.name.startswith("station_bounds") and c.name.endswith(".minimum")]
    parts = []
    for level in sorted({change.after for change in lowered}):
        names = [_names(opened)[change.subject] for change in lowered if change.after == level]
        key = "relax_minima" if len(names) <= 6 else "relax_minima_many"
        parts.append(text(key, lang, level=level, stations=listing(names[:6], lang), count=len(names)))
    for change in changes:
        if change in lowered:
            continue
        kind = change.name.partition("[")[0]
        direction = "up" if change.after > change.before else "down"
        name = _names(opened).get(change.subject, change.subject)
        parts.append(
            text(f"relax_{kind}_{direction}", lang, name=name, before=change.before, after=change.after)
        )
    return text("relax_join", lang).join(parts)


def _place(opened: "Opened", rule: Rule) -> str:
    return opened.places.get(_source(opened, rule), "")


def _source(opened: "Opened", rule: Rule) -> str:
    """Return the dotted name under which the rule's figure has its place."""
    kind = rule.name.partition("[")[0]
    keys = {
        "cap": ["cap", *(f"categories.{c.id}.cap" for c in opened.scenario.categories if c.movable)],
        "group_bounds": [f"groups.{rule.subject}.{rule.side}"],
        "station_bounds": [f"stations.{rule.subject}.{rule.side}"],
        "category_bounds": [
            f"posts.{category.id}.{rule.subject}.{field}"
            for category in opened.scenario.categories
            for field in ("maximum", "allowed")
        ],
        "established_stay": [f"stations.{rule.subject}.in_post"],
    }[kind]
    return next((key for key in keys if key in opened.places), "")


def _names(opened: "Opened") -> dict[str, str]:
    return {station.id: station.name for station in opened.scenario.stations}
