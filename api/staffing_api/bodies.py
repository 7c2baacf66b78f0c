"""The scenario that a request brings along: JSON, a workbook, or a workbook in a form."""

import re
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final, NamedTuple

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from staffing.errors import InputError, Issue
from staffing.io.files.yaml_file import read_json
from staffing.io.layout import FILE_BYTES, ROWS
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import load_bytes, load_mapping
from staffing_api.problems import refusal

JSON: Final = "application/json"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORM: Final = "multipart/form-data"
FIELD: Final = "file"
PLAN: Final = "plan"
"""Key of a JSON body: a plan made by hand, posts by station, or by station and category."""

_UNNAMED: Final = "workbook.xlsx"
_HALF_CHARACTER: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class Brought(NamedTuple):
    """A scenario, and the plan made by hand that came along with it."""

    loaded: Loaded
    plan: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """What arrived, not yet read: reading is work for another thread."""

    load: Callable[[], Brought]
    """Return what it holds, or raise InputError with every fault."""


def has_body(request: Request) -> bool:
    """Tell whether a body follows, without waiting for it."""
    headers = request.headers
    return headers.get("content-length", "0") != "0" or "transfer-encoding" in headers


async def receive_body(request: Request) -> Body:
    """Return the body of a request, by its content type.

    Raises
    ------
    InputError
        There is none, or it is of another type than those three.
    """
    if not has_body(request):
        raise refusal("E_USAGE.source")
    header = Message()
    header["content-type"] = request.headers.get("content-type", "")
    kind = header.get_content_type() if request.headers.get("content-type") else ""
    if kind == FORM:
        data, name = await receive_upload(request)
        return Body(lambda: Brought(load_bytes(data, name)))
    if kind not in (JSON, WORKBOOK):
        raise refusal("E_CONTENT_TYPE", got=kind or "-")
    data = await request.body()
    if kind == WORKBOOK:
        return Body(lambda: Brought(load_bytes(data, _UNNAMED)))
    return Body(lambda: _load_json(data))


def _load_json(data: bytes) -> Brought:
    body = read_json(data)
    if _HALF_CHARACTER.search(data):
        _refuse_half_characters(body)
    stations = body.get("stations")
    if isinstance(stations, list) and len(stations) > ROWS:
        values = {"name": "stations", "rows": len(stations), "limit": ROWS}
        raise InputError([Issue("E_TOO_MANY_ROWS", where="stations", values=values)])
    plan = body.pop(PLAN, None)
    if plan is not None and not isinstance(plan, dict):
        raise InputError(
            [Issue("E_TYPE.mapping", where=PLAN, values={"name": PLAN, "got": type(plan).__name__})]
        )
    return Brought(load_mapping(body), plan)


def _refuse_half_characters(value: Any) -> None:
    """Refuse text with half of a surrogate pair, which JSON can escape but UTF-8 cannot write."""
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_half_characters(key)
            _refuse_half_characters(inner)
    elif isinstance(value, list):
        for inner in value:
            _refuse_half_characters(inner)
    elif isinstance(value, str):
        half = next((mark for mark in value if "\ud800" <= mark <= "\udfff"), None)
        if half is not None:
            raise refusal("E_JSON", reason=f"\\u{ord(half):04x}")


class _InMemory(MultiPartParser):
    """Keeps what is uploaded in memory: nothing of an office touches the disk."""

    spool_max_size = FILE_BYTES + 1


async def receive_upload(request: Request) -> tuple[bytes, str]:
    """Return the uploaded file and its name.

    Raises
    ------
    InputError
        ``E_USAGE``: the form is malformed, or has not this one file.
    """
    parser = _InMemory(request.headers, _chunks(request), max_files=2, max_fields=8)
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise refusal("E_USAGE.request", detail=error.message) from None
    except (KeyError, ValueError, LookupError):
        raise refusal("E_USAGE.request", detail=FORM) from None
    try:
        fields = form.multi_items()
        names = ", ".join(name[:40] for name, _ in fields) or "-"
        upload = fields[0][1] if len(fields) == 1 and fields[0][0] == FIELD else None
        if not isinstance(upload, UploadFile):
            raise refusal("E_USAGE.upload", got=names)
        return await upload.read(), upload.filename or _UNNAMED
    finally:
        await form.close()


async def _chunks(request: Request) -> AsyncGenerator[bytes, None]:
    async for chunk in request.stream():
        yield chunk
