"""Back end for tests: small problems solved in the way that is meant for large ones. Runs in a child process."""

from typing import Any

from staffing.solver.reallocation.columns import columns_backend, search
from staffing.solver.reallocation.problem import Reallocation


def answer(problem: Reallocation, *arguments: Any) -> dict[str, Any]:
    few, search.FEW = search.FEW, 0
    try:
        return columns_backend.answer(problem, *arguments)
    finally:
        search.FEW = few


def prepare() -> None:
    columns_backend.prepare()
