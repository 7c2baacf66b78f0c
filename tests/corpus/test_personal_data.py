"""No message, note, document, report or log line says who anybody is: given files and cases of our own."""

import logging
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from staffing.cli.commands import main
from tests.corpus.manifest import CORPUS, entries
from tests.unit.io import builders
from tests.unit.io.scenario.test_people import HEADER, id_number

NAMES = ["张甲", "李乙", "王丙", "赵丁", "欧阳戊", "买买提", "陈庚", "周辛", "吴壬", "郑癸", "冯子", "褚丑"]
PARTS = 4
"""The given files are taken in so many parts, to be run side by side."""
PHONES = ("13800000000", "13811112222", "0771-5550000", "6222021234567890")
SECRET = re.compile("|".join([*NAMES, *PHONES, r"99999919900101\d{3}", r"9\.9999\d+"]))


@pytest.fixture
def ask(capsys, caplog, monkeypatch):
    """Give a command to the command line; return the exit code and all that it says, logs and writes."""
    monkeypatch.delenv("STAFFING_LANG", raising=False)
    caplog.set_level(logging.DEBUG)

    def call(*argv, folder=None):
        with pytest.raises(SystemExit) as end:
            main([str(word) for word in argv])
        captured = capsys.readouterr()
        return end.value.code, "\n".join([captured.out, captured.err, caplog.text, *written(folder)])

    return call


def written(folder):
    """Yield the text of every file in a folder, of workbooks every part."""
    for path in folder.rglob("*") if folder is not None else ():
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                yield from (package.read(part).decode("utf-8", "replace") for part in package.namelist())
        elif path.is_file():
            yield path.read_text(encoding="utf-8")


def assert_silent(path, folder, ask):
    """Check and run ``path`` in every way, and look for a secret in all that comes out; return the exit code."""
    code = None
    for options in (["--notes"], ["--notes", "--json"], ["--notes", "--lang", "en"]):
        code, words = ask("check", path, *options)
        assert code in (0, 1, 2)
        assert not SECRET.search(words), (path.name, words)
    if code == 0 and path.suffix != ".csv":
        _, words = ask("run", path, "--out", folder, folder=folder)
        assert (folder / "result.json").is_file()
        assert not SECRET.search(words), (path.name, SECRET.search(words))
    return code


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
@pytest.mark.parametrize("part", range(PARTS))
def test_given_files(tmp_path, ask, part):
    (tmp_path / "data").mkdir()
    accepted = 0
    for number, entry in enumerate(list(entries())[part::PARTS]):
        path = entry.path
        if path.suffix == ".yaml":
            shutil.copy(CORPUS / "xlsx/000_baseline.xlsx", tmp_path / "data/base.xlsx")
            path = Path(shutil.copy(path, tmp_path))
        if path.suffix in (".yaml", ".csv", ".xlsx"):
            accepted += assert_silent(path, tmp_path / str(number), ask) == 0
    assert accepted > 20 // PARTS


def people(row, column, value):
    rows = [[*HEADER], ["P1", "张甲", id_number(1001), "S1", 80], ["P2", "李乙", id_number(1002), "S2", 81]]
    rows[row][column] = value
    return {"人员": rows}


def station(row, column, value):
    rows = [list(line) for line in builders.SHEETS["单位"]]
    rows[row][column] = value
    return {"单位": rows}


OWN = {
    "right": {},
    "trimmed name": people(1, 1, "　张甲 "),
    "name behind a sign": people(1, 1, "@张甲"),
    "name and phone": people(1, 1, "张甲13800000000"),
    "name with an invisible character": people(1, 1, "张甲\u200b乙"),
    "name as staff number": people(1, 0, "张甲"),
    "name as station": people(1, 3, "张甲"),
    "name as score": people(1, 4, "张甲"),
    "name as id number": people(1, 2, "张甲"),
    "phone as staff number twice": people(1, 0, "13800000000") | people(2, 0, "13800000000"),
    "phone as score": people(1, 4, 13800000000),
    "id number as score": people(1, 4, id_number(1001)),
    "id number as name": people(1, 1, id_number(1001)),
    "id number in full width": people(1, 1, "９９９９９９１９９００１０１００１６"),
    "id number twice": people(1, 2, id_number(1002)),
    "id number as number": people(1, 2, float(id_number(1002))),
    "wrong header of numbers": people(0, 2, id_number(1001)),
    "no header": {"人员": [["P1", "张甲", id_number(1001), "S1", 80], ["P2", "李乙", id_number(1002), "S2", 81]]},
    "note row": {"人员": [HEADER, ["P1", "李乙", None, "S1", 80], ["填表人：张甲 13800000000"]]},
    "total row of names": {"人员": [HEADER, ["P1", "李乙", None, "S1", 80], ["合计", "张甲", None, None, 80]]},
    "station with a phone": station(1, 1, "东河站13800000000"),
    "station with an id number": station(1, 1, f"东河站{id_number(1001)}"),
    "station id that is a phone": station(1, 0, "13800000000"),
    "station id that is a phone and a fault elsewhere": station(1, 0, "13800000000") | {"权重": [["指标", "权重"]]},
    "station id that is an id number": station(1, 0, id_number(1001)),
    "parent that is a phone": station(2, 2, "13800000000"),
    "count that is a phone": station(1, 5, "13800000000"),
    "count that is an id number": station(1, 5, id_number(1001)),
    "count that is a card": station(1, 5, "6222021234567890"),
    "column of phones": {"单位": [[*line, x] for line, x in zip(
        builders.SHEETS["单位"], ["联系电话", "13811112222", 13800000000, "0771-5550000"], strict=True)]},
    "column of names": {"单位": [[*line, x] for line, x in zip(
        builders.SHEETS["单位"], ["负责人姓名", "张甲", "李乙", "王丙"], strict=True)]},
    "phone as header": {"单位": [[*line, x] for line, x in zip(
        builders.SHEETS["单位"], ["13811112222", 1, 2, 3], strict=True)]},
    "phone as sheet": {"13800000000": [["a"]]},
    "phone as setting": {"参数": [["参数", "值"], ["总编制", 12], ["13800000000", 7]]},
    "phone as headcount": {"参数": [["参数", "值"], ["总编制", "13800000000"]]},
    "id number in the note": {"参数": [["参数", "值"], ["总编制", 12], ["备注", f"经办人 {id_number(1001)}"]]},
}  # fmt: skip


@pytest.mark.parametrize("changes", OWN.values(), ids=OWN)
def test_own_cases(tmp_path, ask, changes):
    content = builders.sheets(**(people(0, 0, "人员编号") | changes))
    assert_silent(builders.book(tmp_path / "a.xlsx", content), tmp_path / "out", ask)
    for name, rows in changes.items():
        path = tmp_path / "lone.csv"
        path.write_text(builders.csv_text(rows), encoding="utf-8")
        assert_silent(path, tmp_path / name, ask)


@pytest.mark.parametrize(
    "extra",
    [
        "13800000000: 1\n",
        "bounds: {13800000000: {min: 1}}\n",
        f"bounds: {{S1: {{{id_number(1001)}: 1}}}}\n",
        "groups: [{id: G1, members: [S1, '13800000000']}]\n",
        "note: ['13800000000']\n",
        f"noun: {id_number(1001)}\n",
        "printed_totals: {13800000000: 5}\n",
        "variants: {a: {13800000000: 5}}\n",
        "date: '13800000000'\n",
        "place: '13800000000'\n",
        "columns: {办件: '13800000000'}\n",
    ],
)
def test_own_yaml(tmp_path, ask, extra):
    path = builders.wide_scenario(tmp_path, extra=extra)
    words = path.read_text(encoding="utf-8")
    if extra.startswith("columns"):
        path.write_text(words.replace("columns: {人口: pop}\n", ""), encoding="utf-8")
    assert assert_silent(path, tmp_path / "o", ask) == 2
