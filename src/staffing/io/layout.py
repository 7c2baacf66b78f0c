"""The one table of sheets, columns and settings: what reader, template, export and documentation go by.

A name counts in Chinese or in English. ``key`` is the name inside the program and the English alias; where a
column has further English names they stand in ``aliases``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from staffing.models.base import Method, Normalisation, Place

Kind = Literal["id", "text", "whole", "maximum", "decimal", "yes_no", "option", "ids", "date"]

KINDS: Final = ("行政", "事业", "工勤", "外聘")
"""Kinds of post, as 性质 lists them."""

YES_NO: Final[Mapping[str, bool]] = {"是": True, "否": False, "yes": True, "no": False}
NO_LIMIT: Final = ("不限", "none")
"""What stands in a maximum that does not limit."""

FILE_BYTES: Final = 20_000_000
YAML_BYTES: Final = 2_000_000
SHEETS: Final = 50
COLUMNS: Final = 200
CELL_CHARACTERS: Final = 1_000
ROWS: Final = 20_000
LONG_ROWS: Final = 200_000
"""Rows of a sheet with several rows a station."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet."""

    key: str
    zh: str
    kind: Kind = "text"
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column."""
        return (self.zh, self.key, *self.aliases)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook, or one CSV of a folder."""

    key: str
    zh: str
    columns: tuple[Column, ...]
    rows: int = ROWS
    read: bool = True
    """False: recognised and counted, but no part of a scenario yet."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means this sheet."""
        return (self.zh, self.key)

    def column(self, key: str) -> Column:
        """Return the column ``key``."""
        return next(column for column in self.columns if column.key == key)


_YES_NO_WORDS = ("是", "否")
_STATION = Column("station", "站点编码", "id", required=True, aliases=("id",))

STATIONS: Final = Sheet(
    "stations",
    "单位",
    (
        Column("id", "站点编码", "id", required=True),
        Column("name", "站点名称", required=True),
        Column("parent", "上级编码", "id"),
        Column("minimum", "编制下限", "whole"),
        Column("maximum", "编制上限", "maximum"),
        Column("in_post", "现有人数", "whole"),
        Column("class", "类别"),
    ),
)
DRIVERS: Final = Sheet(
    "drivers",
    "指标值",
    (
        _STATION,
        Column("driver", "指标", required=True),
        Column("value", "数值", "decimal", required=True),
        Column("period", "期间"),
    ),
    rows=LONG_ROWS,
)
WEIGHTS: Final = Sheet(
    "weights",
    "权重",
    (
        Column("driver", "指标", required=True),
        Column("weight", "权重", "decimal", required=True),
        Column("class", "类别"),
        Column("printed_total", "公布合计", "decimal"),
    ),
)
CATEGORIES: Final = Sheet(
    "categories",
    "人员类别",
    (
        Column("id", "类别编码", "id", required=True),
        Column("name", "类别名称", required=True),
        Column("kind", "性质", "option", required=True, choices=KINDS),
        Column("cap", "控制数", "whole", required=True),
        Column("movable", "可调整", "yes_no", choices=_YES_NO_WORDS),
        Column("capacity", "折算系数", "decimal"),
    ),
)
POSTS: Final = Sheet(
    "posts",
    "在岗",
    (
        _STATION,
        Column("category", "类别编码", "id", required=True),
        Column("in_post", "在岗人数", "whole"),
        Column("minimum", "下限", "whole"),
        Column("maximum", "上限", "maximum"),
        Column("allowed", "可用", "yes_no", choices=_YES_NO_WORDS),
    ),
    rows=LONG_ROWS,
)
TASKS: Final = Sheet(
    "tasks",
    "任务台账",
    tuple(
        Column(zh, zh)
        for zh in [
            "任务编号",
            "任务名称",
            "板块",
            "工作类型",
            "站点编码",
            "岗位",
            "责任人",
            "月份",
            "数量",
            "单位工时",
            "紧急程度",
            "重要程度",
            "期限",
            "完成日期",
            "进度",
        ]
    ),
    read=False,
)
GROUPS: Final = Sheet(
    "groups",
    "分组",
    (
        Column("id", "编号", "id", required=True),
        Column("parent", "上级", "id"),
        Column("members", "成员", "ids"),
        Column("min", "下限", "whole"),
        Column("max", "上限", "maximum"),
    ),
)
VARIANTS: Final = Sheet(
    "variants",
    "方案",
    (
        Column("name", "名称", required=True),
        Column("key", "键", required=True),
        Column("value", "值", required=True),
    ),
)
PEOPLE: Final = Sheet(
    "people",
    "人员",
    tuple(Column(zh, zh) for zh in ["人员编号", "姓名", "身份证号", "站点编码", "考核分"]),
    read=False,
)
SETTINGS_SHEET: Final = Sheet(
    "settings",
    "参数",
    (Column("key", "参数", required=True), Column("value", "值", required=True)),
)
EXAMPLE: Final = Sheet("example", "填写示例", (), read=False)
"""The template's page of worked rows: recognised, never read."""

SHEET_TABLE: Final = (
    STATIONS,
    DRIVERS,
    WEIGHTS,
    CATEGORIES,
    POSTS,
    TASKS,
    GROUPS,
    VARIANTS,
    PEOPLE,
    SETTINGS_SHEET,
    EXAMPLE,
)

SETTINGS: Final = (
    Column("cap", "总编制", "whole", required=True),
    Column("method", "方法", "option", choices=tuple(Method)),
    Column("normalisation", "归一化", "option", choices=tuple(Normalisation)),
    Column("place", "配置方式", "option", choices=tuple(Place)),
    Column("time_limit_s", "时间上限秒", "decimal"),
    Column("seed", "随机种子", "whole"),
    Column("threads", "线程", "whole"),
    Column("name", "名称"),
    Column("noun", "称谓"),
    Column("date", "日期", "date"),
    Column("illustrative", "示例数据", "yes_no", choices=_YES_NO_WORDS),
    Column("note", "备注"),
)
"""Rows of 参数, and the plain keys of ``scenario.yaml``."""

UNUSED_SETTINGS: Final = ("文号", "口径", "统计期间", "公开属性", "公示工作日")
"""Settings of reports to come: recognised in 参数, without effect."""

STRUCTURE_KEYS: Final = (
    "weights",
    "columns",
    "bounds",
    "groups",
    "categories",
    "posts",
    "tasks",
    "printed_totals",
    "solver_options",
)
"""Keys of ``scenario.yaml`` that hold mappings or lists."""

FIXED_KEYS: Final = ("schema", "data", "stations", "variants")
"""Keys of ``scenario.yaml`` that no variant may hold."""


def by_name(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Return the columns under every name they answer to."""
    return {name: column for column in columns for name in column.names}


def find_sheet(name: str) -> Sheet | None:
    """Return the sheet that ``name`` means, in either language, or None."""
    return next((sheet for sheet in SHEET_TABLE if name in sheet.names), None)
