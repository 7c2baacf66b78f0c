"""Quantified work as sentences: whether posts are enough, and each station's figure line by line."""

from collections.abc import Iterator
from math import isclose
from typing import Final

from staffing.messages import Lang, text
from staffing.models.run import Run, StationResult
from staffing.models.work import (
    ComponentResult,
    RequirementResult,
    StationWork,
    TimeResult,
    WorkResult,
    WorkSum,
)
from staffing.report.figures import count, decimals, percent
from staffing.report.rows import shared

YEAR: Final = 12
"""Months."""
LEAVES: Final = ("annual_leave", "sick_leave", "training", "other")


def verdict(balance: float, lang: Lang) -> str:
    """Return how many posts are over or short."""
    return text("w_spare" if balance >= 0 else "w_lacking", lang, count=decimals(abs(balance)))


def enough_sentences(work: WorkResult, lang: Lang) -> list[str]:
    """Return whether the headcount is enough, over all and class by class; nothing where no work is in hours."""
    if work.total is None:
        return []
    said = [("w_enough", work.total), *(("w_class", one) for one in work.classes)]
    sentences = [enough_sentence(key, one, lang) + _held(one, lang) for key, one in said]
    return [*sentences, text("w_beside_plan", lang)]


def enough_sentence(key: str, one: WorkSum, lang: Lang) -> str:
    """Return whether the posts of a class, or of all stations, are enough: ``w_class`` or ``w_enough``."""
    return text(
        key,
        lang,
        name=one.name or text("w_no_class", lang),
        stations=one.stations,
        required=decimals(one.required),
        quota=decimals(one.quota) if key == "w_class" else count(round(one.quota, 9)),
        verdict=verdict(one.balance, lang),
    )


def _held(one: WorkSum, lang: Lang) -> str:
    if one.in_post is None or one.ratio is None:
        return ""
    pressure = text(f"pressure_{one.pressure}", lang)
    return text("w_held", lang, in_post=one.in_post, ratio=decimals(one.ratio), pressure=pressure)


def blend_sentence(work: WorkResult, lang: Lang) -> str | None:
    """Return how much of the index is the ledger's; None: there is no ledger."""
    if work.blend is None:
        return None
    return text(
        "w_blend",
        lang,
        measure=text(f"measure_{work.measure}", lang),
        blend=percent(work.blend),
        rest=percent(round(1 - work.blend, 12)),
        first=work.first_month,
        last=work.last_month,
    )


def apart_rows(work: WorkResult) -> list[StationWork]:
    """Return the stations on which ledger and drivers disagree, most first."""
    rows = [row for row in work.stations if row.apart]
    return sorted(rows, key=lambda row: -abs(row.apart or 0))


def apart_sentence(run: Run, lang: Lang) -> str | None:
    """Return on which station ledger and drivers disagree most, and by how much; None: there is no ledger."""
    if run.work is None or run.work.measure is None:
        return None
    rows = apart_rows(run.work)
    if not rows:
        return text("w_apart_none", lang)
    names = {station.id: station.name for station in run.stations}
    return text(
        "w_apart_most",
        lang,
        name=names[rows[0].id],
        task=decimals(rows[0].task_quota),
        driver=decimals(rows[0].driver_quota),
        apart=decimals(abs(rows[0].apart or 0)),
        total=decimals(sum(abs(row.apart or 0) for row in rows)),
    )


def derivation(run: Run, station: StationResult, lang: Lang) -> list[str]:
    """Return how the figures of one station come about: a heading, then a line a step."""
    row = None if run.work is None else next(one for one in run.work.stations if one.id == station.id)
    lines = [text("w_d_head", lang, id=station.id, name=station.name, quota=decimals(station.quota))]
    lines += _index_lines(run, station, lang)
    if row is not None and row.requirement is not None and run.work is not None:
        lines += _requirement_lines(row.requirement, station.in_post, run.work, lang)
    return lines


def _index_lines(run: Run, station: StationResult, lang: Lang) -> Iterator[str]:
    for driver in run.drivers:
        value, part = station.values[driver.name], station.contributions.get(driver.name, 0.0)
        words = {"name": driver.name, "value": count(value), "part": f"{part:.4f}"}
        words["posts"] = decimals(part * shared(run))
        if driver.total and isclose(value / driver.total * driver.weight, part, rel_tol=1e-9, abs_tol=1e-12):
            weight = percent(driver.weight)
            yield text("w_d_driver", lang, **words, total=count(driver.total), weight=weight)
        else:
            yield text("w_d_driver_other", lang, **words)
    quota = decimals(station.quota)
    yield text("w_d_quota", lang, index=f"{station.index:.4f}", cap=shared(run), quota=quota)


def _requirement_lines(
    one: RequirementResult, in_post: int | None, work: WorkResult, lang: Lang
) -> Iterator[str]:
    available = decimals(one.available_hours, 1)
    yield _time_line(one.working_time, available, lang)
    if work.months and work.months != YEAR:
        yield text("w_d_annual", lang, months=work.months, factor=f"{YEAR / work.months:.4g}")
    for component in one.components:
        yield _component_line(component, available, lang)
    yield text("w_d_staff", lang, hours=decimals(one.hours, 1), staff=decimals(one.staff, 3))
    loaded = decimals(one.loaded, 3)
    shares = [allowance for allowance in one.allowances if allowance.share is not None]
    for allowance in shares:
        share = f"{allowance.share:.2%}"
        yield text("w_d_allowance_share", lang, name=allowance.name, share=share)
    if shares:
        yield text(
            "w_d_category",
            lang,
            share=decimals(one.category_share, 4),
            factor=decimals(one.category_factor, 4),
            staff=decimals(one.staff, 3),
            loaded=loaded,
        )
    for allowance in one.allowances:
        if allowance.share is None:
            yield text(
                "w_d_individual",
                lang,
                name=allowance.name,
                staff=count(allowance.staff),
                hours=decimals(allowance.hours, 1),
                available=available,
                posts=decimals(allowance.posts, 3),
            )
    name = text(f"rounding_{work.rounding}", lang)
    rounded = "" if one.posts is None else text("w_d_rounded", lang, rounding=name, posts=one.posts)
    yield text(
        "w_d_required",
        lang,
        loaded=loaded,
        individual=decimals(one.individual_factor, 3),
        required=decimals(one.required, 3),
        rounded=rounded,
    )
    if in_post is not None and one.ratio is not None:
        yield text(
            "w_d_verdict",
            lang,
            in_post=in_post,
            verdict=verdict(one.difference or 0, lang),
            ratio=decimals(one.ratio),
            pressure=text(f"pressure_{one.pressure}", lang),
        )


def _time_line(time: TimeResult, available: str, lang: Lang) -> str:
    leaves = [(name, getattr(time, name)) for name in LEAVES]
    leave = "".join(
        text("w_d_time_leave", lang, name=text(f"leave_{name}", lang), days=count(days))
        for name, days in leaves
        if days
    )
    decree = "" if time.decree is None else text("w_d_time_decree", lang, year=time.year, decree=time.decree)
    values = {
        "days": count(time.days),
        "leave": leave,
        "per_day": count(time.hours_per_day),
        "decree": decree,
    }
    return text("w_d_time", lang, available=available, **values)


def _component_line(one: ComponentResult, available: str, lang: Lang) -> str:
    values = {
        "activity": one.activity,
        "quantity": count(one.quantity) if one.quantity == int(one.quantity) else decimals(one.quantity, 2),
        "hours": decimals(one.hours, 1),
        "available": available,
        "staff": decimals(one.staff, 3),
    }
    if one.unit_hours is None or one.source is None:
        return text("w_d_component_ledger", lang, **values)
    return text("w_d_component", lang, **values, unit=count(one.unit_hours), source=standard_text(one, lang))


def standard_text(one: ComponentResult, lang: Lang) -> str:
    """Return where a standard comes from, and when it holds."""
    basis = "" if one.basis is None else text("w_d_standard_basis", lang, basis=one.basis)
    valid = "" if one.valid_from is None else text("w_d_standard_from", lang, day=one.valid_from)
    valid += "" if one.valid_to is None else text("w_d_standard_to", lang, day=one.valid_to)
    return text("w_d_standard", lang, source=text(f"source_{one.source}", lang), basis=basis, valid=valid)
