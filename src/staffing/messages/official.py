"""Words of the official documents, the report 测算报告 and the public notice 公示: (Chinese, English).

Every sentence holds a figure or names a source; ``tests/unit/report/test_official_words.py`` keeps the words that
say nothing out.
"""

OFFICIAL: dict[str, tuple[str, str]] = {
    "o_and_others": ("{stations}等", "{stations} and others"),
    "o_among_drivers": ("指标内部（不计任务台账）：{said}", "Among the drivers, the ledger left out: {said}"),
    "o_annex": ("附件{number}", "Attachment {number}"),
    "o_annex_detail": ("明细表", "Details by station"),
    "o_annex_first": ("附件：{number}．{title}", "Attachments: {number}. {title}"),
    "o_annex_ladder": ("增减次序表", "Order of adding and cutting"),
    "o_annex_next": ("{number}．{title}", "{number}. {title}"),
    "o_annex_notes": ("数据处理说明", "Notes on the data"),
    "o_basis_cap": (
        "人员控制数{cap}名，依据{number}。",
        "The authorised headcount is {cap}, by document {number}.",
    ),
    "o_basis_categories": ("其中{categories}。", "Of these: {categories}."),
    "o_basis_category": ("{name}{cap}名", "{name} {cap}"),
    "o_basis_class_weights": (
        "各类别按本类权重测算：{weights}。人员控制数按下表份额分到各类别。",
        "Each class goes by its own weights: {weights}. The headcount is split between them by these shares.",
    ),
    "o_basis_weights": ("权重为{weights}，合计{sum}。", "The weights are {weights}; they sum to {sum}."),
    "o_basis_unsplit": (
        "{categories}，比人员控制数多{over}名，人员控制数不能分到各类别，须先提高人员控制数或核减该类控制数。",
        (
            "{categories} are {over} above the headcount, so it cannot be split between the categories: raise the "
            "headcount, or lower their cap first."
        ),
    ),
    "o_changed_by": ("{name}{posts}名", "{name} {posts}"),
    "o_by_hand": ("手工方案：{said}。", "Plan made by hand: {said}."),
    "o_beside": ("{posts}（{change}）", "{posts} ({change})"),
    "o_check_aim": ("上列公式之值：{value}。", "The formula above comes to {value}."),
    "o_check_input": ("输入校验码：{sha}", "Fingerprint of the input: {sha}"),
    "o_check_made": (
        "软件版本：staffing {version}；计算程序：{backend}。",
        "Version: staffing {version}; back end: {backend}.",
    ),
    "o_check_objective": ("{label}：{value}。", "{label}: {value}."),
    "o_check_proven": ("{status}（{proof}）", "{status} ({proof})"),
    "o_check_status": (
        "人员控制数{cap}名的结果状态：{status}。",
        "Status of the result at a headcount of {cap}: {status}.",
    ),
    "o_check_verified": (
        "拟配合计{placed}名，逐个{noun}与上下限核对，未使用求解程序的验算结论为：{verified}。",
        "The {placed} posts were set against the bounds of every station; the check without a solver: {verified}.",
    ),
    "o_compare": (
        "{count}个方案中，{differ}个{noun}有变动，{same}个{noun}不变（见下表）。",
        "Over {count} options {differ} stations differ and {same} stay the same (table below).",
    ),
    "o_compare_one": (
        "{name}：人员控制数{cap}名，与基准相比{changed}个{noun}有变动。",
        "{name}: headcount {cap}; {changed} stations differ from the base.",
    ),
    "o_compare_refused": ("{name}：{status}，不列人数。", "{name}: {status}; no posts are given."),
    "o_conflict": (
        "无可行方案：下列{count}条规则不能同时满足。",
        "No plan exists: these {count} rules contradict each other.",
    ),
    "o_counted": (
        "各项指标合计：{totals}。",
        "Totals of the drivers: {totals}.",
    ),
    "o_counted_one": ("{name}{total}", "{name} {total}"),
    "o_counted_period": ("{name}{total}（{period}）", "{name} {total} ({period})"),
    "o_cut": ("减", "cut by"),
    "o_add": ("增", "raised by"),
    "o_cut_line": (
        "第{last}名配给{giver}（优先值{own}），再增1名即第{coming}名配给{taker}（优先值{other}），相差{margin}。",
        (
            "Post {last} goes to {giver} (priority {own}); one more, post {coming}, would go to {taker} "
            "(priority {other}); the margin is {margin}."
        ),
    ),
    "o_date": ("{year}年{month}月{day}日", "{day} {month} {year}"),
    "o_down": (
        "减1至{count}名的，依次由{stations}退出。",
        "1 to {count} posts fewer would come, in this order, from {stations}.",
    ),
    "o_gain": ("{stations}：共{count}个{noun}增{posts}名", "{stations}: {count} stations gain {posts}"),
    "o_goals": (
        "在全部规则之内，{count}项目标依次尽可能小：{goals}；后一项只在前面各项不变时比较。",
        (
            "Within all rules {count} goals are made as small as can be, one after the other: {goals}; each counts "
            "only among plans that are equal on those before it."
        ),
    ),
    "o_illustrative": (
        "文中{count}个{noun}的数字部分或全部为示例数据，并非实际数据。",
        "The figures of the {count} stations in this document are in part or all illustrative, not real.",
    ),
    "o_lose": ("{stations}：共{count}个{noun}减{posts}名", "{stations}: {count} stations lose {posts}"),
    "o_method": (
        "{count}项指标折算口径为“{normalisation}”，人数取整方法为“{method}”（{name}），按下列各式计算。",
        (
            "{count} drivers are made comparable by “{normalisation}”; whole posts follow by “{method}” ({name}), "
            "in these steps."
        ),
    ),
    "o_months": (
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "January February March April May June July August September October November December",
    ),
    "o_near_fewer": (
        "{station}{driver}减少{change}（{share}），减1名。",
        "{station} loses a post with {change} fewer of {driver} ({share}).",
    ),
    "o_near_more": (
        "{station}{driver}增加{change}（{share}），增1名。",
        "{station} gains a post with {change} more of {driver} ({share}).",
    ),
    "o_no_ladder": (
        "本次由全部{count}项目标一并决定，没有逐名的增减次序。",
        "All {count} goals decided together; there is no order post by post.",
    ),
    "o_no_posts_moved": ("0个{noun}有增减", "0 stations change"),
    "o_notes_count": (
        "读入{noun}{stations}个、指标值{values}项，错误0处，数据提示{notes}处（附件2）。",
        "{stations} stations and {values} counts were read: faults 0, notes {notes} (attachment 2).",
    ),
    "o_notes_none": ("数据提示0处。", "There are 0 notes on the data."),
    "o_notes_said": ("下列{count}处按说明读入。", "These {count} places were read as said."),
    "o_notes_head_place": ("位置", "place"),
    "o_notes_head_said": ("说明", "note"),
    "o_notice_contact": (
        "受理部门：{office}；联系电话：{phone}；联系地址：{address}。",
        "Objections go to: {office}; telephone: {phone}; address: {address}.",
    ),
    "o_notice_head": ("现有人数", "in post"),
    "o_notice_head_posts": ("拟配人数", "proposed"),
    "o_notice_objection": (
        (
            "对上述{count}个{noun}的方案有异议的，请在公示期内以书面形式反映；以单位名义反映的加盖公章，"
            "以个人名义反映的署真实姓名和联系方式。"
        ),
        (
            "Objections to the plan for these {count} stations are taken in writing within the period: from "
            "organisations under their seal, from persons under their own name with how to reach them."
        ),
    ),
    "o_notice_period": (
        "现将{count}个{noun}人员配置方案予以公示，公示时间为{first}至{last}（{days}个工作日）。",
        "The staffing plan of {count} stations is hereby made public from {first} to {last} ({days} working days).",
    ),
    "o_notice_table": ("{count}个{noun}人员配置方案", "Staffing plan of {count} stations"),
    "o_notice_tail": ("方案的公示", " – public notice"),
    "o_notice_title": ("关于{name}", "{name}"),
    "o_number_1": ("{number}、{words}", "{number}. {words}"),
    "o_number_2": ("（{number}）{words}", "({number}) {words}"),
    "o_numbers": ("一 二 三 四 五 六 七 八 九 十", "1 2 3 4 5 6 7 8 9 10"),
    "o_other_methods": (
        "改用其他取整方法，有{count}种的结果不同：{methods}。",
        "Other methods that give another plan ({count}): {methods}.",
    ),
    "o_other_methods_none": (
        "改用其他取整方法，0种的结果不同。",
        "With other methods 0 give another plan.",
    ),
    "o_other_normalisations": (
        "改用其他折算口径，有{count}种的结果不同：{names}。",
        "Other normalisations that give another plan ({count}): {names}.",
    ),
    "o_other_normalisations_none": (
        "改用其他折算口径，0种的结果不同。",
        "With other normalisations 0 give another plan.",
    ),
    "o_period": ("统计期间为{period}。", "The counts are of {period}."),
    "o_place_detail": ("各项数值和应配数见附件1。", "Counts and quotas are in attachment 1."),
    "o_relaxations": (
        "下列{count}项放宽，任取其一即有可行方案。",
        "Any one of these {count} relaxations makes a plan possible.",
    ),
    "o_report_tail": ("的测算报告", " – report on the calculation"),
    "o_report_title": ("关于{name}", "{name}"),
    "o_rule_place": ("（{place}）", " ({place})"),
    "o_rule": ("口径：{rule}。", "What counts: {rule}."),
    "o_same": ("{stations}：共{count}个{noun}不变", "{stations}: {count} stations unchanged"),
    "o_section_basis": ("测算依据", "Basis"),
    "o_section_check": ("验算情况", "Verification"),
    "o_section_compare": ("方案比较", "Comparison of options"),
    "o_section_data": ("数据口径与校验", "Data and input check"),
    "o_section_method": ("测算方法", "Method"),
    "o_section_result": ("测算结果", "Results"),
    "o_section_stable": ("稳定性", "Robustness"),
    "o_section_what_if": ("增减测算", "Adding and cutting"),
    "o_semicolon": ("；", "; "),
    "o_stop": ("。", "."),
    "o_sub_check": ("校验", "Input check"),
    "o_sub_formulas": ("计算公式", "Formulas"),
    "o_sub_period": ("统计期间和口径", "Period and what counts"),
    "o_sub_rules": ("取整规则", "From quotas to posts"),
    "o_sub_summary": ("总体情况", "Summary"),
    "o_sub_who": ("增减情况", "Who gains and who loses"),
    "o_table": ("表{number}  {title}", "Table {number}  {title}"),
    "o_table_by_hand": ("手工方案与拟配方案的不同", "Where the plan made by hand differs"),
    "o_table_categories": ("分类别人数（现有→拟配）", "Posts by category (now → proposed)"),
    "o_table_compare": ("各方案拟配人数", "Posts under each option"),
    "o_table_continued": ("表{number}  {title}（续表）", "Table {number}  {title} (continued)"),
    "o_table_counts": ("指标数值和应配数", "Counts and quotas"),
    "o_table_ladder": ("临界前后的名额", "Posts around the cut line"),
    "o_table_plan": ("各{noun}拟配人数", "Posts by station"),
    "o_table_steps": ("增减次序", "Posts in the order they move"),
    "o_table_weights": ("各项权重的不变区间", "Within these weights nothing changes"),
    "o_up": (
        "再增1至{count}名的，依次配给{stations}。",
        "1 to {count} posts more would go, in this order, to {stations}.",
    ),
    "o_weight_among": ("指标内部权重", "weight among drivers"),
    "o_what_if": (
        "{who}{direction}{n}名（{mode}）的：{changes}。",
        "{who} {direction} {n} ({mode}): {changes}.",
    ),
    "o_what_if_all": ("人员控制数", "The headcount"),
    "o_what_if_changed": ("{direction}{name}{posts}名", "{name} {direction} {posts}"),
    "o_what_if_mode_budget": ("其他人员调剂不超过{transfers}名", "at most {transfers} others transferred"),
    "o_what_if_mode_increment": ("其他人员不动", "0 others move"),
    "o_what_if_mode_reapportion": ("按变动后的{total}名重新测算", "all {total} posts calculated anew"),
    "o_what_if_staff": ("在岗人员", "Staff in post"),
    "o_what_if_status": (
        "该项测算的结果状态：{status}，合计人数由{base}{before}名变为{after}名（现人员控制数{cap}名）。",
        "Status of this answer: {status}; all posts: {before} {base}, then {after} (headcount now {cap}).",
    ),
    "o_what_if_in_post": ("在岗", "in post"),
    "o_what_if_over": (
        "变动后超出现人员控制数{over}名，须先调整控制数。",
        "That is {over} above the present headcount, which would have to be raised first.",
    ),
    "o_what_if_planned": ("拟配", "as proposed"),
    "p_crosses": (
        "以下各项未填，文中印作×：{names}",
        "not filled in, printed as × in the documents: {names}",
    ),
}

OFFICIAL_FAULTS: dict[str, tuple[tuple[str, str], tuple[str, str]]] = {
    "E_NOTICE.closed": (
        ("公开属性为{got}，不能公示", "确定可以公开的，把参数中的公开属性改为主动公开"),
        (
            "publicity is {got}: no public notice can be made",
            "where it may be published, set publicity to open",
        ),
    ),
    "E_NOTICE.locked": (
        ("尚未选定公开属性，公示不能写出", "在参数中填写公开属性：主动公开、依申请公开或不予公开"),
        (
            "publicity is not chosen, so no public notice is written",
            "set publicity: open, on_request or closed",
        ),
    ),
    "E_NOTICE.plan": (
        ("结果状态为{got}，没有可以公示的方案", "先得出可行方案，再写公示"),
        ("the status is {got}: there is no plan to make public", "get a plan first"),
    ),
    "E_NOTICE.year": (
        ("没有{got}年的放假安排（已有{known}年），不能推算公示期", "公示开始改用已有年份的日期"),
        (
            "the holidays of {got} are not known (known: {known}), so the period cannot be counted",
            "begin the notice in a year that is known",
        ),
    ),
    "E_STYLE": (
        ("版式文件的{got}有误：{detail}", "对照docs/formats.md第3节改正"),
        ("the house style is wrong at {got}: {detail}", "correct it by docs/formats.md, section 3"),
    ),
    "E_STYLE.name": (
        ("没有名为{got}的版式", "改用{known}"),
        ("there is no house style {got}", "use one of {known}"),
    ),
    "W_NOTICE_LATE": (
        ("公示的日期{got}晚于公示期的最后一天{last}", "核对日期和公示开始"),
        ("the notice is dated {got}, after the last day of its period, {last}", "check date and notice_from"),
    ),
}
