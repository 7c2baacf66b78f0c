"""The same run gives the same bytes, whatever the process, hash seed or time zone."""

import hashlib
import os
import subprocess
import sys

import pytest

from staffing.report import FORMATS

PROGRAM = """
import hashlib, sys
from staffing.models.run import Run
from staffing.report import FORMATS
run = Run.model_validate_json(sys.stdin.buffer.read())
for name, render in FORMATS.items():
    for lang in ("zh", "en"):
        print(name, lang, hashlib.sha256(render(run, lang)).hexdigest())
"""


def hashes(run, **environment):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=run.model_dump_json().encode(),
        capture_output=True,
        check=True,
        env=os.environ | environment,
    )
    return done.stdout.decode().splitlines()


def test_bytes_agree_between_processes(qingxiu):
    first = hashes(qingxiu, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    assert len(first) == 2 * len(FORMATS)
    assert first == hashes(qingxiu, PYTHONHASHSEED="2", TZ="Asia/Shanghai", LC_ALL="C.UTF-8")


@pytest.mark.parametrize("name", FORMATS)
def test_bytes_agree_within_a_process(zhongning, name):
    made = {hashlib.sha256(FORMATS[name](zhongning, "zh")).hexdigest() for _ in range(3)}
    assert len(made) == 1
