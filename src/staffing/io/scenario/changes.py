"""Changes of a scenario given one by one: a dotted path and a value as YAML writes it."""

from collections.abc import Mapping
from typing import Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree
from staffing.io.files.tree import merge
from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings

_VALUE: Final = "value"
_NAMES: Final = frozenset({"weights"})
"""Mappings whose keys are names, which may hold dots."""


def read_changes(settings: Mapping[str, str], file: str, findings: Findings) -> dict[str, Tree]:
    """Return the changes as the mapping that a variant holds.

    >>> found = read_changes({"bounds.S001.min": "3"}, "", Findings())
    >>> found["bounds"]["S001"]["min"].value, found["bounds"]["S001"]["min"].where
    (3, 'bounds.S001.min')
    """
    changes: dict[str, Tree] = {}
    for path, words in settings.items():
        first, dot, rest = path.partition(".")
        steps = [first, *([rest] if first in _NAMES else rest.split("."))] if dot else [first]
        if not all(steps):
            findings.add(Issue("E_USAGE.setting", file, path, {"got": path}))
            continue
        tree = _placed(read_yaml(f"{_VALUE}: {words}\n".encode(), file, findings)[_VALUE], path, steps[-1])
        for step in reversed(steps[1:]):
            tree = {step: tree}
        changes = merge(changes, {first: tree})
    return changes


def _placed(tree: Tree, path: str, title: str) -> Tree:
    """Return a value with the places that it has in the scenario."""
    if isinstance(tree, Cell):
        return tree._replace(title=title, where=path)
    if isinstance(tree, list):
        return [_placed(item, f"{path}[{number}]", title) for number, item in enumerate(tree)]
    return {key: _placed(item, f"{path}.{key}", key) for key, item in tree.items()}
