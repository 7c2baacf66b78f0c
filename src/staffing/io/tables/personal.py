"""Columns that say who somebody is, known by their headers: they are not read unless a scenario names a use."""

import re
from typing import Final

from staffing.io.characters import narrow, trim
from staffing.io.synonyms import ID_NUMBER, PERSONAL, TICKET_HEADERS

_OTHERS: Final = (
    "地址 id_number idcard id_card phone mobile telephone email home_address bank_account bank_card"
)
_HEADERS: Final = frozenset(
    [*ID_NUMBER, *(header for key in PERSONAL for header in TICKET_HEADERS[key]), *_OTHERS.split(" ")]
)
_ENDS: Final = re.compile(
    r".*(?:姓名|身份证件?(?:号|号码)?|证件(?:号|号码)|手机(?:号|号码)?|电话(?:号|号码)?|银行卡(?:号|号码)?|银行账[号户]"
    r"|工资卡号?|住址|家庭(?:地址|住所)|户籍(?:地址|所在地)?|(?:通[信讯]|联系)地址|出生(?:日期|年月日?)|护照(?:号|号码)?"
    r"|社会保障(?:号|号码|卡号)|社保卡?号|医保卡?号|微信号?|QQ号?|车牌(?:号|号码)?|号牌号码|邮箱(?:地址)?|电子邮件)",
    re.IGNORECASE,
)


def is_personal(header: str) -> bool:
    """Tell whether a column of this header holds names, numbers or addresses of persons.

    >>> [is_personal(header) for header in ("联系电话", "投诉人姓名", "身份证号码", "手机店", "单位地址")]
    [True, True, True, False, False]
    """
    plain = re.sub(r"\s+", "", narrow(trim(header)))
    return plain.lower() in _HEADERS or _ENDS.fullmatch(plain) is not None
