"""Identity numbers: right ones, and every way to be wrong."""

from datetime import date
from decimal import Decimal

import pytest

from staffing.io.cells import Cell
from staffing.io.findings import Findings
from staffing.io.values.id_numbers import id_number_fault, in_wrong_column
from staffing.io.values.numbers import decimal, whole
from staffing.io.values.plain import is_plain_id, is_plain_name
from staffing.io.values.words import identifier, name, text

RIGHT = "999999199001010016"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (RIGHT, None),
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        ("１１０１０５１９４９１２３１００２Ｘ", None),
        (f" {RIGHT}\t", None),
        ("999999199001010017", "E_ID_CHECKSUM"),
        ("11010519491231002Y", "E_ID_CHECKSUM.length"),
        ("110105194902300029", "E_ID_CHECKSUM.date"),
        ("110105194913010029", "E_ID_CHECKSUM.date"),
        ("110105491231002", "E_ID_CHECKSUM.length"),
        (RIGHT[:-1], "E_ID_CHECKSUM.length"),
        (RIGHT + "0", "E_ID_CHECKSUM.length"),
        ("G12345678", "E_ID_CHECKSUM.length"),
        ("张甲", "E_ID_CHECKSUM.length"),
        (9.99999199001010e17, "E_ID_PRECISION"),
        (int(RIGHT), "E_ID_PRECISION"),
        (Decimal(RIGHT), "E_ID_PRECISION"),
        ("9.99999E+17", "E_ID_PRECISION"),
        ("1.10105E17", "E_ID_PRECISION"),
        (110105.0, "E_ID_CHECKSUM.length"),
        (True, "E_ID_CHECKSUM.length"),
        (date(1990, 1, 1), "E_ID_CHECKSUM.length"),
    ],
)
def test_one_number(value, fault):
    assert id_number_fault(value) == fault


def test_each_wrong_digit_is_found():
    """The check digit is there to find any one digit that is wrong."""
    for place in range(17):
        for digit in "0123456789":
            wrong = RIGHT[:place] + digit + RIGHT[place + 1 :]
            assert (id_number_fault(wrong) is None) is (wrong == RIGHT)


def cell(value, form="workbook"):
    return Cell(value, "站点名称", "a.xlsx", "单位!B2", form)


@pytest.mark.parametrize("read", [text, name, identifier, decimal, whole])
@pytest.mark.parametrize("value", [RIGHT, f" {RIGHT} ", "99999919900101001X", f"{RIGHT[:-1]}９"])
def test_in_any_other_column_they_are_refused(read, value):
    findings = Findings()
    assert read(cell(value), findings) is None
    assert [issue.code for issue in findings.errors] == ["E_ID_IN_WRONG_COLUMN"]
    assert RIGHT[3:] not in findings.errors[0].line("zh")


@pytest.mark.parametrize("read", [identifier, decimal, whole])
@pytest.mark.parametrize("value", [9.99999199001010e17, int(RIGHT)])
def test_as_a_number_too(read, value):
    findings = Findings()
    assert read(cell(value), findings) is None
    assert [issue.code for issue in findings.errors] == ["E_ID_IN_WRONG_COLUMN"]


def test_other_long_codes_are_none():
    for code in ("450103001001001001", "9145010000750123X", "123456789012345678"):
        assert not in_wrong_column(cell(code), Findings())


def test_a_telephone_number_is_no_part_of_a_name():
    findings = Findings()
    assert name(cell("东河站13800000000"), findings) is None
    assert [issue.key for issue in findings.errors] == ["E_NAME.phone"]
    assert "13800000000" not in findings.errors[0].line("en")


def test_what_is_plain_is_neither():
    assert is_plain_id("S001")
    assert is_plain_name("东河站")
    assert not is_plain_id(RIGHT)
    assert not is_plain_name(f"东河站{RIGHT}")
    assert not is_plain_name("东河站13800000000")
    assert not is_plain_name("东河站１３８００００００００")
