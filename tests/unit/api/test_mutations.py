"""A good scenario with odd values in odd places: an answer or a refusal, never a failure, always as described."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient

from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.unit.api.builders import BODY

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 3, 24, 10**9, 10**17, 10**30, 0.5, 1e300, 1e-300, -0.0),
    *(
        "",
        " ",
        "S001",
        "是",
        "不限",
        "1",
        "１",
        "=1+1",
        "\x00",
        "\u200b",
        "\ud800",
        "x" * 1001,
        "hamilton",
        "exact",
    ),
    *(
        "contract",
        "2026-02-30",
        "NaN",
        [],
        {},
        [[]],
        [{}],
        [None],
        {"": None},
        {"min": None},
        {"a": {"b": {}}},
    ),
)
QUESTIONS = (
    *("run", "run?method=hamilton", "run?normalisation=min_max&lang=en", "run?cap=0", "run?cap=999999999"),
    *(
        "whatif?delta=-4",
        "whatif?add=3&mode=increment",
        "whatif?cut=2&mode=budget",
        "whatif?cut=100",
        "check",
        "demand",
    ),
)
POSTS = (
    *(("S001", "est", 5), ("S002", "est", 3), ("S003", "est", 2)),
    *(("S001", "contract", 4), ("S003", "contract", 6)),
)
FULL = {
    **{key: value for key, value in BODY.items() if key != "stations"},
    "stations": [{key: value for key, value in row.items() if key != "in_post"} for row in BODY["stations"]],
    "bounds": {"S001": {"min": 3, "max": 12}, "default": {"min": 1}},
    "groups": [{"id": "G1", "parent": None, "members": ["S001", "S002"], "max": 20}],
    "categories": [
        {"id": "est", "name": "在编", "kind": "行政", "cap": 10, "movable": False, "capacity": 1},
        {"id": "contract", "name": "外聘", "kind": "外聘", "cap": 14, "movable": True, "capacity": 1},
    ],
    "posts": [{"station": s, "category": c, "in_post": n, "minimum": 0, "maximum": 12} for s, c, n in POSTS],
    "printed_totals": {"complaints": 200},
    "date": "2026-11-22",
    "variants": {"减4": {"cap_change": -4, "weights": {"complaints": 0.5, "markets": 0.5}}},
}


def paths(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in a body but the whole."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from paths(inner, (*path, step))


def mutate(body: dict[str, Any], rng: random.Random) -> None:
    """Replace, remove, add or double something."""
    *way, last = rng.choice(list(paths(body)))
    parent: Any = body
    for step in way:
        parent = parent[step]
    match rng.randrange(6):
        case 0:
            del parent[last]
        case 1 if isinstance(parent, dict):
            parent[rng.choice(["x", "", *parent])] = copy.deepcopy(rng.choice(ODD))
        case 1:
            parent.append(copy.deepcopy(parent[last]))
        case _:
            parent[last] = copy.deepcopy(rng.choice(ODD))


@pytest.mark.parametrize("seed", range(4))
def test_odd_scenarios(caplog, seed) -> None:
    rng = random.Random(seed)
    app = create_app(Settings(allowed_hosts=("localhost", "testserver"), wait_s=60))
    statuses = set()
    with TestClient(app, base_url="http://localhost") as client:
        schema = schemathesis.openapi.from_asgi("/openapi.json", app)
        for _ in range(150):
            body = copy.deepcopy(rng.choice((BODY, FULL)))
            for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
                mutate(body, rng)
            question = rng.choice(QUESTIONS)
            content = json.dumps(body).encode()
            response = client.post(
                f"/v1/{question}", content=content, headers={"content-type": "application/json"}
            )
            assert response.status_code in {200, 422}, f"{question} {content!r}\n{caplog.text[-600:]}"
            schema[f"/v1/{question.partition('?')[0]}"]["POST"].validate_response(response)
            statuses.add(response.json().get("status"))  # demand has none
    assert statuses >= {"OPTIMAL", "INFEASIBLE", "VALID", 422}
