"""House styles from YAML: the standard's settings, then those of the file."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from staffing.errors import InputError, Issue
from staffing.io.cells import Tree
from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings
from staffing.models.house_style import HouseStyle


def read_style(folder: Path, name: str | Path) -> HouseStyle:
    """Return the style of a name in ``folder``, or of a file; what it leaves out is as in the standard.

    Raises
    ------
    InputError
        ``E_STYLE``: a key is unknown, or a value does not fit; ``E_NO_FILE``: there is no such file.
    """
    shipped = {path.stem: path for path in sorted(folder.glob("*.yaml"))}
    path = shipped.get(str(name), Path(name))
    settings = _merged(_settings(shipped["standard"]), _settings(path))
    try:
        return HouseStyle.model_validate(settings, strict=False)
    except ValidationError as error:
        issues = [
            Issue("E_STYLE", file=path.name, values={"got": _where(fault["loc"]), "detail": fault["msg"]})
            for fault in error.errors()
        ]
        raise InputError(issues) from None


def _settings(path: Path) -> dict[str, Any]:
    findings = Findings()
    try:
        data = path.read_bytes()
    except OSError as error:
        values = {"got": str(path), "detail": error.strerror}
        raise InputError([Issue("E_STYLE", file=path.name, values=values)]) from None
    tree = read_yaml(data, path.name, findings)
    findings.check()
    plain = _plain(tree)
    return plain if isinstance(plain, dict) else {}


def _plain(tree: Tree) -> Any:
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return None if tree.blank else tree.value


def _merged(base: dict[str, Any], change: dict[str, Any]) -> dict[str, Any]:
    """Return the settings with changes; mappings merge."""
    merged = dict(base)
    for key, value in change.items():
        old = merged.get(key)
        merged[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged


def _where(steps: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in steps)
