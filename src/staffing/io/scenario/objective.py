"""What is to be done best: the setting 目标, a list or a text."""

from typing import Final

from staffing.errors import Issue
from staffing.io.cells import Cell, Tree, places
from staffing.io.files.tree import leaf
from staffing.io.findings import Findings
from staffing.io.layout import SETTINGS, choice_names
from staffing.io.values.words import LIST_MARKS, option, text
from staffing.models.base import MAIN_GOALS, Goal

_SETTING: Final = next(setting for setting in SETTINGS if setting.key == "objective")
_NAMES: Final = {words: goal for goal, words in choice_names(_SETTING, "zh").items()}


def read_objective(tree: Tree | None, file: str, findings: Findings) -> tuple[Goal, ...] | None:
    """Return the goals in order, ``order`` last whether or not it is said; None where nothing is set."""
    cells = _cells(tree, file, findings)
    chosen: dict[Goal, Cell] = {}
    main: Cell | None = None
    for cell in cells:
        word = option(cell, _SETTING.choices, findings, names=_NAMES)
        if word is None:
            continue
        goal = Goal(word)
        if goal in chosen:
            first = chosen[goal]
            findings.at("E_DUPLICATE", cell, where=places([first, cell]), first=first.where)
        elif goal in MAIN_GOALS and main is not None:
            findings.at("E_OPTION.main", cell, where=places([main, cell]), first=main.shown)
        elif Goal.ORDER in chosen:
            findings.at("E_OPTION.order", cell, where=places([chosen[Goal.ORDER], cell]))
        main = cell if goal in MAIN_GOALS and main is None else main
        chosen.setdefault(goal, cell)
    return tuple(dict.fromkeys((*chosen, Goal.ORDER))) if chosen else None


def _cells(tree: Tree | None, file: str, findings: Findings) -> list[Cell]:
    """Return a cell for each goal that is named."""
    if isinstance(tree, list):
        if not tree:
            findings.add(Issue("E_MISSING", file, _SETTING.key, {"name": _SETTING.key, "got": ""}))
        named = [leaf(item, f"{_SETTING.key}[{number}]", file, findings) for number, item in enumerate(tree)]
        return [cell._replace(title=_SETTING.key) for cell in named if cell is not None]
    cell = leaf(tree, _SETTING.key, file, findings)
    if cell is None or cell.blank:
        return []
    words = text(cell, findings, noted=False)
    return [cell._replace(value=word) for word in LIST_MARKS.split(words) if word] if words else []
