"""The server of the benchmark of the page: ``staffing serve``'s application, and one folder of files beside it."""

import sys
from pathlib import Path

import uvicorn
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from benchmarks.startup import ROOT
from staffing_api.app import create_app
from staffing_api.settings import Settings


def beside(folder: Path) -> FastAPI:
    """Return the application with the files of a folder under ``/peer``."""
    app = create_app(Settings(scenarios=ROOT / "scenarios", lang="zh"))
    app.mount("/peer", StaticFiles(directory=folder), name="peer")
    return app


if __name__ == "__main__":
    uvicorn.run(
        beside(Path(sys.argv[2])),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="warning",
        server_header=False,
    )
