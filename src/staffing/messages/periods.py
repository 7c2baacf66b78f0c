"""Words of counts of several periods, and checks of the data; faults beside them."""

from typing import Final

PERIODS: Final[dict[str, tuple[str, str]]] = {
    "k_window": (
        "指标“{driver}”按{window}统计，取{take}",
        "driver '{driver}' counts {window}, as their {take}",
    ),
    "p_by_station": ("{driver}：各单位的峰值", "{driver}: peaks of the stations"),
    "p_chart_sub": (
        "指数 = 该期合计 ÷ 各期平均，1为平均",
        "index = total of the period over the mean of all; 1 is the mean",
    ),
    "p_counts": ("计入", "counts"),
    "p_index": ("季节指数", "seasonal index"),
    "p_index_axis": ("季节指数", "seasonal index"),
    "p_outside": ("（不计入）", "(not counted)"),
    "p_own_peak": ("本单位峰期", "own peak"),
    "p_own_ratio": ("峰期为本单位平均的倍数", "own peak over own mean"),
    "p_peak": ("{peak}最高，为平均的{ratio}倍", "; most in {peak}, {ratio} times the mean"),
    "p_peak_share": ("峰期占比", "share at the peak"),
    "p_share": ("各期占比", "share of all"),
    "p_sharpest": ("以下为峰期最突出的{count}个单位", "the {count} stations whose own peak stands out most"),
    "p_taken_mean": (
        "取平均（所列数值为各期合计，除以{count}为平均）；",
        ", taken as their mean (the values listed are sums; divided by {count} they are the mean)",
    ),
    "p_taken_peak": ("取各单位自己最高一期的数值；", ", taken as each station's own greatest period"),
    "p_taken_sum": ("取合计；", ", taken as their sum"),
    "p_total": ("各单位合计", "all stations"),
    "p_window": (
        "指标“{driver}”按{window}的{count}期统计，",
        "driver '{driver}' counts {count} periods, {window}",
    ),
    "r_sheet_seasons": ("各期", "Periods"),
    "take_mean": ("平均", "mean"),
    "take_peak": ("峰值", "peak"),
    "take_sum": ("合计", "sum"),
}

PERIODS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_PERIOD.early": (
        ("统计截止{got}早于指标“{name}”最早的期间", "改统计截止"),
        ("the window ends in {got}, before the first period of the driver '{name}'", "change periods.until"),
    ),
    "E_PERIOD.kind": (
        ("指标“{name}”的期间长短不一：{first}和{got}", "同一指标的期间统一为月、季、半年或年"),
        (
            "driver '{name}' has periods of different length: {first} and {got}",
            "give months, quarters, half-years or years, one kind for each driver",
        ),
    ),
    "E_PERIOD.parts": (
        ("期间{period}不能按{got}分段", "改period，使它由整月、整季或整年组成"),
        ("the period {period} is not made of whole parts by {got}", "change period or by"),
    ),
    "E_PERIOD.spans": (
        ("各指标的期间起止不同：{drivers}，不能确定统计哪些月", "写明统计月数"),
        (
            "the drivers' periods begin at different months: {drivers}; which of them count is not certain",
            "set periods.months",
        ),
    ),
    "E_PERIOD.unnamed": (
        (
            "指标“{name}”有多个期间，其中{got}不是月、季、半年或年",
            "改为2025-01、2025-Q1、2025-H1或2025的写法",
        ),
        (
            "driver '{name}' has several periods, and {got} is no month, quarter, half-year or year",
            "write it like 2025-01, 2025-Q1, 2025-H1 or 2025",
        ),
    ),
    "E_PERIOD.until": (
        ("{name}不是月份，读到{got}", "写成2025-12"),
        ("{name} is not a month, got {got}", "write it like 2025-12"),
    ),
    "E_PERIOD.window": (
        ("统计期{got}不是指标“{name}”期间的整数倍", "改统计月数或统计截止，使统计期由整期组成"),
        (
            "the window {got} is not made of whole periods of the driver '{name}'",
            "change periods.months or periods.until",
        ),
    ),
    "E_VALUE_MISSING.period": (
        (
            "指标“{name}”在统计期内缺{count}处：{cells}",
            "补齐每个站点每一期的数值；确无该工作的填0，不能空缺",
        ),
        (
            "driver '{name}' lacks {count} counts in the window: {cells}",
            "give every station a count in every period; 0 where there is none",
        ),
    ),
    "W_COMPLAINANT": (
        (
            "指标“{name}”的工单集中于个别人：{stations}（共{count}个站点）；各站点的数值未按人设上限",
            "核实是否重复投诉；需要时在per_person中写明most",
        ),
        (
            "driver '{name}': single persons stand behind many tickets: {stations} ({count} stations in all)",
            "see whether they repeat each other; if so set most under per_person",
        ),
    ),
    "W_LEVEL_SHIFT": (
        (
            "指标“{name}”从{got}起升到另一水平：{last}及以前每期约{before}，此后约{after}，为原来的{ratio}倍",
            "核实是否口径、平台或归属有变；确属业务变化的不必改",
        ),
        (
            "driver '{name}' rises from {got}: about {before} a period up to {last}, then {after} ({ratio} times)",
            "see whether definitions, platform or ownership changed; leave it if the work did",
        ),
    ),
    "W_LEVEL_SHIFT.fall": (
        (
            "指标“{name}”从{got}起降到另一水平：{last}及以前每期约{before}，此后约{after}，下降{percent}",
            "核实是否口径、平台或归属有变；确属业务变化的不必改",
        ),
        (
            "driver '{name}' falls from {got}: about {before} a period up to {last}, then {after}, {percent} less",
            "see whether definitions, platform or ownership changed; leave it if the work did",
        ),
    ),
    "W_ONE_STATION": (
        (
            "指标“{name}”的合计{sum}中，{station}一家占{share}（{got}）",
            "核实是否有工作记在该站点名下；无误则不必改",
        ),
        (
            "driver '{name}': {station} alone has {share} of the total {sum} ({got})",
            "see whether others' work is booked there; leave it if it is right",
        ),
    ),
    "W_OUTLIER.period": (
        (
            "{station}的指标“{name}”在{period}为{got}，按其他各期应在{median}左右（{ratio}倍），疑有单位或小数点错误",
            "核对；无误则不必改",
        ),
        (
            "{station}: driver '{name}' is {got} in {period}, {ratio} times the {median} that the others suggest",
            "check it; leave it if it is right",
        ),
    ),
    "W_SHARE_JUMP": (
        (
            "指标“{name}”有{count}个站点的占比突变，超出偶然：{stations}",
            "核实辖区、派单或归属是否有变；无误则不必改",
        ),
        (
            "driver '{name}': the share of {count} stations jumps by more than chance: {stations}",
            "see whether areas or assignments changed; leave it if it is right",
        ),
    ),
    "W_WINDOW": (
        (
            "指标“{name}”按{window}的{count}期统计，另有{left}期不计入：{periods}",
            "无须改动；要计入的，改统计月数或统计截止",
        ),
        (
            "driver '{name}' counts the {count} periods of {window}; {left} others do not count: {periods}",
            "nothing; change periods.months or periods.until to count them",
        ),
    ),
    "W_WINDOW.other": (
        ("指标“{name}”只有一个期间{got}，与统计期{window}不同", "核对两者可否并用"),
        (
            "driver '{name}' has one period alone, {got}, which is not the window {window}",
            "check that they may stand side by side",
        ),
    ),
}
