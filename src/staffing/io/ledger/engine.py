"""DuckDB for ledgers larger than memory: nothing from the network, no file but those it is given."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from staffing.io.findings import Findings

MEMORY: Final = "600MB"
THREADS: Final = 2
CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "threads": THREADS,
    "memory_limit": MEMORY,
    "preserve_insertion_order": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
}
"""Settings of every connection over a ledger: nothing is fetched, and what is large goes to a folder."""

Execute = Callable[..., Any]


@contextmanager
def engine(fds: Sequence[int], file: str, findings: Findings) -> Iterator[Execute]:
    """Run queries over open files; what does not fit into memory goes to a folder that is gone afterwards.

    Raises
    ------
    InputError
        DuckDB refuses a file, or a sum does not fit.
    """
    import duckdb

    with tempfile.TemporaryDirectory(prefix="staffing-") as folder:
        connection = duckdb.connect(config={**CONFIG, "temp_directory": folder})
        try:
            paths = ", ".join(f"'{path_of(fd)}'" for fd in fds)
            # In a long query it would write to standard output, where answers go.
            connection.execute("SET enable_progress_bar = false")
            connection.execute(f"SET allowed_paths = [{paths}]")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection.execute
        except duckdb.InterruptException as error:
            raise KeyboardInterrupt from error
        except (duckdb.OutOfMemoryException, duckdb.OutOfRangeException) as error:
            findings.refuse("E_LEDGER.size", file, "", reason=_first_line(error))
        except duckdb.Error as error:
            findings.refuse("E_LEDGER", file, "", reason=_first_line(error))
        except RuntimeError as error:
            if "interrupted" in str(error):  # Ctrl-C, as release 2.0 tells it
                raise KeyboardInterrupt from error
            raise
        finally:
            connection.close()


def answer_once(query: str) -> list[tuple[Any, ...]] | str:
    """Return the answer of one small query over open files, or why DuckDB refuses it."""
    import duckdb

    with duckdb.connect(config=CONFIG) as connection:
        try:
            connection.execute("SET enable_progress_bar = false")
            return connection.execute(query).fetchall()
        except duckdb.InterruptException as error:
            raise KeyboardInterrupt from error
        except duckdb.Error as error:
            return _first_line(error)


def path_of(fd: int) -> str:
    """Return the path under which DuckDB finds an open file, whatever its name."""
    return f"/proc/self/fd/{fd}"


def _first_line(error: Exception) -> str:
    """Return what DuckDB says, without the values that it quotes further on."""
    return str(error).partition("\n")[0][:120]


def quoted(words: str) -> str:
    """Return a text as a constant of a query."""
    return "'" + words.replace("'", "''") + "'"


def named(title: str) -> str:
    """Return the name of a column as a query holds it."""
    return '"' + title.replace('"', '""') + '"'
