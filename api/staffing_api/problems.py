"""Everything that is not an answer: one shape, ``application/problem+json`` (RFC 9457), with the issues.

The status follows from the code of the first issue, in one table.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from staffing.errors import InputError, Issue
from staffing.messages import LANGUAGES, Lang, text
from staffing.models.base import Frozen
from staffing.models.run import IssueDocument, RelaxationDocument, RuleDocument
from staffing_api.encoding import encode

MEDIA_TYPE: Final = "application/problem+json"

_STATUS: Final[Mapping[str, int]] = {
    "E_BOOK": 404,
    "E_BUSY": 503,
    "E_CONTENT_TYPE": 415,
    "E_HOST": 403,
    "E_HTTP_METHOD": 405,
    "E_INTERNAL": 500,
    "E_JOB": 404,
    "E_ORIGIN": 403,
    "E_ROUTE": 404,
    "E_SCENARIO": 404,
    "E_TOO_LARGE": 413,
}
_REFUSED: Final = 422
_LATER: Final = {503: {"retry-after": "10"}}
"""Headers of problems that pass."""


class ProblemDocument(Frozen):
    """Why a request has no answer."""

    type: str
    """Kind of the problem; the same for every problem of one status."""
    title: str
    """The kind in words."""
    status: int
    """HTTP status."""
    detail: str
    """What is wrong, and what to do."""
    issues: tuple[IssueDocument, ...]
    """Every fault found in one pass."""
    conflict: tuple[RuleDocument, ...] | None = None
    """Rules of the scenario that contradict each other."""
    relaxations: tuple[RelaxationDocument, ...] | None = None
    """Least changes of these rules that make a plan possible."""


class InvalidError(Exception):
    """Input that was read and found wanting: faults that stand in words already."""

    def __init__(self, document: dict[str, Any]) -> None:
        super().__init__()
        self.document = document


def refusal(key: str, **values: Any) -> InputError:
    """Return the error that has this one fault."""
    return InputError([Issue(key, values=values)])


def problem(error: InputError, lang: Lang) -> dict[str, Any]:
    """Return the document for refused input."""
    status = _STATUS.get(error.issues[0].code, _REFUSED) if error.issues else _REFUSED
    parts = {"conflict": list(error.conflict), "relaxations": list(error.relaxations)}
    return _document(status, [issue.document(lang) for issue in error.issues], parts, lang)


def refuse(error: InputError, lang: Lang, *, headers: Mapping[str, str] | None = None) -> Response:
    """Return the response for refused input."""
    return _response(problem(error, lang), headers)


def _document(
    status: int, issues: list[dict[str, Any]], parts: Mapping[str, Any], lang: Lang
) -> dict[str, Any]:
    title = text(f"problem_{status}", lang)
    return {
        "type": f"urn:staffing:problem:{status}",
        "title": title,
        "status": status,
        "detail": _detail(issues) or title,
        "issues": issues,
        **{key: value for key, value in parts.items() if value},
    }


def _response(document: dict[str, Any], headers: Mapping[str, str] | None = None) -> Response:
    status = document["status"]
    return Response(encode(document), status, {**_LATER.get(status, {}), **(headers or {})}, MEDIA_TYPE)


def _detail(issues: Iterable[Mapping[str, Any]]) -> str:
    """Return the first fault as one line, the number of others behind it."""
    errors = [issue for issue in issues if issue["severity"] == "error"]
    if not errors:
        return ""
    first = errors[0]
    place = " · ".join(part for part in (first["file"], first["where"]) if part)
    line = f"{first['message']} → {first['remedy']}"
    more = f" (+{len(errors) - 1})" if len(errors) > 1 else ""
    return (f"{place} · {line}" if place else line) + more


def request_lang(scope: Scope, default: Lang) -> Lang:
    """Return the language that the query asks for, if it is one; for answers to requests that are refused."""
    for name, value in parse_qsl(scope.get("query_string", b"").decode("latin-1")):
        for lang in LANGUAGES:
            if name == "lang" and value == lang:
                return lang
    return default


def add_handlers(app: FastAPI, default: Lang) -> None:
    """Give every exception that a route may raise its problem."""

    async def refused(request: Request, error: InputError) -> Response:
        return refuse(error, request_lang(request.scope, default))

    async def invalid(request: Request, error: InvalidError) -> Response:
        found = error.document
        parts = {key: found.get(key) for key in ("conflict", "relaxations")}
        return _response(_document(_REFUSED, found["issues"], parts, request_lang(request.scope, default)))

    async def misrouted(request: Request, error: HTTPException) -> Response:
        keys = {404: "E_ROUTE", 405: "E_HTTP_METHOD"}
        values = {"path": request.url.path, "method": request.method, "detail": error.detail}
        cause = refusal(keys.get(error.status_code, "E_USAGE.request"), **values)
        return refuse(cause, request_lang(request.scope, default), headers=error.headers)

    async def unvalidated(request: Request, error: RequestValidationError) -> Response:
        issues = [
            Issue("E_USAGE.request", where=".".join(map(str, fault["loc"])), values={"detail": fault["msg"]})
            for fault in error.errors()
        ]
        return refuse(InputError(issues), request_lang(request.scope, default))

    handlers: dict[type[Exception], Any] = {
        InputError: refused,
        InvalidError: invalid,
        HTTPException: misrouted,
        RequestValidationError: unvalidated,
    }
    for error, handler in handlers.items():
        app.add_exception_handler(error, handler)
