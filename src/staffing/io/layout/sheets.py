"""The table of sheets and their columns."""

from dataclasses import replace
from typing import Final

from staffing.io import synonyms as other
from staffing.io.layout.shape import KINDS, LONG_ROWS, YES_NO_WORDS, Column, Sheet
from staffing.io.layout.work_sheets import (
    ALLOWANCES,
    CLASSES,
    COEFFICIENTS,
    JUDGEMENTS,
    STANDARDS,
    TASKS,
    WORKING_TIME,
)

_STATION = Column(
    "station",
    "站点编码",
    "id",
    required=True,
    aliases=("id",),
    synonyms=other.STATION_ID,
    unlike=other.STATION_NAME,
)

STATIONS: Final = Sheet(
    "stations",
    "单位",
    (
        Column("id", "站点编码", "id", required=True, synonyms=(*other.STATION_ID, *other.ANY_ID)),
        Column("name", "站点名称", required=True, synonyms=other.STATION_NAME),
        Column("parent", "上级编码", "id", synonyms=other.PARENT),
        Column("minimum", "编制下限", "whole", synonyms=(*other.MINIMUM, "下限")),
        Column("maximum", "编制上限", "maximum", synonyms=(*other.MAXIMUM, "上限")),
        Column(
            "in_post", "现有人数", "whole", synonyms=(*other.IN_POST, "在岗人数"), unlike=other.NOT_IN_POST
        ),
        Column("class", "类别", synonyms=("单位类别", "站点类别", "机构类别")),
        Column("deviation_weight", "偏差权重", "decimal", synonyms=("偏离权重",)),
    ),
)
DRIVERS: Final = Sheet(
    "drivers",
    "指标值",
    (
        _STATION,
        Column("driver", "指标", required=True, synonyms=other.DRIVER),
        Column("value", "数值", "decimal", required=True, synonyms=("指标值", "指标数值", "数量", "值")),
        Column("period", "期间", synonyms=other.PERIOD),
    ),
    rows=LONG_ROWS,
)
WEIGHTS: Final = Sheet(
    "weights",
    "权重",
    (
        Column("driver", "指标", required=True, synonyms=other.DRIVER),
        Column("weight", "权重", "decimal", required=True, synonyms=("权重值", "权重系数", "指标权重")),
        Column("class", "类别"),
        Column("printed_total", "公布合计", "decimal", synonyms=("公布合计数", "公布总数", "公布总计")),
    ),
)
CATEGORIES: Final = Sheet(
    "categories",
    "人员类别",
    (
        Column("id", "类别编码", "id", required=True, synonyms=(*other.CATEGORY_ID, *other.ANY_ID)),
        Column("name", "类别名称", required=True, synonyms=("人员类别名称", "人员类别", "名称")),
        Column("kind", "性质", "option", required=True, choices=KINDS, synonyms=("人员性质", "类别性质")),
        Column("cap", "控制数", "whole", required=True, synonyms=("人员控制数", "控制人数")),
        Column("movable", "可调整", "yes_no", choices=YES_NO_WORDS, synonyms=("是否可调整", "可否调整")),
        Column("capacity", "折算系数", "decimal", synonyms=("折合系数",)),
        Column("total", "应配总数", "whole", synonyms=("应配总人数", "须配总数")),
        Column("transfer_cost", "调动成本", "decimal", synonyms=("单位调动成本", "调动费用")),
    ),
)
POSTS: Final = Sheet(
    "posts",
    "在岗",
    (
        _STATION,
        Column("category", "类别编码", "id", required=True, synonyms=other.CATEGORY_ID),
        Column("in_post", "在岗人数", "whole", synonyms=(*other.IN_POST, "现有人数", "在岗")),
        Column("minimum", "下限", "whole", synonyms=(*other.MINIMUM, "编制下限")),
        Column("maximum", "上限", "maximum", synonyms=(*other.MAXIMUM, "编制上限")),
        Column("allowed", "可用", "yes_no", choices=YES_NO_WORDS, synonyms=("是否可用", "可否使用")),
    ),
    rows=LONG_ROWS,
)
GROUPS: Final = Sheet(
    "groups",
    "分组",
    (
        Column("id", "编号", "id", required=True, synonyms=("分组编号", "分组编码", "编码")),
        Column("parent", "上级", "id", synonyms=("上级编号", "上级编码", "上级分组", "上级分组编号")),
        Column("members", "成员", "ids", synonyms=("成员单位", "成员站点", "成员编码")),
        Column("category", "类别编码", "id", synonyms=other.CATEGORY_ID),
        Column("min", "下限", "whole", synonyms=(*other.MINIMUM, "编制下限")),
        Column("max", "上限", "maximum", synonyms=(*other.MAXIMUM, "编制上限")),
    ),
)
FIX: Final = Sheet(
    "fix",
    "固定",
    (
        replace(_STATION, required=False),
        Column("category", "类别编码", "id", synonyms=other.CATEGORY_ID),
        Column("posts", "人数", "whole", synonyms=("固定人数", "固定数")),
    ),
    rows=LONG_ROWS,
)
YEARS: Final = Sheet(
    "years",
    "分年",
    (
        Column("year", "年度", required=True, synonyms=("年份", "年")),
        Column("max_transfers", "调动上限", "whole", synonyms=("调动人数上限", "最多调动人数")),
        Column("max_joins", "进人上限", "whole", synonyms=("进人人数上限", "最多进人数")),
        Column("category", "类别编码", "id", synonyms=other.CATEGORY_ID),
        Column("cap", "控制数", "whole", synonyms=("人员控制数", "控制人数")),
    ),
)
DEPARTURES: Final = Sheet(
    "departures",
    "离退",
    (
        Column("year", "年度", required=True, synonyms=("年份", "年")),
        _STATION,
        Column("category", "类别编码", "id", synonyms=other.CATEGORY_ID),
        Column("count", "人数", "whole", required=True, synonyms=("离退人数", "减员人数")),
    ),
    rows=LONG_ROWS,
)
VARIANTS: Final = Sheet(
    "variants",
    "方案",
    (
        Column("name", "名称", required=True, synonyms=("方案", "方案名称")),
        Column("key", "键", required=True, synonyms=("参数", "参数名称")),
        Column("value", "值", required=True, synonyms=("参数值", "取值", "数值")),
    ),
)
PEOPLE: Final = Sheet(
    "people",
    "人员",
    (
        Column("id", "人员编号", "id", required=True, synonyms=other.STAFF_ID),
        Column("name", "姓名", synonyms=("人员姓名", "员工姓名", "职工姓名")),
        Column("id_number", "身份证号", synonyms=other.ID_NUMBER),
        Column(
            "station",
            "站点编码",
            "id",
            synonyms=other.STATION_ID,
            unlike=other.STATION_NAME,
        ),
        Column("score", "考核分", "decimal", synonyms=("考核得分", "考核分数", "考核成绩", "年度考核分")),
    ),
)
ALIASES: Final = Sheet(
    "aliases",
    "别名",
    (
        Column("name", "名称", required=True),
        Column("station", "站点编码", aliases=("id",)),
    ),
)
SETTINGS_SHEET: Final = Sheet(
    "settings",
    "参数",
    (
        Column("key", "参数", required=True, synonyms=("参数名", "参数名称", "参数项", "项目")),
        Column("value", "值", required=True, synonyms=("参数值", "取值", "设定值", "数值")),
    ),
)
GUIDE: Final = Sheet("guide", "填写说明", (), read=False)
"""The template's first page: how to fill it; recognised, never read."""
EXAMPLE: Final = Sheet("example", "填写示例", (), read=False)
"""The template's page of worked rows: recognised, never read."""

SHEET_TABLE: Final = (
    STATIONS,
    DRIVERS,
    WEIGHTS,
    CLASSES,
    CATEGORIES,
    POSTS,
    TASKS,
    COEFFICIENTS,
    STANDARDS,
    WORKING_TIME,
    ALLOWANCES,
    GROUPS,
    FIX,
    YEARS,
    DEPARTURES,
    VARIANTS,
    PEOPLE,
    JUDGEMENTS,
    ALIASES,
    SETTINGS_SHEET,
    GUIDE,
    EXAMPLE,
)

PLAN: Final = Sheet(
    "plan",
    "方案表",
    (
        replace(_STATION, required=False, unlike=()),
        Column("name", "站点名称", synonyms=other.STATION_NAME),
        Column("category", "类别编码", "id", synonyms=other.CATEGORY_ID),
        Column("posts", "人数", "whole", aliases=("allocation",), synonyms=other.PLANNED),
    ),
    rows=LONG_ROWS,
)
"""A plan made by hand: no part of a scenario."""
