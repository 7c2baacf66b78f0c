"""Sheets and lists that hold every rule of the reallocation programme."""

from tests.unit.io import builders
from tests.unit.io.builders import CATEGORIES, POSTS

KINDS = [
    [*row, more, cost]
    for row, more, cost in zip(CATEGORIES, ["应配总数", None, 6], ["调动成本", 0, 2.5], strict=True)
]
STATIONS = [
    [*row, weight] for row, weight in zip(builders.SHEETS["单位"], ["偏差权重", 2, None, 0.5], strict=True)
]
GROUPS = [
    ["编号", "上级", "成员", "类别编码", "下限", "上限"],
    ["G1", None, "S1、S2", None, 1, 10],
    ["G1", None, None, "contract", 0, 3],
    ["G2", "G1", "S3", "staff", 1, "不限"],
]
FIX = [
    ["站点编码", "类别编码", "人数"],
    ["S1", None, None],
    [None, "staff", None],
    ["S2", "contract", 1],
]
YEARS = [
    ["年度", "调动上限", "进人上限", "类别编码", "控制数"],
    [2027, 2, 1, None, None],
    [2027, None, None, "contract", 8],
    ["二期", None, 0, "staff", 5],
]
DEPARTURES = [
    ["年度", "站点编码", "类别编码", "人数"],
    [2027, "S1", "staff", 1],
    ["二期", "S1", "staff", 1],
]
SETTINGS = [
    *builders.SHEETS["参数"],
    ["目标", "偏差、调动成本，变动单位"],
    ["调动上限", 3],
    ["变动单位上限", "不限"],
]
IN_YAML = """\
objective: [deviation, transfer_cost, stations_changed]
max_transfers: 3
max_stations_changed: null
categories:
  - {id: staff, name: 在编人员, kind: 行政, cap: 5, movable: false}
  - {id: contract, name: 外聘人员, kind: 外聘, cap: 7, total: 6, transfer_cost: 2.5}
posts:
  - {station: S1, category: staff, in_post: 2}
  - {station: S1, category: contract, in_post: 2}
  - {station: S2, category: staff, in_post: 2}
  - {station: S2, category: contract, in_post: 1}
  - {station: S3, category: staff, in_post: 1}
  - {station: S3, category: contract, in_post: 1}
groups:
  - {id: G2, parent: G1, members: [S3], categories: {staff: {min: 1}}}
  - {id: G1, members: [S1, S2], min: 1, max: 10, categories: {contract: {max: 3}}}
fix: [{station: S2, category: contract, posts: 1}, {station: S1}, {category: staff}]
years:
  - {year: 2027, max_transfers: 2, max_joins: 1, caps: {contract: 8}}
  - {year: 二期, max_joins: 0, caps: {staff: 5}}
departures:
  - {year: "二期", station: S1, category: staff, count: 1}
  - {year: "2027", station: S1, category: staff, count: 1}
"""


def content(**changes):
    """Return the sheets with some replaced, added, or (None) dropped."""
    full = {
        "单位": STATIONS, "人员类别": KINDS, "在岗": POSTS, "分组": GROUPS, "固定": FIX, "分年": YEARS,
        "离退": DEPARTURES, "参数": SETTINGS,
    }  # fmt: skip
    return builders.sheets(**{**full, **changes})


def with_cell(rows, row, column, value):
    """Return rows with one value changed."""
    rows = [list(line) for line in rows]
    rows[row][column] = value
    return rows
