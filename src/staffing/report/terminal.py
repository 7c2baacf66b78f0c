"""A Run on the terminal: aligned at double-width characters, plain text, nothing computed."""

from collections.abc import Sequence

from rich.cells import cell_len

from staffing.messages import LANGUAGES, Lang, listing, place_text, text
from staffing.messages.numbers import apart, margin_text
from staffing.models.answers import Reading
from staffing.models.plan import Status
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument, Run
from staffing.report.classes import class_lines
from staffing.report.lines import two, wrap
from staffing.report.moving import moves_facts
from staffing.report.notes import count, data_notes, foremost, placed, plan_warnings
from staffing.report.proof import is_programme, outcome, proof_sentence
from staffing.report.sentences import status_sentence, weights_text
from staffing.report.terminal_plan import plan_table, spread
from staffing.report.terminal_programme import further_lines, programme_lines

FEW_NOTES = 3
"""Notes on the data that stand beside a plan; the others are counted."""


def run_lines(
    run: Run,
    reading: Reading | None,
    *,
    lang: Lang,
    width: int,
    files: Sequence[str] = (),
    all_rows: bool = False,
) -> list[str]:
    """Return what ``staffing run`` prints."""
    lines = [title(run, lang), *_status_lines(run, lang, width)]
    if any(row.allocation is None for row in run.stations):
        shown = proof_sentence(run, lang)
        lines += [
            *conflict_lines(run, lang, width),
            *(wrap(text("proof", lang), shown, width) if shown else []),
        ]
        further = further_lines(run, lang=lang, width=width, all_rows=all_rows)
        lines += ["", *further] if further else []
        return [*lines, *warning_lines(run.warnings, lang, width)]
    lines += ["", *plan_table(run, lang, width, all_rows=all_rows), ""]
    if run.classes:
        lines += [*class_lines(run, lang), ""]
    lines += programme_lines(run, lang=lang, width=width, all_rows=all_rows)
    lines += _reading_lines(run, reading, lang, width)
    further = further_lines(run, lang=lang, width=width, all_rows=all_rows)
    lines += ["", *further] if further and lines[-1] else further
    lines += warning_lines(run.warnings, lang, width)
    if run.note:
        lines += wrap(text("t_note", lang), run.note, width)
    return lines + _file_line(run, files, lang, width)


def title(run: Run, lang: Lang) -> str:
    """Return the name, marked where the figures are examples."""
    mark = text("illustrative", lang)
    if not run.illustrative or any(text("illustrative", known) in run.name for known in LANGUAGES):
        return run.name
    return f"{run.name}（{mark}）" if lang == "zh" else f"{run.name} ({mark})"


def _status_lines(run: Run, lang: Lang, width: int) -> list[str]:
    first = [status_sentence(run, lang)]
    if run.allocated is not None:
        first.append(text("t_headcount", lang, cap=run.cap, placed=run.allocated, free=run.free))
        first += _movement(run, lang)
    lows, highs = [row.minimum for row in run.stations], [row.maximum for row in run.stations]
    percents = "/".join(f"{driver.weight * 100:.6g}" for driver in run.drivers)
    if run.classes:
        percents = weights_text(run, lang)
    second = [
        text("t_method", lang, name=run.method, meaning=text(f"method_{run.method}", lang)),
        text(
            "t_normalisation",
            lang,
            name=run.normalisation,
            meaning=text(f"normalisation_{run.normalisation}", lang),
        ),
        text("t_weights", lang, weights=percents),
        text("t_bounds", lang, low=_span(lows, lang), high=_span(highs, lang)),
    ]
    before, after = spread(run.stations, "burden_in_post"), spread(run.stations, "burden")
    lines = [*wrap("", " | ".join(first), width), *wrap("", " | ".join(second), width)]
    if after is not None:
        key = "t_ratio_after" if before is None else "t_ratio"
        lines.append(text(key, lang, before=two(before), after=two(after)))
    return lines


def _movement(run: Run, lang: Lang) -> list[str]:
    changes = [row.change for row in run.stations if row.change is not None]
    gained, lost = sum(c for c in changes if c > 0), -sum(c for c in changes if c < 0)
    if len(changes) != len(run.stations):
        return []
    comma = "，" if lang == "zh" else ", "
    if run.categories:
        parts = [text("t_stay", lang, name=c.name, count=c.in_post) for c in run.categories if not c.moves]
        if is_programme(run):
            return [comma.join([*parts, *moves_facts(run, lang)])]
        moving = next((c for c in run.categories if c.moves), None)
        parts += [text("t_moved", lang, name=moving.name, count=min(gained, lost))] if moving else []
        return [comma.join(parts)]
    gain, lose = sum(c > 0 for c in changes), sum(c < 0 for c in changes)
    same = len(changes) - gain - lose
    said = text("t_changes", lang, gain=gain, gained=gained, lose=lose, lost=lost, same=same)
    return [said, comma.join(moves_facts(run, lang))] if is_programme(run) else [said]


def _span(limits: Sequence[int | None], lang: Lang) -> str:
    known = sorted({x for x in limits if x is not None})
    if not known:
        return text("no_limit", lang)
    shown = str(known[0]) if len(known) == 1 else f"{known[0]}-{known[-1]}"
    return shown if None not in limits else f"{shown}/{text('no_limit', lang)}"


def _reading_lines(run: Run, reading: Reading | None, lang: Lang, width: int) -> list[str]:
    names = {row.id: row.name for row in run.stations}
    lines: list[str] = []
    last = next((step for step in reversed(run.ladder) if step.given), None)
    coming = next((step for step in run.ladder if not step.given), None)
    if last and coming and last.priority and coming.priority is not None and not run.classes:
        margin = (last.priority - coming.priority) / last.priority
        own, second = apart(last.priority, coming.priority)
        sentence = text(
            "t_cut_line",
            lang,
            last=last.order,
            winner=names[last.station],
            a=last.posts_before,
            b=last.posts_after,
            own=own,
            next=coming.order,
            loser=names[coming.station],
            c=coming.posts_before,
            d=coming.posts_after,
            second=second,
            margin=margin_text(margin),
        )
        lines += wrap(text("t_cut", lang), sentence, width)
    if reading is None:
        return lines
    if is_programme(run):
        return wrap(text("t_readings", lang), _readings(reading, lang), width)
    if reading.close_calls and coming:
        calls = [
            text(
                "t_close_more" if call.change > 0 else "t_close_less",
                lang,
                name=names[call.station],
                driver=call.driver,
                change=f"{abs(call.change)}",
                share="-" if call.share is None else margin_text(call.share),
            )
            for call in reading.close_calls
        ]
        sentence = text("t_close", lang, calls=text("t_or", lang).join(calls), taker=names[coming.station])
        lines += wrap(" " * cell_len(text("t_cut", lang)), sentence, width)
    if reading.next_up or reading.next_down:
        up = listing([names[s] for s in reading.next_up], lang)
        down = listing([names[s] for s in reading.next_down], lang)
        lines += wrap(text("t_order", lang), text("t_order_line", lang, up=up, down=down), width)
    return lines + wrap(text("t_readings", lang), _readings(reading, lang), width)


def _readings(reading: Reading, lang: Lang) -> str:
    changes, commands = [], []
    for key, option, names in (
        ("method", "--methods", reading.other_methods),
        ("normalisation", "--normalisations", reading.other_normalisations),
    ):
        if names:
            changes.append(text(f"t_reading_{key}", lang, names=listing(list(names), lang)))
            commands.append(f"staffing compare {option}")
    if not changes:
        return text("t_readings_none", lang)
    return text("t_readings_line", lang, changes=text("t_or", lang).join(changes), commands=commands[0])


def _file_line(run: Run, files: Sequence[str], lang: Lang, width: int) -> list[str]:
    parts = ["  ".join(files)] if files else []
    parts.append(text("t_input", lang, sha=run.input_sha256[:8]))
    if run.seconds is not None:
        parts.append(text("t_seconds", lang, seconds=f"{run.seconds:.2f}"))
    return (
        wrap(text("t_files", lang), " | ".join(parts), width) if files else wrap("", " | ".join(parts), width)
    )


def conflict_lines(answer: Run, lang: Lang, width: int) -> list[str]:
    """Return the conflict and the relaxations of an answer without a plan."""
    if not answer.conflict:
        if answer.status is Status.INFEASIBLE:
            return []
        return wrap("", text("t_failed", lang, status=outcome(answer.status, lang)), width)
    return rules_lines(answer.conflict, answer.relaxations or (), lang, width)


def rules_lines(
    conflict: Sequence[RuleDocument], relaxations: Sequence[RelaxationDocument], lang: Lang, width: int
) -> list[str]:
    """Return rules that contradict each other, with their places, and what would help."""
    rules = [placed(rule, lang) for rule in conflict]
    shown = [*rules[:8], *(["..."] if len(rules) > 8 else [])]
    lines = wrap(text("t_conflict", lang), ("；" if lang == "zh" else "; ").join(shown), width)
    for relaxation in relaxations:
        lines += wrap(text("t_relaxation", lang), relaxation.text, width)
    return lines


def warning_lines(warnings: Sequence[IssueDocument], lang: Lang, width: int) -> list[str]:
    """Return the warnings beside an answer: all of the plan's own, the first few on the data, and a count."""
    groups = data_notes(warnings)
    total = count(groups)
    # A line that says "one more" is no shorter than the one.
    shown = foremost(groups, FEW_NOTES if total > FEW_NOTES + 1 else total)
    lines = []
    for issue in (*plan_warnings(warnings), *shown):
        place = " ".join(part for part in (issue.file, place_text(issue.where, lang)) if part)
        sentence = f"{issue.message} -> {issue.remedy} [{issue.code}]"
        lines += wrap(text(issue.severity, lang), f"{place} {sentence}".strip(), width)
    if total > len(shown):
        more = text("t_more_notes", lang, count=total - len(shown))
        lines += wrap(text("warning", lang), more, width)
    return lines
