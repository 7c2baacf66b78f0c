"""Which scenario a command is about: its path, and what is changed of it before the question is asked."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from staffing.errors import Issue, UsageError
from staffing.messages import Lang

if TYPE_CHECKING:
    from staffing.io.loaded import Loaded
    from staffing.service import Opened

SETTING: Final = "--set"
"""What faults of a key that was changed on the command line name as its file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a command line changes of a scenario."""

    variant: str | None = None
    """One of the scenario's own variants."""
    settings: tuple[str, ...] = ()
    """``KEY=VALUE``: the dotted path of a key of ``scenario.yaml``, and its value as YAML writes it."""
    method: str | None = None
    normalisation: str | None = None
    cap: int | None = None

    def __bool__(self) -> bool:
        return self != Changes()


AS_IT_STANDS: Final = Changes()


def shipped_scenarios() -> Path | None:
    """Return the folder of scenarios that come with the program."""
    beside_source = Path(__file__).resolve().parents[3] / "scenarios"
    installed = Path(sys.prefix) / "share" / "staffing" / "scenarios"
    return next((folder for folder in (beside_source, installed) if folder.is_dir()), None)


def locate(scenario: str) -> Path:
    """Return the path of a scenario; a bare name that is no path may be a shipped one."""
    path = Path(scenario)
    shipped = shipped_scenarios()
    if not path.exists() and shipped and path.name == scenario and (shipped / scenario).is_dir():
        return shipped / scenario
    return path


def choose(scenario: str, changes: Changes) -> "Path | Loaded":
    """Return the scenario that a command is about: where it stands, or what is left after the changes.

    Raises
    ------
    InputError
        The scenario or a change is refused.
    """
    path = locate(scenario)
    if not changes:
        return path
    from staffing.io.scenario_file import load
    from staffing.service import Opened

    if path.suffix.lower() == ".csv" and path.is_file():
        return _table_with(path, changes)
    loaded = load(path)
    if changes.variant is not None:
        loaded = loaded.variant(changes.variant)
    loaded = loaded.changed(pairs_of(SETTING, changes.settings), origin=SETTING)
    adjusted = Opened.of(loaded).adjusted(
        method=changes.method, normalisation=changes.normalisation, cap=changes.cap
    )
    return replace(loaded, scenario=adjusted.scenario)


def _table_with(path: Path, changes: Changes) -> "Loaded":
    """Return the scenario of a table of stations alone, of which the changes are the rest."""
    from staffing.io.table_alone import load_csv

    options = {"method": changes.method, "normalisation": changes.normalisation, "cap": changes.cap}
    given = {key: str(value) for key, value in options.items() if value is not None}
    loaded = load_csv(path.read_bytes(), path.name, {**pairs_of(SETTING, changes.settings), **given})
    return loaded if changes.variant is None else loaded.variant(changes.variant)


def opened(scenario: str, changes: Changes, lang: Lang) -> "Opened":
    """Return the scenario that a command is about, ready for questions.

    Raises
    ------
    InputError
        As for :func:`choose`; and where a scenario contradicts itself as it stands. That changes leave no plan is
        an answer.
    """
    from staffing.service import Opened, open_scenario

    source = choose(scenario, changes)
    return open_scenario(source, lang=lang) if isinstance(source, Path) else Opened.of(source)


def pairs_of(option: str, given: tuple[str, ...]) -> dict[str, str]:
    """Return the values of ``KEY=VALUE`` by key.

    Raises
    ------
    UsageError
        ``E_USAGE``: no ``=``; a key that is given twice.
    """
    found: dict[str, str] = {}
    for words in given:
        key, sign, value = words.partition("=")
        key = key.strip()
        if not sign:
            raise UsageError([Issue("E_USAGE", values={"detail": f"{option} {words}: KEY=VALUE"})])
        if key in found:
            raise UsageError([Issue("E_USAGE.twice", option, key, {"name": key})])
        found[key] = value
    return found
