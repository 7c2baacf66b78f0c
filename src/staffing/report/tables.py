"""What terminal, html and workbook share: rows and sentences made from a Run, and nothing computed twice.

Rows live in :mod:`staffing.report.rows`, sentences in :mod:`staffing.report.sentences`.
"""

from staffing.report.figures import number_text
from staffing.report.rows import (
    Changes,
    LadderRow,
    PlanRow,
    Totals,
    changes,
    counts_heads,
    drivers_by_weight,
    frame,
    ladder_digits,
    ladder_rows,
    named_steps,
    plan_rows,
    ratio_after,
    ratio_before,
    scores,
    shared,
    totals,
)
from staffing.report.sentences import (
    aim_sentences,
    answer_sentence,
    facts,
    formulas,
    method_sentence,
    noun,
    rule_sentences,
    status_sentence,
    ties,
    weights_text,
)

__all__ = [
    "Changes",
    "LadderRow",
    "PlanRow",
    "Totals",
    "aim_sentences",
    "answer_sentence",
    "changes",
    "counts_heads",
    "drivers_by_weight",
    "facts",
    "formulas",
    "frame",
    "ladder_digits",
    "ladder_rows",
    "method_sentence",
    "named_steps",
    "noun",
    "number_text",
    "plan_rows",
    "ratio_after",
    "ratio_before",
    "rule_sentences",
    "scores",
    "shared",
    "status_sentence",
    "ties",
    "totals",
    "weights_text",
]
