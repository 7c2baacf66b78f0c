"""Where answers go, and what exit code they leave."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from staffing.messages import Lang, text

if TYPE_CHECKING:
    from staffing.models.comparison import Comparison

EXIT_CODES = {
    "OPTIMAL": 0,
    "VALID": 0,
    "INCOMPLETE": 0,
    "INFEASIBLE": 1,
    "INVALID": 2,
    "FEASIBLE": 3,
    "NO_SOLUTION": 3,
    "CANCELLED": 3,
    "UNVERIFIED": 4,
    "CRASHED": 4,
}
"""Exit code of each status (``docs/formats.md``)."""
INTERRUPTED = 130
"""Exit code after Ctrl-C."""
PLAIN_WIDTH = 100
"""Columns where standard output is no terminal."""


class Output:
    """Where answers go: lines for people, or one JSON document."""

    def __init__(self, *, lang: Lang, as_json: bool) -> None:
        self.lang = lang
        self.as_json = as_json

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return os.get_terminal_size().columns if sys.stdout.isatty() else PLAIN_WIDTH

    def answer(self, document: dict[str, Any], lines: Callable[[], Sequence[str]]) -> None:
        """Print the document, or the lines."""
        if self.as_json:
            click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        else:
            click.echo("\n".join(lines()))

    def say(self, key: str, **values: Any) -> None:
        """Print a message on standard error."""
        click.echo(text(key, self.lang, **values), err=True)


def language(lang: str | None) -> Lang:
    """Return the language asked for: the option, else ``STAFFING_LANG``, else Chinese; never the locale."""
    chosen = lang or os.environ.get("STAFFING_LANG") or "zh"
    return "en" if chosen == "en" else "zh"


def exit_code(comparison: "Comparison") -> int:
    """Return the highest exit code of the columns."""
    return max(EXIT_CODES[column.status] for column in comparison.scenarios)
