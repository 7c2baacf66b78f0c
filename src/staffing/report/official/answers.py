"""Add and cut, robustness and comparison, from the answers beside a run."""

from collections.abc import Iterator

from staffing.messages import Lang, listing, text
from staffing.messages.numbers import apart, margin_text
from staffing.models.comparison import Comparison
from staffing.models.paper import Beside
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.models.what_if import Mode, Step, WhatIf
from staffing.report import tables
from staffing.report.comparison_chart import label_of
from staffing.report.figures import BLANK, count, decimals, headed, signed
from staffing.report.official.blocks import Block, Table, Text, side_by_side
from staffing.report.official.results import whole
from staffing.report.proof import outcome
from staffing.report.sensitivity_rows import near_miss_rows, tightest_sentence, weight_labels, weight_rows
from staffing.report.whatif_rows import step_margin

MOST_MISSES = 3
"""Near misses that the report names."""
MOST_STEPS = 5
"""Steps that are said one by one; of more the table alone stands."""
MOST_OPTIONS = 6
"""Options side by side in one table."""


def _names(run: Run) -> dict[str, str]:
    return {station.id: station.name for station in run.stations}


# -- add and cut ---------------------------------------------------------------------------------------------


def what_if(run: Run, beside: Beside, lang: Lang) -> Iterator[Block]:
    """Yield the answer to "add or cut N", or who would be next where nothing was asked."""
    if beside.what_if is not None:
        yield from _asked(run, beside.what_if, lang)
        return
    names, reading = _names(run), beside.reading
    if reading is None:
        return
    if reading.next_up:
        yield Text(
            text("o_up", lang, count=len(reading.next_up), stations=_queue(reading.next_up, names, lang))
        )
    if reading.next_down:
        yield Text(
            text(
                "o_down", lang, count=len(reading.next_down), stations=_queue(reading.next_down, names, lang)
            )
        )


def _queue(ids: tuple[str, ...], names: dict[str, str], lang: Lang) -> str:
    return listing([names[s] for s in ids], lang)


def _asked(run: Run, answer: WhatIf, lang: Lang) -> Iterator[Block]:
    names = _names(run)
    held = {category.id: category.name for category in run.categories or ()}
    direction = text("o_add" if answer.delta > 0 else "o_cut", lang)
    before, after = answer.before or {}, answer.after or {}
    changes = [(s, after[s] - before[s]) for s in after if after[s] != before[s]]
    called = [
        text(
            "o_what_if_changed",
            lang,
            direction=text("o_add" if n > 0 else "o_cut", lang),
            name=names[s],
            posts=abs(n),
        )
        for s, n in changes
    ]
    yield Text(
        text(
            "o_what_if",
            lang,
            who=held[answer.category] if answer.category else _everybody(answer, lang),
            direction=direction,
            n=abs(answer.delta),
            mode=text(
                f"o_what_if_mode_{answer.mode}", lang, total=answer.cap_after, transfers=answer.max_transfers
            ),
            changes=listing(called, lang)
            if called
            else text("o_no_posts_moved", lang, noun=tables.noun(run, lang)),
        )
    )
    status = outcome(answer.status, lang)
    if answer.status is Status.OPTIMAL and not answer.verified:
        status = text("status_FEASIBLE", lang)
    planned = answer.mode is Mode.REAPPORTION
    yield Text(
        text(
            "o_what_if_status",
            lang,
            status=status,
            base=text("o_what_if_planned" if planned else "o_what_if_in_post", lang),
            before=answer.cap_before,
            after=answer.cap_after,
            cap=run.cap,
        )
    )
    if not planned and answer.cap_after > run.cap:
        yield Text(text("o_what_if_over", lang, over=answer.cap_after - run.cap))
    if answer.conflict:
        yield Text(text("o_conflict", lang, count=len(answer.conflict)))
        yield from (Text(f"{k}. {rule.text}") for k, rule in enumerate(answer.conflict, start=1))
    steps = answer.steps or ()
    if len({step.reason for step in steps}) == 1 < len(steps):
        yield Text(headed(steps[0].reason) + text("o_stop", lang))
    elif len(steps) <= MOST_STEPS:
        for step in steps:
            yield Text(f"{step.order}. {step.reason}{text('o_stop', lang)}")
    if steps:
        yield _steps_table(run, steps, names, lang)


def _everybody(answer: WhatIf, lang: Lang) -> str:
    return text("o_what_if_all" if answer.mode is Mode.REAPPORTION else "o_what_if_staff", lang)


def _steps_table(run: Run, steps: tuple[Step, ...], names: dict[str, str], lang: Lang) -> Table:
    head = [text(key, lang) for key in ("order", "station", "posts", "work_per_head", "runner_up", "margin")]
    head[1] = tables.noun(run, lang)
    rows = []
    for step in steps:
        runner = step.runner_up
        rows.append(
            (
                str(step.order),
                names[step.station],
                f"{step.posts_before}→{step.posts_after}",
                f"{decimals(step.burden_before)}→{decimals(step.burden_after)}",
                BLANK if runner is None else names[runner.station],
                step_margin(step),
            )
        )
    return Table(text("o_table_steps", lang), tuple(head), tuple(rows), left=(1, 4))


# -- robustness ----------------------------------------------------------------------------------------------


def stable(run: Run, beside: Beside, lang: Lang) -> Iterator[Block]:
    """Yield the margin at the cut line, the near misses, and which other readings change the plan."""
    yield from _cut_line(run, lang)
    reading = beside.reading
    if reading is None:
        if run.allocated is not None and run.goals is not None:
            yield Text(text("o_no_ladder", lang, count=len(run.goals)))
        return
    names = _names(run)
    if beside.sensitivity is not None:
        yield from _sensitive(run, beside.sensitivity, names, lang)
    for call in reading.close_calls if beside.sensitivity is None else ():
        share = BLANK if call.share is None else margin_text(call.share)
        key = "o_near_more" if call.change > 0 else "o_near_fewer"
        yield Text(
            text(
                key,
                lang,
                station=names[call.station],
                driver=call.driver,
                change=count(abs(call.change)),
                share=share,
            )
        )
    methods = [text(f"method_{name}", lang) for name in reading.other_methods]
    key = "o_other_methods" if methods else "o_other_methods_none"
    yield Text(text(key, lang, count=len(methods), methods=listing(methods, lang)))
    others = [text(f"normalisation_{name}", lang) for name in reading.other_normalisations]
    key = "o_other_normalisations" if others else "o_other_normalisations_none"
    yield Text(text(key, lang, count=len(others), names=listing(others, lang)))


def _sensitive(run: Run, answer: Sensitivity, names: dict[str, str], lang: Lang) -> Iterator[Block]:
    """Yield the tightest weight and counts in words, and the interval of every weight as a table."""
    rows = weight_rows(answer, names, lang)
    if rows:
        yield Text(tightest_sentence(run, rows, lang))
    yield from (Text(row.said) for row in near_miss_rows(answer, names, lang, MOST_MISSES))
    if not rows:
        return
    body = tuple((row.driver, row.weight, row.low, row.high, row.below, row.above) for row in rows)
    yield Table(text("o_table_weights", lang), weight_labels(run, lang), body, left=(0, 4, 5))


def _cut_line(run: Run, lang: Lang) -> Iterator[Block]:
    rows = tables.ladder_rows(run)
    last = next((row for row in reversed(rows) if row.given), None)
    coming = next((row for row in rows if not row.given), None)
    if last is None or coming is None or not last.priority or coming.priority is None or run.classes:
        return  # of classes it is their turn that decides
    own, other = apart(last.priority, coming.priority)
    yield Text(
        text(
            "o_cut_line",
            lang,
            last=last.order,
            giver=last.name,
            own=own,
            coming=coming.order,
            taker=coming.name,
            other=other,
            margin=margin_text((last.priority - coming.priority) / last.priority),
        )
    )


# -- comparison ----------------------------------------------------------------------------------------------


def comparison(run: Run, beside: Beside, lang: Lang) -> Iterator[Block]:
    """Yield the options side by side, the first being the base."""
    found = beside.comparison
    if found is None or len(found.scenarios) < 2:
        return
    differ = sum(row.differs for row in found.stations)
    noun = tables.noun(run, lang)
    yield Text(
        text(
            "o_compare",
            lang,
            count=len(found.scenarios),
            differ=differ,
            same=len(found.stations) - differ,
            noun=noun,
        )
    )
    for variant in found.scenarios[1:]:
        if variant.allocation is None:
            yield Text(
                text("o_compare_refused", lang, name=variant.name, status=outcome(variant.status, lang))
            )
        else:
            yield Text(
                text(
                    "o_compare_one",
                    lang,
                    name=variant.name,
                    cap=variant.cap,
                    changed=variant.changed,
                    noun=noun,
                )
            )
    yield from comparison_tables(found, noun, lang)


def comparison_tables(found: Comparison, noun: str, lang: Lang) -> Iterator[Block]:
    """Yield the posts of every station under each option."""
    head = [noun, *(label_of(variant.name, lang) for variant in found.scenarios)]
    rows = [
        [row.name, *(_beside_base(row.allocations, k, lang) for k in range(len(row.allocations)))]
        for row in found.stations
    ]
    sums = [sum(v.allocation.values()) if v.allocation else None for v in found.scenarios]
    foot = [text("total", lang), *(whole(n) for n in sums)]
    yield from side_by_side(text("o_table_compare", lang), head, rows, foot, most=MOST_OPTIONS)


def _beside_base(allocations: tuple[int | None, ...], k: int, lang: Lang) -> str:
    base, posts = allocations[0], allocations[k]
    if k == 0 or base is None or posts is None or posts == base:
        return whole(posts)
    return text("o_beside", lang, posts=whole(posts), change=signed(posts - base))
