"""What ``/openapi.json`` says: every parameter, body, answer and problem.

The routes read their requests themselves, so the parts that FastAPI cannot infer are said here, from the same
tables and models.
"""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from staffing.io.layout import FIXED_KEYS, ROWS, SETTINGS, STRUCTURE_KEYS, Column
from staffing.models.answers import DemandAnswer
from staffing.models.base import Frozen
from staffing.models.checking import Check
from staffing.models.frontier import Frontier
from staffing.models.run import Run
from staffing.models.sensitivity import Sensitivity
from staffing.models.weights import Weighing
from staffing.models.what_if import WhatIf
from staffing_api.bodies import FIELD, FORM, JSON, WORKBOOK
from staffing_api.jobs import JobDocument
from staffing_api.listing import Health, ScenarioSummary
from staffing_api.options import Option
from staffing_api.problems import MEDIA_TYPE, ProblemDocument

_MODELS: Final = (
    *(Run, WhatIf, Frontier, DemandAnswer, Weighing, Sensitivity, Check),
    *(ScenarioSummary, JobDocument, Health, ProblemDocument),
)
_PROBLEMS: Final = {
    403: "The request is addressed to another host, or comes from a page of another site.",
    404: "There is no scenario of that name, or no job of that id.",
    413: "The body is too large.",
    415: "The body is neither JSON nor a workbook.",
    422: "The scenario or a parameter is refused: every fault, and for contradicting rules what would help.",
    500: "The program failed.",
    503: "Too many jobs wait for their turn.",
}
_SCENARIO: Final = "ScenarioDocument"
_PLAIN: Final[Mapping[str, Any]] = {
    "whole": {"type": "integer", "minimum": 0},
    "maximum": {"type": ["integer", "null"], "minimum": 0},
    "decimal": {"type": "number"},
    "option": {"type": "string"},
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
}
_SHAPES: Final[Mapping[str, Any]] = {
    "schema": {"const": 1},
    "stations": {
        "type": "array",
        "maxItems": ROWS,
        "description": "One object a station: id, name, minimum, maximum, in_post, one number a driver.",
        "items": {
            "type": "object",
            "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
            "required": ["id", "name"],
        },
    },
    **{
        key: {"type": "array", "items": {"type": "object"}}
        for key in (
            *("groups", "categories", "posts", "fix", "years", "departures"),
            *("classes", "coefficients", "standards", "working_time", "allowances", "judgements"),
        )
    },
    "weights": {"type": "object", "additionalProperties": {"type": "number", "minimum": 0}},
    "printed_totals": {"type": "object", "additionalProperties": {"type": "number"}},
}


def ref(model: type[Frozen]) -> dict[str, str]:
    """Return the reference to a model's schema."""
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def responses(schema: Mapping[str, Any], description: str, *problems: int) -> dict[int | str, dict[str, Any]]:
    """Return the responses of a route: its answer, and the problems it may have."""
    answered = {"description": description, "content": {JSON: {"schema": schema}}}
    content = {MEDIA_TYPE: {"schema": ref(ProblemDocument)}}
    found: dict[int | str, dict[str, Any]] = {200: answered}
    for status in sorted({403, 500, *problems}):
        found[status] = {"description": _PROBLEMS[status], "content": content}
    return found


def accepted() -> dict[int | str, dict[str, Any]]:
    """Return the response of a route whose answer may take long."""
    location = {"description": "Where the job is.", "schema": {"type": "string"}}
    return {
        202: {
            "description": "The work takes long: the job, whose answer comes later.",
            "headers": {"Location": location},
            "content": {JSON: {"schema": ref(JobDocument)}},
        }
    }


def request(options: tuple[Option, ...], *, body: bool = False, path: str = "") -> dict[str, Any]:
    """Return the parameters of a route, in its query and its path, and the bodies that it takes."""
    described: list[dict[str, Any]] = [
        {"name": path, "in": "path", "required": True, "schema": {"type": "string"}}
    ] * bool(path)
    described += [
        {"name": option.name, "in": "query", "description": option.description, "schema": dict(option.schema)}
        for option in options
    ]
    return {"parameters": described, **({"requestBody": _body()} if body else {})}


def _body() -> dict[str, Any]:
    file = {"type": "string", "format": "binary"}
    form = {
        "type": "object",
        "properties": {FIELD: file},
        "required": [FIELD],
        "additionalProperties": False,
    }
    return {
        "description": "The scenario, unless `?scenario=` names one.",
        "content": {
            JSON: {"schema": {"$ref": f"#/components/schemas/{_SCENARIO}"}},
            FORM: {"schema": form, "encoding": {FIELD: {"contentType": WORKBOOK}}},
            WORKBOOK: {"schema": file},
        },
    }


def _plain(setting: Column) -> dict[str, Any]:
    """Return the schema of a setting's value."""
    if setting.kind == "options":
        return {"type": "array", "items": {"type": "string", "enum": list(setting.choices)}}
    schema = dict(_PLAIN.get(setting.kind, {"type": "string"}))
    return schema | ({"enum": list(setting.choices)} if setting.kind == "option" else {})


def _scenario() -> dict[str, Any]:
    """Return the schema of an inline scenario: the keys of ``scenario.yaml``."""
    plain = {setting.key: _plain(setting) for setting in SETTINGS}
    others = {
        key: _SHAPES.get(key, {"type": "object"}) for key in (*FIXED_KEYS, *STRUCTURE_KEYS) if key != "data"
    }
    return {
        "title": _SCENARIO,
        "type": "object",
        "description": "A scenario in the shape of scenario.yaml, its stations inline.",
        "properties": {**others, **plain},
        "required": ["schema", "stations"],
        "additionalProperties": False,
    }


def _models() -> dict[str, Any]:
    # As they are validated, not as they are serialised: fields that have a default may be absent.
    _, schema = models_json_schema(
        [(model, "validation") for model in _MODELS], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = schema["$defs"]
    for model in _MODELS:
        _spare_nulls(found[model.__name__])
    return found


def _spare_nulls(schema: dict[str, Any]) -> None:
    """Say that fields without value are left out at the top of a document."""
    nullable = {
        name for name, field in schema["properties"].items() if {"type": "null"} in field.get("anyOf", ())
    }
    if "required" in schema:
        schema["required"] = [name for name in schema["required"] if name not in nullable]


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the document."""
    document: dict[str, Any] = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    document["components"] = {"schemas": {**_models(), _SCENARIO: _scenario()}}
    return document
