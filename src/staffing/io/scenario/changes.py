"""Changes of a scenario given one by one: a dotted path and a value as YAML writes it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Final

from staffing.errors import InputError, Issue
from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import merge
from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings
from staffing.io.scenario.settings import check_changed_keys

_VALUE: Final = "value"
_NAMES: Final = "weights"
"""A mapping whose keys are names, which may hold dots."""


def read_changes(settings: Mapping[str, str], file: str, findings: Findings) -> dict[str, Tree]:
    """Return the changes as the mapping that a variant holds; what a variant may not change is refused.

    >>> found = read_changes({"bounds.S001.min": "3"}, "", Findings())
    >>> found["bounds"]["S001"]["min"].value, found["bounds"]["S001"]["min"].where
    (3, 'bounds.S001.min')
    """
    changes: dict[str, Tree] = {}
    for path, words in settings.items():
        steps = _steps(path)
        first = steps[0]
        tree = _value(words, path, file, findings) if all(steps) else None
        if tree is None:
            findings.add(Issue("E_USAGE.setting", file, path, {"got": path}))
            continue
        tree = _placed(tree, path, steps[-1])
        for step in reversed(steps[1:]):
            tree = {step: tree}
        changes = merge(changes, {first: tree})
    check_changed_keys(changes, file, findings)
    return changes


def _steps(path: str) -> list[str]:
    """Return the keys of a dotted path.

    >>> _steps("bounds.S001.min"), _steps("classes.A.weights.no. of cases"), _steps("cap")
    (['bounds', 'S001', 'min'], ['classes', 'A', 'weights', 'no. of cases'], ['cap'])
    """
    head, dot, name = f".{path}".partition(f".{_NAMES}.")
    return [*head.split(".")[1:], _NAMES, name] if dot else path.split(".")


def _value(words: str, path: str, file: str, findings: Findings) -> Tree | None:
    """Return what the words say in YAML; None where they are more than one value."""
    try:
        tree = read_yaml(f"{_VALUE}: {words}\n".encode(), file, findings)
    except InputError as error:
        raise InputError([replace(issue, where=path) for issue in error.issues]) from None
    return tree[_VALUE] if len(tree) == 1 else None


@contextmanager
def named_by(settings: Mapping[str, str], file: str, origin: str) -> Iterator[None]:
    """Let faults of changed keys say that they were changed, not that they stand in the scenario's file."""
    try:
        yield
    except InputError as error:
        raise InputError(
            [
                replace(issue, file=origin)
                if issue.file == file and _is_about(issue.where, settings)
                else issue
                for issue in error.issues
            ],
            conflict=error.conflict,
            relaxations=error.relaxations,
        ) from None


def _is_about(where: str, settings: Mapping[str, str]) -> bool:
    """Tell whether a place is that of a changed key, of what holds it or of what it holds."""
    return any(f"{path}.".startswith(f"{where}.") or f"{where}.".startswith(f"{path}.") for path in settings)


def _placed(tree: Tree, path: str, title: str) -> Tree:
    """Return a value with the places that it has in the scenario."""
    if isinstance(tree, Cell):
        return tree._replace(title=title, where=path)
    if isinstance(tree, list):
        return [_placed(item, f"{path}[{number}]", title) for number, item in enumerate(tree)]
    return {key: _placed(item, f"{path}.{key}", key) for key, item in tree.items()}
