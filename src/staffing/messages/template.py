"""Words of the template: guidance, notes of its columns and settings: (Chinese, English). Every key begins ``x_``.

``x_SHEET_COLUMN`` says what belongs into a column, ``x_setting_KEY`` what a setting does.
"""

TEMPLATE: dict[str, tuple[str, str]] = {
    # notes of the columns
    "x_aliases_name": (
        "别处文件里出现的站点名称：旧名、简称、带括号的写法",
        "a station's name as other files write it: old, short, with brackets",
    ),
    "x_aliases_station": (
        "这个名称指哪个站点，从下拉列表中选择；不计入任何站点的填“不计”",
        "which station is meant, one of those in the sheet of stations; 不计 for one that does not count",
    ),
    "x_categories_cap": (
        "本类人员的编制数或控制数；各类之和等于总编制",
        "authorised posts of this category; together they make the headcount",
    ),
    "x_categories_capacity": (
        "本版本只能是1，一般整列留空",
        "must be 1 in this version: leave the column blank",
    ),
    "x_categories_id": (
        "人员类别的编号，全表不重复；可用小写字母",
        "the category's own id, once in the sheet; small letters too",
    ),
    "x_categories_kind": (
        "人员类别的性质",
        "kind of post: 行政 civil, 事业 public, 工勤 support, 外聘 contract",
    ),
    "x_categories_movable": (
        "是：名额可在站点之间增减；否：在岗人员原地不动。只能有一类为“是”",
        "yes: its posts may move between stations; no: its staff stay. Only one category may move",
    ),
    "x_categories_name": ("类别的全称", "name of the category"),
    "x_drivers_driver": (
        "指标名称，与“权重”表一字不差；从下拉列表中选择",
        "name of the driver, exactly as in the sheet of weights; choose it",
    ),
    "x_drivers_period": (
        "数据所属期间：年、半年、季度、月或日；同一指标只能有一个期间",
        "period of the count: year, half-year, quarter, month or day; one for each driver",
    ),
    "x_drivers_station": (
        "站点编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_drivers_value": (
        "该站点该指标的数量；每个站点、每项指标各一行，确实没有填0，不得留空，不写单位",
        "the count; a row for each station and driver, 0 where there is none, never blank, no unit",
    ),
    "x_groups_id": (
        "分组的编号；成员写不下时，用同一编号另起一行，只填成员",
        "the group's own id; more members go into a further row of the same id, alone",
    ),
    "x_groups_max": ("本组各站点合计最多人数", "greatest posts of the group's stations together"),
    "x_groups_members": (
        "直属本组的站点编码，用逗号或顿号隔开；一个站点只能直属一个组",
        "ids of its stations, with commas between; a station is a direct member of one group at most",
    ),
    "x_groups_min": (
        "本版本只能是0，一般整列留空",
        "must be 0 in this version: leave the column blank",
    ),
    "x_groups_parent": ("所属上一级分组的编号", "id of the group that this one lies in"),
    "x_people_id": ("人员的编号，全表不重复；不要用身份证号", "the person's own id, not the identity number"),
    "x_people_id_number": (
        "一般不填：读入时丢弃，除非情景文件写明用途",
        "usually left blank: dropped on reading, unless the scenario names a use for it",
    ),
    "x_people_name": ("姓名；提示中只显示第一个字", "the person's name; messages show only its first letter"),
    "x_people_score": ("考核得分", "score of the appraisal"),
    "x_people_station": (
        "所在站点的编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_posts_allowed": (
        "否：本站点不得配备此类人员；填了此列就每行都要填",
        "no: the station may not hold this category",
    ),
    "x_posts_category": (
        "类别编码，从“人员类别”表已填的编码中选择",
        "id of the category, one of those in the sheet of categories",
    ),
    "x_posts_in_post": (
        "本站点此类人员现有几人；没有填0",
        "staff of this category at the station; 0 if there is none",
    ),
    "x_posts_maximum": ("本站点此类人员最多几人", "greatest posts of this category at the station"),
    "x_posts_minimum": ("本站点此类人员最少几人", "least posts of this category at the station"),
    "x_posts_station": (
        "站点编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_settings_key": ("参数名称，不要改动", "name of the setting: leave it as it is"),
    "x_settings_value": (
        "参数的值；只有总编制必填（填了“人员类别”时也可留空）",
        "its value; only cap is required (not even that with categories)",
    ),
    "x_stations_class": ("站点的分类，只作标注", "class of the station, a mark only"),
    "x_stations_id": (
        "站点的编号，全表不重复，各表都用它来指这个站点；前面的0会保留",
        "the station's own id, once in the sheet; all sheets name the station by it; leading zeros stay",
    ),
    "x_stations_in_post": (
        "现在在岗的人数；填了“在岗”表时可整列不填",
        "staff in post now; with the sheet of posts the column may be left blank",
    ),
    "x_stations_maximum": ("最多配备几人", "greatest posts, of all categories together"),
    "x_stations_minimum": ("最少配备几人", "least posts, of all categories together"),
    "x_stations_name": ("站点全称，按正式文件的写法", "name of the station as the office writes it"),
    "x_stations_parent": (
        "上级站点的编码，只用于分组小计，不影响测算",
        "id of the station above it; for subtotals only",
    ),
    "x_variants_key": (
        "要改动的参数，或带点的路径，例如bounds.S001.min（下限）、weights.指标名（权重）",
        "the setting to change, or a dotted path such as bounds.S001.min or weights.NAME",
    ),
    "x_variants_name": (
        "方案的名称；同一名称可以有多行，每行改一项",
        "name of the variant; several rows may bear it, each changes one thing",
    ),
    "x_variants_value": ("改成什么", "the value it takes"),
    "x_weights_class": ("本版本须留空", "must be blank in this version"),
    "x_weights_driver": (
        "指标名称，各表写法一致，例如投诉举报量",
        "name of the driver, the same in all sheets",
    ),
    "x_weights_printed_total": (
        "来源文件公布的合计数，用来核对；与各站点之和不等时给出提示",
        "the total printed in the source, compared with the sum of the counts",
    ),
    "x_weights_weight": (
        "大于0的小数；各指标权重之和必须恰好等于1",
        "a decimal above 0; all of them sum to exactly 1",
    ),
    # notes of the settings
    "x_setting_cap": ("全部站点合计最多配备几人", "the authorised headcount, of all stations together"),
    "x_setting_date": ("报告上的日期；留空则不印日期", "date of the report; none is printed if blank"),
    "x_setting_illustrative": (
        "是：所有输出都注明为示例数据",
        "yes: every output says that the figures are examples",
    ),
    "x_setting_method": (
        "由应配数（小数）得出整数人数的方法：{methods}。留空为人均最接近",
        "how quotas become whole posts: {methods}. webster if blank",
    ),
    "x_setting_name": ("报告的标题；留空为文件名", "title of the report; the file's name if blank"),
    "x_setting_normalisation": (
        "各指标怎样化为可比：{normalisations}。留空为占比",
        "how counts become comparable: {normalisations}. share if blank",
    ),
    "x_setting_note": (
        "印在每份输出上的说明，例如数据来源",
        "a remark that every output carries, such as sources",
    ),
    "x_setting_noun": ("报告中对站点的称呼", "what the report calls the stations"),
    "x_setting_place": (
        "all：尽量配满；exact：必须恰好配满；at_most：不超过应配数所需，可以空余。留空为all",
        "all: as many as the bounds let; exact: all of them; at_most: no more than the quotas reach. all if blank",
    ),
    "x_setting_seed": ("一般留空，不影响方案", "leave blank; the plan does not depend on it"),
    "x_setting_threads": ("一般留空，不影响方案", "leave blank; the plan does not depend on it"),
    "x_setting_time_limit_s": ("一次求解最多几秒，一般留空（30）", "seconds for one solve; leave blank (30)"),
    # what a kind of column takes
    "x_kind_date": ("日期，例如2026-11-22", "a date, such as 2026-11-22"),
    "x_kind_decimal": ("数字，0或更大，可带小数", "a number, 0 or more, decimals allowed"),
    "x_kind_id": ("大写字母、数字、-和_，不超过32个", "capital letters, digits, - and _, at most 32"),
    "x_kind_ids": ("编码，用逗号隔开", "ids with commas between"),
    "x_kind_maximum": ("整数，0或更大；不限制填“{word}”", "a whole number, 0 or more; '{word}' for no limit"),
    "x_kind_option": ("从下拉列表中选择：{choices}", "choose from the list: {choices}"),
    "x_kind_text": ("文字", "text"),
    "x_kind_whole": ("整数，0或更大", "a whole number, 0 or more"),
    "x_kind_yes_no": ("从下拉列表中选择：{choices}", "choose from the list: {choices}"),
    # whether it must be filled
    "x_required": ("必填", "required"),
    "x_column_optional": ("可整列不填；填了就要逐行填满", "optional: all rows or none"),
    "x_may_be_blank": ("可空", "may be blank"),
    "x_example": ("例：{value}", "example: {value}"),
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
    "x_guide_step_groups": (
        "几个站点合计有下限或上限时填写。",
        "Only if several stations together have a minimum or a maximum.",
    ),
    "x_guide_step_variants": (
        "想同时比较的其他设想，每行改一项。",
        "Other assumptions to compare, a row for each change.",
    ),
    "x_guide_step_people": (
        "不影响人数测算，一般不填。个人信息见第四节。",
        "Does not matter for the number of posts; usually left blank. See part 4.",
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
