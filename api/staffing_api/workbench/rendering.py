"""Templates -> responses: the page's own security policy, and addresses that the browser is to show."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from staffing.messages import Lang
from staffing.report.jinja import environment

HERE: Final = Path(__file__).parent
STATIC: Final = HERE / "static"
POLICY: Final = (
    "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'self'; object-src 'none'"
)
"""Nothing comes from another host; no script, style or handler stands inside a page."""
_HEADERS: Final = {"content-security-policy": POLICY, "referrer-policy": "same-origin"}
"""Without a referrer browsers would not say where a form comes from, and it would be refused."""


@cache
def templates(lang: Lang) -> Environment:
    """Return the templates of the page in a language."""
    return environment(lang, HERE / "templates")


def page(
    name: str,
    context: Mapping[str, Any],
    lang: Lang,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Return a template filled."""
    body = templates(lang).get_template(name).render(context)
    return HTMLResponse(body, status, {**_HEADERS, **(headers or {})})


def is_part(request: Request) -> bool:
    """Tell whether htmx asks, which puts the answer into the page that is open."""
    return request.headers.get("hx-request") == "true"


def moved(request: Request, url: str) -> Response:
    """Send the browser on to an address; htmx does not follow other answers."""
    if is_part(request):
        return Response(status_code=204, headers={"hx-redirect": url})
    return RedirectResponse(url, 303)
