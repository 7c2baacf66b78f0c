"""Whole sentences of terminal and reports: (Chinese, English)."""

SENTENCES: dict[str, tuple[str, str]] = {
    # rules of a conflict, and how to relax them
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
    "relax_join": ("，并且", ", and "),
    # why a back end was chosen
    "reason_ladder": ("结构可由次序表精确求解", "bounds and nested groups only: the ladder is exact"),
    "reason_hamilton": ("最大余数法按步骤计算", "hamilton is a procedure"),
    "reason_small": ("站点不多，用CP-SAT求解", "few stations: CP-SAT"),
    "reason_goal": (
        "目标不是逐站相加的费用，用CP-SAT求解",
        "no goal that adds up station by station: CP-SAT",
    ),
    "reason_transport": (
        "只有站点上下限和各类总数相互牵制，用最小费用流精确求解",
        "only station bounds and category totals couple: min-cost flow is exact",
    ),
    "reason_declined": (
        "控制数无法全部配足或结构特殊，改用CP-SAT求解",
        "the caps cannot all be filled, or the structure is unusual: CP-SAT instead",
    ),
    "reason_columns": (
        "规则跨站点牵制，用列生成求解，并给出精确下界",
        "rules couple many stations: column generation, with an exact bound",
    ),
    "reason_named": ("按指定的求解程序", "named by the caller"),
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
}
