"""``staffing tasks``: hours and points of the task ledger by its columns."""

import csv
from pathlib import Path

from staffing.cli.choosing import locate
from staffing.cli.output import Output
from staffing.models.base import plain
from staffing.models.run import document


def show_tasks(
    output: Output,
    *,
    scenario: str,
    by: str = "station",
    csv_file: Path | None = None,
    all_rows: bool = False,
) -> int:
    """Print the sums of the task ledger; with ``csv_file`` also write them, with all their digits."""
    from staffing.report.terminal_ledger import task_lines
    from staffing.service.ledger import task_sums

    columns = [word.strip() for word in by.split(",") if word.strip()]
    answer, exact = task_sums(locate(scenario), columns, lang=output.lang)
    if csv_file is not None:
        with csv_file.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*answer.by, "rows", "hours", "points"])
            for one in exact:
                writer.writerow(
                    [*(word or "" for word in one.key), one.rows, plain(one.hours), plain(one.points)]
                )
        output.say("p_wrote", path=csv_file)
    output.answer(
        document(answer), lambda: task_lines(answer, lang=output.lang, width=output.width, all_rows=all_rows)
    )
    return 0
