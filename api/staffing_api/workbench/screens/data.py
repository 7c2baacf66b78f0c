"""数据: the first screen; a file is dropped here, or a scenario picked; and what was read of one that is open."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from staffing import service
from staffing.errors import InputError
from staffing.io.layout import FILE_BYTES
from staffing.io.loaded import Loaded
from staffing.io.table_alone import read_station_table
from staffing.messages.spans import period_text
from staffing.models.base import plain
from staffing.models.checking import Check
from staffing.models.scenario import Scenario
from staffing.report.figures import count, percent
from staffing_api.library import Library
from staffing_api.workbench.screens.faults import groups_of
from staffing_api.workbench.state import State
from staffing_api.workbench.view import View

UNPROCESSABLE: Final = 422


async def show(view: View) -> Mapping[str, Any]:
    """Return what may be opened; of the scenario that is open, what was read."""
    found: dict[str, Any] = {**await opening(view), "answer": view.say("p_open")}
    if not view.state.scenario:
        return found
    try:
        return {**found, **await (_table if view.bench.is_table(view.state) else _read)(view)}
    except InputError as error:
        files = await view.bench.in_thread(lambda: _files(view))
        return {**found, **refused(view, error, files)}


def _files(view: View) -> dict[str, bytes]:
    """Return the tables that were read of a scenario, by name."""
    library, name = view.bench.library, view.state.scenario
    try:
        if view.state.is_book:
            book = view.bench.books.get(name)
            return {book.filename: book.data}
        paths = library.get(name).files
        tables = [path for path in paths if path.suffix.lower() in (".csv", ".xlsx") and path.is_file()]
        return {path.name: path.read_bytes() for path in tables if path.stat().st_size <= FILE_BYTES}
    except (InputError, OSError):
        return {}


async def opening(view: View) -> dict[str, Any]:
    """Return what the first screen shows whatever is open."""
    library, lang = view.bench.library, view.lang
    return {
        "template": "data.html",
        "title": "",
        "served": await view.bench.in_thread(lambda: [_served(view, library, n) for n in library.paths()]),
        "template_url": f"/template.xlsx?lang={lang}",
        "at": view.state.url(view.screen)[1:] if view.state.scenario else "",
        "groups": [],
        "read": None,
        "table": None,
    }


def _served(view: View, library: Library, name: str) -> dict[str, Any]:
    """Return a scenario of the server in one line."""
    state = State(scenario=name, lang=view.lang)
    try:
        scenario = library.get(name).scenario().loaded.scenario
    except InputError as error:
        said = view.say("p_refused", count=len(error.issues))
        return {"title": name, "said": said, "url": state.url("")}
    return {
        "title": scenario.name,
        "said": _held(view, scenario),
        "url": state.url("plan"),
    }


def _held(view: View, scenario: Scenario) -> str:
    """Say what a scenario holds."""
    drivers = len(scenario.drivers)
    said = [
        view.say("p_held", stations=len(scenario.stations), noun=scenario.noun or view.say("p_noun")),
        view.say("p_held_cap", cap=scenario.cap),
    ]
    held = [station.in_post for station in scenario.stations]
    if all(number is not None for number in held):
        said.append(view.say("p_held_in_post", staff=sum(number or 0 for number in held)))
    if scenario.categories:
        said.append(view.say("p_held_categories", count=len(scenario.categories)))
    said.append(view.say("p_held_driver" if drivers == 1 else "p_held_drivers", count=drivers))
    return view.say("p_list").join(said)


def refused(view: View, error: InputError, files: Mapping[str, bytes]) -> dict[str, Any]:
    """Return the faults of files, each with the rows around it."""
    return {
        "status": UNPROCESSABLE,
        "answer": view.say("p_mend", count=len(error.issues)),
        "groups": groups_of(error.issues, view.lang, files),
    }


# -- what was read -------------------------------------------------------------------------------------------


async def _read(view: View) -> dict[str, Any]:
    loaded, key = await view.bench.loaded(view.state)
    key = (*key, view.lang)
    check = await view.bench.kept("check", key, lambda: service.check(loaded, notes=True, lang=view.lang))
    return {
        "title": loaded.scenario.name,
        "answer": view.say("p_read", name=loaded.scenario.name, held=_held(view, loaded.scenario)),
        "read": _described(view, loaded, check),
    }


def _described(view: View, loaded: Loaded, check: Check) -> dict[str, Any]:
    scenario = loaded.scenario
    errors = [issue for issue in check.issues if issue.severity == "error"]
    return {
        "file": loaded.file,
        "url": view.state.url("plan"),
        "sheets": loaded.sheets,
        "drivers": [
            (
                driver.name,
                percent(float(driver.weight)),
                count(float(sum(driver.values.values()))),
                None if driver.period is None else period_text(driver.period, view.lang),
            )
            for driver in scenario.drivers
        ],
        "noted": loaded.noted.values + loaded.noted.rows,
        "notes": loaded.notes,
        "notes_more": loaded.noted.more,
        "warnings": [issue for issue in check.issues if issue.severity != "error"],
        "errors": errors,
        "variants": [(name, view.state.url("plan", variant=name)) for name in loaded.variants],
    }


# -- a CSV alone ---------------------------------------------------------------------------------------------


async def _table(view: View) -> dict[str, Any]:
    """Return the form for what a table of stations does not say: headcount and weights."""
    state = view.state
    book = view.bench.books.get(state.scenario)
    table = await view.bench.in_thread(lambda: read_station_table(book.data, book.filename))
    weights = dict(state.weights)
    found: dict[str, Any] = {
        "title": table.file,
        "answer": view.say("p_table", file=table.file, stations=table.stations),
        "table": {
            "cap": state.cap or ("" if table.in_post is None else table.in_post),
            "drivers": [(driver, weights.get(driver, "")) for driver in table.drivers],
            "sum": _sum(weights.values()),
        },
    }
    if not (weights and state.cap):
        return found
    try:
        return {**found, **await _read(view)}
    except InputError as error:
        answer = view.say("p_refused", count=len(error.issues))
        return {**found, **refused(view, error, {book.filename: book.data}), "answer": answer}


def _sum(weights: Iterable[str]) -> str:
    """Return the sum of weights in percent as far as they are numbers."""
    total = Decimal(0)
    for weight in weights:
        try:
            total += Decimal(weight.strip().removesuffix("%"))
        except InvalidOperation:
            continue
    return plain(total) if total.is_finite() else "—"
