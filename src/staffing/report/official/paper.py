"""Run -> the report 测算报告, block by block: the same sections and figures in both languages."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from staffing.messages import Lang, listing, text
from staffing.messages.spans import period_text
from staffing.models.base import plain
from staffing.models.paper import Beside
from staffing.models.run import CategoryResult, DriverResult, Run
from staffing.models.workload import LEDGER
from staffing.report import notes, proof, tables
from staffing.report.classes import class_rows, class_titles
from staffing.report.figures import count, headed
from staffing.report.official import annexes, answers
from staffing.report.official.blocks import (
    Block,
    Document,
    Heading,
    Picture,
    Signature,
    Table,
    Text,
)
from staffing.report.official.fewest_moves import fewest_moves
from staffing.report.official.further import further, workload
from staffing.report.official.particulars import CROSS, given, printed_date
from staffing.report.official.results import ended, moves_table, plan_table, who_moves

_NOTHING = Beside()


def report_document(
    run: Run, lang: Lang, beside: Beside = _NOTHING, picture: bytes | None = None
) -> Document:
    """Return the report of a run; ``beside`` adds what the run alone does not hold."""
    title = text("o_report_title", lang, name=run.name)
    blocks: list[Block] = []
    number = 0
    for key, section in (
        ("basis", _basis(run, lang)),
        ("data", _data(run, lang)),
        ("method", _method(run, lang)),
        ("result", _result(run, lang, picture)),
        ("what_if", answers.what_if(run, beside, lang)),
        ("stable", answers.stable(run, beside, lang)),
        ("compare", chain(*_options(run, beside, lang))),
        ("check", _check(run, lang)),
    ):
        content = list(section)
        if content:
            blocks += [Heading(1, numbered(1, number, text(f"o_section_{key}", lang), lang)), *content]
            number += 1
    attached = annexes.annexes(run, lang)
    blocks += [annexes.listed(attached, lang), Signature(given(run, "issuer"), printed_date(run.date, lang))]
    for annex in attached:
        blocks += annex.blocks
    return Document(
        title, text("o_report_tail", lang), given(run, "document_number"), _with_numbers(blocks, lang)
    )


def _options(run: Run, beside: Beside, lang: Lang) -> Iterator[Iterator[Block]]:
    yield answers.comparison(run, beside, lang)
    yield fewest_moves(run, beside, lang)
    yield further(run, lang)


def numbered(level: int, position: int, words: str, lang: Lang) -> str:
    """Return a heading with its number: ``一、``, ``（一）``."""
    number = text("o_numbers", lang).split()[position]
    return text(f"o_number_{level}", lang, number=number, words=words)


def _sub(position: int, key: str, lang: Lang) -> Heading:
    return Heading(2, numbered(2, position, text(key, lang), lang))


def _with_numbers(blocks: list[Block], lang: Lang) -> tuple[Block, ...]:
    """Number the tables in the order they stand; references are written with the same order in mind."""
    done: list[Block] = []
    seen = 0
    for block in blocks:
        if isinstance(block, Table):
            seen += not block.continued
            key = "o_table_continued" if block.continued else "o_table"
            done.append(replace(block, caption=text(key, lang, number=seen, title=block.caption)))
        else:
            done.append(block)
    return tuple(done)


# -- basis, data, method -------------------------------------------------------------------------------------


def _basis(run: Run, lang: Lang) -> Iterator[Block]:
    said = text("o_basis_cap", lang, cap=run.cap, number=given(run, "document_number"))
    if run.categories:
        said = _joined([said, _split(run, run.categories, lang)], lang)
    yield Text(said)
    whole = sum((Decimal(repr(driver.weight)) for driver in run.drivers), Decimal(0))
    shown = f"{plain(whole * 100)}%"
    if run.classes:
        yield Text(text("o_basis_class_weights", lang, weights=tables.weights_text(run, lang)))
        rows = tuple(tuple(row[:5]) for row in class_rows(run, lang))
        yield Table(text("class_title_short", lang), tuple(class_titles(lang)[:5]), rows)
    else:
        yield Text(text("o_basis_weights", lang, weights=tables.weights_text(run, lang), sum=shown))
    if run.note:
        yield Text(run.note)
    if run.illustrative:
        yield Text(text("o_illustrative", lang, count=len(run.stations), noun=tables.noun(run, lang)))


def _split(run: Run, categories: Sequence[CategoryResult], lang: Lang) -> str:
    """Return the caps of the categories; of a headcount below them, that it cannot be split."""
    held = [row for row in categories if row.cap]
    parts = [text("o_basis_category", lang, name=row.name, cap=row.cap) for row in held]
    total = sum(row.cap for row in held)
    if total <= run.cap:
        parts = [text("o_basis_category", lang, name=row.name, cap=row.cap) for row in categories]
        return text("o_basis_categories", lang, categories=listing(parts, lang))
    return text("o_basis_unsplit", lang, categories=listing(parts, lang), cap=run.cap, over=total - run.cap)


def _data(run: Run, lang: Lang) -> Iterator[Block]:
    yield _sub(0, "o_sub_period", lang)
    if not all(driver.period for driver in run.drivers):
        yield Text(text("o_period", lang, period=period_text(given(run, "counted_over"), lang)))
    totals = [
        text("o_counted_period", lang, name=d.name, total=count(d.total), period=period_text(d.period, lang))
        if d.period
        else text("o_counted_one", lang, name=d.name, total=count(d.total))
        for d in run.drivers
    ]
    yield Text(text("o_counted", lang, totals=listing(totals, lang)))
    yield Text(text("o_rule", lang, rule=given(run, "counting_rule")))
    yield _sub(1, "o_sub_check", lang)
    yield Text(
        text(
            "o_notes_count",
            lang,
            noun=tables.noun(run, lang),
            stations=len(run.stations),
            values=len(run.stations) * len(_counted(run)),
            notes=notes.count(notes.data_notes(run.warnings)),
        )
    )
    if run.work is not None:
        yield _sub(2, "r_sheet_work", lang)
        yield from workload(run, lang)


def _method(run: Run, lang: Lang) -> Iterator[Block]:
    yield Text(
        text(
            "o_method",
            lang,
            count=len(_counted(run)),
            normalisation=text(f"normalisation_{run.normalisation}", lang),
            method=text(f"method_{run.method}", lang),
            name=run.method.value,
        )
    )
    yield _sub(0, "o_sub_formulas", lang)
    for position, formula in enumerate(tables.formulas(run, lang), start=1):
        yield Text(f"{position}. {formula}{text('o_stop', lang)}")
    sentences = (*_rules(run, lang), *tables.aim_sentences(run, lang))
    if sentences:
        yield _sub(1, "o_sub_rules", lang)
    for sentence in sentences:
        yield Text(ended(sentence, lang))


def _counted(run: Run) -> list[DriverResult]:
    """Return the drivers that are counts in a table; the ledger is none."""
    return [driver for driver in run.drivers if driver.name != LEDGER]


def _rules(run: Run, lang: Lang) -> tuple[str, ...]:
    """Return how quotas become posts; of goals also how many they are."""
    if run.goals is None:
        return tables.rule_sentences(run, lang)
    goals = [row.label for row in proof.goal_rows(run.goals, lang)]
    return (text("o_goals", lang, count=len(goals), goals=listing(goals, lang)),)


# -- results, check ------------------------------------------------------------------------------------------


def _result(run: Run, lang: Lang, picture: bytes | None) -> Iterator[Block]:
    yield _sub(0, "o_sub_summary", lang)
    if run.allocated is None and run.conflict:
        yield from _conflict(run, lang)
        return
    yield Text(tables.answer_sentence(run, lang))
    for said in tables.facts(run, lang):
        yield Text(ended(headed(said), lang))
    moved = who_moves(run, lang)
    if moved:
        yield _sub(1, "o_sub_who", lang)
        for said in moved:
            yield Text(said)
    if run.allocated is None:
        return
    yield Text(text("o_place_detail", lang))
    yield plan_table(run, lang)
    moves = moves_table(run, lang)
    if moves is not None:
        yield moves
    if picture is not None:
        yield Picture(picture, tables.answer_sentence(run, lang))


def _conflict(run: Run, lang: Lang) -> Iterator[Block]:
    rules, changes = run.conflict or (), run.relaxations or ()
    yield Text(text("o_conflict", lang, count=len(rules)))
    for position, rule in enumerate(rules, start=1):
        yield Text(f"{position}. {notes.placed(rule, lang)}")
    if changes:
        yield Text(text("o_relaxations", lang, count=len(changes)))
    for position, change in enumerate(changes, start=1):
        yield Text(f"{position}. {change.text}")


def _check(run: Run, lang: Lang) -> Iterator[Block]:
    status, shown = tables.status_sentence(run, lang), proof.proof_sentence(run, lang)
    if shown:
        status = text("o_check_proven", lang, status=status, proof=shown)
    yield Text(text("o_check_status", lang, cap=run.cap, status=status))
    if run.allocated is not None:
        verified = text("r_verified" if run.verified else "r_not_verified", lang)
        yield Text(
            text(
                "o_check_verified", lang, placed=run.allocated, noun=tables.noun(run, lang), verified=verified
            )
        )
    value = proof.aim_value(run)
    if value is not None and value != run.objective:
        yield Text(text("o_check_aim", lang, value=tables.number_text(value)))
    if run.objective is not None:
        label, value = headed(proof.objective_label(run, lang)), tables.number_text(run.objective)
        yield Text(text("o_check_objective", lang, label=label, value=value))
    for row in proof.goal_rows(run.goals, lang):
        worth = "" if row.value is None else f" {row.value}"
        yield Text(ended(f"{row.number}. {row.label}{worth}{text('o_semicolon', lang)}{row.proof}", lang))
    for warning in notes.plan_warnings(run.warnings):
        yield Text(ended(warning.message, lang))
    # One after the other down to the signature: what certifies the plan is not torn, and no page has the signature
    # without text of the report.
    yield Text(text("o_check_input", lang, sha=run.input_sha256), plain=True, joined=True)
    made = run.provenance
    made_by = {"version": made.get("staffing", CROSS), "backend": made.get("backend", CROSS)}
    yield Text(text("o_check_made", lang, **made_by), joined=True)


def _joined(sentences: list[str], lang: Lang) -> str:
    return ("" if lang == "zh" else " ").join(sentences)
