"""The template's worked example: a small scenario, complete, with made-up figures. Pairs are (Chinese, English)."""

from collections.abc import Mapping
from typing import Final

from staffing.io.cells import Value
from staffing.io.layout import NO_LIMIT
from staffing.messages import LANGUAGES, Lang

_Said = Value | tuple[str, str]
_COMPLAINTS: Final = ("投诉举报量", "complaints")
_BUSINESSES: Final = ("在业市场主体", "businesses")


def _count(station: str, driver: tuple[str, str], value: int) -> dict[str, _Said]:
    return {"station": station, "driver": driver, "value": value, "period": "2025"}


def _post(station: str, category: str, in_post: int) -> dict[str, _Said]:
    return {"station": station, "category": category, "in_post": in_post}


_ROWS: Final[Mapping[str, tuple[Mapping[str, _Said], ...]]] = {
    "stations": (
        {"id": "S001", "name": ("东河所", "East"), "minimum": 3, "maximum": 12, "in_post": 8},
        {"id": "S002", "name": ("西山所", "West"), "minimum": 2, "maximum": NO_LIMIT, "in_post": 7},
        {"id": "S003", "name": ("南桥所", "South"), "minimum": 2, "maximum": 9, "in_post": 5},
    ),
    "weights": (
        {"driver": _COMPLAINTS, "weight": 0.6, "printed_total": 250},
        {"driver": _BUSINESSES, "weight": 0.4},
    ),
    "drivers": (
        _count("S001", _COMPLAINTS, 120),
        _count("S002", _COMPLAINTS, 80),
        _count("S003", _COMPLAINTS, 50),
        _count("S001", _BUSINESSES, 2600),
        _count("S002", _BUSINESSES, 1900),
        _count("S003", _BUSINESSES, 0),
    ),
    "settings": (
        {"key": "cap", "value": 20},
        {"key": "method", "value": "webster"},
        {"key": "normalisation", "value": "share"},
        {"key": "objective", "value": ("公平、调动人数、变动单位", "fairness, transfers, stations_changed")},
        {"key": "max_transfers", "value": 4},
        {"key": "max_stations_changed", "value": NO_LIMIT},
        {"key": "rounding", "value": ("超一成才进一", "wisn10")},
        {"key": "illustrative", "value": True},
    ),
    "categories": (
        {"id": "staff", "name": ("在编人员", "established"), "kind": "行政", "cap": 12, "movable": False},
        {"id": "contract", "name": ("外聘人员", "contract"), "kind": "外聘", "cap": 8, "movable": True},
    ),
    "posts": (
        _post("S001", "staff", 5),
        _post("S001", "contract", 3),
        _post("S002", "staff", 4),
        _post("S002", "contract", 3),
        _post("S003", "staff", 3),
        _post("S003", "contract", 2),
    ),
    "standards": (
        {
            "activity": _COMPLAINTS,
            "unit_hours": 3.5,
            "source": ("测定", "measured"),
            "low": 2,
            "high": 5,
            "samples": 120,
            "valid_from": "2025-01-01",
            "basis": ("2025年测时记录", "time study of 2025"),
        },
        {
            "activity": _BUSINESSES,
            "unit_hours": 0.8,
            "source": ("专家", "expert"),
            "valid_from": "2025-01-01",
        },
    ),
    "working_time": (
        {
            "year": 2025,
            "annual_leave": 10,
            "sick_leave": 3,
            "training": 5,
            "other": 0,
            "hours_per_day": 8,
        },
        {"station": "S002", "year": 2025, "days": 240, "annual_leave": 10, "hours_per_day": 7.5},
    ),
    "allowances": (
        {"name": ("学习会议", "meetings"), "kind": ("全员", "category"), "share": 0.1},
        {
            "name": ("值班", "duty"),
            "kind": ("全员", "category"),
            "station": "S001",
            "hours": 4,
            "per": ("周", "week"),
        },
        {
            "name": ("所长管理", "head of station"),
            "kind": ("个人", "individual"),
            "hours": 400,
            "per": ("年", "year"),
            "staff": 1,
        },
    ),
    "groups": (
        {"id": "G1", "members": "S001, S002", "min": 8, "max": 17},
        {"id": "G1", "category": "contract", "min": 0, "max": 7},
    ),
    "fix": (
        {"station": "S003", "category": "staff"},
        {"station": "S002", "category": "contract", "posts": 3},
    ),
    "years": (
        {"year": "2027", "max_transfers": 2, "max_joins": 1},
        {"year": "2027", "category": "contract", "cap": 9},
        {"year": "2028", "max_transfers": 2, "max_joins": 0},
    ),
    "departures": ({"year": "2027", "station": "S001", "category": "contract", "count": 1},),
    "variants": (
        {"name": ("减2名", "cut 2"), "key": "cap_change", "value": -2},
        {"name": ("东河下限5", "East 5"), "key": "bounds.S001.min", "value": 5},
    ),
    "people": (
        {"id": "P001", "station": "S001", "score": 92},
        {"id": "P002", "station": "S002", "score": 88.5},
    ),
    "judgements": ({"first": _COMPLAINTS, "second": _BUSINESSES, "value": "3/2", "expert": ("甲", "A")},),
    "aliases": ({"name": ("东河工商所", "East office"), "station": "S001"},),
}


def example_rows(sheet: str, lang: Lang) -> list[dict[str, Value]]:
    """Return the example's rows of a sheet; none where it needs no example."""
    return [
        {
            key: value[LANGUAGES.index(lang)] if isinstance(value, tuple) else value
            for key, value in row.items()
        }
        for row in _ROWS.get(sheet, ())
    ]


def example_value(sheet: str, column: str, lang: Lang) -> Value:
    """Return the first value that the example holds in a column, or None."""
    values = (row.get(column) for row in example_rows(sheet, lang))
    return next((value for value in values if value is not None), None)
