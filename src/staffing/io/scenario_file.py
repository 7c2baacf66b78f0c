"""Read a scenario in any of its forms: workbook, ``scenario.yaml`` with its tables, or a request body."""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from staffing.errors import Issue, UsageError
from staffing.io.collector import no_collections
from staffing.io.findings import Findings
from staffing.io.layout import FILE_BYTES
from staffing.io.loaded import Loaded, assembled
from staffing.io.scenario.read_source import source_of_body, source_of_workbook, source_of_yaml
from staffing.models.scenario import Scenario

SCENARIO_FILE: Final = "scenario.yaml"
YAML_SUFFIXES: Final = (".yaml", ".yml")


def load_scenario(path: str | Path) -> Scenario:
    """Return the scenario at ``path``: a workbook, a folder with ``scenario.yaml``, or that file.

    Raises
    ------
    InputError
        The input is refused; all faults are in it.
    """
    return load(path).scenario


@no_collections()
def load(path: str | Path) -> Loaded:
    """Return the scenario at ``path`` with its notes, places and variants.

    Raises
    ------
    InputError
        The input is refused; all faults are in it.
    """
    findings = Findings()
    path = Path(path)
    if path.is_dir() and (path / SCENARIO_FILE).is_file():
        path = path / SCENARIO_FILE
    if not path.is_file():
        raise UsageError([Issue("E_NOT_FOUND", path.name, values={"got": path.name})])
    if path.suffix.lower() in YAML_SUFFIXES:
        return assembled(source_of_yaml(path, findings), findings)
    if path.suffix.lower() == ".csv":
        findings.refuse("E_FILE_TYPE.csv", path.name)
    if path.stat().st_size > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", path.name, size=path.stat().st_size, limit=FILE_BYTES)
    source = source_of_workbook(path.read_bytes(), path.name, findings)
    return assembled(replace(source, inputs=(path.resolve(),)), findings)


@no_collections()
def load_bytes(data: bytes, filename: str) -> Loaded:
    """Return the scenario of an uploaded workbook; nothing touches the disk.

    Raises
    ------
    InputError
        The input is refused; all faults are in it.
    """
    findings = Findings()
    name = filename.replace("\\", "/").rpartition("/")[2]
    if len(data) > FILE_BYTES:
        findings.refuse("E_TOO_LARGE", name, size=len(data), limit=FILE_BYTES)
    return assembled(source_of_workbook(data, name, findings), findings)


def load_mapping(body: dict[str, Any], *, name: str = "") -> Loaded:
    """Return the scenario of a request body: the keys of ``scenario.yaml`` with ``stations: [...]`` inline.

    Raises
    ------
    InputError
        The input is refused; all faults are in it.
    """
    findings = Findings()
    return assembled(source_of_body(body, name, findings), findings)


def find_scenarios(folder: str | Path) -> list[Path]:
    """Return the scenarios of a folder by name: folders with ``scenario.yaml``, YAML files, workbooks."""
    found = []
    for path in sorted(Path(folder).iterdir()):
        if path.name.startswith((".", "~")):
            continue
        scenario = path.is_dir() and (path / SCENARIO_FILE).is_file()
        book = path.is_file() and path.suffix.lower() == ".xlsx"
        if scenario or book or _is_scenario_yaml(path):
            found.append(path)
    return found


def _is_scenario_yaml(path: Path) -> bool:
    """Tell whether a YAML file says ``schema:`` at the start of a line."""
    if path.suffix.lower() not in YAML_SUFFIXES or not path.is_file():
        return False
    with path.open("rb") as file:
        return any(line.startswith(b"schema:") for line in file)
