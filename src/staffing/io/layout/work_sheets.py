"""The sheets that quantify work: task ledger, standards, working time, allowances, classes, judgements."""

from typing import Final

from staffing.io import synonyms as other
from staffing.io.layout.shape import LONG_ROWS, Column, Sheet
from staffing.models.standards import AllowanceKind, Per, StandardSource
from staffing.models.tasks import Grading

_VALID = (
    Column("valid_from", "生效日期", "date", synonyms=("生效", "起始日期", "启用日期")),
    Column("valid_to", "失效日期", "date", synonyms=("失效", "截止日期", "停用日期")),
    Column("basis", "依据", synonyms=("文号", "依据文件")),
)
_STATION: Final = Column("station", "站点编码", "id", synonyms=other.STATION_ID)

TASKS: Final = Sheet(
    "tasks",
    "任务台账",
    (
        Column("id", "任务编号", synonyms=("编号", "序号")),
        Column("task", "任务名称", required=True, synonyms=("任务", "工作任务", "工作内容")),
        Column("activity", "活动", synonyms=("作业", "作业活动")),
        Column("block", "板块", synonyms=("任务板块", "任务来源")),
        Column("work_type", "工作类型", synonyms=("类型", "任务类型")),
        Column("station", "站点编码", required=True, synonyms=other.STATION_ID),
        Column("post", "岗位"),
        Column("person", "责任人"),
        Column("month", "月份", required=True),
        Column("quantity", "数量", "decimal", required=True),
        Column("unit_hours", "单位工时", "decimal"),
        Column("difficulty", "难度"),
        Column("urgency", "紧急程度"),
        Column("importance", "重要程度"),
        Column("opened", "开始日期", "date"),
        Column("due", "期限", "date"),
        Column("done", "完成日期", "date"),
        Column("progress", "进度"),
        Column("completion_points", "加减分", "decimal"),
    ),
    rows=LONG_ROWS,
)
COEFFICIENTS: Final = Sheet(
    "coefficients",
    "系数",
    (
        Column("kind", "项目", "option", required=True, choices=tuple(Grading)),
        Column("grade", "等级", required=True),
        Column("coefficient", "系数", "decimal", required=True),
        *_VALID,
    ),
)
STANDARDS: Final = Sheet(
    "standards",
    "作业标准",
    (
        Column("activity", "活动", required=True, synonyms=("作业", "作业活动")),
        Column("unit_hours", "单位工时", "decimal", required=True),
        Column("source", "来源", "option", required=True, choices=tuple(StandardSource)),
        Column("low", "工时下限", "decimal"),
        Column("high", "工时上限", "decimal"),
        Column("samples", "样本数", "whole"),
        *_VALID,
    ),
)
WORKING_TIME: Final = Sheet(
    "working_time",
    "工作时间",
    (
        _STATION,
        Column("year", "年度", "whole"),
        Column("days", "工作日", "decimal"),
        Column("annual_leave", "年休假", "decimal"),
        Column("sick_leave", "病假", "decimal"),
        Column("training", "培训", "decimal"),
        Column("other", "其他", "decimal"),
        Column("hours_per_day", "每日工时", "decimal"),
    ),
)
ALLOWANCES: Final = Sheet(
    "allowances",
    "宽放",
    (
        Column("name", "名称", required=True),
        Column("kind", "类型", "option", required=True, choices=tuple(AllowanceKind)),
        _STATION,
        Column("share", "占比", "decimal"),
        Column("hours", "小时", "decimal"),
        Column("per", "周期", "option", choices=tuple(Per)),
        Column("staff", "人数", "decimal"),
    ),
)
CLASSES: Final = Sheet(
    "classes",
    "类别",
    (
        Column("name", "类别", required=True, synonyms=("类别名称", "单位类别")),
        Column("posts", "名额", "whole"),
        Column("share", "份额", "decimal"),
    ),
)
JUDGEMENTS: Final = Sheet(
    "judgements",
    "判断矩阵",
    (
        Column("first", "指标", required=True, synonyms=("指标一", "行指标")),
        Column("second", "对比指标", required=True, synonyms=("指标二", "列指标")),
        Column("value", "判断值", required=True),
        Column("expert", "专家"),
    ),
    rows=LONG_ROWS,
)
