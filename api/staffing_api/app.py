"""The application: routes, and what every request passes through on its way to them.

``uvicorn.run("staffing_api.app:create_app_from_env", factory=True, server_header=False)`` serves it.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware

from staffing import __version__
from staffing.errors import Issue, UsageError
from staffing.models.answers import DemandAnswer
from staffing.models.checking import Check
from staffing.models.frontier import Frontier
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.models.weights import Weighing
from staffing.models.what_if import WhatIf
from staffing.solver.supervise import Workers
from staffing_api import openapi
from staffing_api.answers import (
    CHECK,
    DEMAND,
    FRONTIER,
    RUN,
    SENSITIVITY,
    WEIGHTS,
    WHAT_IF,
    Desk,
    Question,
    reply,
)
from staffing_api.encoding import encode
from staffing_api.guards import BodyLimit, Envelope, LocalOnly
from staffing_api.jobs import JobDocument
from staffing_api.library import Library
from staffing_api.listing import Health, ScenarioSummary
from staffing_api.options import LANG
from staffing_api.problems import add_handlers
from staffing_api.settings import Settings, settings_from_env
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.routes import add_workbench

_DESCRIPTION = "From service standards and workload to a staffing plan per station."


def create_app_from_env() -> FastAPI:
    """Return the application with the settings of the environment (:func:`settings_from_env`)."""
    return create_app(settings_from_env())


def create_app(settings: Settings) -> FastAPI:
    """Return the application.

    Raises
    ------
    UsageError
        ``E_NOT_FOUND``: the scenario folder is none.
    """
    if settings.scenarios is not None and not settings.scenarios.is_dir():
        raise UsageError([Issue("E_NOT_FOUND", values={"got": str(settings.scenarios)})])
    library = Library(settings.scenarios)
    desk = Desk(library, settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        with Workers(
            memory_bytes=settings.memory_bytes
        ) as workers:  # starts a process when one is first asked for
            desk.workers = workers
            yield
            await desk.jobs.close()
        desk.workers = None

    # The pages of documentation that FastAPI brings load scripts from another host.
    app = FastAPI(
        title="staffing",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    add_handlers(app, settings.lang)
    _add_questions(app, desk)
    _add_jobs(app, desk)
    _add_facts(app, desk)
    add_workbench(app, Bench(library, desk, settings.lang))
    _describe_once(app)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=5)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes, lang=settings.lang)
    app.add_middleware(LocalOnly, hosts=settings.allowed_hosts, lang=settings.lang)
    app.add_middleware(Envelope, lang=settings.lang)
    return app


def _add_questions(app: FastAPI, desk: Desk) -> None:
    """Add the routes that take a scenario."""
    for question, model, summary, may_last in (
        (RUN, Run, "Decide the posts of every station.", True),
        (WHAT_IF, WhatIf, "Say which stations gain or lose when posts are added or cut.", True),
        (FRONTIER, Frontier, "Say how few moves from staff in post reach how much of the gain.", False),
        (DEMAND, DemandAnswer, "Say where the demand comes from, and what posts the work requires.", False),
        (WEIGHTS, Weighing, "Compare weights by several methods; nothing is applied.", True),
        (SENSITIVITY, Sensitivity, "Say how far weights and counts may change before the plan does.", True),
        (CHECK, Check, "Read and validate, say what the scenario holds.", False),
    ):
        answered = openapi.responses(openapi.ref(model), "The answer.", 404, 413, 415, 422, *[503] * may_last)
        app.add_api_route(
            f"/v1/{question.name}",
            _endpoint(desk, question),
            methods=["POST"],
            summary=summary,
            operation_id=question.name,
            response_class=Response,
            responses=answered | (openapi.accepted() if may_last else {}),
            openapi_extra=openapi.request(question.options, body=True),
        )


def _endpoint(desk: Desk, question: Question) -> Any:
    async def endpoint(request: Request) -> Response:
        return await desk.answer(question, request)

    return endpoint


def _add_jobs(app: FastAPI, desk: Desk) -> None:
    """Add the routes that watch and end long work."""
    listed = {"type": "array", "items": openapi.ref(JobDocument)}
    one, words = openapi.ref(JobDocument), "The job."
    for method, path, endpoint, summary, schema in (
        ("GET", "/v1/jobs", desk.list_jobs, "List the jobs, without their results.", listed),
        ("GET", "/v1/jobs/{id}", desk.show_job, "Say how far a job is, or give its result.", one),
        ("DELETE", "/v1/jobs/{id}", desk.end_job, "Cancel a job; forget one that has ended.", one),
    ):
        named = "{id}" in path
        app.add_api_route(
            path,
            endpoint,
            methods=[method],
            summary=summary,
            operation_id=endpoint.__name__,
            response_class=Response,
            responses=openapi.responses(schema, words if named else "The jobs.", 422, *[404] * named),
            openapi_extra=openapi.request((LANG,), path="id" if named else ""),
        )


def _add_facts(app: FastAPI, desk: Desk) -> None:
    """Add the routes that tell of the server itself."""
    listed = {"type": "array", "items": openapi.ref(ScenarioSummary)}

    @app.get(
        "/v1/scenarios",
        summary="List the scenarios that requests may name.",
        operation_id="scenarios",
        response_class=Response,
        responses=openapi.responses(listed, "The scenarios, readable or not.", 422),
        openapi_extra=openapi.request((LANG,)),
    )
    async def scenarios(request: Request) -> Response:
        return await desk.scenarios(request)

    @app.get(
        "/health",
        summary="Give a sign of life.",
        operation_id="health",
        response_class=Response,
        responses=openapi.responses(openapi.ref(Health), "The server is up."),
    )
    async def health() -> Response:
        return reply(encode({"status": "ok", "version": __version__}))


def _describe_once(app: FastAPI) -> None:
    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = openapi.describe(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]
