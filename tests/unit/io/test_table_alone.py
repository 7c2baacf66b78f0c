"""One CSV as a whole scenario, what it lacks, and what a CSV of another kind is told."""

import pytest

from staffing import service
from staffing.errors import InputError
from staffing.io.scenario_file import load_mapping
from staffing.io.table_alone import load_csv, read_station_table
from staffing.models.plan import Status
from tests.corpus.manifest import CORPUS
from tests.unit.api.builders import BODY

HEADER = "站点编码,站点名称,编制下限,编制上限,现有人数,投诉举报量,学校,备注,联系电话\n"
TABLE = HEADER + "S001,南,1,9,3,10,3,甲,13800000000\nS002,北,1,不限,2,30,4,乙,1\nS003,东,0,9,4,20,4,,\n"
SETTINGS = {"cap": "9", "weights.投诉举报量": "0.6", "weights.学校": "0.4"}


def _codes(data: bytes, settings: dict[str, str] | None = None) -> list[str]:
    try:
        if settings is None:
            read_station_table(data, "a.csv")
        else:
            load_csv(data, "a.csv", settings)
    except InputError as error:
        return [issue.key for issue in error.issues]
    return []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_a_table_holds_is_told_before_anything_is_settled(encoding: str) -> None:
    table = read_station_table(TABLE.encode(encoding), "dir/a.csv")
    assert (table.file, table.stations, table.in_post) == ("a.csv", 3, 9)
    assert table.drivers == ("投诉举报量", "学校")


def test_staff_in_post_is_not_summed_where_a_station_says_none() -> None:
    assert read_station_table(TABLE.replace(",2,30", ",,30").encode(), "a.csv").in_post is None


def test_a_slip_does_not_hide_a_driver_and_a_total_is_none() -> None:
    data = "id,name,work,合计,序号\nS1,甲,约1,1,1\nS2,乙,2,2,2\nS3,丙,3,3,3\n".encode()
    assert read_station_table(data, "a.csv").drivers == ("work",)
    assert _codes(data, {"cap": "5", "weights.work": "1"}) == ["E_NUMBER"]


def test_with_headcount_and_weights_it_is_a_scenario_like_any_other() -> None:
    rows = [",".join(map(str, row.values())) for row in BODY["stations"]]
    data = "\n".join([",".join(BODY["stations"][0]), *rows]).encode()
    settings = {"cap": "24", "weights.complaints": "0.7", "weights.markets": "0.3", "name": "三所"}
    loaded = load_csv(data, "a.csv", settings)
    assert loaded.scenario.input_sha256 == load_mapping(BODY).scenario.input_sha256
    assert service.run(loaded).status is Status.OPTIMAL
    assert loaded.changed({"cap": "30"}).scenario.cap == 30


def test_what_is_missing_is_named() -> None:
    assert _codes(TABLE.encode(), {}) == ["E_PARAM_MISSING", "E_PARAM_MISSING"]
    assert _codes(TABLE.encode(), {"cap": "9"}) == ["E_PARAM_MISSING"]
    assert _codes(TABLE.encode(), {**SETTINGS, "weights.学校": "0.3"}) == ["E_WEIGHT_SUM"]


@pytest.mark.parametrize("key", ["data", "stations", "tickets", "sheet"])
def test_settings_name_no_other_file(key: str) -> None:
    assert _codes(TABLE.encode(), {**SETTINGS, key: "/etc/passwd"}) == ["E_UNKNOWN_KEY"]


@pytest.mark.parametrize(
    "words",
    [
        "站点编码,指标,数值\nS001,a,1\n",
        "站点编码,类别编码,在岗人数\nS001,a,1\n",
        "指标,权重\na,1\n",
        "参数,值\n总编制,3\n",
        "站点编码,站点名称,现有人数\nS001,南,3\n",
    ],
)
def test_another_table_alone_is_told_what_it_is(words: str) -> None:
    for settings in (None, SETTINGS) if "名称" not in words else (None,):
        assert _codes(words.encode(), settings) == ["E_FILE_TYPE.alone"]


def test_no_table_of_stations() -> None:
    assert set(_codes(b"a,b\n1,2\n")) == {"E_HEADER.missing"}
    assert _codes(b"PK\x03\x04") == ["E_FILE_TYPE.zip"]
    assert _codes(b"id,name,x\n" * 3_000_000) == ["E_TOO_LARGE"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"the corpus is not at {CORPUS}")
def test_no_csv_of_the_corpus_has_drivers_and_each_is_refused_as_such() -> None:
    for path in sorted((CORPUS / "csv").glob("*.csv")):
        with pytest.raises(InputError, match="E_"):
            read_station_table(path.read_bytes(), path.name)
