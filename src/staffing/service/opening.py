"""From a file to a question that can be solved: load, quantify, formulate, refuse contradictions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang
from staffing.models.base import Method, Normalisation
from staffing.models.plan import Plan
from staffing.models.scenario import Scenario
from staffing.models.standards import Requirement
from staffing.models.workload import Demand
from staffing.quantify.demand import quantify
from staffing.service.conflicts import conflict_documents, contradiction_issue, relaxation_documents
from staffing.service.requiring import required_posts
from staffing.solver.explain import contradiction
from staffing.solver.problem import Problem, formulate, moving_category, totals_problem
from staffing.solver.reallocation.formulate import Formulation, needs_programme

if TYPE_CHECKING:
    from staffing.io.loaded import Loaded


@dataclass(frozen=True)
class Opened:
    """A scenario with what was noted while reading it."""

    scenario: Scenario
    warnings: tuple[Issue, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)
    """Source place of a figure, by dotted name (``stations.S001.minimum``)."""
    files: Mapping[str, str] = field(default_factory=dict)
    """File of each of these places."""

    @classmethod
    def of(cls, loaded: "Loaded") -> "Opened":
        """Return what was loaded, whatever its rules; that they leave no plan is an answer then, no refusal."""
        return cls(loaded.scenario, loaded.warnings, loaded.places, loaded.files)

    @cached_property
    def demand(self) -> Demand:
        """The work, spread over the stations."""
        return quantify(self.scenario)

    @cached_property
    def requirement(self) -> tuple[Requirement, ...] | None:
        """The posts that the work of each station requires, in station order; None: nothing says the hours."""
        return required_posts(self.scenario)

    @cached_property
    def programme(self) -> Formulation | None:
        """The reallocation problem whose plan is the scenario's plan; None: the ladder's problem suffices."""
        if not needs_programme(self.scenario):
            return None
        from staffing.solver.reallocation.formulate import formulate as formulate_programme

        return formulate_programme(self.scenario, self.demand)

    @property
    def problem(self) -> Problem:
        """The ladder's problem whose plan is the scenario's plan, where there is no programme."""
        return self.problem_of(None)

    @property
    def totals(self) -> Problem:
        """The stations' totals alone: what can be said of the scenario by sums."""
        return self.problem if self.programme is None else totals_problem(self.scenario, self.demand)

    def problem_of(self, category: str | None) -> Problem:
        """The problem in which the posts of ``category`` move; None: of the only movable one."""
        if category not in self._problems:
            self._problems[category] = formulate(self.scenario, self.demand, category=category)
        return self._problems[category]

    @cached_property
    def _problems(self) -> dict[str | None, Problem]:
        return {}

    @cached_property
    def plans(self) -> dict[Problem, Plan]:
        """Plans found so far at the scenario's own headcount."""
        return {}

    @cached_property
    def input_sha256(self) -> str:
        """Fingerprint of the content."""
        return self.scenario.input_sha256

    def adjusted(
        self, *, cap: int | None = None, method: str | None = None, normalisation: str | None = None
    ) -> "Opened":
        """Return the scenario with another headcount, method or normalisation.

        With categories the headcount changes by the posts of the category that changes.

        Raises
        ------
        UsageError
            ``E_OPTION``; ``E_CATEGORY.several``: several categories change, so it is not clear whose cap is meant.
        """
        changes: dict[str, Any] = {}
        if method is not None:
            changes["method"] = _option(Method, "method", method)
        if normalisation is not None:
            changes["normalisation"] = _option(Normalisation, "normalisation", normalisation)
        if cap is not None:
            changes |= _with_cap(self.scenario, cap)
        if not changes:
            return self
        changed = replace(self, scenario=self.scenario.model_copy(update=changes))
        if normalisation is None and "demand" in self.__dict__:
            changed.__dict__["demand"] = self.demand
        return changed


def _option(options: type[Method] | type[Normalisation], name: str, got: str) -> Any:
    try:
        return options(got)
    except ValueError:
        known = ", ".join(options)
        raise UsageError([Issue("E_OPTION", values={"name": name, "got": got, "known": known})]) from None


def _with_cap(scenario: Scenario, cap: int) -> dict[str, Any]:
    moving = moving_category(scenario)
    others = sum(category.cap for category in scenario.categories if category is not moving)
    if moving is None:
        return {"cap": cap}
    changed = moving.model_copy(update={"cap": cap - others})
    return {
        "cap": cap,
        "categories": tuple(changed if category is moving else category for category in scenario.categories),
    }


def open_scenario(source: "str | Path | Scenario | Opened | Any", *, lang: Lang = "zh") -> Opened:
    """Load a scenario and refuse it if its own rules contradict each other.

    Parameters
    ----------
    source
        Path of a workbook, a folder or ``scenario.yaml``; a Scenario; or what :mod:`staffing.io` loaded.

    Raises
    ------
    InputError
        Every fault found; for contradictions also the conflict and the least relaxations.
    """
    if isinstance(source, Opened):
        return source
    if isinstance(source, Scenario):
        opened = Opened(source)
    else:
        from staffing.io.loaded import Loaded
        from staffing.io.scenario_file import load

        opened = Opened.of(source if isinstance(source, Loaded) else load(source))
    refuse_contradiction(opened, lang)
    return opened


def refuse_contradiction(opened: Opened, lang: Lang) -> None:
    """Raise InputError where minima, maxima, groups and headcount contradict each other by sums alone."""
    found = contradiction(opened.totals)
    if found is None or found.kind == "room":
        return
    raise InputError(
        [contradiction_issue(opened, found)],
        conflict=[rule.model_dump() for rule in conflict_documents(opened, found, lang)],
        relaxations=[relaxation.model_dump() for relaxation in relaxation_documents(opened, found, lang)],
    )
