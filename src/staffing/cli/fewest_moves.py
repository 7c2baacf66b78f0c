"""``staffing whatif --frontier``: how few moves reach how much of the gain."""

from typing import Any

from staffing.cli.choosing import AS_IT_STANDS, Changes, opened
from staffing.cli.output import EXIT_CODES, Output
from staffing.errors import Issue, UsageError
from staffing.models.run import document


def show_frontier(
    output: Output, scenario: str, *, changes: Changes = AS_IT_STANDS, mode: str, **question: Any
) -> int:
    """Print the best plan within each number of moves; a question of add or cut does not go with it."""
    from staffing.report.terminal_frontier import frontier_lines
    from staffing.service import frontier

    if mode != "reapportion" or any(value is not None for value in question.values()):
        raise UsageError([Issue("E_USAGE", values={"detail": "--frontier | --add N | --cut N | --delta=N"})])
    asked = opened(scenario, changes, output.lang)
    answer = frontier(asked, lang=output.lang)
    names = {station.id: station.name for station in asked.scenario.stations}
    output.answer(
        document(answer), lambda: frontier_lines(answer, names=names, lang=output.lang, width=output.width)
    )
    return EXIT_CODES[answer.status]
