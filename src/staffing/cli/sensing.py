"""``staffing sensitivity``: how far weights and counts may change before the plan does."""

import re

from staffing.cli.choosing import Changes, opened
from staffing.cli.output import Output
from staffing.cli.progress import Drawing
from staffing.models.run import document


def show_sensitivity(
    output: Output, scenario: str, changes: Changes, *, draws: int | None = None, drawn: str | None = None
) -> int:
    """Print the interval of each weight, the tightest near misses, and what becomes of the plan in random draws."""
    from staffing.report.terminal_sensitivity import sensitivity_lines
    from staffing.service import sensitivity

    asked = opened(scenario, changes, output.lang)
    with Drawing(output) as shown:
        answer = sensitivity(asked, draws=draws, drawn=_names(drawn), hear=shown.update, lang=output.lang)
    names = {station.id: station.name for station in asked.scenario.stations}
    output.answer(
        document(answer), lambda: sensitivity_lines(answer, names=names, lang=output.lang, width=output.width)
    )
    return 0


def _names(given: str | None) -> list[str]:
    """Return the names of a list.

    >>> _names("complaints, schools，markets"), _names(None)
    (['complaints', 'schools', 'markets'], [])
    """
    return [name.strip() for name in re.split("[,，]", given or "") if name.strip()]
