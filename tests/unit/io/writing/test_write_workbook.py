"""Export and template: what is written can be read again, and says the same."""

import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from staffing.errors import InputError, UsageError
from staffing.io.layout import SHEET_TABLE
from staffing.io.scenario_file import find_scenarios, load, load_mapping, load_scenario
from staffing.io.writing.write_workbook import export, write_template
from staffing.models.base import Method, Normalisation, Place
from staffing.models.establishment import Category, Group, Post
from staffing.models.scenario import Scenario
from staffing.models.station import Station
from staffing.models.workload import Driver
from tests.unit.io import builders

FULL = {
    "name": "三站方案",
    "noun": "站所",
    "date": "2026-11-22",
    "illustrative": True,
    "note": "第一行\n第二行",
    "method": "adams",
    "normalisation": "min_max",
    "place": "at_most",
    "time_limit_s": Decimal("2.5"),
    "threads": 3,
    "bounds": {"default": {"min": 1}, "S1": {"max": None}},
    "printed_totals": {"人口": Decimal("2450.5")},
    "groups": [
        {"id": "G1", "members": ["S1", "S2"], "max": 8},
        {"id": "G2", "parent": "G1", "members": ["S3"]},
    ],
    "categories": [
        {"id": "staff", "name": "在编", "kind": "行政", "cap": 5, "movable": False},
        {"id": "contract", "name": "外聘", "kind": "外聘", "cap": 7, "capacity": Decimal("0.8")},
    ],
    "posts": [
        {"station": "S1", "category": "staff", "in_post": 4, "maximum": 6},
        {"station": "S2", "category": "staff", "in_post": 3, "minimum": 1},
        {"station": "S3", "category": "staff", "in_post": 2},
        {"station": "S3", "category": "contract", "allowed": False},
    ],
    "variants": {
        "减2": {"cap_change": -2, "bounds": {"S2": {"min": 2}}},
        "加": {"weights": {"人口": Decimal("0.5")}},
    },
}


@pytest.fixture
def full():
    return load_mapping(builders.body(**FULL))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_a_scenario_can_say_survives(tmp_path, full, lang):
    path = tmp_path / "full.xlsx"
    assert export(full, path, lang) == ()
    again = load(path)
    assert again.scenario == full.scenario
    assert again.scenario.input_sha256 == full.scenario.input_sha256
    assert again.warnings == ()
    assert again.variants == ("减2", "加")
    assert again.variant("减2").scenario == full.variant("减2").scenario


def test_the_same_scenario_gives_the_same_bytes(tmp_path, full):
    for name in ("a", "b"):
        export(full, tmp_path / f"{name}.xlsx")
        write_template(tmp_path / f"t{name}.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "ta.xlsx").read_bytes() == (tmp_path / "tb.xlsx").read_bytes()


def test_a_list_in_a_variant_cannot_be_exported_and_the_note_says_so(tmp_path):
    loaded = load_mapping(builders.body(variants={"甲": {"groups": [{"id": "G1"}], "cap": 11}}))
    notes = export(loaded, tmp_path / "a.xlsx")
    assert [(issue.code, issue.values["name"]) for issue in notes] == [("W_NOT_EXPORTED", "甲.groups")]


def test_an_input_is_never_overwritten(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", builders.sheets())
    before = path.read_bytes()
    with pytest.raises(UsageError):
        export(load(path), path)
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    with pytest.raises(UsageError):
        export(load(path), link)
    scenario = builders.yaml_with(tmp_path, "a.xlsx")
    with pytest.raises(UsageError):
        export(load(scenario), path)
    assert path.read_bytes() == before


def test_a_failed_export_leaves_nothing_behind(tmp_path, full, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr("staffing.io.writing.write_workbook._write_cell", fail)
    with pytest.raises(RuntimeError):
        export(full, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_may_have_are_refused(tmp_path):
    stations = tuple(Station(id=f"S{number}", name="x") for number in range(20_001))
    values = {station.id: Decimal(1) for station in stations}
    scenario = Scenario(
        name="x", stations=stations, drivers=(Driver(name="a", weight=Decimal(1), values=values),), cap=1
    )
    with pytest.raises(InputError):
        export(scenario, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_no_formula_and_no_link_is_ever_written(tmp_path):
    note = "=1+1 http://x.invalid"
    export(load_mapping(builders.body(note=note)), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == note]
    assert [(cell.data_type, cell.hyperlink) for cell in cells] == [("s", None)]


def test_a_group_too_large_for_a_cell_goes_on_in_further_rows(tmp_path):
    ids = [f"STATION_WITH_A_LONG_ID_{number:09d}" for number in range(90)]
    stations = tuple(Station(id=name, name="x") for name in ids)
    driver = Driver(
        name="a", weight=Decimal(1), values={name: Decimal(number) for number, name in enumerate(ids)}
    )
    groups = (
        Group(id="G", members=tuple(ids[:80]), maximum=7),
        Group(id="H", parent="G", members=tuple(ids[80:])),
    )
    scenario = Scenario(name="x", stations=stations, drivers=(driver,), cap=5, groups=groups)
    export(scenario, tmp_path / "a.xlsx")
    assert load_scenario(tmp_path / "a.xlsx") == scenario


counts = st.integers(0, 60)
numbers = st.decimals(min_value=0, max_value=10**6, places=3)


@st.composite
def scenarios(draw):
    ids = draw(
        st.lists(st.from_regex(r"[A-Z0-9_-]{1,8}", fullmatch=True), min_size=2, max_size=6, unique=True)
    )
    with_staff = draw(st.booleans())
    stations = tuple(
        Station(
            id=name,
            name=f"站{number}",
            minimum=draw(counts),
            maximum=draw(st.none() | st.integers(60, 99)),
            in_post=draw(counts) if with_staff else None,
            parent=ids[0] if number and draw(st.booleans()) else None,
        )
        for number, name in enumerate(ids)
    )
    share = draw(st.decimals(min_value=Decimal("0.001"), max_value=Decimal("0.999"), places=3))
    drivers = tuple(
        Driver(
            name=name,
            weight=weight,
            values={
                key: Decimal(number + 1) if number == 0 else draw(numbers) for number, key in enumerate(ids)
            },
            period=draw(st.sampled_from([None, "2025年"])),
        )
        for name, weight in (("甲", share), ("乙", 1 - share))
    )
    categories: tuple[Category, ...] = ()
    posts: tuple[Post, ...] = ()
    cap = draw(st.integers(0, 10**6))
    if draw(st.booleans()) and not with_staff:
        categories = (Category(id="c", name="外聘", kind="外聘", cap=cap),)
        posts = tuple(
            Post(station=name, category="c", maximum=draw(st.integers(1, 9)), allowed=draw(st.booleans()))
            for name in ids
        )
    return Scenario(
        name="随机",
        stations=stations,
        drivers=drivers,
        cap=cap,
        categories=categories,
        posts=posts,
        groups=(Group(id="G1", members=tuple(ids[1:]), maximum=draw(st.none() | counts)),),
        method=draw(st.sampled_from(Method)),
        normalisation=draw(st.sampled_from(Normalisation)),
        place=draw(st.sampled_from(Place)),
        time_limit_s=draw(st.decimals(min_value=Decimal("0.1"), max_value=3600, places=1)),
        seed=draw(st.integers(0, 10**6)),
        threads=draw(st.integers(1, 64)),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(scenario=scenarios())
def test_any_scenario_survives_the_round_trip(tmp_path, scenario):
    path = tmp_path / "a.xlsx"
    export(scenario, path)
    again = load_scenario(path)
    assert again == scenario
    assert again.input_sha256 == scenario.input_sha256


def fill(path, content):
    """Fill a template as an office does: type values below the headers."""
    book = openpyxl.load_workbook(path)
    for sheet, rows in content.items():
        page = book[sheet]
        headers = {cell.value: cell.column or 0 for cell in page[1]}
        if sheet in ("参数", "settings"):
            lines = {row[0].value: row[0].row or 0 for row in page.iter_rows(min_row=2)}
            for key, value in rows[1:]:
                page.cell(lines[key], 2, value)
            continue
        for number, row in enumerate(rows[1:], start=2):
            for title, value in zip(rows[0], row, strict=True):
                page.cell(number, headers[title], value)
    book.save(path)


def test_template_filled_and_loaded(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path)
    fill(path, {**builders.sheets(), "人员类别": builders.CATEGORIES, "在岗": builders.POSTS})
    loaded = load(path)
    other = builders.book(
        tmp_path / "b.xlsx", builders.sheets(人员类别=builders.CATEGORIES, 在岗=builders.POSTS)
    )
    assert loaded.scenario.input_sha256 == load_scenario(other).input_sha256
    assert loaded.warnings == ()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_template_has_every_sheet_column_drop_down_and_note(tmp_path, lang):
    write_template(tmp_path / "t.xlsx", lang)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for sheet in SHEET_TABLE:
        if not sheet.read:
            continue
        page = book[sheet.zh if lang == "zh" else sheet.key]
        titles = [column.zh if lang == "zh" else column.key for column in sheet.columns]
        assert [cell.value for cell in page[1]][: len(titles)] == titles
        assert all(cell.comment for cell in page[1])
    page = book["参数" if lang == "zh" else "settings"]
    lists = {str(rule.sqref): rule.formula1 for rule in page.data_validations.dataValidation}
    assert '"adams,dean,huntington_hill,webster,jefferson,hamilton"' in lists.values()
    with pytest.raises(InputError) as refused:
        load(tmp_path / "t.xlsx")
    assert {issue.code for issue in refused.value.issues} == {"E_EMPTY", "E_MISSING"}


def test_the_file_names_no_machine_and_no_time(tmp_path, full):
    export(full, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in package.read("docProps/core.xml")


def test_scenarios_of_a_folder(tmp_path):
    builders.book(tmp_path / "b.xlsx", builders.sheets())
    (tmp_path / "~$b.xlsx").write_bytes(b"lock file")
    (tmp_path / "c.yaml").write_text("schema: 1\n", encoding="utf-8")
    (tmp_path / "d.yaml").write_text("other: 1\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    folder = tmp_path / "a"
    folder.mkdir()
    builders.wide_scenario(folder)
    assert [path.name for path in find_scenarios(tmp_path)] == ["a", "b.xlsx", "c.yaml"]
