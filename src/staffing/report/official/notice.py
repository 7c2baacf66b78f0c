"""Run -> the public notice 公示: what an office may publish, and nothing else."""

from datetime import date
from typing import Final

from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang, text
from staffing.models.formal import Publicity
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.report import tables
from staffing.report.figures import signed
from staffing.report.official.blocks import Document, Signature, Table, Text
from staffing.report.official.particulars import given, printed_date
from staffing.report.official.results import whole
from staffing.report.official.workdays import period

DAYS: Final = 5
"""Working days of a notice where the office names no other number."""
SHOWN: Final = ("name", "in_post", "allocation", "change")
"""Fields of a station that a notice shows: a whitelist."""


def notice_document(run: Run, lang: Lang) -> Document:
    """Return the public notice of a plan.

    Raises
    ------
    InputError
        ``E_NOTICE``: publicity is not chosen or not open, there is no plan, or the calendar does not know the year.
    """
    refuse_locked(run)
    noun, stations = tables.noun(run, lang), len(run.stations)
    days = run.notice_days or DAYS
    first, last = _period(run, days, lang)
    contact = {key: given(run, f"contact_{key}") for key in ("office", "phone", "address")}
    return Document(
        text("o_notice_title", lang, name=run.name),
        text("o_notice_tail", lang),
        given(run, "document_number"),
        (
            Text(text("o_notice_period", lang, count=stations, noun=noun, first=first, last=last, days=days)),
            Text(text("o_notice_objection", lang, count=stations, noun=noun)),
            Text(text("o_notice_contact", lang, **contact)),
            *((Text(text("o_illustrative", lang, count=stations, noun=noun)),) if run.illustrative else ()),
            _table(run, noun, lang),
            Signature(given(run, "issuer"), printed_date(run.date, lang)),
        ),
    )


def refuse_locked(run: Run) -> None:
    """Refuse a notice that nobody has allowed, or that has nothing to show."""
    if run.publicity is None:
        raise InputError([Issue("E_NOTICE.locked")])
    if run.publicity is not Publicity.OPEN:
        raise InputError([Issue("E_NOTICE.closed", values={"got": run.publicity.value})])
    if run.allocated is None or not run.verified or run.status not in {Status.OPTIMAL, Status.FEASIBLE}:
        raise InputError([Issue("E_NOTICE.plan", values={"got": run.status.value})])


def notice_warnings(run: Run) -> tuple[Issue, ...]:
    """Return what is to be checked before a notice is put up: ``W_NOTICE_LATE``, a date after its last day."""
    if run.date is None or run.notice_from is None:
        return ()
    try:
        _, last = period(date.fromisoformat(run.notice_from), run.notice_days or DAYS)
    except UsageError:  # the calendar does not know the year: the notice itself is refused
        return ()
    if date.fromisoformat(run.date) <= last:
        return ()
    return (Issue("W_NOTICE_LATE", where="date", values={"got": run.date, "last": last.isoformat()}),)


def _period(run: Run, days: int, lang: Lang) -> tuple[str, str]:
    if run.notice_from is None:
        return printed_date(None, lang), printed_date(None, lang)
    first, last = period(date.fromisoformat(run.notice_from), days)
    return printed_date(first.isoformat(), lang), printed_date(last.isoformat(), lang)


def _table(run: Run, noun: str, lang: Lang) -> Table:
    head = (noun, text("o_notice_head", lang), text("o_notice_head_posts", lang), text("change", lang))
    rows = []
    for row in run.stations:
        name, in_post, allocation, change = (getattr(row, field) for field in SHOWN)
        rows.append((name, whole(in_post), whole(allocation), signed(change)))
    total = tables.totals(run)
    foot = (text("total", lang), whole(total.in_post), whole(total.allocation), signed(total.change))
    caption = text("o_notice_table", lang, count=len(run.stations), noun=noun)
    return Table(caption, head, tuple(rows), foot)
