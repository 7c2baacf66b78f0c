"""Whole sentences of terminal and reports: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # rules of a conflict, their figures, and how to relax them
    "rule_cap": ("人员控制数为{figure}", "the authorised headcount is {figure}"),
    "rule_group_bounds_minimum": ("分组{name}下限为{figure}", "group {name} needs at least {figure}"),
    "rule_group_bounds_maximum": ("分组{name}上限为{figure}", "group {name} holds at most {figure}"),
    "rule_station_bounds_minimum": ("{name}下限为{figure}", "{name} needs at least {figure}"),
    "rule_station_bounds_maximum": ("{name}上限为{figure}", "{name} takes at most {figure}"),
    "rule_established_stay": ("{name}有{figure}名不调整的在岗人员", "{name} holds {figure} staff who stay"),
    "rule_category_bounds": (
        "{name}按人员类别的上限至多{figure}名",
        "{name} takes at most {figure} under the category's own maximum",
    ),
    "rule_cap_category": ("{category}控制数为{figure}", "the cap of {category} is {figure}"),
    "rule_category_total": ("{category}须配足{figure}名", "{category} must come to {figure}"),
    "rule_category_minimum": (
        "{name}的{category}至少{figure}名",
        "{name} needs at least {figure} {category}",
    ),
    "rule_category_maximum": ("{name}的{category}至多{figure}名", "{name} takes at most {figure} {category}"),
    "rule_group_category_minimum": (
        "分组{name}的{category}至少{figure}名",
        "group {name} needs at least {figure} {category}",
    ),
    "rule_group_category_maximum": (
        "分组{name}的{category}至多{figure}名",
        "group {name} takes at most {figure} {category}",
    ),
    "rule_eligibility": ("{name}不得配备{category}", "{name} may hold no {category}"),
    "rule_category_stays": ("{category}不调动，只增不减", "{category} stay: no station may have fewer"),
    "rule_transfers": ("调动至多{figure}名", "transfers: at most {figure}"),
    "rule_stations_changed": ("有变动的站所至多{figure}个", "stations changed: at most {figure}"),
    "rule_later_departures": (
        "{name}的{category}须留足以后各年的离退人数",
        "{name} keeps the {category} who leave in later years",
    ),
    "rule_leavers": (
        "除离退外，{category}仅可减少超出当年控制数的人数",
        "{category} beyond the departures: only those above the year's cap may leave",
    ),
    "rule_joins_limit": ("{category}当年新进人数有限额", "{category}: the year's recruits are limited"),
    "rule_joins_limit_all": ("当年新进人数有限额", "the year's recruits are limited"),
    "rule_pin_number": ("{name}的{category}固定为{figure}名", "{category} at {name} are fixed at {figure}"),
    "rule_pin_number_stays": (
        "{name}的{category}固定为现有人数",
        "{category} at {name} are fixed at present staff",
    ),
    "rule_pin_station": ("{name}固定为{figure}名", "{name} is fixed at {figure}"),
    "rule_pin_station_stays": (
        "{name}各类人员固定为现有人数",
        "{name} is fixed at its present staff of each category",
    ),
    "rule_pin_category": ("{category}合计固定为{figure}名", "{category} are fixed at {figure} in all"),
    "rule_pin_category_stays": (
        "{category}在各站所均固定为现有人数",
        "{category} are fixed at present staff everywhere",
    ),
    "figure_cap": ("人员控制数", "the headcount"),
    "figure_cap_category": ("{category}控制数", "the cap of {category}"),
    "figure_category_total": ("{category}须配足的人数", "the required number of {category}"),
    "figure_station_bounds": ("{name}的上下限", "the bounds of {name}"),
    "figure_station_minimum": ("{name}的下限", "the minimum of {name}"),
    "figure_station_maximum": ("{name}的上限", "the maximum of {name}"),
    "figure_category_bounds": ("{name}的{category}上下限", "the bounds of {category} at {name}"),
    "figure_category_minimum": ("{name}的{category}下限", "the minimum of {category} at {name}"),
    "figure_category_maximum": ("{name}的{category}上限", "the maximum of {category} at {name}"),
    "figure_group_bounds": ("分组{name}的上下限", "the bounds of group {name}"),
    "figure_group_minimum": ("分组{name}的下限", "the minimum of group {name}"),
    "figure_group_maximum": ("分组{name}的上限", "the maximum of group {name}"),
    "figure_group_category_bounds": (
        "分组{name}的{category}上下限",
        "the bounds of {category} in group {name}",
    ),
    "figure_group_category_minimum": (
        "分组{name}的{category}下限",
        "the minimum of {category} in group {name}",
    ),
    "figure_group_category_maximum": (
        "分组{name}的{category}上限",
        "the maximum of {category} in group {name}",
    ),
    "figure_pin_number": ("{name}固定的{category}人数", "the fixed number of {category} at {name}"),
    "figure_pin_station": ("{name}固定的人数", "the fixed number of {name}"),
    "figure_pin_category": ("{category}固定的人数", "the fixed number of {category}"),
    "figure_transfers": ("调动人数的限额", "the limit on transfers"),
    "figure_stations_changed": ("变动站所数的限额", "the limit on stations changed"),
    "relax_up": ("{figure}由{before}提高到{after}", "raise {figure} from {before} to {after}"),
    "relax_down": ("{figure}由{before}降低到{after}", "lower {figure} from {before} to {after}"),
    "relax_drop": ("取消{figure}", "drop {figure}"),
    "relax_drop_eligibility": ("允许{name}配备{category}", "let {name} hold {category}"),
    "relax_drop_category_stays": ("允许{category}调动", "let {category} move"),
    "relax_drop_pin_number": ("不固定{name}的{category}", "leave {category} at {name} open"),
    "relax_drop_pin_station": ("不固定{name}的人数", "leave {name} open"),
    "relax_drop_pin_category": ("不固定{category}的人数", "leave {category} open"),
    "relax_cap_up": ("人员控制数由{before}提高到{after}", "raise the headcount from {before} to {after}"),
    "relax_cap_down": ("人员控制数由{before}降低到{after}", "lower the headcount from {before} to {after}"),
    "relax_group_bounds_down": (
        "分组{name}下限由{before}降低到{after}",
        "lower the minimum of group {name} from {before} to {after}",
    ),
    "relax_group_bounds_up": (
        "分组{name}上限由{before}提高到{after}",
        "raise group {name} from {before} to {after}",
    ),
    "relax_station_bounds_up": (
        "{name}上限由{before}提高到{after}",
        "raise the maximum of {name} to {after}",
    ),
    "relax_minima": ("{stations}的下限降到{level}", "lower the minimum of {stations} to {level}"),
    "relax_minima_many": (
        "{stations}等{count}个的下限降到{level}",
        "lower the minimum of {count} stations ({stations}, ...) to {level}",
    ),
    "relax_total": (
        "（总编制相应由{before}改为{after}，{where}）",
        " (and the headcount from {before} to {after}, {where})",
    ),
    "relax_join": ("，并且", ", and "),
    # why a back end was chosen
    "reason_ladder": ("结构可由次序表精确求解", "bounds and nested groups only: the ladder is exact"),
    "reason_hamilton": ("最大余数法按步骤计算", "hamilton is a procedure"),
    "reason_small": ("规则相互矛盾，由CP-SAT确认", "the rules contradict each other: CP-SAT confirms it"),
    "reason_goal": (
        "目标不是逐站相加的费用，用CP-SAT求解",
        "no goal that adds up station by station: CP-SAT",
    ),
    "reason_transport": (
        "只有站点上下限和各类总数相互牵制，用最小费用流精确求解",
        "only station bounds and category totals couple: min-cost flow is exact",
    ),
    "reason_declined": (
        "其他方法未能证明最优，改用CP-SAT求解",
        "nothing else proves a best plan: CP-SAT instead",
    ),
    "reason_columns": (
        "规则跨站点牵制，用列生成求解，并给出精确下界",
        "rules couple many stations: column generation, with an exact bound",
    ),
    "reason_named": ("按指定的求解程序", "named by the caller"),
    # the one exchange that betters a plan most
    "improve_between": ("{giver}调1名{category}到{taker}", "one {category} from {giver} to {taker}"),
    "improve_between_other": (
        "{giver}减1名{category}，{taker}增1名{other}",
        "one {category} fewer at {giver}, one {other} more at {taker}",
    ),
    "improve_join": ("{taker}由外部调入1名{category}", "one {category} joins {taker} from outside"),
    "improve_leave": ("{giver}减1名{category}，不再安排", "one {category} leaves {giver} for outside"),
    # why a post moves
    "step_add": ("{name}优先值{own}最高", "{name} has the highest priority, {own}"),
    "step_add_runner": (
        "{name}优先值{own}最高，次选{runner}为{second}，相差{margin}",
        "{name} has the highest priority, {own}; {runner} comes second with {second}, {margin} less",
    ),
    "step_add_tie": (
        "{name}与{runner}优先值同为{own}，由{rule}决定",
        "{name} and {runner} have the same priority, {own}; {rule} decides",
    ),
    "step_add_first": ("{name}尚无人员，先配第1名", "{name} has nobody yet and comes first"),
    "step_cut": ("{name}退出值{own}最低", "{name} has the lowest priority, {own}"),
    "step_cut_runner": (
        "{name}退出值{own}最低，次选{runner}为{second}，高出{margin}",
        "{name} has the lowest priority, {own}; {runner} comes second with {second}, {margin} more",
    ),
    "step_cut_tie": (
        "{name}与{runner}退出值同为{own}，由{rule}决定",
        "{name} and {runner} have the same priority, {own}; {rule} decides",
    ),
    "step_programme": (
        "按全部规则和目标重新求解后的差别",
        "what differs when the plan is found anew under all rules",
    ),
    "step_hamilton": ("最大余数法重算", "largest remainder, computed anew"),
    "variant_name": ("{own}“{variant}”方案", "{own}, variant “{variant}”"),
}
