"""Progress of long work on a terminal."""

import sys
from typing import Any

from staffing.cli.output import Output
from staffing.messages import text


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
