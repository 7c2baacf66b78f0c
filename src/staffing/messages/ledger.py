"""Words of the task ledger, and standards measured from ledgers; faults beside them."""

from typing import Final

LEDGER: Final[dict[str, tuple[str, str]]] = {}

LEDGER_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_TASKS_ZERO": (
        ("任务台账的{name}合计为0，无从分配", "补充台账，或把blend改为0"),
        (
            "the task ledger holds no {name}, so nothing can be split by it",
            "complete the ledger, or set blend to 0",
        ),
    ),
}
