"""What the reallocation programme adds to a plan on the terminal: categories, moves, proof, further plans."""

from collections.abc import Sequence

from rich.cells import cell_len

from staffing.messages import Lang, text
from staffing.models.run import Alternatives, Evaluation, Phased, Run, YearResult
from staffing.report.lines import Column, fitted, pad, wrap
from staffing.report.moving import move_rows
from staffing.report.notes import rule_place
from staffing.report.proof import (
    GoalRow,
    backend_sentence,
    bound_sentence,
    goal_rows,
    is_programme,
    proof_sentence,
    scale_sentence,
)
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

FEW_RULES = 8
"""Rules that are listed unless all are asked for."""
FEW_ROWS = 15
"""Moves, and numbers that differ, that are listed unless all are asked for."""


def programme_lines(run: Run, *, lang: Lang, width: int, all_rows: bool) -> list[str]:
    """Return categories, moves and proof, each block with a blank line after it; empty for a plan of the ladder."""
    if not is_programme(run):
        return []
    most = None if all_rows else FEW_ROWS
    rules = rule_lines(run, lang=lang, width=width, all_rows=all_rows)
    return _blocks(
        [_categories(run, lang, width), _moves(run, lang, width, most), rules, _proof(run, lang, width)]
    )


def further_lines(run: Run, *, lang: Lang, width: int, all_rows: bool) -> list[str]:
    """Return a plan made by hand, other good plans and the way in years, where the run has them."""
    most = None if all_rows else FEW_ROWS
    blocks = []
    if run.evaluation is not None:
        blocks.append(_evaluation(run, run.evaluation, lang, width, most))
    if run.alternatives is not None:
        blocks.append(_alternatives(run, run.alternatives, lang, width, most))
    if run.phased is not None:
        blocks.append(_phased(run, run.phased, lang, width, most))
    return _blocks(blocks)


def rule_lines(run: Run, *, lang: Lang, width: int, all_rows: bool) -> list[str]:
    """Return the rules that the plan was decided under, one a line; a count of those left out."""
    rules = run.rules or ()
    shown = rules if all_rows or len(rules) <= FEW_RULES + 1 else rules[:FEW_RULES]
    label = text("rules", lang)
    lines = []
    for number, rule in enumerate(shown):
        start = " " * cell_len(label) if number else label
        lines += wrap(start, f"- {rule.text}  {rule_place(rule.where, lang)}".rstrip(), width)
    left = len(rules) - len(shown)
    return [*lines, text("rules_more", lang, count=left)] if left else lines


def _blocks(blocks: Sequence[Sequence[str]]) -> list[str]:
    return [line for block in blocks if block for line in (*block, "")]


def _cut(rows: Sequence[list[str]], most: int | None, lang: Lang) -> tuple[Sequence[list[str]], list[str]]:
    """Return the rows to show, and the line on those left out; one alone is never left out."""
    if most is None or len(rows) <= most + 1:
        return rows, []
    return rows[:most], [text("t_rows_more", lang, count=len(rows) - most)]


def _categories(run: Run, lang: Lang, width: int) -> list[str]:
    if not run.categories:
        return []
    keys = ("cap", "in_post", "allocation", "joined", "left")
    columns = [Column(text("category", lang), right=False), *(Column(text(key, lang)) for key in keys)]
    rows = [
        [category.name, *("-" if n is None else str(n) for n in figures)]
        for category in run.categories
        for figures in [(category.cap, category.in_post, category.allocation, category.joined, category.left)]
    ]
    return fitted(columns, rows, width=width, spare=())


def _moves(run: Run, lang: Lang, width: int, most: int | None, year: YearResult | None = None) -> list[str]:
    """Return who moves: in the plan, or in one year."""
    found = move_rows(year or run, run, lang)
    if not found:
        return []
    columns = [Column(text(key, lang), right=False) for key in ("category", "giver", "taker")]
    rows = [[row.category, row.giver, row.taker, str(row.count)] for row in found]
    shown, more = _cut(rows, most, lang)
    spare = () if run.categories else (0,)
    return [*_without([*columns, Column(text("heads", lang))], shown, spare, width), *more]


def _without(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], gone: Sequence[int], width: int
) -> list[str]:
    """Return a table without some columns."""
    kept = [k for k in range(len(columns)) if k not in gone]
    return fitted([columns[k] for k in kept], [[row[k] for k in kept] for row in rows], width=width, spare=())


def _proof(run: Run, lang: Lang, width: int) -> list[str]:
    lines = _goals(goal_rows(run.goals, lang), lang, width)
    for key, sentence in (
        ("proof", proof_sentence(run, lang)),
        ("bound", bound_sentence(run, lang)),
        ("backend", backend_sentence(run, lang)),
        ("scale", scale_sentence(run, lang)),
    ):
        if sentence:
            lines += wrap(text(key, lang), sentence, width)
    return lines


def _goals(rows: Sequence[GoalRow], lang: Lang, width: int) -> list[str]:
    """Return one line a goal: its rank, its value, how it is shown."""
    if not rows:
        return []
    value = text("goal_value", lang)
    labels = max(cell_len(row.label) for row in rows)
    values = max(cell_len(value), *(len(row.value or "-") for row in rows))
    lines = [
        f"   {pad(text('goals', lang), labels)}  {pad(value, values, right=True)}  {text('proof', lang)}"
    ]
    for row in rows:
        start = f"{row.number}  {pad(row.label, labels)}  {pad(row.value or '-', values, right=True)}"
        lines += wrap(start, row.proof, width)
    return lines


def _numbers(run: Run, beside: Beside, lang: Lang, width: int, most: int | None) -> list[str]:
    """Return numbers of several plans side by side."""
    columns = [Column(text(key, lang), right=False) for key in ("station", "category")]
    columns += [Column(title) for title in beside.titles]
    cells = [[r.name, r.category, *("-" if n is None else str(n) for n in r.figures)] for r in beside.rows]
    shown, more = _cut(cells, most, lang)
    return [*_without(columns, shown, () if run.categories else (1,), width), *more] if shown else []


def _values(beside: Beside, lang: Lang, width: int) -> list[str]:
    """Return what the plans come to."""
    columns = [Column(text("goals", lang), right=False), *(Column(title) for title in beside.compared)]
    rows = [[label, *cells] for label, cells in beside.values]
    return ["", *fitted(columns, rows, width=width, spare=())] if rows else []


def _evaluation(run: Run, found: Evaluation, lang: Lang, width: int, most: int | None) -> list[str]:
    first, step = evaluation_facts(run, found, lang)
    label = text("evaluation", lang)
    under = " " * cell_len(label)
    lines = wrap(label, first, width)
    for rule in found.broken[: most or len(found.broken)]:
        lines += wrap(under, f"- {rule.text}  {rule_place(rule.where, lang)}".rstrip(), width)
    lines += wrap(under, step, width)
    beside = evaluation_beside(run, found, lang)
    return [*lines, *_numbers(run, beside, lang, width, most), *_values(beside, lang, width)]


def _alternatives(run: Run, found: Alternatives, lang: Lang, width: int, most: int | None) -> list[str]:
    lines = wrap(text("alternatives", lang), alternatives_facts(found, lang), width)
    if not found.plans:
        return lines
    beside = alternatives_beside(run, found, lang)
    return [*lines, *_numbers(run, beside, lang, width, most), *_values(beside, lang, width)]


def _phased(run: Run, found: Phased, lang: Lang, width: int, most: int | None) -> list[str]:
    lines = wrap(text("phased", lang), phased_facts(found, lang), width)
    lines += wrap(" " * cell_len(text("phased", lang)), text("phase_target", lang), width)
    under = " " * cell_len(text("phased", lang))
    for rule in found.conflict or ():
        lines += wrap(under, f"- {rule.text}  {rule_place(rule.where, lang)}".rstrip(), width)
    if not found.years:
        return lines
    columns = [Column(label, right=bool(k)) for k, label in enumerate(year_labels(lang))]
    cells = [[year.year, *map(str, year_figures(year))] for year in found.years]
    lines += fitted(columns, cells, width=width, spare=())
    for year in found.years if most is None else ():
        moved = _moves(run, lang, width, most, year)
        lines += ["", text("year_moves", lang, year=year.year), *moved] if moved else []
    track = _numbers(run, phased_beside(run, found, lang), lang, width, most)
    return [*lines, "", *track] if track else lines
