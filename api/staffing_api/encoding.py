"""Documents as bytes."""

import json
from typing import Any

import orjson


def encode(document: Any) -> bytes:
    """Return a document as JSON in UTF-8.

    >>> encode({"cap": 96, "name": "青秀"}).decode()
    '{"cap":96,"name":"青秀"}'
    """
    try:
        return orjson.dumps(document)
    except TypeError:
        # Integers beyond 64 bits, and half characters (\\ud800) that a fault quotes back: orjson knows neither.
        return json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
