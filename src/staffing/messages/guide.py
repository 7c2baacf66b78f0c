"""Words of the template's pages for reading and of its entry checks: (Chinese, English). Keys begin ``x_``."""

GUIDE: dict[str, tuple[str, str]] = {
    # what a wrong entry brings up
    "x_error_known": (
        "“{name}”表里没有这个值。请先在那里填写，或确认无误后继续。",
        "The sheet {name} does not hold this value. Enter it there first, or go on if it is right.",
    ),
    "x_error_choice": ("请从下拉列表中选择。", "Choose from the list."),
    "x_error_number": (
        "请填数字：{kind}。不要带单位、逗号或文字。",
        "Enter a number: {kind}. No unit, no text.",
    ),
    "x_error_weight": ("请填0到1之间的小数，例如0.3。", "Enter a decimal from 0 to 1, such as 0.3."),
    "x_error_twice": (
        "这个编码已经用过。每个编码只能出现一次。",
        "This id is used already. Each may stand once.",
    ),
    # the first page
    "x_guide_title": ("站所人员测算：填写说明", "Staffing: how to fill this workbook"),
    "x_guide_lead": (
        "本页和“{example}”只供阅读，程序不读取。其他表的表名和表头不要改动，表头之上不加标题，数据之间不插小计。",
        (
            "This page and '{example}' are for reading only: the program does not read them. Leave the names and "
            "headers of the other sheets as they are; no title above, no subtotals between."
        ),
    ),
    "x_guide_order": ("一、按什么顺序填", "1. In which order"),
    "x_guide_step_stations": (
        "每个站点一行。编码由本单位自定，以后不要变。",
        "A row for each station. Choose ids that will not change.",
    ),
    "x_guide_step_weights": (
        "列出所用指标及其权重，权重之和恰好为1。",
        "The drivers and their weights, which sum to exactly 1.",
    ),
    "x_guide_step_drivers": (
        "每个站点、每项指标一行。站点编码和指标可从下拉列表中选择，也可整列粘贴。没有的填0，不要留空。",
        (
            "A row for each station and driver. Choose both from the lists, or paste whole columns. 0 where there "
            "is none, never blank."
        ),
    ),
    "x_guide_step_settings": (
        "至少填总编制。其余可以留空。",
        "The headcount at least. The rest may be blank.",
    ),
    "x_guide_step_categories": (
        "分行政、事业、工勤、外聘测算时填写。控制数之和等于总编制。",
        "Only if posts are of several categories. Their caps sum to the headcount.",
    ),
    "x_guide_step_posts": (
        "各站点各类人员的在岗人数和上下限；填了人员类别才需要。",
        "Staff in post and bounds by station and category; only with categories.",
    ),
    "x_guide_step_standards": (
        "要按工时测算需要多少人时填写：每项活动办一件要几小时，从何而来。",
        "To find how many posts the work requires: the hours that one unit of each activity takes.",
    ),
    "x_guide_step_working_time": (
        "每人一年能工作多少时间：年休假、病假、培训各几天。不填按当年工作日、不扣休假。",
        "How long a person works in a year: days of leave and training. Blank: all working days.",
    ),
    "x_guide_step_allowances": (
        "标准之外占用的时间：会议、值班等人人都有的，所长管理等个别人的。",
        "Time outside the standards: meetings of everybody, management of some.",
    ),
    "x_guide_step_groups": (
        "几个站点合计有上下限时填写。",
        "Only if several stations together have a least or greatest number.",
    ),
    "x_guide_step_tasks": (
        "有任务台账时填写，每项任务一行；大文件用CSV或Parquet另存。",
        "Only if tasks are quantified: a row for each; large ledgers stay in CSV or Parquet.",
    ),
    "x_guide_step_coefficients": (
        "任务分等级时填写：各等级的系数和有效期。",
        "Only if tasks are graded: what each grade counts, and from when to when.",
    ),
    "x_guide_step_fix": (
        "哪些人数已经定下、不再变动，每项一行。",
        "Only if some numbers are settled: a row for each.",
    ),
    "x_guide_step_years": (
        "分几年到位时填写：每个年度一行，另可用几行写明当年的控制数。",
        "Only if the plan is carried out over some years: a row for each, and one for each cap of that year.",
    ),
    "x_guide_step_departures": (
        "分年时，各年度已知要退休或离开的人数。",
        "Only with years: who is known to retire or leave.",
    ),
    "x_guide_step_variants": (
        "想同时比较的其他设想，每行改一项。",
        "Other assumptions to compare, a row for each change.",
    ),
    "x_guide_step_people": (
        "不影响人数测算，一般不填。个人信息见第四节。",
        "Does not matter for the number of posts; usually left blank. See part 4.",
    ),
    "x_guide_step_judgements": (
        "要用两两比较定权重时填；只供staffing weights比较，不影响人数测算。",
        "Only to weigh drivers against each other; staffing weights compares, the plan does not depend on it.",
    ),
    "x_guide_step_aliases": (
        "别处文件中的站点名称与编码的对照；程序不会自行合并相近的名称。",
        "Names of stations in other files. The program never merges names that are only alike.",
    ),
    "x_guide_required": ("必填", "required"),
    "x_guide_optional": ("需要时填", "if needed"),
    "x_guide_cells": ("二、怎样填一格", "2. How to fill a cell"),
    "x_guide_cell_header": (
        "深色表头必填，浅色表头可不填。把鼠标停在表头上，可看到该列的说明和例子。",
        "Dark headers are required, light ones are not. Point at a header for what it means, with an example.",
    ),
    "x_guide_cell_number": (
        "数字只填阿拉伯数字，不带单位和文字（不写12人、1.2万、约5）。程序不会四舍五入，不确定的写法会退回并指出单元格。",
        (
            "Numbers in plain digits, without units or text. Nothing is rounded; what is not certain is refused, "
            "with its cell."
        ),
    ),
    "x_guide_cell_blank": (
        "空白不等于0，也不要用“-”“/”“无”代替：没有就填0。",
        "A blank is not 0, nor are - and / : enter 0 where there is none.",
    ),
    "x_guide_cell_red": (
        "一行填了一部分时，还缺的必填格显示为红色。",
        "In a row that is begun, required cells that are still blank turn red.",
    ),
    "x_guide_cell_hidden": (
        "被隐藏或筛选掉的行同样会读入，不要靠隐藏来排除。",
        "Hidden and filtered rows are read as well: delete what should not count.",
    ),
    "x_guide_progress": (
        "三、填写进度（自动计算，不属于数据）",
        "3. How far it is (live, not part of the data)",
    ),
    "x_guide_item": ("项目", "item"),
    "x_guide_now": ("现有", "now"),
    "x_guide_wanted": ("应为", "wanted"),
    "x_guide_state": ("情况", "state"),
    "x_guide_ok": ("正常", "ok"),
    "x_guide_todo": ("待填", "to do"),
    "x_guide_mend": ("不符", "mend"),
    "x_guide_count_stations": ("站点数", "stations"),
    "x_guide_count_drivers": ("指标数", "drivers"),
    "x_guide_count_values": ("指标值行数（站点数×指标数）", "rows of counts (stations × drivers)"),
    "x_guide_sum_weights": ("权重之和", "sum of the weights"),
    "x_guide_sum_caps": ("各类控制数之和（应等于总编制）", "sum of the categories' caps"),
    "x_guide_after": ("四、填完以后", "4. When it is filled"),
    "x_guide_check": (
        "运行 staffing check 文件名.xlsx：每条错误写明哪个单元格、哪里不对、怎样改，改完再测算；提示只需核对。",
        (
            "Run staffing check FILE.xlsx. Each fault says sheet!cell, what is wrong and what to do: mend them "
            "all. Warnings do not hold you up, but look at them."
        ),
    ),
    "x_guide_notes": (
        "加 --notes，可逐项看到凡未按原样读入的值（例如全角数字、首尾空格）。",
        "With --notes it lists every value that was not read as it stands, such as full-width digits.",
    ),
    "x_guide_run": (
        "运行 staffing run 文件名.xlsx --out 结果文件夹：得到测算表和报告。",
        "Run staffing run FILE.xlsx --out FOLDER for the plan and the report.",
    ),
    "x_guide_personal": (
        "身份证号、电话等个人信息与人数测算无关：不要填在名称、备注等列里。程序读入时不保留，提示中只显示开头几位。",
        (
            "Identity and telephone numbers have no bearing on posts: keep them out of names and remarks. They are "
            "dropped on reading, and messages show only their beginning."
        ),
    ),
    # the page of examples
    "x_example_title": (
        "填写示例：三个站点、两项指标（数字均为虚构，程序不读取本页）",
        "Example: three stations, two drivers (figures are made up; this page is not read)",
    ),
}
