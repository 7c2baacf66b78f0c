"""The table of settings, and the other keys of ``scenario.yaml``."""

from typing import Final

from staffing.io.layout.shape import YES_NO_WORDS, Column
from staffing.models.base import Goal, Method, Normalisation, Place
from staffing.models.formal import Publicity
from staffing.models.standards import Rounding
from staffing.models.tasks import Measure
from staffing.models.workload import ClassSplit, Take

PERIOD_SETTINGS: Final = (
    Column("periods.months", "统计月数", "whole", synonyms=("统计期月数", "滚动月数")),
    Column("periods.until", "统计截止", synonyms=("统计截止月", "统计截止月份")),
    Column("periods.take", "统计取值", "option", choices=tuple(Take), synonyms=("取值方式",)),
)
"""What counts of several periods become: rows of 参数, one mapping in ``scenario.yaml``."""

SETTINGS: Final = (
    Column(
        "cap", "总编制", "whole", required=True, synonyms=("总编制数", "编制总数", "编制总额", "人员控制总数")
    ),
    Column("method", "方法", "option", choices=tuple(Method)),
    Column("normalisation", "归一化", "option", choices=tuple(Normalisation)),
    Column("class_split", "类别分配", "option", choices=tuple(ClassSplit)),
    Column("place", "配置方式", "option", choices=tuple(Place)),
    Column(
        "objective", "目标", "options", choices=tuple(Goal), synonyms=("优化目标", "目标次序", "目标顺序")
    ),
    Column(
        "max_transfers", "调动上限", "maximum", synonyms=("最多调动人数", "调动人数上限", "调动人数不超过")
    ),
    Column(
        "max_stations_changed",
        "变动单位上限",
        "maximum",
        synonyms=("最多变动单位数", "变动单位数上限", "变动站所上限", "变动站点上限"),
    ),
    *PERIOD_SETTINGS,
    Column("rounding", "取整", "option", choices=tuple(Rounding), synonyms=("取整方式", "所需人数取整")),
    Column("time_limit_s", "时间上限秒", "decimal", synonyms=("时间上限（秒）",)),
    Column("seed", "随机种子", "whole"),
    Column("threads", "线程", "whole"),
    Column("name", "名称"),
    Column("noun", "称谓"),
    Column("date", "日期", "date"),
    Column("illustrative", "示例数据", "yes_no", choices=YES_NO_WORDS),
    Column("note", "备注"),
    Column("document_number", "文号"),
    Column("counting_rule", "口径"),
    Column("counted_over", "统计期间"),
    Column("publicity", "公开属性", "option", choices=tuple(Publicity)),
    Column("notice_days", "公示工作日", "whole"),
    Column("notice_from", "公示开始", "date", synonyms=("公示起始日", "公示开始日期")),
    Column("issuer", "署名", synonyms=("发文机关", "发文单位")),
    Column("contact_office", "受理部门"),
    Column("contact_phone", "联系电话", synonyms=("受理电话",)),
    Column("contact_address", "联系地址", synonyms=("受理地址",)),
)
"""Rows of 参数, and the plain keys of ``scenario.yaml``."""

TASK_SETTINGS: Final = (
    Column("blend", "任务占比", "decimal"),
    Column("measure", "任务计量", "option", choices=tuple(Measure)),
)
"""Rows of 参数 that stand under ``tasks`` in ``scenario.yaml``."""

STRUCTURE_KEYS: Final = (
    "weights",
    "columns",
    "bounds",
    "classes",
    "groups",
    "categories",
    "posts",
    "coefficients",
    "standards",
    "working_time",
    "allowances",
    "fix",
    "years",
    "departures",
    "periods",
    "tasks",
    "judgements",
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
