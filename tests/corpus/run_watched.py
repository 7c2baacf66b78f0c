"""Run ``staffing check --json`` over many files, each in a child of its own that is measured and watched.

Called as ``python -B -m tests.corpus.run_watched``. Takes a JSON list of paths on standard input and prints one
JSON object: by path exit code, standard output and error, seconds, peak memory in MB, and what a watch saw.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path
from typing import Any

from staffing.cli.commands import main
from tests.corpus.watch import watching


def check(path: str) -> dict[str, Any]:
    """Check one file in this process."""
    out, err, code = io.StringIO(), io.StringIO(), None
    with watching() as seen, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        start = time.perf_counter()
        try:
            main(["check", "--json", "--debug", "--lang", "en", path])
        except SystemExit as end:
            code = end.code
        except BaseException:  # noqa: BLE001 - whatever it is, the test is to show it
            err.write(traceback.format_exc())
        seconds = time.perf_counter() - start
    return {"code": code, "out": out.getvalue(), "err": err.getvalue(), "seconds": seconds, "seen": seen}


def in_child(path: str) -> dict[str, Any]:
    """Check one file in a child; add the most memory that it held."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        with os.fdopen(writing, "w", encoding="utf-8", errors="backslashreplace") as pipe:
            json.dump(check(path), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        answer = pipe.read()
    _, status, usage = os.wait4(child, 0)
    found = json.loads(answer) if answer else {"code": None, "out": "", "err": f"status {status}", "seen": []}
    return {"seconds": 99.0, **found, "megabytes": usage.ru_maxrss / 1024}


if __name__ == "__main__":
    paths = json.load(sys.stdin)
    for first in {Path(path).suffix: path for path in paths}.values():
        check(first)  # the libraries are loaded here, not in every child
    json.dump({path: in_child(path) for path in paths}, sys.stdout)
