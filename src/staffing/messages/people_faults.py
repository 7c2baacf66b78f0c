"""Faults of staff lists and of personal data, and what is allowed but hardly meant; as in :mod:`faults`."""

from staffing.messages.faults import Pair

PEOPLE_FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_ID_CHECKSUM": (
        ("{name}“{got}”校验码不符", "对照证件逐位核对；末位X用大写字母"),
        ("{name} '{got}' has a wrong check digit", "compare it with the card, digit by digit"),
    ),
    "E_ID_CHECKSUM.date": (
        ("{name}“{got}”中的出生日期不存在", "对照证件逐位核对"),
        ("{name} '{got}' holds an impossible date of birth", "compare it with the card, digit by digit"),
    ),
    "E_ID_CHECKSUM.length": (
        ("{name}“{got}”不是18位身份证号", "填写18位号码（15位号码已于2013年停用），没有则留空"),
        (
            "{name} '{got}' is no identity number of 18 digits",
            "enter all 18 (15 have not been valid since 2013), or leave it blank",
        ),
    ),
    "E_ID_IN_WRONG_COLUMN": (
        ("{name}里是身份证号（{got}）", "移到“人员”表的“身份证号”列，或删除"),
        ("{name} holds an identity number ({got})", "move it to 身份证号 of the sheet 人员, or delete it"),
    ),
    "E_ID_PRECISION": (
        ("{name}以数字存储，末几位已丢失，读到{got}", "把该列设为文本格式后重新输入完整号码"),
        (
            "{name} is stored as a number, its last digits are lost, got {got}",
            "format the column as text and type the whole number again",
        ),
    ),
    "E_NAME.digits": (
        ("{name}“{got}”含数字", "只填写姓名；电话等不要填在这里"),
        ("{name} '{got}' holds digits", "enter the name only; telephone numbers do not belong here"),
    ),
    "E_NAME.phone": (
        ("{name}“{got}”含手机号码", "删除号码，只填写名称"),
        ("{name} '{got}' holds a mobile telephone number", "delete the number, enter the name only"),
    ),
    "W_CROSSCHECK.maximum": (
        ("现有人数超过编制上限的有{count}个：{stations}", "核对现有人数和上限"),
        ("staff in post exceeds the maximum at {count}: {stations}", "check both figures"),
    ),
    "W_CROSSCHECK.people": (
        ("人员表所列人数多于现有人数的有{count}个：{stations}", "核对人员表和现有人数"),
        ("the staff list names more people than are in post at {count}: {stations}", "check both"),
    ),
    "W_CROSSCHECK.subtotal": (
        ("{station}的各项指标值恰等于其下级之和，疑为小计", "如为小计，改填该单位自己的数值，没有则填0"),
        (
            "every count of {station} is the sum of those below it: is it a subtotal?",
            "if so, enter the station's own counts, 0 if it has none",
        ),
    ),
    "W_MULTIPLE_ROOTS": (
        ("填了上级编码，而没有上级的有{count}个：{stations}", "核对是否漏填上级编码"),
        ("stations have parents, but {count} have none: {stations}", "check whether a parent was forgotten"),
    ),
    "W_NAME_DOT": (
        ("{name}“{got}”的间隔号不是“·”，已照原样保留", "改用“·”"),
        ("{name} '{got}' has another mark than the middle dot ·, kept as it stands", "type · instead"),
    ),
    "W_OUTLIER": (
        (
            "{station}的指标“{name}”为{got}，是中位数{median}的{ratio}倍，疑有单位或小数点错误",
            "核对；无误则不必改",
        ),
        (
            "{station}: driver '{name}' is {got}, {ratio} times the median {median}: a slip of the decimal point?",
            "check it; leave it if it is right",
        ),
    ),
    "W_PERSONAL": (
        ("列“{name}”是个人信息，未读取", "删除该列"),
        ("the column '{name}' holds personal data and was not read", "delete it"),
    ),
    "W_PERSONAL_KEPT": (
        ("列“{name}”是个人信息，按所写用途“{use}”使用", "用途不再需要时删除该列"),
        (
            "the column '{name}' holds personal data, used as stated: '{use}'",
            "delete it when no longer needed",
        ),
    ),
}
