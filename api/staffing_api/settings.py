"""What an operator may set, from the environment or in code."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from staffing.errors import Issue, UsageError
from staffing.io.layout import FILE_BYTES
from staffing.messages import Lang
from staffing.solver.supervise import MEMORY_BYTES
from staffing_api.options import LONGEST_WAIT_S

_WHOLE = {
    "max_body_bytes": (1, 10**12),
    "wait_s": (0, LONGEST_WAIT_S),
    "jobs_running": (1, 100),
    "jobs_waiting": (0, 10_000),
    "memory_bytes": (1 << 29, 1 << 44),
}
"""Settings that are whole numbers, from and to."""
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one server."""

    scenarios: Path | None = None
    """Folder of the scenarios that requests may name; None: they may name none."""
    max_body_bytes: int = FILE_BYTES
    """Longest request body."""
    allowed_hosts: tuple[str, ...] = LOCAL_HOSTS
    """Names, without port, under which the server may be addressed; IPv6 addresses in brackets."""
    lang: Lang = "zh"
    """Language of answers to requests that ask for none."""
    wait_s: int = 5
    """Seconds after which a question that a solver is asked about becomes a job, unless it says another number."""
    jobs_running: int = 4
    """Jobs that run at the same time."""
    jobs_waiting: int = 32
    """Jobs that may wait for their turn; more are refused."""
    memory_bytes: int = MEMORY_BYTES
    """Address space of a solver's process."""


def settings_from_env(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives.

    ``STAFFING_SCENARIOS`` (folder), ``STAFFING_ALLOWED_HOSTS`` (apart by commas), ``STAFFING_LANG``, and the
    whole numbers ``STAFFING_MAX_BODY_BYTES``, ``STAFFING_WAIT_S``, ``STAFFING_JOBS_RUNNING``,
    ``STAFFING_JOBS_WAITING`` and ``STAFFING_MEMORY_BYTES``; what is absent or empty has its default.

    Raises
    ------
    UsageError
        A value is none that it can have.

    Examples
    --------
    >>> settings_from_env({"STAFFING_ALLOWED_HOSTS": "plan.example, 10.0.0.7"}).allowed_hosts
    ('plan.example', '10.0.0.7')
    """
    given = os.environ if environ is None else environ
    default = Settings()
    folder = given.get("STAFFING_SCENARIOS")
    hosts = tuple(host.strip() for host in given.get("STAFFING_ALLOWED_HOSTS", "").split(",") if host.strip())
    return Settings(
        scenarios=Path(folder) if folder else None,
        allowed_hosts=hosts or default.allowed_hosts,
        lang=_lang(given.get("STAFFING_LANG"), default.lang),
        **{field: _whole(given, f"STAFFING_{field.upper()}", *ends) for field, ends in _WHOLE.items()},
    )


def _whole(given: Mapping[str, str], name: str, low: int, high: int) -> int:
    got = given.get(name)
    if not got:
        default: int = getattr(Settings(), name.removeprefix("STAFFING_").lower())
        return default
    if not (got.isascii() and got.isdigit() and len(got) <= 15 and low <= int(got) <= high):
        raise _no_option(name, got, f"{low} … {high}")
    return int(got)


def _lang(got: str | None, default: Lang) -> Lang:
    if not got:
        return default
    for lang in get_args(Lang):
        if got == lang:
            return lang  # type: ignore[no-any-return]
    raise _no_option("STAFFING_LANG", got, ", ".join(get_args(Lang)))


def _no_option(name: str, got: str, known: str) -> UsageError:
    return UsageError([Issue("E_OPTION", values={"name": name, "got": got, "known": known})])
