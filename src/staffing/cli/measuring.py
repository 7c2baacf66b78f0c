"""``staffing standards``: print the unit hours measured from a ledger, and write them where asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from staffing.cli.output import Output
from staffing.errors import Issue, UsageError
from staffing.models.measured import Range
from staffing.models.run import document

_ROLES: Final = ("activity", "start", "end", "case", "transition", "timestamp", "resource", "unit")


def measure(
    output: Output,
    ledger: Path,
    *,
    where: Sequence[str],
    bounds: str | None,
    out: Path | None,
    least: int | None,
    zone: str | None,
    **given: Any,
) -> int:
    """Measure, print, and write the proposals."""
    from staffing.report.terminal_measured import measured_lines
    from staffing.service.measuring import propose_standards, write_standards

    columns = {role: given[role] for role in _ROLES if given[role] is not None}
    asked: dict[str, Any] = {} if least is None else {"least": least}
    asked |= {} if zone is None else {"zone": zone}
    asked |= {} if bounds is None else {"bounds": Range(bounds)}
    answer = propose_standards(
        ledger,
        columns=columns,
        where=dict(map(_pair, where)),
        hours=given["hours"],
        workdays=given["workdays"],
        split=given["split"],
        lang=output.lang,
        **asked,
    )
    if out is not None:
        answer = write_standards(answer, out, lang=output.lang)
    output.answer(document(answer), lambda: measured_lines(answer, lang=output.lang, width=output.width))
    return 0


def _pair(words: str) -> tuple[str, str]:
    name, sign, value = words.partition("=")
    if not name or not sign:
        raise UsageError([Issue("E_USAGE", values={"detail": f"--where {words}: COL=VALUE"})])
    return name, value
