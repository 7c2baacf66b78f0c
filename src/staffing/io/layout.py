"""The one table of sheets, columns and settings: what reader, template, export and documentation go by.

A name counts in Chinese or in English. ``key`` is the name inside the program and the English alias; where a
column has further English names they stand in ``aliases``. Words that are accepted with a note, synonyms, stand in
:mod:`staffing.io.synonyms`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from staffing.io import synonyms as other
from staffing.io.characters import squeeze, trim
from staffing.messages import Lang, text
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
TITLE_ROWS: Final = 10
"""Rows among which the header is looked for."""
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
    synonyms: tuple[str, ...] = ()
    """Headers that mean this column too, and are noted."""
    unlike: tuple[str, ...] = ()
    """Headers that are taken for this column but mean something else: refused where it is absent."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every header that means this column, and needs no note."""
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
        """Every name that means this sheet, and needs no note."""
        return (self.zh, self.key)

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Names that mean this sheet too, and are noted."""
        return other.SHEETS.get(self.key, ())

    def column(self, key: str) -> Column:
        """Return the column ``key``."""
        return next(column for column in self.columns if column.key == key)


_YES_NO_WORDS = ("是", "否")
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
        Column("movable", "可调整", "yes_no", choices=_YES_NO_WORDS, synonyms=("是否可调整", "可否调整")),
        Column("capacity", "折算系数", "decimal", synonyms=("折合系数",)),
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
        Column("allowed", "可用", "yes_no", choices=_YES_NO_WORDS, synonyms=("是否可用", "可否使用")),
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
        Column("id", "编号", "id", required=True, synonyms=("分组编号", "分组编码", "编码")),
        Column("parent", "上级", "id", synonyms=("上级编号", "上级编码", "上级分组", "上级分组编号")),
        Column("members", "成员", "ids", synonyms=("成员单位", "成员站点", "成员编码")),
        Column("min", "下限", "whole", synonyms=(*other.MINIMUM, "编制下限")),
        Column("max", "上限", "maximum", synonyms=(*other.MAXIMUM, "编制上限")),
    ),
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
    CATEGORIES,
    POSTS,
    TASKS,
    GROUPS,
    VARIANTS,
    PEOPLE,
    ALIASES,
    SETTINGS_SHEET,
    GUIDE,
    EXAMPLE,
)

SETTINGS: Final = (
    Column(
        "cap", "总编制", "whole", required=True, synonyms=("总编制数", "编制总数", "编制总额", "人员控制总数")
    ),
    Column("method", "方法", "option", choices=tuple(Method)),
    Column("normalisation", "归一化", "option", choices=tuple(Normalisation)),
    Column("place", "配置方式", "option", choices=tuple(Place)),
    Column("time_limit_s", "时间上限秒", "decimal", synonyms=("时间上限（秒）",)),
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

FIXED_KEYS: Final = (
    "schema",
    "data",
    "stations",
    "sheet",
    "aliases",
    "tickets",
    "personal",
    "variants",
)
"""Keys of ``scenario.yaml`` that no variant may hold."""


TICKET_HEADERS: Final = other.TICKET_HEADERS
"""Headers of ticket exports, by what they hold."""


def by_name(columns: tuple[Column, ...]) -> dict[str, Column]:
    """Return the columns under every name they answer to."""
    return {name: column for column in columns for name in column.names}


def choice_names(column: Column, lang: Lang) -> dict[str, str]:
    """Return what the choices of a column are called, by choice; those without a name go by themselves."""
    named = column.key in ("method", "normalisation") and lang == "zh"
    return {choice: text(f"{column.key}_{choice}", lang) if named else choice for choice in column.choices}


def name_sheets(names: Iterable[str]) -> dict[str, tuple[Sheet, bool]]:
    """Return the sheets that these names mean, and whether the name is a synonym of theirs.

    A synonym counts only where no other name is the sheet's own.
    """
    names = list(names)
    known = {name: sheet for name in names if (sheet := find_sheet(trim(name))) is not None}
    taken = {sheet.key for sheet in known.values()}
    others = {other: sheet for sheet in SHEET_TABLE for other in (*sheet.names, *sheet.synonyms)}
    found = {name: (sheet, False) for name, sheet in known.items()}
    for name in names:
        sheet = others.get(squeeze(name).lower())
        if name not in found and sheet is not None and sheet.key not in taken:
            found[name] = (sheet, True)
    return found


def find_sheet(name: str) -> Sheet | None:
    """Return the sheet that ``name`` means, in either language, or None."""
    return next((sheet for sheet in SHEET_TABLE if name in sheet.names), None)
