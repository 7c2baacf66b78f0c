"""Safety of workbooks and paths: refused before anything is unpacked, followed or run."""

import pytest
import xlsxwriter

from staffing.io.scenario_file import load, load_bytes
from tests.unit.io import builders
from tests.unit.io.builders import faults
from tests.unit.io.packages import rebuilt, sheet1


@pytest.fixture
def good(tmp_path):
    return builders.book(tmp_path / "good.xlsx", builders.sheets()).read_bytes()


def codes(data, name="a.xlsx"):
    return faults(lambda: load_bytes(data, name))


def test_a_rebuilt_package_is_fine(good):
    assert load_bytes(rebuilt(good), "a.xlsx").warnings == ()


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ([("xl/vbaProject.bin", b"x")], "E_MACRO"),
        ([("xl/externalLinks/externalLink1.xml", b"x")], "E_EXTERNAL_LINK"),
        ([("xl/embeddings/oleObject1.bin", b"x")], "E_EMBEDDED"),
        ([("../evil.txt", b"x")], "E_ZIP_PATH"),
        ([("/abs.txt", b"x")], "E_ZIP_PATH"),
        ([("C:\\x.txt", b"x")], "E_ZIP_PATH"),
        ([("XL/workbook.xml", b"x")], "E_ZIP_DUP"),
        ([(f"x/{n}", b"") for n in range(2000)], "E_ZIP_ENTRIES"),
        ([("xl/media/a.bin", bytes(5_000_000))], "E_ZIP_BOMB"),
        ([(f"xl/media/{n}.bin", bytes(999_999)) for n in range(55)], "E_ZIP_BOMB"),
    ],
)
def test_parts_that_have_no_place_in_a_workbook(good, extra, code):
    assert codes(rebuilt(good, extra=extra))[0][0] == code


def test_a_declared_size_that_lies(good):
    data = bytearray(rebuilt(good, extra=[("xl/media/a.bin", b"0123456789" * 1000)]))
    position = data.rindex(b"PK\x01\x02")
    assert data[position + 46 :].startswith(b"xl/media/a.bin")
    data[position + 24 : position + 28] = (10).to_bytes(4, "little")
    assert codes(bytes(data)) == [("E_ZIP_BOMB", "")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E_EMPTY"),
        (b"id,name\n", "E_FILE_TYPE"),
        (b"\x89PNG\r\n\x1a\n", "E_FILE_TYPE"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E_ENCRYPTED"),
        (b"PK\x03\x04 and then nothing", "E_CORRUPT"),
        (bytes(20_000_001), "E_TOO_LARGE"),
    ],
)
def test_files_that_are_no_workbooks(data, code):
    assert codes(data) == [(code, "")]


def test_half_a_file(good):
    assert codes(good[: len(good) // 2])[0][0] == "E_CORRUPT"


def test_a_flipped_byte(good):
    position = good.index(b"xl/worksheets/sheet1.xml") + 60
    assert codes(good[:position] + bytes([good[position] ^ 255]) + good[position + 1 :])[0][0] == "E_CORRUPT"


def test_macro_workbooks_by_name(good):
    assert codes(good, "a.XLSM") == [("E_MACRO", "")]


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "docProps/app.xml"]
)
def test_a_document_type_is_refused_in_any_part(good, part):
    dtd = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'

    def change(name, content):
        head, mark, rest = content.partition(b"?>")
        return head + mark + dtd + rest if name == part else content

    assert codes(rebuilt(good, change))[0][0] == "E_XML_DTD"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'<c r="D3"><v>1</v></c>', b'<c r="D3" t="e"><v>#N/A</v></c>', ("E_CELL_ERROR", "单位!D3")),
        (b'<c r="D3"><v>1</v></c>', b'<c r="D3"><f>1+1</f></c>', ("E_FORMULA_NO_VALUE", "单位!D3")),
        (
            b'<c r="D3"><v>1</v></c>',
            b'<c r="D3"><f>WEBSERVICE("http://x.invalid")</f><v>1</v></c>',
            ("E_FORMULA", "单位!D3"),
        ),
        (
            b'<c r="D3"><v>1</v></c>',
            b'<c r="D3"><v>1</v></c><c r="D3"><v>2</v></c>',
            ("E_CORRUPT", "单位!D3"),
        ),
        (b'<c r="D3"><v>1</v></c>', b'<c r="XFD3"><v>1</v></c>', ("E_TOO_MANY_COLUMNS", "单位")),
        (
            b"</sheetData>",
            b'<row r="1048576"><c r="D1048576"><v>1</v></c></row></sheetData>',
            ("E_TOO_MANY_ROWS", "单位"),
        ),
        (b'<c r="D3"><v>1</v></c>', b'<c r="D1048576"><v>1</v></c>', ("E_CORRUPT", "单位")),
        (b'<c r="D3"><v>1</v></c>', b'<c r="D3" t="s"><v>9999</v></c>', ("E_CORRUPT", "单位")),
        (b"</worksheet>", b"", ("E_CORRUPT", "单位")),
    ],
)
def test_cells_that_the_fast_reader_would_take_for_something_else(good, old, new, expected):
    assert codes(rebuilt(good, sheet1(old, new))) == [expected]


def test_cells_far_out_do_not_fill_the_memory(good):
    row = b'<row r="150000"><c r="GR150000"%s</row></sheetData>'
    styled = rebuilt(good, sheet1(b"</sheetData>", row % b' s="1"/>'))
    assert load_bytes(styled, "a.xlsx").scenario == load_bytes(good, "a.xlsx").scenario
    filled = rebuilt(good, sheet1(b"</sheetData>", row % b"><v>1</v></c>"))
    assert codes(filled) == [("E_TOO_MANY_ROWS", "单位")]


def test_a_formula_with_its_value_is_a_value(good):
    data = rebuilt(good, sheet1(b'<c r="D3"><v>1</v></c>', b'<c r="D3"><f>3-2</f><v>1</v></c>'))
    assert load_bytes(data, "a.xlsx").scenario == load_bytes(good, "a.xlsx").scenario


def test_hidden_parts_are_read_and_noted(tmp_path):
    path = tmp_path / "h.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in builders.sheets().items():
            page = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
            if name == "单位":
                page.set_column(4, 4, None, None, {"hidden": True})
                page.set_row(2, None, None, {"hidden": True})
            if name == "权重":
                page.very_hidden()
    loaded = load(path)
    assert [(issue.code, issue.where) for issue in loaded.warnings] == [
        ("W_HIDDEN", "单位!E"), ("W_HIDDEN", "单位"), ("W_HIDDEN", "权重"),
    ]  # fmt: skip
    assert len(loaded.scenario.stations) == 3


def test_more_sheets_than_the_limit(tmp_path):
    path = builders.book(tmp_path / "a.xlsx", {f"x{number}": [] for number in range(51)})
    assert faults(lambda: load(path)) == [("E_TOO_MANY_SHEETS", "")]


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../x.xlsx", "a/../../x", "http://h.invalid/x", "\\\\h\\x", "C:\\x", "~/x", "$HOME/x",
     "a\\x", "．．/x", "a%2e/x"],
)  # fmt: skip
@pytest.mark.parametrize("key", ["data", "stations"])
def test_a_path_stays_inside_the_folder(tmp_path, name, key):
    path = tmp_path / "scenario.yaml"
    path.write_text(f"schema: 1\ncap: 1\nweights: {{a: 1}}\n{key}: '{name}'\n", encoding="utf-8")
    assert ("E_PATH", key) in faults(lambda: load(path))


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    builders.book(tmp_path / "outside.xlsx", builders.sheets())
    (inside / "tables.xlsx").symlink_to(tmp_path / "outside.xlsx")
    assert ("E_PATH", "data") in faults(lambda: load(builders.yaml_with(inside, "tables.xlsx")))


def test_a_name_of_nothing(tmp_path):
    assert ("E_NOT_FOUND", "data") in faults(lambda: load(builders.yaml_with(tmp_path, "tables.xlsx")))
    assert faults(lambda: load(tmp_path / "absent.xlsx")) == [("E_NOT_FOUND", "")]
