"""What an operator may set, from the environment or in code."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from staffing.errors import Issue, UsageError
from staffing.io.layout import FILE_BYTES
from staffing.messages import Lang

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


def settings_from_env(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings that the environment gives.

    ``STAFFING_SCENARIOS`` (folder), ``STAFFING_MAX_BODY_BYTES``, ``STAFFING_ALLOWED_HOSTS`` (apart by commas)
    and ``STAFFING_LANG``; what is absent or empty has its default.

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
        max_body_bytes=_bytes(given.get("STAFFING_MAX_BODY_BYTES"), default.max_body_bytes),
        allowed_hosts=hosts or default.allowed_hosts,
        lang=_lang(given.get("STAFFING_LANG"), default.lang),
    )


def _bytes(got: str | None, default: int) -> int:
    if not got:
        return default
    if not (got.isascii() and got.isdigit() and 0 < len(got) <= 12):
        raise _no_option("STAFFING_MAX_BODY_BYTES", got, "1 … 999999999999")
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
