"""Every given file of the corpus through the command line and over HTTP: as the manifest says, nothing beside.

One test for each way goes over all the files, so that their number can be counted and told.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from staffing_api.app import create_app
from staffing_api.settings import Settings
from tests.corpus.manifest import CORPUS, KINDS, OTHER_CODE, OTHER_PLACE, Answer, Entry, entries, faults_of
from tests.corpus.watch import watching

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")

ROOT = Path(__file__).resolve().parents[2]
BASELINE = "xlsx/000_baseline.xlsx"
LIMIT_S = 2.0
LIMIT_MB = 300
LIMIT_BYTES = 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SAMPLE = (
    *("csv/403_gb18030_4byte.csv", "csv/407_mixed_encodings.csv", "csv/430_100k_errors.csv"),
    *("xlsx/000_baseline.xlsx", "xlsx/008_thousand_separator_text.xlsx", "xlsx/122_time_cell.xlsx"),
    *(
        "xlsx/220_cap_above_sum_max.xlsx",
        "xlsx/246_dimension_lies_huge.xlsx",
        "xlsx/312_billion_laughs_small.xlsx",
    ),
    *("xlsx/315_zip_bomb_10to1_40MB.xlsx", "yaml/500_valid.yaml", "yaml/5313_path.yaml"),
)
"""Files that go through a program of their own as well, as users start it."""


class Told(NamedTuple):
    """What came out for one file, and what it cost."""

    answer: Answer
    faults: list[str]


# -- the files where the program finds them ------------------------------------------------------------------


def with_base(entry: Entry, folder: Path, name: str) -> Path:
    """Put a YAML file into a folder, the workbook that it names beside it."""
    (folder / "data").mkdir(parents=True)
    shutil.copy(CORPUS / BASELINE, folder / "data/base.xlsx")
    return Path(shutil.copy(entry.path, folder / name))


def with_tables(entry: Entry, folder: Path) -> None:
    """Make a station table one of the CSVs of a scenario folder; a list of people stands beside the reference."""
    people = "身份证号" in entry.path.read_bytes()[:400].decode("utf-8", "replace")
    tables = folder / "tables"
    tables.mkdir(parents=True)
    shutil.copy(CORPUS / "csv/400_utf8.csv", tables / "单位.csv")
    shutil.copy(entry.path, tables / ("人员.csv" if people else "单位.csv"))
    counts = [f"S{number:03d},年办件量,{700 + 10 * number}" for number in range(1, 9)]
    (tables / "指标值.csv").write_text("\n".join(["站点编码,指标,数值", *counts]), encoding="utf-8")
    scenario = {"schema": 1, "name": "表", "cap": 60, "weights": {"年办件量": 1}, "data": "tables"}
    (folder / "scenario.yaml").write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")


# -- the command line ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def command_line(tmp_path_factory) -> dict[str, dict[str, Any]]:
    """Every file but request bodies through ``staffing check --json``, watched and measured."""
    folder = tmp_path_factory.mktemp("corpus")
    paths = {}
    for entry in entries():
        if entry.path.suffix == ".yaml":
            paths[entry.file] = str(with_base(entry, folder / entry.path.stem, entry.name))
        elif entry.path.suffix != ".json":
            paths[entry.file] = str(entry.path)
    empty = folder / "empty"
    empty.mkdir()
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.corpus.run_watched"],
        input=json.dumps(list(paths.values())),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(empty), "HOME": str(empty), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert not list(empty.iterdir()), "something was left in the temporary folder"
    found = json.loads(done.stdout)
    return {file: found[path] for file, path in paths.items()}


def read_output(entry: Entry, found: dict[str, Any]) -> Told:
    """Read what one call of the command line printed."""
    faults = []
    try:
        document = json.loads(found["out"])
    except ValueError:
        return Told(
            Answer(False, [], None),
            [f"{entry.file}: no JSON document: {found['out'][:80]} {found['err'][-120:]}"],
        )
    accepted = document["status"] == "VALID"
    if found["code"] != (0 if accepted else 2):
        faults.append(f"{entry.file}: exit code {found['code']} with {document['status']}")
    if "Traceback" in found["out"] + found["err"]:
        faults.append(f"{entry.file}: a traceback")
    if len(found["out"]) > LIMIT_BYTES:
        faults.append(f"{entry.file}: an answer of {len(found['out'])} characters")
    answer = Answer(accepted, document.get("issues", []), document.get("input_sha256"))
    return Told(answer, faults + faults_of(entry, answer))


def test_the_command_line_answers_as_the_manifest_says(command_line, record_property):
    given = [entry for entry in entries() if entry.path.suffix != ".json"]
    told = {entry.file: read_output(entry, command_line[entry.file]) for entry in given}
    wrong, right = summed(given, told)
    count = f"corpus: {len(told)} files through the command line, {right} right"
    record_property("told", count)
    assert not wrong, "\n".join([count, *wrong])
    assert len(told) == len(given) > 150


def summed(given: list[Entry], told: dict[str, Told]) -> tuple[list[str], int]:
    """Return every fault, and the number of files without."""
    strange = other_contents(given, told)
    wrong = {file for file, one in told.items() if one.faults} | {
        words.partition(":")[0] for words in strange
    }
    return [fault for one in told.values() for fault in one.faults] + strange, len(told) - len(wrong)


def other_contents(given: list[Entry], told: dict[str, Told]) -> list[str]:
    """Say where a workbook that must mean what another one means has another fingerprint, or none."""
    baseline = told[BASELINE].answer.sha256
    return [
        f"{entry.file}: not the fingerprint of {BASELINE}"
        for entry in given
        if "hash equals" in entry.expect and told[entry.file].answer.sha256 != (baseline or "none")
    ]


def test_files_with_another_content_have_another_fingerprint(command_line):
    changed = {"xlsx/220_cap_above_sum_max.xlsx", "xlsx/210_emoji_and_rare_han.xlsx", BASELINE}
    sums = {json.loads(command_line[file]["out"])["input_sha256"] for file in changed}
    assert len(sums) == len(changed)


def test_no_file_takes_long_or_much(command_line):
    dear = {
        file: (found["seconds"], found["megabytes"])
        for file, found in command_line.items()
        if found["seconds"] > LIMIT_S or found["megabytes"] > LIMIT_MB
    }
    assert not dear
    assert all(found["megabytes"] > 20 for found in command_line.values()), "nothing was measured"


def test_nothing_is_written_and_nobody_called(command_line):
    assert not {file: found["seen"] for file, found in command_line.items() if found["seen"]}


def call_program(file: str, folder: Path) -> tuple[str, int, str, str]:
    """Check one file as users do, in a process of its own: file, exit code, output, messages."""
    entry = next(entry for entry in entries() if entry.file == file)
    path = (
        with_base(entry, folder / entry.path.stem, entry.name) if entry.path.suffix == ".yaml" else entry.path
    )
    done = subprocess.run(
        [sys.executable, "-m", "staffing.cli", "check", "--json", "--lang", "en", str(path)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    return file, done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_program_itself_answers_the_same(command_line, tmp_path):
    with ThreadPoolExecutor(2) as pool:
        for file, code, out, err in pool.map(lambda file: call_program(file, tmp_path), SAMPLE):
            expected = command_line[file]
            assert (code, json.loads(out), err) == (
                expected["code"],
                json.loads(expected["out"]),
                expected["err"],
            )


# -- HTTP ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[TestClient]:
    """A server whose scenario folder holds the YAML files and the CSVs, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("scenarios")
    for entry in entries():
        if entry.path.suffix == ".yaml":
            with_base(entry, folder / entry.path.stem, "scenario.yaml")
        elif entry.path.suffix == ".csv":
            with_tables(entry, folder / entry.path.stem)
    app = create_app(Settings(scenarios=folder, lang="en"))
    with TestClient(app, base_url="http://localhost:8000", raise_server_exceptions=False) as running:
        yield running


def post(client: TestClient, entry: Entry, question: str) -> Any:
    """Ask about one file: a workbook is uploaded, a body is sent, the rest is named."""
    data = entry.path.read_bytes()
    if entry.path.suffix == ".json":
        return client.post(f"/v1/{question}", content=data, headers={"content-type": "application/json"})
    if entry.file.startswith("xlsx/"):
        return client.post(f"/v1/{question}", files={"file": (entry.name, data, XLSX)})
    return client.post(f"/v1/{question}", params={"scenario": entry.path.stem})


def read_response(entry: Entry, response: Any) -> Told:
    """Read what the server answered."""
    document = response.json()
    accepted = response.status_code == 200
    issues = document.get("issues") if "issues" in document else document.get("warnings", [])
    answer = Answer(accepted, issues, document.get("input_sha256"))
    faults = []
    if response.status_code != (200 if entry.verdict.startswith("ACCEPT") else 422):
        faults.append(f"{entry.file}: status {response.status_code}")
    if "Traceback" in response.text or len(response.text) > LIMIT_BYTES:
        faults.append(f"{entry.file}: a traceback, or too long an answer")
    return Told(answer, faults + faults_of(as_served(entry), answer))


def as_served(entry: Entry) -> Entry:
    """Return the entry as a server sees it: a CSV is named by its sheet, a body has no name."""
    named = {".json": "", ".csv": "单位.csv"}
    return entry._replace(file=named.get(entry.path.suffix, entry.file))


def test_http_answers_as_the_manifest_says(client, monkeypatch, record_property):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    given, told, slow = entries(), {}, []
    for file in (BASELINE, "yaml/500_valid.yaml", "yaml/576_json_proto_keys.json"):  # loads the libraries
        post(client, next(entry for entry in given if entry.file == file), "check")
    for entry in given:
        with watching() as seen:
            start = time.perf_counter()
            response = post(client, entry, "check")
            slow.extend([entry.file] if time.perf_counter() - start > LIMIT_S else [])
        told[entry.file] = read_response(entry, response)
        told[entry.file].faults.extend(f"{entry.file}: {event}" for event in seen)
    wrong, right = summed(given, told)
    count = f"corpus: {len(told)} files through HTTP, {right} right"
    record_property("told", count)
    assert not wrong, "\n".join([count, *wrong])
    assert not slow
    assert len(told) == len(given) > 150


def test_equal_station_tables_are_one_content(client):
    same = [e for e in entries() if "same station table" in e.expect and e.verdict.startswith("ACCEPT")]
    reference = next(entry for entry in entries() if entry.file == "csv/400_utf8.csv")
    sums = {
        entry.file: post(client, entry, "check").json().get("input_sha256") for entry in [reference, *same]
    }
    assert len(sums) > 5
    assert set(sums.values()) == {sums[reference.file]} != {None}


def test_a_run_over_http_refuses_and_accepts_the_same(client):
    """What only arithmetic tells, too: a run refuses what the sums of minima forbid."""
    files = ("xlsx/000", "xlsx/019", "xlsx/220", "xlsx/118", "csv/409", "csv/417", "yaml/500", "yaml/555",
        "yaml/557",
             "yaml/570", "yaml/576")  # fmt: skip
    for entry in [entry for entry in entries() if entry.file.startswith(files)]:
        response = post(client, entry, "run")
        told = read_response(entry, response)
        assert not told.faults
        if entry.verdict.startswith("ACCEPT"):
            assert response.json()["status"] == "OPTIMAL"
            assert response.json()["verified"]


# -- the suite itself ---------------------------------------------------------------------------------------


def test_every_file_there_is_in_the_manifest_and_every_exception_names_one():
    there = {f"{kind}/{path.name}" for kind in KINDS for path in (CORPUS / kind).iterdir()}
    listed = {entry.file for entry in entries()}
    assert there == listed
    assert listed >= OTHER_PLACE.keys() | OTHER_CODE.keys() | set(SAMPLE)
