"""Progress of long work on a terminal."""

import math
import sys
import time
from typing import Any, Final

from staffing.cli.output import Output
from staffing.messages import text
from staffing.models.progress import Progress as Figures

PATIENCE_S: Final = 1.0
"""Seconds that people wait without being told of progress."""


class Progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> "Progress":
        if sys.stderr.isatty():
            from rich import progress
            from rich.console import Console

            self._bar = progress.Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, done: Any, count: int, total: int) -> None:
        """Show one more job done."""
        if self._bar is None:
            return
        status = text(f"status_{done.status}", self._output.lang)
        line = text("b_done", self._output.lang, done=count, total=total, name=done.job.name, status=status)
        kept = text("b_kept", self._output.lang) if done.kept else ""
        self._bar.update(self._task, completed=count, total=total, description=line + kept)


class Drawing:
    """A bar on a terminal once draws take longer than a second; nothing elsewhere."""

    def __init__(self, output: Output) -> None:
        self._lang = output.lang
        self._bar: Any = None
        self._task: Any = None
        self._due = time.monotonic() + PATIENCE_S if sys.stderr.isatty() else math.inf

    def __enter__(self) -> "Drawing":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, made: int, draws: int) -> None:
        """Show how many draws of how many are made."""
        if self._bar is None:
            if time.monotonic() < self._due:
                return
            from rich import progress
            from rich.console import Console

            self._bar = progress.Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(text("s_draws_progress", self._lang), total=draws)
        self._bar.update(self._task, completed=made)


class Solving:
    """A line on a terminal that tells how far a solver has come; nothing elsewhere."""

    def __init__(self, output: Output, *, shown: bool) -> None:
        self._lang = output.lang
        self._shown = shown and sys.stderr.isatty()
        self._line: Any = None
        self._task: Any = None

    def __enter__(self) -> "Solving":
        if self._shown:
            from rich import progress
            from rich.console import Console

            columns = (progress.SpinnerColumn(), "{task.description}", progress.TimeElapsedColumn())
            self._line = progress.Progress(*columns, console=Console(stderr=True), transient=True)
            self._line.start()
            self._task = self._line.add_task(text("p_solving", self._lang), total=None)
        return self

    def __exit__(self, *_: object) -> None:
        if self._line is not None:
            self._line.stop()

    def update(self, figures: Figures) -> None:
        """Show the best plan so far, the bound and the gap between them."""
        if self._line is None:
            return
        best, bound = (_figure(figure) for figure in (figures.best, figures.bound))
        gap = "-" if figures.gap is None else f"{figures.gap:.2%}"
        line = text("p_solving_so_far", self._lang, best=best, bound=bound, gap=gap)
        self._line.update(self._task, description=line)


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.6g}"
