"""Words of activity standards, working time, allowances, and the posts that work requires; faults beside them."""

from typing import Final

STANDARDS: Final[dict[str, tuple[str, str]]] = {
    "allowance_category": ("全员", "category"),
    "allowance_individual": ("个人", "individual"),
    "per_day": ("天", "day"),
    "per_month": ("月", "month"),
    "per_week": ("周", "week"),
    "per_year": ("年", "year"),
    "rounding_apportion": ("总数取整后按方法分配", "total rounded, then split by the method"),
    "rounding_ceil": ("进一", "up"),
    "rounding_half_up": ("四舍五入", "half up"),
    "rounding_none": ("不取整", "none"),
    "rounding_wisn10": ("超一成才进一", "up beyond a tenth"),
    "source_expert": ("专家", "expert"),
    "source_measured": ("测定", "measured"),
    "source_statute": ("法定", "statute"),
}

STANDARDS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_ALLOWANCE.amount": (
        ("宽放“{got}”的占比和小时须填且只填一项", "填占比，或填小时和周期"),
        ("allowance '{got}' needs either a share or hours, not both", "give a share, or hours and per"),
    ),
    "E_ALLOWANCE.individual": (
        ("个人宽放“{got}”须填小时、周期和人数，不填占比", "填每人的小时、周期和人数"),
        (
            "individual allowance '{got}' takes hours, per and staff, no share",
            "give the hours of one person, per and staff",
        ),
    ),
    "E_ALLOWANCE.per": (
        ("宽放“{got}”按占比计，周期须留空", "删除周期，或改填小时"),
        ("allowance '{got}' is a share, so per must be blank", "clear per, or give hours"),
    ),
    "E_ALLOWANCE.per_missing": (
        ("宽放“{got}”的小时没有周期", "填天、周、月或年"),
        ("allowance '{got}' has hours but no per", "enter day, week, month or year"),
    ),
    "E_ALLOWANCE.share": (
        ("占比须小于1，读到{got}", "填0到1之间的小数，例如0.1"),
        ("a share must be below 1, got {got}", "enter a decimal from 0 to 1, such as 0.1"),
    ),
    "E_ALLOWANCE.staff": (
        ("全员宽放“{got}”不填人数", "删除人数，或改为个人宽放"),
        ("category allowance '{got}' takes no staff", "clear staff, or make it individual"),
    ),
    "E_ALLOWANCE_SUM": (
        ("{name}的全员宽放{names}合计占工作时间的{sum}，达到或超过1", "核对占比和小时，合计须小于1"),
        (
            "{name}: the category allowances {names} take {sum} of working time, 1 or more",
            "mend shares and hours: their sum must be below 1",
        ),
    ),
    "E_CALENDAR": (
        ("没有{got}年的放假日历，已知{first}至{last}年", "填写“工作日”，或改为已知的年度"),
        (
            "there is no calendar of {got}; known are {first} to {last}",
            "give the working days, or a year that is known",
        ),
    ),
    "E_HOURS_STANDARD": (
        ("按工时归一化，而指标{names}没有同名的作业标准", "在“作业标准”中补上，或改用其他归一化"),
        (
            "normalisation hours: {names} have no activity standard of that name",
            "add them to the standards, or choose another normalisation",
        ),
    ),
    "E_HOURS_ZERO": (
        ("按标准工时折算，各指标的工时均为0", "填写数值，或改用其他归一化"),
        ("in standard hours every driver comes to 0", "enter counts, or choose another normalisation"),
    ),
    "E_STANDARD_DATE": (
        ("“{name}”有作业标准，但{day}无有效的一条", "改正生效、失效日期，或补上当时有效的标准"),
        (
            "'{name}' has activity standards, but none valid on {day}",
            "mend valid_from and valid_to, or add the one then valid",
        ),
    ),
    "E_STANDARD_PERIOD": (
        (
            "指标“{name}”要按作业标准折成全年工时，而其期间“{got}”看不出是哪几天",
            "写成2025、2025上半年、2025年一季度、2025-03或2025-01-01至2025-03-15",
        ),
        (
            "driver '{name}' is to become hours of a year, but its period '{got}' names no span of days",
            "write it like 2025, 2025-H1, 2025-Q1, 2025-03 or 2025-01-01至2025-03-15",
        ),
    ),
    "E_STANDARD_RANGE": (
        ("工时下限{low}大于工时上限{high}", "改正其一"),
        ("the low end of the range, {low}, is above the high end, {high}", "correct one of them"),
    ),
    "E_STANDARD_ZERO": (
        ("单位工时须大于0", "填写一件工作所需的小时，例如1.5"),
        ("unit hours must be above 0", "enter the hours that one unit takes, such as 1.5"),
    ),
    "E_WORKING_TIME": (
        ("{name}的休假等共{leave}天，不少于工作日{days}天", "核对工作日和各项休假、培训"),
        ("{name}: leave of {leave} days takes all {days} working days", "mend the days or the leave"),
    ),
    "E_WORKING_TIME.twice": (
        ("工作时间重复，首次在{first}", "每个站点一行，不填站点编码的只能有一行"),
        ("working time is given twice, first at {first}", "one row a station, and one without station"),
    ),
    "W_STANDARD_LEDGER": (
        ("有任务台账，所需人数按台账的工时计算，指标{names}的作业标准不计入", "核对：同一工作只应计算一次"),
        (
            "required posts go by the task ledger: the standards of the drivers {names} do not count in them",
            "check: the same work must count once",
        ),
    ),
    "W_STANDARD_MISSING": (
        (
            "所需人数只计有作业标准的{count}项指标，未计{names}的工作",
            "为其补上作业标准，或在报送时说明未计入",
        ),
        (
            "required posts count only the {count} drivers with a standard, not the work of {names}",
            "add standards for them, or say so where you submit the figures",
        ),
    ),
    "W_STANDARD_NONE": (
        ("填了工作时间或宽放，而没有作业标准或任务台账，无从计算所需人数", "补上作业标准或任务台账"),
        (
            "working time or allowances are given, but no work is in hours: required posts cannot be computed",
            "add activity standards or a task ledger",
        ),
    ),
    "W_STANDARD_RANGE": (
        ("“{name}”的单位工时{got}不在工时下限{low}至上限{high}之内", "核对单位工时或上下限"),
        ("'{name}': {got} unit hours lie outside {low} to {high}", "check the figure or its range"),
    ),
    "W_STANDARD_UNUSED": (
        ("作业标准“{got}”既不是指标，也不是台账中的活动，未使用", "核对名称，相近的有：{nearest}"),
        (
            "standard '{got}' is neither a driver nor an activity of the ledger and is not used",
            "check the name; like it: {nearest}",
        ),
    ),
    "W_WORKING_TIME": (
        (
            "{count}个站点（{names}）没有工作时间，按{year}年{days}个工作日、每天{hours}小时、不扣休假计算，所需人数偏少",
            "在“工作时间”中填写年休假、病假和培训",
        ),
        (
            "no working time for {count} stations ({names}): {days} days of {year}, {hours} h, no leave",
            "give leave and training in the working time",
        ),
    ),
}
