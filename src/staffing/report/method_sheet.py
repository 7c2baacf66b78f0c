"""The sheet that says how the figures were made and what they are worth."""

from collections.abc import Iterator

from staffing.messages import Lang, place_text, text
from staffing.models.base import Method
from staffing.models.run import Run
from staffing.report import notes, proof, tables
from staffing.report.figures import width
from staffing.report.sheets import Sheet

WIDTHS = (26, 78)


def write_method(sheet: Sheet, run: Run, lang: Lang) -> None:
    """Write method, certificate, warnings and conflict as pairs of item and content."""
    sheet.put(0, 0, run.name, "title", sized=False)
    sheet.head(2, [text("r_item", lang), text("r_content", lang)], left=(0, 1))
    before = ""
    for row, (item, content) in enumerate(_lines(run, lang), start=3):
        sheet.put(row, 0, "" if item == before else item, "label")
        sheet.put(row, 1, content, "wrap")
        # Set by hand: not every program fits the height of a row to wrapped text.
        sheet.sheet.set_row(row, 15 * max(1, -(-width(content) // (WIDTHS[1] - 4))))
        before = item
    sheet.finish(header=2, freeze=(3, 0))
    for column, letters in enumerate(WIDTHS):
        sheet.sheet.set_column(column, column, letters)


def _lines(run: Run, lang: Lang) -> Iterator[tuple[str, str]]:
    yield from _worth(run, lang)
    for key, sentences in (
        (
            "method",
            [
                tables.method_sentence(run, lang),
                *tables.rule_sentences(run, lang),
                *tables.aim_sentences(run, lang),
            ],
        ),
        ("rules", _rules(run, lang)),
        ("r_formulas", tables.formulas(run, lang)),
        ("r_cert_ties", _ties(run, lang)),
        ("warning", _warnings(run, lang)),
        ("r_data", _data_notes(run, lang)),
        ("r_section_conflict", [notes.placed(rule, lang) for rule in run.conflict or ()]),
        ("r_section_relaxations", [change.text for change in run.relaxations or ()]),
    ):
        for sentence in sentences:
            yield text(key, lang), sentence
    yield text("r_cert_input", lang), run.input_sha256
    versions = ", ".join(f"{name} {value}" for name, value in sorted(run.provenance.items()))
    yield text("r_cert_versions", lang), versions
    yield text("r_command_label", lang), f"staffing report result.json --format xlsx --lang {lang}"


def _worth(run: Run, lang: Lang) -> Iterator[tuple[str, str]]:
    if run.illustrative:
        yield text("r_cert_note", lang), text("r_illustrative", lang)
    if run.note:
        yield text("r_cert_note", lang), run.note
    if run.date:
        yield text("r_cert_date", lang), run.date
    yield text("r_cert_status", lang), tables.status_sentence(run, lang)
    yield text("r_cert_verified", lang), text("r_yes" if run.verified else "r_no", lang)
    for row in proof.goal_rows(run.goals, lang):
        worth = row.label if row.value is None else f"{row.label} {row.value}"
        yield text("goals", lang), f"{row.number}. {worth}{text('r_semicolon', lang)}{row.proof}"
    for key, sentence in (
        ("proof", proof.proof_sentence(run, lang)),
        ("bound", proof.bound_sentence(run, lang)),
        ("backend", proof.backend_sentence(run, lang)),
        ("scale", proof.scale_sentence(run, lang)),
    ):
        if sentence:
            yield text(key, lang), sentence
    if run.objective is not None:
        exact = text("r_cert_exact_elsewhere", lang)
        yield proof.objective_label(run, lang), f"{tables.number_text(run.objective)} ({exact})"
    if run.unserved_index is not None:
        yield text("r_cert_unserved", lang), tables.number_text(run.unserved_index)


def _ties(run: Run, lang: Lang) -> list[str]:
    if proof.is_programme(run):
        return []
    key = "r_tie_rule_staff" if run.categories else "r_tie_rule"
    rule = [] if run.method is Method.HAMILTON else [text(key, lang)]
    return [*rule, *(tables.ties(run, lang) or [text("r_no_ties", lang)])]


def _rules(run: Run, lang: Lang) -> Iterator[str]:
    for rule in run.rules or ():
        yield f"{rule.text}  {notes.rule_place(rule.where, lang)}".rstrip()


def _warnings(run: Run, lang: Lang) -> Iterator[str]:
    for issue in notes.plan_warnings(run.warnings):
        place = " ".join(part for part in (issue.file, place_text(issue.where, lang)) if part)
        yield " ".join(
            part for part in (f"{issue.message} → {issue.remedy}", place, f"[{issue.code}]") if part
        )


def _data_notes(run: Run, lang: Lang) -> Iterator[str]:
    for group in notes.data_notes(run.warnings):
        for issue in group.issues:
            place = " ".join(part for part in (group.place, notes.spot(issue, lang)) if part)
            words = f"{issue.message} → {issue.remedy} [{issue.code}]"
            yield f"{place}{text('r_colon', lang)}{words}" if place else words
