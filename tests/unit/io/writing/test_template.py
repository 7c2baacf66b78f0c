"""The template: a clerk can fill it, the reader takes it, and nothing on its pages for reading counts."""

from itertools import product

import openpyxl
import pytest

from staffing.errors import InputError
from staffing.io import layout
from staffing.io.layout import SETTINGS, SHEET_TABLE, TASK_SETTINGS
from staffing.io.scenario_file import load, load_scenario
from staffing.io.writing.book import title
from staffing.io.writing.template import REQUIRED_SHEETS, column_note, setting_note, write_template
from staffing.messages import LANGUAGES
from staffing.messages.template import TEMPLATE
from tests.unit.io import builders
from tests.unit.io.writing.clerk import example, fill

READ = [sheet for sheet in SHEET_TABLE if sheet.read]


@pytest.fixture(params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def template(tmp_path, lang):
    write_template(tmp_path / "t.xlsx", lang)
    return tmp_path / "t.xlsx"


@pytest.fixture
def book(template):
    return openpyxl.load_workbook(template)


def rules(page):
    """Every check of a sheet by the first cell of its range."""
    return {str(rule.sqref).partition(":")[0]: rule for rule in page.data_validations.dataValidation}


def test_the_same_language_gives_the_same_bytes(template, tmp_path, lang):
    write_template(tmp_path / "u.xlsx", lang)
    assert template.read_bytes() == (tmp_path / "u.xlsx").read_bytes()


def test_pages_stand_in_the_order_in_which_they_are_filled(book, lang):
    pages = [layout.GUIDE, *REQUIRED_SHEETS]
    assert book.sheetnames[: len(pages)] == [title(sheet, lang) for sheet in pages]
    assert book.sheetnames[-1] == title(layout.EXAMPLE, lang)
    assert sorted(book.sheetnames[1:-1]) == sorted(title(sheet, lang) for sheet in READ)


def test_every_column_has_its_header_a_note_and_a_check(book, lang):
    for sheet in READ:
        page = book[title(sheet, lang)]
        assert [cell.value for cell in page[1]] == [title(column, lang) for column in sheet.columns]
        assert page.freeze_panes == "A2"
        assert not page.protection.sheet
        found = rules(page)
        for cell, column in zip(page[1], sheet.columns, strict=True):
            assert cell.comment.text == column_note(sheet, column, lang)
            if sheet is not layout.SETTINGS_SHEET:
                rule = found[f"{cell.column_letter}2"]
                assert rule.prompt
                assert rule.promptTitle == cell.value
                assert str(rule.sqref).endswith(f"{cell.column_letter}{sheet.rows + 1}")


def test_every_setting_has_its_row_a_note_and_a_check(book, lang):
    page = book[title(layout.SETTINGS_SHEET, lang)]
    found = rules(page)
    assert [row[0].value for row in page.iter_rows(min_row=2)] == [
        title(s, lang) for s in (*SETTINGS, *TASK_SETTINGS)
    ]
    for row, setting in enumerate((*SETTINGS, *TASK_SETTINGS), start=2):
        assert page.cell(row, 1).comment.text == setting_note(setting, lang)
        rule = found[f"B{row}"]
        assert rule.prompt
        if setting.kind == "options":
            assert rule.type == "list"
            assert not rule.showErrorMessage
        elif setting.choices:
            names = tuple(layout.choice_names(setting, lang).values())
            words = ("yes", "no") if setting.kind == "yes_no" and lang == "en" else names
            assert rule.formula1 == f'"{",".join(words)}"'


def test_no_note_without_its_column():
    columns = {f"x_{sheet.key}_{column.key}" for sheet in READ for column in sheet.columns}
    settings = {f"x_setting_{setting.key.replace('.', '_')}" for setting in (*SETTINGS, *TASK_SETTINGS)}
    others = ("x_guide_", "x_kind_", "x_error_")
    spare = (
        {key for key in TEMPLATE if key.count("_") > 1 and not key.startswith(others)} - columns - settings
    )
    assert spare <= {"x_column_optional", "x_may_be_blank", "x_example_title"}


@pytest.mark.parametrize(
    ("sheet", "column", "other", "key"),
    [
        ("drivers", "station", "stations", "id"),
        ("drivers", "driver", "weights", "driver"),
        ("posts", "station", "stations", "id"),
        ("posts", "category", "categories", "id"),
        ("stations", "parent", "stations", "id"),
        ("groups", "parent", "groups", "id"),
        ("groups", "category", "categories", "id"),
        ("fix", "station", "stations", "id"),
        ("fix", "category", "categories", "id"),
        ("years", "category", "categories", "id"),
        ("departures", "year", "years", "year"),
        ("departures", "station", "stations", "id"),
        ("departures", "category", "categories", "id"),
        ("people", "station", "stations", "id"),
    ],
)
def test_ids_are_chosen_from_what_the_other_sheet_holds_but_never_a_dead_end(
    book, lang, sheet, column, other, key
):
    own, target = (next(s for s in READ if s.key == name) for name in (sheet, other))
    letter = "ABCDEFGH"[[c.key for c in own.columns].index(column)]
    source = "ABCDEFGH"[[c.key for c in target.columns].index(key)]
    rule = rules(book[title(own, lang)])[f"{letter}2"]
    assert rule.type == "list"
    assert f"'{title(target, lang)}'!${source}$2" in rule.formula1
    assert rule.errorStyle == "warning"


def test_numbers_are_checked_and_never_stop_what_the_reader_takes(book, lang):
    page = rules(book[title(layout.STATIONS, lang)])
    assert (page["D2"].type, page["D2"].operator or "between", page["D2"].formula1) == (
        "whole",
        "between",
        "0",
    )
    assert page["E2"].type == "custom"
    assert all(word in page["E2"].formula1 for word in layout.NO_LIMIT)
    weights = rules(book[title(layout.WEIGHTS, lang)])
    assert (weights["B2"].type, weights["B2"].formula1, weights["B2"].formula2) == ("decimal", "0", "1")


def test_ids_and_periods_are_text_so_that_zeros_survive(book, lang):
    for sheet, letter in product((layout.STATIONS, layout.DRIVERS, layout.POSTS), "A"):
        page = book[title(sheet, lang)]
        assert page.column_dimensions[letter].number_format == "@"
    assert book[title(layout.DRIVERS, lang)].column_dimensions["D"].number_format == "@"
    assert book[title(layout.DRIVERS, lang)].column_dimensions["C"].number_format == "General"


def test_an_empty_template_lacks_rows_and_the_headcount_and_nothing_else(template):
    with pytest.raises(InputError) as refused:
        load(template)
    assert {issue.code for issue in refused.value.issues} == {"E_EMPTY", "E_MISSING"}


def test_the_example_is_a_scenario_without_a_single_warning(template, lang):
    fill(template, example(lang))
    loaded = load(template)
    assert loaded.warnings == ()
    assert loaded.notes == ()
    assert len(loaded.scenario.stations) == 3
    assert loaded.scenario.illustrative
    for name in loaded.variants:
        assert loaded.variant(name).scenario.input_sha256 != loaded.scenario.input_sha256


def test_the_page_of_examples_shows_that_very_example(book, lang):
    page = book[title(layout.EXAMPLE, lang)]
    shown = [[cell.value for cell in row] for row in page.iter_rows()]
    for name, rows in example(lang).items():
        at = next(number for number, row in enumerate(shown) if row[0] == name)
        for wanted, row in zip(rows, shown[at + 1 :], strict=False):
            assert row[: len(wanted)] == wanted


def test_what_a_clerk_fills_is_what_another_workbook_says(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path)
    content = builders.sheets(人员类别=builders.CATEGORIES, 在岗=builders.POSTS)
    fill(path, content)
    loaded = load(path)
    other = builders.book(tmp_path / "b.xlsx", content)
    assert loaded.scenario.input_sha256 == load_scenario(other).input_sha256
    assert loaded.warnings == ()


def test_the_headcount_may_stay_blank_where_categories_say_it(tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(path)
    fill(path, builders.sheets(人员类别=builders.CATEGORIES, 在岗=builders.POSTS, 参数=None))
    assert load_scenario(path).cap == 12


def test_the_guide_counts_along(tmp_path, soffice):
    from tests.unit.io.writing.office import convert

    path = tmp_path / "t.xlsx"
    write_template(path)
    fill(path, example("zh"))
    page = openpyxl.load_workbook(convert(soffice, path, tmp_path / "out"), data_only=True)["填写说明"]
    figures = {row[0].value: [cell.value for cell in row[1:4]] for row in page.iter_rows() if row[0].value}
    assert figures["站点数"][::2] == [3, "正常"]
    assert figures["指标值行数（站点数×指标数）"] == [6, 6, "正常"]
    assert figures["权重之和"] == [1, 1, "正常"]
    assert figures["各类控制数之和（应等于总编制）"] == [20, 20, "正常"]
