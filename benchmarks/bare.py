"""The peer of the HTTP benchmark: the least that FastAPI can do, the answer being at hand as bytes."""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from fastapi.responses import Response


def create_app(body: bytes) -> FastAPI:
    """Return an application that answers every what-if with the same bytes, unread."""
    app = FastAPI(docs_url=None, redoc_url=None)

    @app.post("/v1/whatif")
    async def whatif() -> Response:
        return Response(body, media_type="application/json")

    @app.get("/health")
    async def health() -> Response:
        return Response(b"{}", media_type="application/json")

    return app


if __name__ == "__main__":
    uvicorn.run(
        create_app(Path(sys.argv[2]).read_bytes()),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="warning",
        server_header=False,
    )
