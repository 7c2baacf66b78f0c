"""Words of the template: what a column wants, and its page of examples. Pairs are (Chinese, English)."""

from typing import Final

from staffing.io.cells import Value
from staffing.io.layout import Kind

KIND_NOTES: Final[dict[Kind, tuple[str, str]]] = {
    "id": ("大写字母、数字、-和_，不超过32个", "capital letters, digits, - and _, at most 32"),
    "text": ("文字", "text"),
    "whole": ("整数，0或更大；没有则填0", "a whole number, 0 or more; 0 if there is none"),
    "maximum": ("整数；没有上限填“不限”", "a whole number; 'none' if there is no limit"),
    "decimal": ("数字，可带小数；没有则填0", "a number, decimals allowed; 0 if there is none"),
    "yes_no": ("是或否", "yes or no"),
    "option": ("从下拉列表中选择", "choose from the list"),
    "ids": (
        "站点编码，以逗号分隔；一行写不下时，用同一编号另起一行",
        "ids with commas; go on in a row of the same id",
    ),
    "date": ("日期，例如2026-11-22", "a date, such as 2026-11-22"),
}

REQUIRED: Final = ("必填", "required")
OPTIONAL: Final = (
    "可不设此列；设了就要逐行填写",
    "this column may be left out; if it stands, every row fills it",
)
MAY_BE_BLANK: Final = ("可空", "may be blank")

EXAMPLE_ROWS: Final[dict[str, tuple[dict[str, Value], ...]]] = {
    "stations": (
        {"id": "S001", "name": "东河站", "parent": None, "minimum": 3, "maximum": 12, "in_post": 8},
        {"id": "S002", "name": "西山站", "parent": "S001", "minimum": 2, "maximum": "不限", "in_post": 7},
    ),
    "drivers": (
        {"station": "S001", "driver": "投诉举报量", "value": 120, "period": "2025年"},
        {"station": "S002", "driver": "投诉举报量", "value": 80, "period": "2025年"},
    ),
    "weights": ({"driver": "投诉举报量", "weight": 1, "printed_total": 200},),
    "categories": (
        {"id": "contract", "name": "外聘人员", "kind": "外聘", "cap": 24, "movable": True, "capacity": 1},
    ),
    "posts": (
        {
            "station": "S001",
            "category": "contract",
            "in_post": 4,
            "minimum": 0,
            "maximum": 6,
            "allowed": True,
        },
    ),
    "groups": ({"id": "G1", "members": "S001, S002", "min": 0, "max": 30},),
    "variants": ({"name": "减4", "key": "cap_change", "value": -4},),
    "settings": (
        {"key": "cap", "value": 20},
        {"key": "method", "value": "webster"},
        {"key": "normalisation", "value": "share"},
    ),
}
