"""Write a mapping into ``scenario.yaml``: comments kept, nothing else changed, whole or not at all."""

import codecs
import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from staffing.errors import InputError, Issue, UsageError
from staffing.io.cells import Cell, Tree
from staffing.io.files.yaml_file import read_yaml
from staffing.io.findings import Findings

_WIDTH: Final = 110
_REPLACED: Final = ("weights",)
"""Keys that are given whole: the weights of all drivers must fit together."""


def read_mapping(path: Path) -> dict[str, Tree]:
    """Return what a scenario file holds; nothing where there is none yet."""
    return read_yaml(path.read_bytes(), path.name, Findings()) if path.is_file() else {}


def with_additions(path: Path, additions: Mapping[str, Any]) -> str:
    """Return the text of the scenario file with these keys: mappings and lists grow, ``weights`` is replaced.

    Raises
    ------
    InputError
        The file says something that would change.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    old = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    tree = yaml.load(old) if old else {}
    for key, value in additions.items():
        if isinstance(value, dict) and key in tree and key not in _REPLACED:
            tree[key].update(value)
        elif isinstance(value, list) and key in tree:
            tree[key].extend(value)
        else:
            tree[key] = value
    text = io.StringIO()
    yaml.dump(tree, text)
    if old:
        _check_kept(read_mapping(path), read_yaml(text.getvalue().encode(), path.name, Findings()), path.name)
    return _as_before(text.getvalue(), path.read_bytes() if old else b"")


def _as_before(text: str, before: bytes) -> str:
    """Return the text with the byte order mark and the line ends of the file there is."""
    if b"\r\n" in before:
        text = text.replace("\n", "\r\n")
    return "\ufeff" + text if before.startswith(codecs.BOM_UTF8) else text


def _check_kept(old: dict[str, Tree], new: dict[str, Tree], file: str) -> None:
    """Refuse a text that says of anything but the mapping something else than before."""
    for key, value in old.items():
        if key not in _REPLACED and not _holds(new.get(key), value):
            raise InputError([Issue("E_MAP.other", file, key, {"name": key, "file": file})])


def _holds(new: Tree | None, old: Tree) -> bool:
    """Tell whether all that ``old`` says stands in ``new`` too."""
    if isinstance(old, dict):
        return isinstance(new, dict) and all(_holds(new.get(key), value) for key, value in old.items())
    if isinstance(old, list):
        return isinstance(new, list) and len(new) >= len(old) and all(map(_holds, new, old))
    return isinstance(new, Cell) and new.value == old.value and type(new.value) is type(old.value)


def write_new(files: Mapping[Path, bytes], renewed: Path) -> None:
    """Write all files or none; only ``renewed`` may be there already.

    Raises
    ------
    UsageError
        ``E_OVERWRITE``: a file is there already.
    InputError
        ``E_WRITE``: the folder cannot be written.
    """
    written: list[Path] = []
    try:
        for path, content in files.items():
            handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                there = path == renewed and path.exists()
                Path(name).chmod(path.stat().st_mode & 0o777 if there else 0o644)
                if path == renewed:
                    # A link stays a link: what it leads to is renewed.
                    Path(name).replace(path.resolve())
                else:
                    os.link(name, path)  # unlike a rename it never takes the place of another file
                    written.append(path)
            finally:
                Path(name).unlink(missing_ok=True)
    except BaseException as error:  # an interrupt too
        for path in written:
            path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        if isinstance(error, FileExistsError):
            name = Path(str(error.filename2)).name
            raise UsageError([Issue("E_OVERWRITE", name, values={"name": name})]) from error
        values = {"path": renewed.name, "detail": error.strerror}
        raise InputError([Issue("E_WRITE", values=values)]) from error
