"""Personal numbers and names in text that the program says."""

import pytest

from staffing.errors import Issue
from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.masking import birth_date, check_digit, holds_id_number, holds_mobile, mask, mask_name

PERSONAL = [
    "999999199001010016",
    "99999919900101001X",
    "99999919900101001x",
    "999999 19900101 0016",
    "９９９９９９１９９００１０１００１６",
    "450103750615123",
    "13800000000",
    "138 0000 0000",
    "138-0000-0000",
    "+86 13800000000",
    "8613800000000",
    "１３８００００００００",
    "0771-5550000",
    "(0771)5550000",
    "02085550000",
    "6222021234567890",
    "6222021234567890123",
    "6222 0212 3456 7890 123",
    "9.99999199001010E+17",
    "9.99999E+17",
]


@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("around", ["{}", "张甲{}", "电话：{}。", "a{}b", "{} {}"])
def test_personal_numbers_keep_three_characters(number, around):
    masked = mask(around.replace("{}", number))
    tail = number[-4:].replace("９", "9").strip()
    assert number not in masked
    assert tail not in masked
    assert "***" in masked
    assert mask(masked) == masked


@pytest.mark.parametrize(
    "words",
    [
        "12000",
        "1234567890",
        "人口 8166566",
        "0.123456789012345678",
        "13800000000.5",
        "2025-01-03 12:30:45.123456",
        "450103001001001",
        "0000000001",
        "110000000000",
        "1,380,000,000",
        "S001 东河站",
        "",
    ],
)
def test_counts_codes_and_times_stay_readable(words):
    assert mask(words) == words


def test_signatures_keep_the_family_name():
    assert mask("填表人：张甲，审核: 李乙丙") == "填表人：张**，审核: 李**"
    assert mask("投诉人：12人") == "投诉人：12人"


def test_names_show_neither_their_end_nor_their_length():
    assert [mask_name(name) for name in ("张甲", "买买提•己", "  欧阳戊")] == ["张**", "买**", "欧**"]


def test_check_digits_of_the_standard():
    # The examples of GB 11643-1999, 4.2 and annex A.
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


@pytest.mark.parametrize(
    ("number", "born"),
    [("110105194912310020", "1949-12-31"), ("110105194902290020", "None"), ("110105000012310020", "None")],
)
def test_births(number, born):
    assert str(birth_date(number)) == born


def test_what_holds_a_number():
    assert holds_id_number("P999999199001010016")
    assert not holds_id_number("999999199013010016")
    assert not holds_id_number("9999991990010100167")
    assert holds_mobile("东河站13800000000")
    assert not holds_mobile("东河站12345678901")


def test_an_issue_masks_whatever_it_is_filled_with():
    values = {"name": "张甲13800000000", "got": "x 999999199001010016", "nearest": "S1"}
    issue = Issue("E_UNKNOWN_KEY", "a.yaml", "bounds.13800000000.min", values)
    for lang in ("zh", "en"):
        said = issue.line(lang) + str(issue.document(lang))
        assert "13800000000" not in said
        assert "999999199001010016" not in said
    assert issue.values == values


def test_a_computed_figure_is_no_telephone_number():
    values = {"name": "税收", "printed": "15300000000", "sum": "15300000001", "gap": "1"}
    assert "15300000001" in Issue("W_PRINTED_TOTAL", values=values).message("zh")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (999999199001010016, "999***************"),
        (9.99999199001010e17, "999***************"),
        (13800000000.0, "138********"),
        ("a" * 35 + "999999199001010016", "a" * 35 + "999**…"),
        (1200.5, "1200.5"),
        (True, "TRUE"),
        (None, ""),
    ],
)
def test_cells_quote_masked_and_read_whole(value, shown):
    cell = Cell(value, "数值", "a.csv", "line 2, 数值", "csv")
    assert cell.shown == shown


def test_what_is_read_is_not_what_is_shown():
    cell = Cell("13800000000", "编码", "a.csv", "line 2, 编码", "csv")
    assert cell.written == "13800000000"


def test_a_private_cell_shows_its_first_characters_only_also_of_what_was_read():
    findings = Findings()
    cell = Cell(" 买买提·己 ", "姓名", "a.csv", "line 2, 姓名", "csv", kept=1)
    findings.changed("W_TRIMMED", cell, "买买提·己")
    (change,) = findings.changes
    assert (change.got, change.read) == ("买**", "买**")


def test_a_note_is_listed_without_a_warning():
    findings = Findings()
    findings.note("W_PERSONAL", Cell("身份证号", "身份证号", "a.csv", "line 1", "csv"), None)
    assert findings.warnings == ()
    assert [change.code for change in findings.changes] == ["W_PERSONAL"]
