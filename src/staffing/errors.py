"""Faults as values, and the few exceptions that carry them.

    StaffingError                 anything this package raises on purpose
      InputError                  the input is refused: carries every Issue found (exit code 2, HTTP 422)
      BackendError                a solver process failed
        BackendTimeoutError       it was killed at its limit
        BackendCancelledError     it was killed because nobody waits for it any more
        BackendDiedError          it ended, or could not go on
        BackendReplyError         it answered what cannot be read
      UsageError                  the caller asked for something that does not exist (exit code 2, HTTP 4xx)

Codes are the contract: ``E_*`` refuses, ``W_*`` warns and stands in the result. The words belong to
:mod:`staffing.messages`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from staffing.masking import mask, mask_place
from staffing.messages import Lang, fault_text, place_text

Severity = Literal["error", "warning"]

_COMPUTED = frozenset({"expected", "gap", "median", "printed", "sum"})
"""Blanks that hold figures of our own, never a quote."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of the input, with its exact place and its remedy.

    Parameters
    ----------
    key
        Name of the message in :mod:`staffing.messages`: the code, or the code with a variant after a
        dot (``E_HEADER.missing``).
    file
        Name of the file, without its folder; empty for a request body.
    where
        Place inside the file: ``sheet!cell``, ``line N``, or the dotted path of a key.
    values
        What the message's blanks are filled with. Never a person's name; numbers of persons are masked here.

    Examples
    --------
    >>> issue = Issue("E_NEGATIVE", file="a.xlsx", where="单位!D3", values={"name": "编制下限", "got": "-2"})
    >>> print(issue.line("en"))
    a.xlsx · 单位!D3 · 编制下限 must not be negative, got -2 → enter 0 or more [E_NEGATIVE]
    """

    key: str
    file: str = ""
    where: str = ""
    values: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def code(self) -> str:
        """The stable code, for programs and tests."""
        return self.key.partition(".")[0]

    @property
    def severity(self) -> Severity:
        """``error`` for ``E_*``, ``warning`` for ``W_*``."""
        return "error" if self.code.startswith("E_") else "warning"

    def message(self, lang: Lang) -> str:
        """What is wrong, and what was read."""
        return self._words(lang)[0]

    def remedy(self, lang: Lang) -> str:
        """What to do about it."""
        return self._words(lang)[1]

    def line(self, lang: Lang) -> str:
        """Return the one line of ``docs/formats.md``: file, place, fault, remedy, code."""
        place = " · ".join(part for part in (self.file, place_text(mask_place(self.where), lang)) if part)
        text = f"{self.message(lang)} → {self.remedy(lang)} [{self.code}]"
        return f"{place} · {text}" if place else text

    def document(self, lang: Lang) -> dict[str, str]:
        """Return the JSON shape of ``docs/formats.md``."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "where": mask_place(self.where),
            "message": self.message(lang),
            "remedy": self.remedy(lang),
        }

    def within(self, file: str) -> "Issue":
        """Return the same fault, placed in ``file`` unless it already names one."""
        return self if self.file else replace(self, file=file)

    def _words(self, lang: Lang) -> tuple[str, str]:
        return fault_text(self.key, lang, {name: _masked(name, value) for name, value in self.values.items()})


def _masked(name: str, value: Any) -> Any:
    """Hide personal numbers in whatever may have been quoted from the input."""
    if isinstance(value, list):
        return [_masked(name, item) for item in value]
    return mask(value) if isinstance(value, str) and name not in _COMPUTED else value


class StaffingError(Exception):
    """Base of every exception raised on purpose."""


class InputError(StaffingError):
    """The input is refused.

    Carries all faults found in one pass; for bounds that contradict each other also the conflict and the least
    relaxations.
    """

    def __init__(
        self,
        issues: Iterable[Issue],
        *,
        conflict: Iterable[dict[str, str]] = (),
        relaxations: Iterable[dict[str, str]] = (),
    ) -> None:
        self.issues = tuple(issues)
        self.conflict = tuple(conflict)
        self.relaxations = tuple(relaxations)
        super().__init__("; ".join(issue.line("en") for issue in self.issues))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole."""
        return _rebuild, (type(self), self.issues, self.conflict, self.relaxations)


def _rebuild(kind: type[InputError], issues: Any, conflict: Any, relaxations: Any) -> InputError:
    return kind(issues, conflict=conflict, relaxations=relaxations)


class UsageError(InputError):
    """The caller asked for something that is not there: an unknown scenario, variant, category or option."""


class BackendError(StaffingError):
    """A solver process died, was killed, or answered what cannot be read."""

    def __init__(self, words: str, *, best_so_far: list[int] | None = None) -> None:
        super().__init__(words)
        self.best_so_far = best_so_far
        """The plan that the process reported last, as plain data that nobody has checked."""


class BackendTimeoutError(BackendError):
    """The back end was killed at its limit."""


class BackendCancelledError(BackendError):
    """The back end was killed because its answer is wanted no longer."""


class BackendDiedError(BackendError):
    """The back end's process ended, or could not go on."""


class BackendReplyError(BackendError):
    """The back end answered what cannot be read."""
