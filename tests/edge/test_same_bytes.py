"""Same input, seed and version: the same bytes, whatever the process, hash seed, time zone or locale."""

import hashlib
import os
import subprocess
import sys

import pytest

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Lima", "LC_ALL": "POSIX", "STAFFING_LANG": "zh"},
]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_documents_are_the_same_bytes(scenarios, tmp_path, lang):
    seen = []
    for number, environment in enumerate(ENVIRONMENTS[1:]):
        out = tmp_path / str(number)
        command = ["report", str(scenarios / "qingxiu"), "--format", "docx,xlsx,html", "--whatif", "-4"]
        for words in ([*command, "--out", str(out)], ["run", str(scenarios / "qingxiu"), "--out", str(out)]):
            subprocess.run(
                [sys.executable, "-m", "staffing.cli", *words, "--lang", lang],
                check=True,
                capture_output=True,
                env={**os.environ, **environment},
            )
        seen.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()})
    assert {"report.docx", "report.xlsx", "report.html", "result.json"} <= set(seen[0])
    assert seen[1] == seen[0]


@pytest.mark.parametrize("name", ["qingxiu", "zhongning"])
def test_results_and_reports_are_the_same_bytes(scenarios, tmp_path, name):
    seen = []
    for number, environment in enumerate(ENVIRONMENTS):
        out = tmp_path / str(number)
        subprocess.run(
            [sys.executable, "-m", "staffing.cli", "run", str(scenarios / name), "--out", str(out)],
            check=True,
            capture_output=True,
            env={**os.environ, **environment},
        )
        seen.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir()})
    assert set(seen[0]) == {"result.json", "plan.xlsx", "report.html"}
    assert all(found == seen[0] for found in seen)
