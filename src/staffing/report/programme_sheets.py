"""The sheets that the reallocation programme adds: categories, moves, further plans. Figures, no formulas."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from staffing.messages import Lang, text
from staffing.models.run import RuleDocument, Run
from staffing.report import tables
from staffing.report.figures import headed
from staffing.report.moving import MoveRow, move_rows, moves_facts
from staffing.report.notes import rule_place
from staffing.report.proof import is_programme
from staffing.report.sheets import Sheet
from staffing.report.worth import (
    Beside,
    alternatives_beside,
    alternatives_facts,
    evaluation_beside,
    evaluation_facts,
    phased_beside,
    phased_facts,
    year_figures,
    year_labels,
)


def programme_sheets(run: Run) -> tuple[str, ...]:
    """Return the names of the sheets that this run needs."""
    wanted = {
        "categories": is_programme(run) and bool(run.categories),
        "moves": is_programme(run) and run.transfers is not None,
        "evaluation": run.evaluation is not None,
        "alternatives": run.alternatives is not None,
        "phased": run.phased is not None,
    }
    return tuple(name for name, needed in wanted.items() if needed)


def write_programme(name: str, sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write one of :func:`programme_sheets`."""
    sheet.put(0, 0, run.name, "title", sized=False)
    header = _WRITERS[name](sheet, run, lang)
    # Under the heads of several tables none may stand over the pages of another.
    several = name in {"evaluation", "alternatives", "phased"}
    sheet.finish(header=None if several else header, freeze=(header + 1, 0))


def _categories(sheet: Sheet, run: Run, lang: Lang) -> int:
    keys = ("category", "cap", "in_post", "allocation", "joined", "left")
    sheet.head(2, [text(key, lang) for key in keys], left=(0,))
    rows = run.categories or ()
    for place, row in enumerate(rows, start=3):
        sheet.put(place, 0, row.name)
        figures = (row.cap, row.in_post, row.allocation, row.joined, row.left)
        for column, figure in enumerate(figures, start=1):
            sheet.put(place, column, figure, "posts" if column == 3 else "whole")
    return 2


def _moves(sheet: Sheet, run: Run, lang: Lang) -> int:
    said = text("r_comma", lang).join(moves_facts(run, lang))
    sheet.put(1, 0, headed(said) + text("r_stop", lang), "answer", sized=False)
    _move_table(sheet, 3, move_rows(run, run, lang), run, lang)
    return 3


def _move_table(sheet: Sheet, top: int, rows: Sequence[MoveRow], run: Run, lang: Lang) -> int:
    """Write who moves from ``top`` on; return the row after it."""
    ends = [word for key in ("giver", "taker") for word in (text(key, lang), text("id", lang))]
    labels = [*([text("category", lang)] if run.categories else []), *ends, text("heads", lang)]
    texts = range(len(labels) - 1)
    sheet.head(top, labels, left=texts)
    for place, row in enumerate(rows, start=top + 1):
        words = [row.category] if run.categories else []
        words += [row.giver, row.ids[0], row.taker, row.ids[1]]
        for column, word in enumerate(words):
            sheet.put(place, column, word, "text" if column < 2 else "after")
        sheet.put(place, len(words), row.count, "whole")
    return top + 1 + len(rows)


def _evaluation(sheet: Sheet, run: Run, lang: Lang) -> int:
    found = run.evaluation
    if found is None:
        return 0
    first, step = evaluation_facts(run, found, lang)
    row = _rules(sheet, _say(sheet, 1, [first], lang), found.broken, lang)
    header = _say(sheet, row, [step], lang) + 1
    beside = evaluation_beside(run, found, lang)
    row = _values(sheet, _numbers(sheet, header, beside, run, lang), beside, lang)
    moves = move_rows(found, run, lang)
    if moves:
        sheet.put(row + 1, 0, text("r_table_hand_moves", lang), "label", sized=False)
        _move_table(sheet, row + 2, moves, run, lang)
    return header


def _alternatives(sheet: Sheet, run: Run, lang: Lang) -> int:
    found = run.alternatives
    if found is None:
        return 0
    header = _say(sheet, 1, [alternatives_facts(found, lang)], lang) + 1
    if found.plans:
        beside = alternatives_beside(run, found, lang)
        _values(sheet, _numbers(sheet, header, beside, run, lang), beside, lang)
    return header


def _phased(sheet: Sheet, run: Run, lang: Lang) -> int:
    found = run.phased
    if found is None:
        return 0
    row = _say(sheet, 1, [phased_facts(found, lang), text("phase_target", lang)], lang)
    header = _rules(sheet, row, found.conflict or (), lang) + 1
    if not found.years:
        return header
    sheet.head(header, year_labels(lang), left=(0,))
    for place, year in enumerate(found.years, start=header + 1):
        sheet.put(place, 0, year.year)
        for column, figure in enumerate(year_figures(year), start=1):
            sheet.put(place, column, figure, "whole")
    top = header + len(found.years) + 2
    sheet.put(top, 0, headed(text("track", lang)), "label", sized=False)
    row = _numbers(sheet, top + 1, phased_beside(run, found, lang), run, lang)
    for year in found.years:
        moves = move_rows(year, run, lang)
        if moves:
            said = headed(text("year_moves", lang, year=year.year))
            sheet.put(row + 1, 0, said, "label", sized=False)
            row = _move_table(sheet, row + 2, moves, run, lang)
    return header


def _say(sheet: Sheet, row: int, sentences: Sequence[str], lang: Lang) -> int:
    """Write sentences, the first one of a sheet in bold; return the row after them."""
    for place, said in enumerate(sentences, start=row):
        style = "answer" if place == 1 else "text"
        sheet.put(place, 0, headed(said) + text("r_stop", lang), style, sized=False)
    return row + len(sentences)


def _rules(sheet: Sheet, row: int, rules: Sequence[RuleDocument], lang: Lang) -> int:
    for place, rule in enumerate(rules, start=row):
        words = f"{rule.text}  {rule_place(rule.where, lang)}".rstrip()
        sheet.put(place, 0, words, "mark", sized=False)
    return row + len(rules)


def _numbers(sheet: Sheet, top: int, beside: Beside, run: Run, lang: Lang) -> int:
    """Write the numbers in which plans differ; return the row after them."""
    labels = [text("id", lang), tables.noun(run, lang)]
    labels += [text("category", lang)] if run.categories else []
    sheet.head(top, [*labels, *beside.titles], left=range(len(labels)))
    for place, row in enumerate(beside.rows, start=top + 1):
        for column, word in enumerate([row.id, row.name, row.category][: len(labels)]):
            sheet.put(place, column, word)
        for column, figure in enumerate(row.figures, start=len(labels)):
            sheet.put(place, column, figure, "whole")
    return top + 1 + len(beside.rows)


def _values(sheet: Sheet, row: int, beside: Beside, lang: Lang) -> int:
    """Write what plans come to; return the row after it."""
    if not beside.values:
        return row
    sheet.head(row + 1, [text("goals", lang), *beside.compared], left=(0,))
    for place, (label, cells) in enumerate(beside.values, start=row + 2):
        sheet.put(place, 0, label)
        for column, figure in enumerate(cells, start=1):
            sheet.put(place, column, figure, "right")
    return row + 2 + len(beside.values)


_WRITERS: Final[Mapping[str, Callable[[Sheet, Run, Lang], int]]] = MappingProxyType(
    {
        "categories": _categories,
        "moves": _moves,
        "evaluation": _evaluation,
        "alternatives": _alternatives,
        "phased": _phased,
    }
)
