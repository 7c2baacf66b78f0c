"""Conflicts of the reallocation programme: rules in words, with their places, and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.run import RelaxationDocument, RuleDocument
from staffing.service.opening import Opened
from staffing.service.rule_words import change_text, is_of_a_year, rule_text
from staffing.solver.reallocation.conflicts import Conflict
from staffing.solver.reallocation.evaluate import Fault
from staffing.solver.reallocation.formulate import Formulation
from staffing.solver.reallocation.problem import Reallocation, pin_name
from staffing.solver.reallocation.relax import Change, levers

PLAIN_CAP = "cap[]"
"""The rule on the headcount of a scenario without categories."""
SHOWN = (
    *("transfers", "stations_changed", "category_total", "established_stay", "pin"),
    *("group_bounds", "eligibility"),
)
"""Kinds of rules that reports list, those about the whole plan first; bounds stand in the tables."""


@dataclass(frozen=True, slots=True)
class Words:
    """Rules of one scenario in one language."""

    opened: Opened
    formulation: Formulation
    lang: Lang

    def rule(self, name: str, side: str = "") -> RuleDocument:
        """Return a rule: its stable name, the place of its figure, what it says."""
        figure, side = self._figure(name, side)
        sentence = rule_text(
            name,
            figure=figure,
            side=side,
            names=self._stations,
            category_names=self._categories,
            lang=self.lang,
        )
        return RuleDocument(rule=public(name), where=self._place(name, side), text=sentence)

    def broken(self, faults: Sequence[Fault]) -> tuple[RuleDocument, ...]:
        """Return the rules that a plan breaks, each once."""
        sides = {fault.rule: "minimum" if fault.below else "maximum" for fault in faults}
        return tuple(self.rule(name, side) for name, side in sides.items())

    def conflict(self, found: Conflict) -> tuple[RuleDocument, ...]:
        """Return the rules of a conflict; of two bounds the one that a relaxation moves."""
        sides = {change.rule: change.figure for relaxed in found.relaxations for change in relaxed.changes}
        return tuple(self.rule(name, sides.get(name, "")) for name in found.rules)

    def shown(self) -> tuple[RuleDocument, ...]:
        """Return the rules beyond the bounds of stations and categories, kind after kind."""
        problem = self.formulation.problem
        kinds = {name: name.partition("[")[0] for name in problem.rules}
        found = []
        for name in sorted((n for n in kinds if kinds[n] in SHOWN), key=lambda n: SHOWN.index(kinds[n])):
            sides = [lever.figure for lever in levers(problem, name)] if kinds[name] == "group_bounds" else []
            found += [self.rule(name, side) for side in sides or [""]]
        return tuple(found)

    def relaxations(self, found: Conflict) -> tuple[RelaxationDocument, ...]:
        """Return each way out as one sentence and as figures by rule."""
        join = text("relax_join", self.lang)
        return tuple(
            RelaxationDocument(
                text=join.join(self._change(change) for change in relaxed.changes),
                changes={figure_name(change): change.after for change in relaxed.changes},
            )
            for relaxed in found.relaxations
        )

    def _change(self, change: Change) -> str:
        return self._said(change) + self._total(change)

    def _total(self, change: Change) -> str:
        """Return what else is to be written where a category's cap changes: the headcount that is their sum."""
        where = self.opened.places.get("cap", "")
        if not change.rule.startswith("cap[") or change.rule == PLAIN_CAP or not where:
            return ""
        before = self.opened.scenario.cap
        after = before + change.after - change.before
        return text("relax_total", self.lang, before=before, after=after, where=where)

    def _said(self, change: Change) -> str:
        return change_text(
            change.rule,
            change.figure,
            change.before,
            change.after,
            self._stations,
            self._categories,
            self.lang,
        )

    @property
    def _stations(self) -> dict[str, str]:
        return {station.id: station.name for station in self.opened.scenario.stations}

    @property
    def _categories(self) -> dict[str, str]:
        return {category.id: category.name for category in self.opened.scenario.categories}

    def _figure(self, name: str, side: str) -> tuple[int | None, str]:
        """Return the figure of a rule and its side, where it has sides."""
        problem = self.formulation.problem
        if is_of_a_year(name):
            return None, ""
        for pin in problem.pins:
            if pin_name(problem, pin) == name:
                return pin.value, "number"
        found = {lever.figure: lever.before for lever in levers(problem, name)}
        if side in found:
            return found[side], side
        return (next(iter(found.values())), next(iter(found))) if found else (None, "")

    def _place(self, name: str, side: str) -> str:
        places = self.opened.places
        return next((places[key] for key in _sources(name, side) if key in places), "")


def public(name: str) -> str:
    """Return the name of a rule as users see it: without categories there is one cap."""
    return "cap" if name == PLAIN_CAP else name


def figure_name(change: Change) -> str:
    """Return the stable name of a figure: ``station_bounds[S001].minimum``, ``transfers``, ``cap[contract]``."""
    name = public(change.rule)
    if change.figure in {"minimum", "maximum"} and not name.startswith("cap"):
        return f"{name}.{change.figure}"
    return f"{name}.drop" if change.figure == "drop" else name


def _sources(name: str, side: str) -> Sequence[str]:
    """Return the dotted names under which the figure of a rule may have its place, the likeliest first."""
    kind, _, inner = name.removesuffix("]").partition("[")
    first, _, second = inner.partition(",")
    return {
        "cap": [f"categories.{inner}.cap", "cap"],
        "category_total": [f"categories.{inner}.total"],
        "established_stay": [f"categories.{inner}.movable", f"categories.{inner}.cap"],
        "station_bounds": [f"stations.{inner}.{side}"],
        "category_bounds": [f"posts.{second}.{first}.{side}"],
        "eligibility": [f"posts.{second}.{first}.allowed"],
        "group_bounds": [f"groups.{first}.{second}.{side}" if second else f"groups.{first}.{side}"],
        "transfers": ["max_transfers"],
        "stations_changed": ["max_stations_changed"],
        "pin": [f"fix.{inner}"],
    }.get(kind, [])


def conflict_problem(problem: Reallocation, rules: Sequence[str]) -> Reallocation:
    """Return the problem in which these rules alone count."""
    return problem.without(set(problem.rules) - set(rules))
