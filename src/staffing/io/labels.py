"""Rows that are no data, by what is written in them: totals, notes, titles. Pure functions of one text.

Only what is certain counts: 总计局 is a station, 合计 is not. What looks like neither stays a row of data.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from staffing.io.cells import Value
from staffing.io.characters import BLANKS, squeeze, trim

_TOTAL_ENDS: Final = ("合计", "小计", "总计", "共计", "累计")
_SUBTOTAL: Final = ("小计", "本页合计", "subtotal", "sub-total")
_TOTALS: Final = frozenset(
    (
        *_TOTAL_ENDS,
        *("合共", "总合计", "总计数", "合计数", "小计数", "全部合计", "本页合计", "本页小计"),
        *("total", "totals", "subtotal", "sub-total", "grandtotal"),
    )
)
_NOTE_WORDS: Final = (
    *(
        "注",
        "注释",
        "注明",
        "附注",
        "备注",
        "说明",
        "填表说明",
        "填报说明",
        "编制说明",
        "填表",
        "填表人",
        "填报",
    ),
    *(
        "填报人",
        "制表",
        "制表人",
        "编制人",
        "审核",
        "审核人",
        "审批",
        "审批人",
        "审定",
        "复核",
        "复核人",
        "校对",
    ),
    *(
        "经办人",
        "统计人",
        "统计负责人",
        "负责人",
        "单位负责人",
        "部门负责人",
        "分管领导",
        "主要领导",
        "领导签字",
    ),
    *("签字", "签章", "盖章", "公章", "联系人", "联系电话", "填报单位", "填表单位", "制表单位", "编制单位"),
    *(
        "报送单位",
        "填报日期",
        "填报时间",
        "填表日期",
        "填表时间",
        "制表日期",
        "制表时间",
        "报送日期",
        "报出日期",
    ),
    *("打印日期", "打印时间", "日期", "数据来源", "资料来源", "来源", "数据截止", "截止日期", "截止时间"),
)
_NOTE: Final = re.compile(
    rf"[(\[【※*]*(?:{'|'.join(sorted(_NOTE_WORDS, key=len, reverse=True))})[0-9一二三四五六七八九十]*[)\]】]*"
    r"(?::.*|\((?:签字|签章|盖章|公章)\).*|)|注[0-9]*[.、,].*|[※*].*|(?:数据)?截[至止].*|第[0-9]+页.*|共[0-9]+页.*",
    re.DOTALL,
)
_LISTED: Final = re.compile(r"[(]?[0-9一二三四五六七八九十]+[).、:].*", re.DOTALL)
"""A further line of a note: ``2.`` or ``（二）`` at its start."""
_TITLE: Final = re.compile(
    r".*(?:表|名单|清单|台账|情况|统计|汇总|方案|数据|明细|信息|资料)(?:\([^()]*\))?|附[件表]?[0-9一二三四五六七八九十]*:?",
    re.DOTALL,
)
_LABEL: Final = re.compile(r"\(?[^:]{1,12}:.*", re.DOTALL)
_COUNTED: Final = (
    "人次?|名|个|件次?|户次?|家次?|所|次|起|宗|批次?|份|辆次?|台|吨|条|项|篇|元|亩|公顷|公里|平方米|平方公里"
)
_TIMES: Final = rf"[十百千万亿]+(?:{_COUNTED})?|%|‰"
_BARE_UNIT: Final = re.compile(rf"(?:单位|\()({_TIMES})(?=$|[(),.;、，。；])")
_LARGE: Final = r"[十百千万亿][^(),.;:、，。；]{0,7}|[%‰]"
_SAID_UNIT: Final = re.compile(
    r"(?<!填报)(?<!填表)(?<!编制)(?<!制表)(?<!报送)(?<!上报)(?<!申报)(?<!主管)(?<!承办)(?<!责任)(?<!所属)(?<!用人)"
    rf"单位[:为是均都]+(?:[^(),.;:，。；]+、)?({_LARGE})(?=$|[(),.;、，。；])"
    rf"|以({_LARGE})为(?:计量)?单位"
)
"""After 单位： anything that begins with 万 or the like is a unit, unless it names an office or a place."""
_PLACES: Final = re.compile(
    r".*(?:局|区|县|市|州|街道|镇|乡|中心|公司|集团|[^十百千万亿](?:所|院|委|办|处|站|村|旗|盟|厅|部|队|会|校|厂|科|室))"
)

_STARS: Final = ("※", "*")
NOTE_STARTS: Final = frozenset({word[0] for word in _NOTE_WORDS} | set("(（[【※*＊截第共附") | set(BLANKS))
"""With one of these every note begins."""
TOTAL_STOPS: Final = frozenset(
    {word[-1] for word in _TOTALS} | {word[-1].upper() for word in _TOTALS} | set(":：)）") | set(BLANKS)
)
"""With one of these every label of a total ends."""


@lru_cache(maxsize=4096)
def total_label(words: str, *, ends: bool = False) -> str | None:
    """Return the label of a total without blanks and colon; None for any other text.

    With ``ends`` a name before it is allowed: no station is called 东片小计.

    >>> total_label("合 计："), total_label("小计（人）"), total_label("总计局"), total_label("东片小计", ends=True)
    ('合计', '小计', None, '东片小计')
    """
    plain = squeeze(words).lower().rstrip(":")
    label = re.sub(r"(?<=.)\([^()]*\)$", "", plain).strip(":()")
    return label if label in _TOTALS or (ends and label.endswith(_TOTAL_ENDS)) else None


def is_subtotal(label: str) -> bool:
    """Tell whether a total's label says that it sums up a part, as 小计 and 东片合计 do."""
    return label.endswith(_SUBTOTAL) or label not in _TOTALS


@lru_cache(maxsize=4096)
def is_note(words: str) -> bool:
    """Tell whether a text begins a note below a table, or is a label of who filled it in.

    >>> is_note("注：数据来自台账"), is_note("填表人：") , is_note("第1页 共2页"), is_note("制造业园区站")
    (True, True, True, False)
    """
    return _NOTE.fullmatch(squeeze(words)) is not None


def only_starred(words: str) -> bool:
    """Tell whether nothing but a mark before it makes a text a note: the name of a unit may bear one, too.

    >>> only_starred("※西山所"), only_starred("* 填表人：")
    (True, False)
    """
    plain = squeeze(words)
    return plain.startswith(_STARS) and not is_note(plain.lstrip("".join(_STARS)))


def goes_on(words: str) -> bool:
    """Tell whether a text can be a further line of a note."""
    return _LISTED.fullmatch(squeeze(words)) is not None


def is_title(words: str) -> bool:
    """Tell whether a text is by its words the title of a table, or a label with its value, such as 单位：人."""
    plain = squeeze(words)
    return is_note(words) or any(pattern.fullmatch(plain) for pattern in (_TITLE, _LABEL))


def multiplied_unit(words: str) -> str | None:
    """Return the unit that a title or note names if its numbers are not single ones: 十人, 万, %.

    >>> multiplied_unit("编制表（单位：十人）"), multiplied_unit("单位：人"), multiplied_unit("单位：万州区监管局")
    ('十人', None, None)
    >>> multiplied_unit("注：以上数据均以万件为单位")
    '万件'
    """
    plain = squeeze(words)
    said = (match[1] or match[2] for match in _SAID_UNIT.finditer(plain))
    unit = next((unit for unit in said if not _PLACES.fullmatch(unit)), None)
    bare = _BARE_UNIT.search(plain) if unit is None else None
    return unit if bare is None else bare[1]


def row_words(values: Sequence[Value]) -> str:
    """Return the texts of a row as one: a label and the value in the cell after it belong together.

    >>> row_words(["填报单位：某局", None, "单位：", "人"])
    '填报单位：某局;单位：人'
    """
    words = ""
    for value in values:
        if isinstance(value, str) and trim(value):
            words += ("" if not words or words[-1] in ":：" else ";") + trim(value)
    return words


def title_like(values: Sequence[Value]) -> bool:
    """Tell whether a row can be a title above a header: one text alone, or nothing but labels with their values."""
    filled = [
        value for value in values if not (value is None or (isinstance(value, str) and not trim(value)))
    ]
    if len(filled) == 1:
        return isinstance(filled[0], str)
    labelled = False
    for value in filled:
        words = squeeze(value) if isinstance(value, str) else ""
        if not (labelled and (words or isinstance(value, date))) and not _LABEL.fullmatch(words):
            return False
        labelled = words.endswith(":")
    return True
