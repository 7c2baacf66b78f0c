"""Faults of what the input says: for each key ((wrong zh, remedy zh), (wrong en, remedy en)).

``CODE.variant`` refines a code.
"""

Pair = tuple[str, str]

FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_CAP_LT_SUM_MIN": (
        (
            "总编制{cap}少于各单位最少人数之和{minima}（下限或不调整的在岗人员，取较大者）",
            "增加总编制，或降低部分单位的下限",
        ),
        (
            "the authorised headcount {cap} is below the {minima} that stations need (minimum or staff who stay)",
            "raise it, or lower some minima",
        ),
    ),
    "E_CAP_SUM": (
        ("总编制{got}不等于各人员类别控制数之和{sum}", "改正其一，或不填总编制"),
        (
            "the authorised headcount {got} differs from the sum of the categories' caps, {sum}",
            "mend one, or leave cap out",
        ),
    ),
    "E_CAP_SUM.change": (
        ("cap_change只能用于恰有一个可调整类别的方案，现有{count}个", "改为在categories中直接写明控制数"),
        (
            "cap_change needs exactly one movable category, there are {count}",
            "give the categories' caps instead",
        ),
    ),
    "E_CYCLE": (
        ("上级关系成环：{cycle}", "改正其中一个上级编码"),
        ("parents form a ring: {cycle}", "mend one of the parents"),
    ),
    "E_DATA": (
        ("data与stations只能二选一", "删除其中一个"),
        ("data and stations exclude each other", "delete one of them"),
    ),
    "E_DATE": (
        ("{name}不是日期，读到{got}", "按2026-11-22的格式填写"),
        ("{name} is not a date, got {got}", "write it like 2026-11-22"),
    ),
    "E_DRIVER_ZERO": (
        ("指标“{name}”在所有单位均为0", "填写数值，或从权重中删除该指标"),
        ("driver '{name}' is zero for every station", "enter its counts, or drop it from the weights"),
    ),
    "E_DUPLICATE": (
        ("{name}“{got}”重复，首次出现于{first}", "删除一行，或改正编码"),
        ("{name} '{got}' stands twice, first at {first}", "delete one of them, or mend the id"),
    ),
    "E_GROUP_CAP": (
        ("分组{group}的上限{cap}少于其中各下限所需的{minima}", "提高分组上限，或降低其中的下限"),
        (
            "group {group}: maximum {cap} is below what the minima inside it need, {minima}",
            "raise it, or lower minima",
        ),
    ),
    "E_GROUP_MIN": (
        ("分组{group}的下限{minimum}多于其中各上限所容的{room}", "降低分组下限，或提高其中的上限"),
        (
            "group {group}: minimum {minimum} is above what the maxima inside it allow, {room}",
            "lower it, or raise maxima",
        ),
    ),
    "E_ID_CHARSET": (
        ("{name}“{got}”含不允许的字符", "只用大写字母、数字、-和_，不超过32个"),
        (
            "{name} '{got}' holds other characters than an id may",
            "use capital letters, digits, - and _, at most 32",
        ),
    ),
    "E_INTEGER": (
        ("{name}必须是整数，读到{got}", "填写整数，系统不会四舍五入"),
        ("{name} must be a whole number, got {got}", "enter a whole number: nothing is rounded"),
    ),
    "E_IN_POST_MISSING.rule": (
        (
            "{name}要用到各单位的现有人数，而现有人数未填写",
            "填写现有人数（分类别时填在“在岗”中），或去掉该项",
        ),
        (
            "{name} goes by staff in post, which are not given",
            "fill in staff in post (with categories in the sheet of posts), or drop it",
        ),
    ),
    "E_IN_POST_SUM": (
        ("{name}的现有人数为{got}，各人员类别合计为{sum}", "改正其一"),
        ("staff in post of {name} is {got}, the sum of its categories {sum}", "mend one of them"),
    ),
    "E_MIN_GT_MAX": (
        ("{station}的下限{minimum}大于上限{maximum}", "改正其一"),
        ("{station}: minimum {minimum} is above maximum {maximum}", "mend one of them"),
    ),
    "E_MISSING": (
        ("{name}未填写", "填写该项；确为零才填0"),
        ("{name} is not filled in", "fill it in; 0 only where it is zero"),
    ),
    "E_MISSING.placeholder": (
        ("{name}未填写，只有占位符“{got}”", "填写数值；没有则填0"),
        ("{name} holds the placeholder '{got}' instead of a value", "enter the value; 0 if there is none"),
    ),
    "E_NAME": (
        ("{name}“{got}”含名称中不允许的符号", "删除尖括号、引号、分号等符号，不以=+-@开头"),
        (
            "{name} '{got}' holds marks that a name may not",
            "drop brackets, quotes, semicolons; do not begin with =+-@",
        ),
    ),
    "E_NEGATIVE": (
        ("{name}不得为负数，读到{got}", "填写0或更大的数"),
        ("{name} must not be negative, got {got}", "enter 0 or more"),
    ),
    "E_NUMBER": (
        ("{name}不是数字，读到“{got}”", "填写阿拉伯数字"),
        ("{name} is not a number, got '{got}'", "enter it in plain digits"),
    ),
    "E_OPTION.main": (
        ("{name}中公平、最大负荷、偏差只能取一项，已有{first}，又有{got}", "只留其中一项"),
        (
            "{name}: one of fairness, burden and deviation at most, there is {first} and also {got}",
            "keep one of them",
        ),
    ),
    "E_OPTION.order": (
        ("{name}中顺序（order）只能在最后，其后还有{got}", "把顺序移到最后，或不写"),
        ("{name}: order stands last, but {got} follows it", "move it to the end, or leave it out"),
    ),
    "E_PARAM_MISSING": (
        ("缺少参数{name}", "补上该参数"),
        ("the setting {name} is missing", "add it"),
    ),
    "E_PARENT": (
        ("上级“{got}”不存在", "改为已有的编码，例如{nearest}"),
        ("the parent '{got}' does not exist", "give one that does, such as {nearest}"),
    ),
    "E_PERIOD": (
        (
            "指标“{name}”有多个期间：{first}和{got}",
            "统一期间；确有多个期间的，用统计月数、统计截止、统计取值（YAML为periods）写明怎样统计",
        ),
        (
            "driver '{name}' has several periods: {first} and {got}",
            "give one, or say with the settings periods.months, periods.until, periods.take what counts",
        ),
    ),
    "E_POSTS_SUM": (
        ("方案中{station}的人数为{got}，各人员类别合计为{sum}", "改正其一"),
        ("the plan gives {station} {got} posts, the sum over its categories is {sum}", "mend one of them"),
    ),
    "E_POSTS_SUM.staying": (
        ("{station}拟配{got}名，少于不动的{staying}名", "至少填写{staying}"),
        ("{station} is given {got} posts, fewer than the {staying} that stay", "enter {staying} at least"),
    ),
    "E_RANGE": (
        ("{name}超出范围，读到{got}", "填写{low}至{high}之间的数"),
        ("{name} is out of range, got {got}", "enter a number between {low} and {high}"),
    ),
    "E_ROW": (
        ("该行没有编码", "填写编码，或删除该行"),
        ("the row has no id", "fill in the id, or delete the row"),
    ),
    "E_SOLVER_OPTION": (
        ("不接受{name}", "删除该项；可用time_limit_s、seed和threads"),
        ("{name} is not accepted", "delete it; time_limit_s, seed and threads may be set"),
    ),
    "E_TYPE.list": (
        ("{name}应为列表，读到{got}", "写成[…]"),
        ("{name} must be a list, got {got}", "write it as […]"),
    ),
    "E_TYPE.mapping": (
        ("{name}应为键值对，读到{got}", "写成{{键: 值}}"),
        ("{name} must be a mapping, got {got}", "write it as {{key: value}}"),
    ),
    "E_TYPE.number": (
        ("{name}应为数字，读到{got}", "填写普通十进制数，例如60"),
        ("{name} must be a number, got {got}", "write it in plain decimals, such as 60"),
    ),
    "E_TYPE.text": (
        ("{name}应为文字，读到{got}", "以文字填写（YAML中加引号）"),
        ("{name} must be text, got {got}", "enter it as text (in YAML in quotes)"),
    ),
    "E_TYPE.top": (
        ("内容应为键值对", "以schema: 1开头"),
        ("the content must be a mapping", "begin it with schema: 1"),
    ),
    "E_TYPE.value": (
        ("{name}应为单个值，读到{got}", "只写一个值"),
        ("{name} must be a single value, got {got}", "write one value"),
    ),
    "E_UNKNOWN_KEY": (
        ("{name}：没有“{got}”", "改正，已有的是：{nearest}"),
        ("{name}: there is no '{got}'", "mend it; there is: {nearest}"),
    ),
    "E_UNKNOWN_KEY.no_categories": (
        ("{name}“{got}”无从对应：没有人员类别", "在“人员类别”中填写该类别，或清空"),
        ("{name} '{got}': there are no categories", "fill the sheet of categories, or leave it blank"),
    ),
    "E_UNKNOWN_KEY.no_years": (
        ("{name}“{got}”无从对应：没有分年", "在“分年”中填写该年度，或删除离退"),
        ("{name} '{got}': there are no years", "fill the sheet of years, or delete the departures"),
    ),
    "E_VALUE_MISSING": (
        ("指标“{name}”缺少以下单位的数值：{stations}", "补上数值；没有则填0"),
        ("driver '{name}' has no count for: {stations}", "enter it; 0 if there is none"),
    ),
    "E_VALUE_MISSING.all": (
        ("指标“{name}”有权重而没有数值：{stations}", "补上数值，或删除该权重"),
        ("driver '{name}' has a weight but no counts: {stations}", "enter them, or delete the weight"),
    ),
    "E_VALUE_MISSING.cell": (
        ("{station}的指标“{name}”未填写", "填写数值；没有则填0"),
        ("{station} has no count of driver '{name}'", "enter it; 0 if there is none"),
    ),
    "E_VALUE_MISSING.plan": (
        ("方案缺少{name}：{stations}", "补上人数；没有则填0"),
        ("the plan lacks {name}: {stations}", "enter the posts; 0 if there are none"),
    ),
    "E_WEIGHT_MISSING": (
        ("指标“{name}”有数值而没有权重", "补上权重，或删除其数值"),
        ("driver '{name}' has counts but no weight", "give it one, or delete the counts"),
    ),
    "E_WEIGHT_RANGE": (
        ("指标“{name}”的权重须大于0，读到{got}", "填写大于0的小数，或删除该指标"),
        ("the weight of driver '{name}' must be above 0, got {got}", "enter one above 0, or drop the driver"),
    ),
    "E_WEIGHT_SUM": (
        ("权重之和为{sum}，应恰为1", "改正权重，例如0.5、0.3、0.2"),
        ("the weights sum to {sum}, not to 1", "mend them, such as 0.5, 0.3, 0.2"),
    ),
    "W_DRIVER_CONSTANT": (
        ("指标“{name}”在所有单位均为{got}，不影响差异", "核对数据"),
        ("driver '{name}' is {got} everywhere and tells no station apart", "check the data"),
    ),
    "W_NUMBER_ID": (
        ("{name}以数字存储，前导零可能已丢失，读到{got}", "把该列设为文本格式后重新输入"),
        (
            "{name} is stored as a number, leading zeros may be lost, got {got}",
            "format the column as text and type again",
        ),
    ),
    "W_PRINTED_TOTAL": (
        ("指标“{name}”公布合计为{printed}，各单位之和为{sum}，相差{gap}", "与来源核对"),
        (
            "driver '{name}': the printed total is {printed}, the sum {sum}, a gap of {gap}",
            "check it with the source",
        ),
    ),
    "W_TEXT_NUMBER": (
        ("{name}以文本存储，“{got}”按{read}读取", "改为数字格式"),
        ("{name} is stored as text, '{got}' was read as {read}", "store it as a number"),
    ),
}
