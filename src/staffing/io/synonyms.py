"""Other words for headers, sheets and settings: the one table of them.

Only words whose meaning is certain. They are compared without blanks and line breaks, letters and marks in half
width, and what they stand for is noted. 在编人数 is none for
现有人数: it leaves out those who are not on the establishment.
"""

from collections.abc import Mapping
from typing import Final

Words = tuple[str, ...]


def _each(stems: str, ends: str) -> Words:
    """Return every stem with every end."""
    return tuple(stem + end for stem in stems.split() for end in ends.split())


STATION_ID: Final = (*_each("单位 部门 机构 站所", "编码 代码 编号"), *_each("站点", "代码 编号"))
STATION_NAME: Final = (
    *_each("单位 部门 机构 站所", "名称"),
    *("单位", "部门", "机构", "站点", "站所", "承办单位", "名称"),
)
ANY_ID: Final = ("编码", "代码", "编号")
MINIMUM: Final = (
    *_each("最低 最少", "编制 编制数 人数 人员数"),
    *("人数下限", "人员下限", "编制数下限", "编制下限数"),
)
MAXIMUM: Final = (
    *_each("最高 最多", "编制 编制数 人数 人员数"),
    *("人数上限", "人员上限", "编制数上限", "编制上限数"),
)
IN_POST: Final = (
    "现有",
    "现有人员",
    "现有人员数",
    "实有人数",
    "实有人员",
    "实有人员数",
    "现员",
    "现员人数",
)
NOT_IN_POST: Final = ("在编人数", "在编人员", "在编", "在编在岗", "在编在岗人数", "实有编制", "编制人数")
"""Only a part of the staff, or none of it."""
PLANNED: Final = (
    "拟配",
    "拟配数",
    "拟配人数",
    "编制数",
    "配置数",
    "配置人数",
    "配备人数",
    "核定数",
    "核定人数",
)
"""What a table calls the posts that it proposes."""
PARENT: Final = (*_each("上级", "代码 编号"), *_each("上级单位 上级部门 上级机构 上级站点", "编码 代码 编号"))
CATEGORY_ID: Final = (*_each("类别", "代码 编号"), *_each("人员类别", "编码 代码 编号"))
STAFF_ID: Final = ("工号", *_each("人员 员工 职工", "编号 编码 代码 工号"))
ID_NUMBER: Final = (
    *("身份证", "身份证号码", "公民身份号码", "公民身份证号", "公民身份证号码", "身份号码"),
    *_each("居民身份证", "号 号码"),
)
DRIVER: Final = ("指标名称", "指标项", "指标项目")
PERIOD: Final = ("统计期间", "统计时期", "统计时间", "统计期", "数据期间", "所属期间", "所属时期")

SHEETS: Final[Mapping[str, Words]] = {
    "stations": (
        "单位表",
        "单位信息",
        "单位信息表",
        "单位名单",
        "单位清单",
        "站点",
        "站点表",
        "站所",
        "站所表",
        "部门",
    ),
    "drivers": ("指标值表", "指标数据", "指标数据表", "指标数值"),
    "weights": ("权重表", "指标权重", "指标权重表"),
    "categories": ("人员类别表",),
    "posts": ("在岗表", "在岗情况", "在岗情况表", "在岗人数"),
    "tasks": ("任务台账表", "台账"),
    "groups": ("分组表", "单位分组"),
    "fix": ("固定表", "固定人数", "固定数"),
    "years": ("分年表", "分年度", "分年计划", "年度计划"),
    "departures": ("离退表", "离退人员", "离退休", "离退计划", "减员"),
    "variants": ("方案表", "备选方案"),
    "judgements": ("判断矩阵表", "两两比较", "权重判断"),
    "people": ("人员表", "人员名单", "人员信息", "人员信息表"),
    "settings": ("参数表", "参数设置", "基本参数"),
}
"""Other names of sheets, by key; they count only where no sheet bears the official name."""

TICKET_HEADERS: Final[Mapping[str, Words]] = {
    "station": (
        *_each("承办 办理 处理 主办 责任 处置 受理 经办 接办 转办 派单", "单位 部门 机构"),
        *("承办单位名称", "办理单位名称", "处理单位名称", "处理机关", "受理机关", "管辖单位", "管辖机构"),
        *("市场监管所", "监管所", "承办科室", "承办站所"),
    ),
    "day": (
        *_each("受理 来电 诉求 登记 投诉 举报 接收 创建 接件 提交 建单 反映 派单 收件", "时间 日期"),
        *("接收投诉时间", "接收举报时间", "工单创建时间", "工单受理时间"),
    ),
    "number": (
        *_each("工单 受理 登记 投诉 举报 诉求 业务 事项", "编号 单号 号"),
        *("流水号", "工单流水号", "投诉举报编号", "编号"),
    ),
    "title": (
        *_each("工单 诉求 投诉 举报 来电", "标题 主题 内容"),
        *("标题", "主题", "内容", "问题描述", "诉求描述", "投诉问题", "举报问题"),
    ),
    "kind": (
        *_each("工单 诉求 投诉 举报 业务 问题 事项", "类型 类别 分类 性质"),
        *("类型", "客体类别", "信息类型"),
    ),
    "person": (
        *("来电人", "诉求人", "投诉人", "举报人", "反映人", "联系人", "消费者", "提供方", "投诉方"),
        *("当事人", "申请人", "承办人", "经办人", "承办人员", "经办人员"),
        *_each("来电人 诉求人 投诉人 举报人 反映人 联系人 消费者 提供方 市民", "姓名 名称"),
        *_each("当事人 申请人 承办人 经办人", "姓名 名称"),
        "姓名",
    ),
    "phone": (
        *("电话", "电话号码", "手机", "手机号", "手机号码", "来电号码", "主叫号码", "固定电话", "移动电话"),
        *_each("联系 来电 投诉人 举报人 来电人 诉求人 消费者", "电话 手机 手机号 方式 电话号码"),
    ),
    "id_number": (
        *(
            "身份证",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            "居民身份证",
            "居民身份证号",
            "证件号码",
            "证件号",
        ),
        *_each("投诉人 举报人 来电人 诉求人 消费者", "证件号码 身份证号 身份证号码 证件号"),
    ),
}
"""Headers of ticket exports of the hotlines 12345 and 12315; the last three hold personal data."""
PERSONAL: Final = ("person", "phone", "id_number")
"""Keys of TICKET_HEADERS that say who somebody is."""
