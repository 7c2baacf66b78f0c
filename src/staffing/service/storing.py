"""Results on disk: written whole or not at all, sealed so that any changed character shows."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from staffing.errors import InputError, Issue
from staffing.models.run import Run

SEAL = "result_sha256"


def result_document(run: Run) -> dict[str, Any]:
    """Return the stored form of a run: its document without ``seconds``, sealed."""
    document = {key: value for key, value in run.document().items() if key != "seconds"}
    return {**document, SEAL: seal(document)}


def seal(document: dict[str, Any]) -> str:
    """Return the hash over all other fields of a result."""
    content = {key: value for key, value in document.items() if key != SEAL}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def write_result(run: Run, path: Path) -> Path:
    """Write ``result.json``; the same run gives the same bytes."""
    return write_text(path, result_text(result_document(run)))


def result_text(document: dict[str, Any]) -> str:
    """Return the one form in which a result is written."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def write_text(path: Path, content: str) -> Path:
    """Write a text file whole or not at all."""
    return write_bytes(path, content.encode())


def write_bytes(path: Path, content: bytes) -> Path:
    """Write a file whole or not at all, making its folder.

    Raises
    ------
    InputError
        ``E_WRITE``: the place cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError([Issue("E_WRITE", values={"path": path, "detail": error.strerror})]) from None
    return path


@dataclass(frozen=True, slots=True)
class Stored:
    """A result as it stands in its file."""

    run: Run
    document: dict[str, Any]
    sealed: bool
    """True: character for character as it was written."""


def read_result(path: Path, *, unsealed: bool = False) -> Stored:
    """Read a stored result.

    The seal covers what the text says; the text must also be the one form in which results are written, so that
    neither a second key of the same name nor a digit beyond a float's last can hide.

    Parameters
    ----------
    unsealed
        Also return a result that was changed after it was written.

    Raises
    ------
    InputError
        ``E_RESULT``: not a result of this program, or changed.
    """
    try:
        text = path.read_bytes().decode()
        document = json.loads(text)
    except OSError as error:
        raise _refused(path, error.strerror or "") from None
    except ValueError:
        raise _refused(path, "JSON") from None
    try:
        fields = {key: value for key, value in document.items() if key not in (SEAL, "seconds")}
        run = Run.model_validate_json(json.dumps(fields))
    except (ValueError, AttributeError) as error:
        raise _refused(path, _first_fault(error)) from None
    sealed = document.get(SEAL) == seal(document) and text == result_text(document)
    if not sealed and not unsealed:
        raise InputError([Issue("E_RESULT.seal", file=path.name)])
    return Stored(run, document, sealed)


def _refused(path: Path, detail: str) -> InputError:
    return InputError([Issue("E_RESULT", file=path.name, values={"detail": detail})])


def _first_fault(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return ".".join(str(part) for part in error.errors()[0]["loc"])
    return "JSON"
