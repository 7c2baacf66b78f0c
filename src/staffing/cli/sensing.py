"""``staffing sensitivity``: how far weights and counts may change before the plan does."""

from staffing.cli.choosing import Changes, opened
from staffing.cli.output import Output
from staffing.models.run import document


def show_sensitivity(output: Output, scenario: str, changes: Changes) -> int:
    """Print the interval of each weight, and the tightest near misses."""
    from staffing.report.terminal_sensitivity import sensitivity_lines
    from staffing.service import sensitivity

    asked = opened(scenario, changes, output.lang)
    answer = sensitivity(asked, lang=output.lang)
    names = {station.id: station.name for station in asked.scenario.stations}
    output.answer(
        document(answer), lambda: sensitivity_lines(answer, names=names, lang=output.lang, width=output.width)
    )
    return 0
