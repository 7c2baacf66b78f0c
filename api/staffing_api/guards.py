"""What every request passes through: plain ASGI, because Starlette's own base class halves the speed."""

import logging
from collections.abc import Sequence
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from staffing.errors import InputError
from staffing.messages import Lang
from staffing_api.problems import refusal, refuse, request_lang

_HEADERS: Final = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


class Envelope:
    """Adds the security headers that a response has not itself, and answers for what nobody else caught."""

    def __init__(self, app: ASGIApp, lang: Lang) -> None:
        self._app, self._lang = app, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def send_safely(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                given = {name for name, _ in message["headers"]}
                added = [header for header in _HEADERS if header[0] not in given]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        try:
            await self._app(scope, receive, send_safely)
        except ClientDisconnect:
            return
        except Exception:
            logging.getLogger("staffing_api").exception("a request failed")
            if not started:
                response = refuse(refusal("E_INTERNAL"), request_lang(scope, self._lang))
                await response(scope, receive, send_safely)


class LocalOnly:
    """Refuses requests that are addressed to another host, or come from a page of another one.

    The first keeps out pages that point their own name at this address (DNS rebinding), the second those that
    post to it.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str], lang: Lang) -> None:
        self._app, self._lang = app, lang
        self._hosts = frozenset(host.lower().encode("latin-1") for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        fault = self._fault(scope["headers"]) if scope["type"] == "http" else None
        if fault is None:
            await self._app(scope, receive, send)
            return
        await refuse(fault, request_lang(scope, self._lang))(scope, receive, send)

    def _fault(self, headers: Sequence[tuple[bytes, bytes]]) -> InputError | None:
        host, origin = b"", None
        for name, value in headers:
            if name == b"host":
                host = value.lower()
            elif name == b"origin":
                origin = value.lower()
        if _without_port(host) not in self._hosts:
            return refusal("E_HOST", got=_shown(host))
        if origin is not None and origin not in (b"http://" + host, b"https://" + host):
            return refusal("E_ORIGIN", got=_shown(origin))
        return None


def _without_port(host: bytes) -> bytes:
    """Return the name in a Host header.

    >>> _without_port(b"[::1]:8000"), _without_port(b"localhost:8000"), _without_port(b"localhost")
    (b'[::1]', b'localhost', b'localhost')
    """
    name, colon, port = host.rpartition(b":")
    return name if colon and port.isdigit() else host


def _shown(value: bytes) -> str:
    words = value.decode("latin-1")
    return words if len(words) <= 80 else words[:80] + "…"


class BodyLimit:
    """Refuses bodies that are too long, by what they declare and by what arrives."""

    def __init__(self, app: ASGIApp, limit: int, lang: Lang) -> None:
        self._app, self._limit, self._lang = app, limit, lang

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] == "GET":
            await self._app(scope, receive, send)
            return
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
        if declared.isdigit() and (len(declared) > 18 or int(declared) > self._limit):
            size = declared[:19].decode()
            await self._response(size, request_lang(scope, self._lang))(scope, receive, send)
            return
        arrived, started = 0, False

        async def receive_counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > self._limit:
                raise _TooLongError
            return message

        async def send_noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive_counted, send_noted)
        except _TooLongError:
            if not started:
                await self._response(arrived, request_lang(scope, self._lang))(scope, receive, send)

    def _response(self, size: int | str, lang: Lang) -> Response:
        # What is left of the body is not read, so nothing can follow it on this connection.
        fault = refusal("E_TOO_LARGE", size=size, limit=self._limit)
        return refuse(fault, lang, headers={"connection": "close"})


class _TooLongError(Exception):
    """More has arrived than is allowed."""
