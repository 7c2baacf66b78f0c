"""方案: the plan as a table, the reason for each post, the pictures, and what another method would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from staffing.messages.numbers import digits_apart, margin_text
from staffing.models.answers import Reading, Standing
from staffing.models.base import Method
from staffing.models.run import Run
from staffing.report import notes, proof, tables
from staffing.report.figures import count, decimals, percent, signed
from staffing.report.quota_chart import quota_kinds
from staffing.report.tables import PlanRow
from staffing.service import Opened, standing_of
from staffing_api.workbench.pictures import pictures_of
from staffing_api.workbench.screens import no_plan
from staffing_api.workbench.screens.by_hand import by_hand, proposed_posts
from staffing_api.workbench.state import State
from staffing_api.workbench.view import MovedError, View, planned_frame

BAR_PIXELS: Final = 112


@dataclass(frozen=True, slots=True)
class Block:
    """One part of a bar."""

    shade: int
    start: str
    width: str


@dataclass(frozen=True, slots=True)
class Line:
    """One driver in the explanation of a station."""

    driver: str
    count: str
    total: str
    weight: str
    posts: str
    place: str


async def show(view: View) -> Mapping[str, Any]:
    """Return the plan; the reason of one station if the state names it."""
    run = await view.run()
    found: dict[str, Any] = await planned_frame(view, run)
    if run.allocated is None:
        return await no_plan.show(view, run)
    proposed = proposed_posts(run)
    _refuse_unedited(view.state, proposed)
    hand = await by_hand(view, run)
    rows = tables.plan_rows(hand.run)
    kinds = quota_kinds(run, view.lang)
    longest = max((row.quota for row in rows), default=0.0)
    reading = await view.bench.reading(view.state, run)
    return {
        **found,
        "template": "plan.html",
        "answer": tables.answer_sentence(run, view.lang),
        "facts": tables.facts(run, view.lang),
        "rows": rows,
        "hand": hand,
        "proposed": proposed,
        "totals": tables.totals(hand.run),
        "bars": {row.id: _bar(row, kinds, longest) for row in rows},
        "shades": [(label, shade) for shade, (label, _) in enumerate(kinds)],
        "has_in_post": any(row.in_post is not None for row in rows),
        "categories": (run.categories or ()) if proof.is_programme(run) else (),
        "explained": await _explained(view, run),
        "pictures": pictures_of(
            view, run, "burden", "quota", "moves" if proof.is_programme(run) else "ladder"
        ),
        "method_said": tables.method_sentence(run, view.lang),
        "method_words": [*tables.rule_sentences(run, view.lang), *tables.aim_sentences(run, view.lang)],
        "formulas": tables.formulas(run, view.lang),
        "other_methods": _other_methods(view, run, reading),
        "warnings": notes.plan_warnings(run.warnings),
        "data_notes": notes.data_notes(run.warnings),
        "ties": tables.ties(run, view.lang),
    }


def _refuse_unedited(state: State, proposed: Mapping[str, str]) -> None:
    """See to it that the address names those posts alone that differ from the plan.

    Raises
    ------
    MovedError
        The address says more than that.
    """
    edited = state.with_(posts=tuple(pair for pair in state.posts if proposed.get(pair[0]) != pair[1]))
    if edited != state:
        raise MovedError(edited)


# -- contributions -------------------------------------------------------------------------------------------


def _bar(row: PlanRow, kinds: Sequence[tuple[str, tuple[str, ...]]], longest: float) -> Sequence[Block]:
    """Return the quota of a station as blocks, on the scale of the longest."""
    blocks, start = [], 0.0
    for shade, (_, drivers) in enumerate(kinds):
        width = sum(row.posts[driver] for driver in drivers) / longest * BAR_PIXELS if longest else 0.0
        blocks.append(Block(shade, f"{start:.1f}", f"{width:.1f}"))
        start += width
    return blocks


# -- the reason of one station -------------------------------------------------------------------------------


async def _explained(view: View, run: Run) -> dict[str, Any] | None:
    """Return why a station has its posts; None where no station is asked about."""
    station = next((row for row in run.stations if row.id == view.state.station), None)
    if station is None:
        return None
    opened, key = await view.bench.opened(view.state)
    row = next(row for row in tables.plan_rows(run) if row.id == station.id)
    lines = [
        Line(
            driver=driver.name,
            count=count(station.values[driver.name]),
            total=count(driver.total),
            weight=percent(driver.weight),
            posts=decimals(row.posts[driver.name]),
            place=_place(opened, f"counts.{driver.name}.{station.id}"),
        )
        for driver in run.drivers
    ]
    found = await view.bench.kept(
        "standing", (*key, station.id), lambda: (standing_of(opened, run, station.id),)
    )
    return {
        "row": row,
        "lines": lines,
        "sum": f"{decimals(row.index, 4)} × {count(tables.shared(run))} = {decimals(row.quota)}",
        "said": _standing_said(view, run, found[0]) if found[0] else [],
    }


def _place(opened: Opened, part: str) -> str:
    """Return where a figure stands, with its file."""
    if part not in opened.places:
        return ""
    return " · ".join(filter(None, (opened.files[part], opened.places[part])))


def _standing_said(view: View, run: Run, found: Standing) -> list[str]:
    """Return the station's place on the ladder in words."""
    waiting = next((step for step in run.ladder if not step.given), None)
    said = []
    if found.order is None and found.posts:
        said.append(view.say("p_why_minimum", posts=found.posts))
    elif found.order is not None:
        other = None if waiting is None else waiting.priority
        digits = digits_apart((found.priority, other))
        key = "p_why_last" if waiting is None or waiting.priority is None else "p_why_last_over"
        said.append(
            view.say(
                key,
                order=found.order,
                before=found.posts - 1,
                after=found.posts,
                priority=decimals(found.priority, digits),
                next=None if waiting is None else waiting.order,
                second=decimals(other, digits),
            )
        )
    if found.next_order is not None:
        said.append(
            view.say(
                "p_why_next",
                order=found.next_order,
                posts=found.posts + 1,
                priority=decimals(found.next_priority, 4),
            )
        )
    for call in found.close_calls:
        key = "p_why_gain" if call.change > 0 else "p_why_lose"
        said.append(
            view.say(key, driver=call.driver, change=count(abs(call.change)), share=_share(call.share))
        )
    return said


def _share(share: float | None) -> str:
    return "—" if share is None else margin_text(share)


# -- other methods -------------------------------------------------------------------------------------------


def _other_methods(view: View, run: Run, reading: Reading | None) -> list[dict[str, str]]:
    """Return every other method with its aim, and what it would change."""
    if reading is None:
        return []
    names = {row.id: row.name for row in run.stations}
    found = []
    for method in Method:
        if method is run.method:
            continue
        changes = reading.method_changes.get(method.value, {})
        listed = sorted(changes.items(), key=lambda item: (-item[1], item[0]))
        shown = [f"{names[station]}{signed(change)}" for station, change in listed[:8]]
        more = view.say("p_and_more", count=len(listed) - 8) if len(listed) > 8 else ""
        found.append(
            {
                "name": view.say(f"method_{method}"),
                "method": method.value,
                "aim": view.say(f"r_aim_{method}"),
                "changes": (view.say("p_list").join(shown) + more) if shown else view.say("p_method_same"),
                "url": view.state.url("plan", method=method.value, posts=()),
            }
        )
    return found
