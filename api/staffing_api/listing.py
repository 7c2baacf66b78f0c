"""What else the server tells of itself: its scenarios, and that it lives."""

from typing import Any

from staffing.errors import InputError
from staffing.messages import Lang
from staffing.models.base import Frozen
from staffing.models.run import IssueDocument, document
from staffing.service.record import issue_documents
from staffing_api.library import Library


class ScenarioSummary(Frozen):
    """One scenario of the server's folder."""

    name: str
    """What ``?scenario=`` takes."""
    form: str
    """``folder``, ``yaml`` or ``workbook``."""
    title: str | None = None
    """Absent where the scenario cannot be read."""
    stations: int | None = None
    issues: tuple[IssueDocument, ...] = ()
    """Why it cannot be used, or what to know of it."""


class Health(Frozen):
    """A sign of life."""

    status: str
    version: str


def summaries(library: Library, lang: Lang) -> list[dict[str, Any]]:
    """Return what the folder holds, readable or not."""
    return [document(_summary(library, name, form, lang)) for name, form in library.forms().items()]


def _summary(library: Library, name: str, form: str, lang: Lang) -> ScenarioSummary:
    try:
        held = library.get(name).scenario()
    except InputError as error:
        return ScenarioSummary(name=name, form=form, issues=_documents(error, lang))
    scenario = held.loaded.scenario
    issues = issue_documents(list(held.loaded.warnings), lang)
    try:
        held.open(lang)
    except InputError as error:
        issues = (*_documents(error, lang), *issues)
    return ScenarioSummary(
        name=name, form=form, title=scenario.name, stations=len(scenario.stations), issues=issues
    )


def _documents(error: InputError, lang: Lang) -> tuple[IssueDocument, ...]:
    return issue_documents(list(error.issues), lang)
