"""What an office fills in by hand: as it is printed, and what is still missing."""

from datetime import date
from typing import Final

from staffing.messages import Lang, text
from staffing.models.run import Run

CROSS: Final = "×"
"""Stands where something has not been filled in."""

REPORT_NEEDS: Final = ("document_number", "counting_rule", "counted_over", "issuer", "date")
NOTICE_NEEDS: Final = ("contact_office", "contact_phone", "contact_address", "notice_from", "issuer", "date")


def missing(run: Run, *, notice: bool = False) -> tuple[str, ...]:
    """Return the settings that a document prints as a cross."""
    needs = [name for name in (NOTICE_NEEDS if notice else REPORT_NEEDS) if getattr(run, name) is None]
    if all(driver.period for driver in run.drivers):
        needs = [name for name in needs if name != "counted_over"]
    return tuple(needs)


def given(run: Run, name: str) -> str:
    """Return what was filled in, or the cross."""
    value = getattr(run, name)
    return CROSS if value is None else str(value)


def printed_date(iso: str | None, lang: Lang) -> str:
    """Return a date as documents print it, in Arabic numerals.

    >>> printed_date("2026-03-09", "zh"), printed_date("2026-03-09", "en"), printed_date(None, "zh")
    ('2026年3月9日', '9 March 2026', '×年×月×日')
    """
    if iso is None:
        return text("o_date", lang, year=CROSS, month=CROSS, day=CROSS)
    day = date.fromisoformat(iso)
    month = str(day.month) if lang == "zh" else text("o_months", lang).split()[day.month - 1]
    return text("o_date", lang, year=day.year, month=month, day=day.day)


def setting_name(name: str, lang: Lang) -> str:
    """Return what a setting is called in the workbook, or its key."""
    from staffing.io.layout import SETTINGS

    return next(column.zh for column in SETTINGS if column.key == name) if lang == "zh" else name
