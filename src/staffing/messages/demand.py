"""Words of where demand comes from: drivers, ledger, and whether the headcount is enough; faults beside them."""

from typing import Final

DEMAND: Final[dict[str, tuple[str, str]]] = {
    # columns, sheets and tables
    "r_sheet_activities": ("作业明细", "Activities"),
    "r_sheet_work": ("工作量", "Workload"),
    "w_activity": ("活动", "activity"),
    "w_available": ("每名可用工时", "hours of a post"),
    "w_chart_part": (
        "现有人数÷所需人数，虚线为1；共{all}个，列出最紧的{shown}个。",
        "Staff in post over required posts, dashed at 1; the tightest {shown} of {all}.",
    ),
    "w_chart_sub": (
        "现有人数÷所需人数，虚线为1；从紧到松排列。",
        "Staff in post over required posts, dashed at 1; the tightest first.",
    ),
    "w_derivations": ("各站所数字的由来", "How each figure comes about"),
    "w_factor": ("宽放系数", "allowance factor"),
    "w_index_formula": (
        (
            "需求指数 = 各指标“权重×得分”之和，折算为合计等于指标所占部分，加上任务台账“权重×得分”；"
            "台账得分 = 工时（或分值）÷各{noun}合计"
        ),
        (
            "index = sum of weight × score over the drivers, rescaled to the drivers' part, plus weight × score of "
            "the ledger; score of the ledger = hours (or points) ÷ total of all stations"
        ),
    ),
    "w_individual": ("个人宽放", "individual allowance"),
    "w_quantity": ("全年数量", "quantity a year"),
    "w_ratio_short": ("比值", "ratio"),
    "w_staff": ("工作折合", "posts of work"),
    "w_standard": ("标准", "standard"),
    "w_table_apart": ("按指标与按台账的应配数", "Quotas by drivers and by ledger"),
    "w_table_required": ("所需人数", "Required posts"),
    "w_unit_hours": ("单位工时", "unit hours"),
    "w_apart": ("相差", "apart"),
    "w_difference": ("多缺", "over/short"),
    "w_driver_quota": ("按指标", "by drivers"),
    "w_hours": ("全年工时", "hours a year"),
    "w_pressure": ("压力", "pressure"),
    "w_ratio": ("现有/所需", "in post/required"),
    "w_required": ("所需人数", "required"),
    "w_required_posts": ("取整", "rounded"),
    "w_task_quota": ("按台账", "by ledger"),
    # pressure
    "pressure_balanced": ("平衡", "balanced"),
    "pressure_high": ("偏紧", "tight"),
    "pressure_low": ("偏松", "loose"),
    "pressure_severe": ("很紧", "very tight"),
    "pressure_slack": ("很松", "very loose"),
    # sentences
    "w_apart_most": (
        "台账与指标相差最大的是{name}：按台账{task}名，按指标{driver}名，相差{apart}名；各站所相差合计{total}名。",
        (
            "Ledger and drivers disagree most on {name}: {task} posts by the ledger, {driver} by drivers, "
            "{apart} apart; {total} posts over all stations."
        ),
    ),
    "w_apart_none": (
        "台账与指标在每个站所都折合相同的名额。",
        "Ledger and drivers come to the same posts at every station.",
    ),
    "w_blend": (
        "需求指数中任务台账（{measure}）占{blend}，指标占{rest}；台账为{first}至{last}。",
        "Of the index the task ledger ({measure}) makes {blend}, the drivers {rest}; it covers {first} to {last}.",
    ),
    "w_class": (
        "{name}：{stations}个站所所需{required}名，应配{quota}名，{verdict}",
        "{name}: {stations} stations require {required}, their quota is {quota}: {verdict}",
    ),
    "w_enough": (
        "按工时计算，{stations}个站所共需{required}名，人员控制数{quota}名，{verdict}",
        "By hours {stations} stations require {required} posts of the {quota} authorised: {verdict}",
    ),
    "w_held": (
        "；现有{in_post}名，为所需的{ratio}（{pressure}）",
        "; {in_post} in post, {ratio} of what is required ({pressure})",
    ),
    "w_lacking": ("缺{count}名", "{count} short"),
    "w_beside_plan": (
        "所需人数供核对：名额按应配数配置，不因所需人数而改变。",
        "Required posts are there to compare: posts go by quota, which they do not change.",
    ),
    "w_no_class": ("未分类", "no class"),
    "w_spare": ("多{count}名", "{count} over"),
    # derivation of one station
    "w_d_allowance_share": (
        "全员宽放“{name}”占工作时间{share}",
        "category allowance '{name}': {share} of working time",
    ),
    "w_d_annual": (
        "台账共{months}个月，数量和工时乘以{factor}折成全年",
        "the ledger covers {months} months: quantities and hours are times {factor} for a year",
    ),
    "w_d_category": (
        "全员宽放合计{share}，系数1÷(1-{share})={factor}：{staff}x{factor}={loaded}名",
        "category allowances {share} in all, factor 1/(1-{share}) = {factor}: {staff} x {factor} = {loaded} posts",
    ),
    "w_d_component": (
        "{activity}：全年{quantity}x{unit}小时={hours}小时，÷{available}={staff}名（{source}）",
        "{activity}: {quantity} a year x {unit} h = {hours} h, / {available} = {staff} posts ({source})",
    ),
    "w_d_component_ledger": (
        "{activity}：全年数量{quantity}，台账工时{hours}小时，÷{available}={staff}名",
        "{activity}: {quantity} units a year, {hours} h by the ledger, / {available} = {staff} posts",
    ),
    "w_d_driver": (
        "{name}：{value}÷{total}x{weight}={part}，折合{posts}名",
        "{name}: {value} / {total} x {weight} = {part}, {posts} posts",
    ),
    "w_d_driver_other": (
        "{name}：{value}，按权重和归一化计入{part}，折合{posts}名",
        "{name}: {value}, by weight and normalisation {part}, {posts} posts",
    ),
    "w_d_head": ("{id} {name}：应配数{quota}名", "{id} {name}: quota {quota}"),
    "w_d_individual": (
        "个人宽放“{name}”：{staff}人x每年{hours}小时÷{available}={posts}名",
        "individual allowance '{name}': {staff} people x {hours} h a year / {available} = {posts} posts",
    ),
    "w_d_quota": (
        "需求指数{index}x人员控制数{cap}=应配数{quota}",
        "index {index} x headcount {cap} = quota {quota}",
    ),
    "w_d_required": (
        "所需人数：{loaded}+{individual}={required}名{rounded}",
        "required: {loaded} + {individual} = {required} posts{rounded}",
    ),
    "w_d_rounded": ("，按“{rounding}”取{posts}名", ", rounded '{rounding}' to {posts}"),
    "w_d_staff": ("各项工作合计{hours}小时，{staff}名", "all work: {hours} h, {staff} posts"),
    "w_d_standard": ("{source}标准{basis}{valid}", "{source} standard{basis}{valid}"),
    "w_d_standard_basis": ("，{basis}", ", {basis}"),
    "w_d_standard_from": ("，{day}起", ", from {day}"),
    "w_d_standard_to": ("，至{day}", ", to {day}"),
    "w_d_time": (
        "每名全年可用{available}小时：({days}个工作日{leave})x{per_day}小时{decree}",
        "a post works {available} h a year: ({days} working days{leave}) x {per_day} h{decree}",
    ),
    "w_d_time_decree": (
        "；工作日按{year}年日历，{decree}",
        "; working days by the calendar of {year}, {decree}",
    ),
    "w_d_time_leave": ("-{name}{days}", " - {name} {days}"),
    "w_d_verdict": (
        "现有{in_post}名，{verdict}，为所需的{ratio}（{pressure}）",
        "{in_post} in post, {verdict}, {ratio} of what is required ({pressure})",
    ),
    "leave_annual_leave": ("年休假", "annual leave"),
    "leave_other": ("其他", "other"),
    "leave_sick_leave": ("病假", "sick leave"),
    "leave_training": ("培训", "training"),
    "measure_hours": ("工时", "hours"),
    "measure_points": ("积分", "points"),
}

DEMAND_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_STATION": (
        ("没有编码为“{got}”的站点", "改用已有的编码，相近的有：{nearest}"),
        ("there is no station '{got}'", "name one that exists; like it: {nearest}"),
    ),
}
