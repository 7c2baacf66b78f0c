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
        # orjson knows no integers beyond 64 bits, and no half characters (\\ud800), which a fault may quote.
        return json.dumps(document, separators=(",", ":"), allow_nan=False).encode()
