"""手工方案: posts edited in the table of the plan; what each edit breaks, what it costs, what would help."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from staffing.errors import InputError
from staffing.models.run import Improvement, IssueDocument, RuleDocument, Run
from staffing.report import worth
from staffing.service.by_hand import edited_keys, rows_by_hand
from staffing.service.record import issue_documents
from staffing_api.workbench.state import Pairs, State
from staffing_api.workbench.view import View

_ABOUT: Final = re.compile(r"\[([^\]]*)\]")
"""What a rule is about: ``station_bounds[S001]``, ``fix[S001,contract]``."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What the template says of the plan made by hand."""

    run: Run
    """Its rows."""
    made: Mapping[str, str]
    """What was typed, by key."""
    kinds: tuple[str, ...] = ()
    """Categories whose posts are edited one by one; none: a station's total is."""
    said: str = ""
    broken: tuple[RuleDocument, ...] = ()
    """Rules that it breaks."""
    marked: frozenset[str] = frozenset()
    """Stations that these rules name."""
    better: str = ""
    """What would better it most."""
    better_url: str = ""
    faults: Mapping[str, IssueDocument] = field(default_factory=dict)
    """What is wrong with a figure, by key."""
    refused: tuple[IssueDocument, ...] = ()
    """Why nothing can be said of any plan."""

    def without(self, key: str) -> Pairs:
        """Return what was typed but one figure."""
        return tuple(pair for pair in self.made.items() if pair[0] != key)


async def by_hand(view: View, run: Run) -> Hand:
    """Return what is to be said of the edited posts; faults stand at their figures, and nothing typed is lost."""
    opened, _ = await view.bench.opened(view.state)
    kinds, made = tuple(edited_keys(opened.scenario)), dict(view.state.posts)
    if not made:
        return Hand(run, made, kinds)
    try:
        appraised = await view.bench.by_hand(view.state)
    except InputError as error:
        documents = issue_documents(list(error.issues), view.lang)
        faults = {document.where: document for document in documents if document.where in made}
        return Hand(
            _unknown(run, made),
            made,
            kinds,
            faults=faults,
            refused=tuple(document for document in documents if document.where not in made),
        )
    found = appraised.evaluation
    if found is None:
        return Hand(run, made, kinds)
    stations = {row.id for row in run.stations}
    named = {
        word for rule in found.broken for about in _ABOUT.findall(rule.rule) for word in about.split(",")
    }
    return Hand(
        rows_by_hand(opened, appraised),
        made,
        kinds,
        said=worth.by_hand_sentence(appraised, found, view.lang),
        broken=found.broken,
        marked=frozenset(named & stations),
        better=worth.improvement_sentence(found, view.lang),
        better_url=_better(view.state, run, kinds, found.improvement) if found.improvement else "",
    )


def _unknown(run: Run, made: Mapping[str, str]) -> Run:
    """Return the run without what would contradict the edited figures: nothing is known of their rows."""
    edited = {key.partition(".")[0] for key in made}
    nothing = {"change": None, "burden": None, "at_floor": False}
    rows = (row.model_copy(update=nothing) if row.id in edited else row for row in run.stations)
    return run.model_copy(update={"stations": tuple(rows)})


def _better(state: State, run: Run, kinds: tuple[str, ...], step: Improvement) -> str:
    """Return the address of the plan after one exchange."""
    made = dict(state.posts)
    for station, change in ((step.from_, -1), (step.to, 1)):
        row = next((row for row in run.stations if row.id == station), None)
        if row is None:
            continue
        key, proposed = row.id, row.allocation or 0
        if kinds:
            key = f"{row.id}.{step.category}"
            proposed = (row.categories or {})[step.category or ""].allocation or 0
        made[key] = str(int(made.get(key, proposed)) + change)
        if made[key] == str(proposed):
            del made[key]
    return state.url("plan", posts=tuple(made.items()))


def proposed_posts(run: Run) -> dict[str, str]:
    """Return what the plan proposes, by every key that an address may have."""
    found = {row.id: str(row.allocation) for row in run.stations}
    for row in run.stations:
        for kind, held in (row.categories or {}).items():
            found[f"{row.id}.{kind}"] = str(held.allocation)
    return found
