"""Headers of columns that say who somebody is."""

import pytest

from staffing.io.layout import PEOPLE, SHEET_TABLE
from staffing.io.tables.personal import is_personal

PERSONAL = """联系电话 手机号 来电号码 投诉人 投诉人姓名 负责人姓名 身份证号码 证件号码 公民身份号码 家庭住址
    银行卡号 出生年月 微信号 电子邮箱 社保卡号 Phone ID_NUMBER
    当事人 当事人姓名 申请人 反映人 承办人 经办人 地址 联系地址 车牌 车牌号 车牌号码"""
OTHERS = "备注 单位地址 手机店 电话量 姓名牌数 人口 投诉人数 类别 承办单位 经办机构 当事人数 地址编码"


@pytest.mark.parametrize("header", [*PERSONAL.split(), "手 机", " 联系\n电话 ", "ＱＱ号"])
def test_personal(header):
    assert is_personal(header)


@pytest.mark.parametrize("header", [*OTHERS.split(), ""])
def test_not_personal(header):
    assert not is_personal(header)


def test_of_our_own_columns_only_those_of_people():
    own = [(sheet.key, column.key) for sheet in SHEET_TABLE if sheet.read for column in sheet.columns]
    found = [(s.key, c.key) for s in SHEET_TABLE if s.read for c in s.columns if is_personal(c.zh)]
    assert found == [(PEOPLE.key, "name"), (PEOPLE.key, "id_number")]
    assert len(own) > 30
