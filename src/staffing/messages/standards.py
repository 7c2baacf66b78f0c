"""Words of activity standards, working time, allowances, and the posts that work requires; faults beside them."""

from typing import Final

STANDARDS: Final[dict[str, tuple[str, str]]] = {}

STANDARDS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
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
    "E_WORKING_TIME": (
        ("{name}的休假等共{leave}天，不少于工作日{days}天", "核对工作日和各项休假、培训"),
        ("{name}: leave of {leave} days takes all {days} working days", "mend the days or the leave"),
    ),
}
