"""A scenario is read once, and again when its bytes have changed."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from staffing.errors import InputError
from staffing.io import scenario_file
from staffing_api import library
from staffing_api.answers import KeptBytes
from staffing_api.library import Library
from tests.unit.api.builders import BODY, write_folder
from tests.unit.io.foreign import builders as tickets
from tests.unit.test_scenarios import SCENARIOS


@pytest.fixture
def loads(monkeypatch) -> list[Path]:
    """Every reading of a scenario; files count as rested at once."""
    seen: list[Path] = []

    def load(path: Path) -> Any:
        seen.append(path)
        return scenario_file.load(path)

    monkeypatch.setattr(library, "load", load)
    monkeypatch.setattr(library, "REST_NS", 0)
    return seen


def test_it_is_read_once(folder, loads) -> None:
    shelf = Library(folder)
    first = shelf.get("three")
    assert shelf.fresh("three") is first
    assert shelf.get("three") is first
    assert len(loads) == 1


def test_the_same_bytes_are_not_read_again(folder, loads) -> None:
    shelf = Library(folder)
    first = shelf.get("three")
    os.utime(folder / "three" / "stations.csv", ns=(1, 1))
    assert shelf.fresh("three") is None
    assert shelf.get("three").held is first.held
    assert len(loads) == 1


def test_other_bytes_are(folder, loads) -> None:
    shelf = Library(folder)
    first = shelf.get("three")
    write_folder(folder / "three", {**BODY, "cap": 30})
    assert shelf.get("three").content != first.content
    assert len(loads) == 2


def test_a_sheet_that_is_added_to_a_folder_of_tables_is_seen(folder, loads) -> None:
    tables = folder / "tabled" / "tables"
    tables.mkdir(parents=True)
    (folder / "tabled" / "scenario.yaml").write_text("schema: 1\ndata: tables\ncap: 9\n", encoding="utf-8")
    shelf = Library(folder)
    with pytest.raises(InputError):
        shelf.get("tabled").scenario()
    (tables / "单位.csv").write_text("id,name\nS1,甲\n", encoding="utf-8")
    (tables / "指标值.csv").write_text("id,driver,value\nS1,件,3\n", encoding="utf-8")
    (tables / "权重.csv").write_text("driver,weight\n件,1\n", encoding="utf-8")
    assert shelf.get("tabled").scenario().loaded.scenario.cap == 9


def test_another_ticket_is_seen(folder, loads) -> None:
    own = folder / "tickets"
    own.mkdir()
    tickets.folder(own, tickets.text(tickets.TICKETS))
    shelf = Library(folder)
    first = shelf.get("tickets")
    assert shelf.get("tickets") is first
    more = [*tickets.TICKETS, ["GD9", "2025-02-02", "S003", "", ""]]
    (own / "工单.csv").write_text(tickets.text(more), encoding="utf-8")
    assert shelf.get("tickets").scenario().loaded.scenario.drivers[0].values["S003"] == 1
    assert len(loads) == 2


@pytest.mark.parametrize("ledger", ["任务台账.csv", "months"])
def test_another_task_of_the_ledger_is_seen(folder, loads, ledger) -> None:
    own = folder / "siding8"
    shutil.copytree(SCENARIOS / "siding8", own)
    table = own / "任务台账.csv"
    if ledger == "months":
        (own / "months").mkdir()
        table = table.rename(own / "months" / "01.csv")
        settings = (own / "scenario.yaml").read_text(encoding="utf-8")
        named = settings.replace("任务台账.csv", "months")
        assert named != settings
        (own / "scenario.yaml").write_text(named, encoding="utf-8")
    shelf = Library(folder)
    first = shelf.get("siding8")
    first.scenario()
    assert shelf.get("siding8") is first
    rows = table.read_text(encoding="utf-8-sig").splitlines()
    table.write_text("\n".join(rows[: len(rows) // 3]) + "\n", encoding="utf-8")
    assert shelf.get("siding8") is not first
    assert len(loads) == 2


def test_what_was_touched_just_now_is_hashed_again(folder) -> None:
    shelf = Library(folder)
    assert not shelf.get("three").rested
    assert shelf.fresh("three") is None


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path, loads) -> None:
    (folder / "three" / "stations.csv").unlink()
    (folder / "three" / "stations.csv").symlink_to(tmp_path / "secret.xlsx")
    with pytest.raises(InputError) as refused:
        Library(folder).get("three").scenario()
    assert refused.value.issues[0].code == "E_PATH"


def test_no_more_are_kept_than_fit(folder, loads, monkeypatch) -> None:
    monkeypatch.setattr(library, "KEPT", 1)
    shelf = Library(folder)
    shelf.get("three")
    shelf.get("book.xlsx")
    assert shelf.fresh("three") is None
    assert shelf.fresh("book.xlsx") is not None


def test_kept_bytes_stay_within_their_limit() -> None:
    kept = KeptBytes(10)
    kept.put("a", b"1234")
    kept.put("b", b"1234")
    assert kept.get("a") == b"1234"
    kept.put("c", b"1234")
    assert kept.get("b") is None
    assert kept.get("a") == b"1234"
    kept.put("huge", b"x" * 11)
    assert kept.get("huge") is None
