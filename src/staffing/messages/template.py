"""Words of the template: notes of its columns and settings: (Chinese, English). Every key begins ``x_``.

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
    "x_allowances_hours": (
        "每人在每个周期内占用的小时；与占比只填一项",
        "hours of one person in each day, week, month or year; either this or a share",
    ),
    "x_allowances_kind": (
        "全员：人人都有、又不计件的工作；个人：只有几个人做的工作",
        "category: work of everybody that nobody counts; individual: work of some only",
    ),
    "x_allowances_name": ("这项工作的名称，例如学习会议", "what the time goes to, such as meetings"),
    "x_allowances_per": (
        "小时按天、周、月还是年计；填占比时留空",
        "what the hours are counted by; blank with a share",
    ),
    "x_allowances_share": (
        "占工作时间的比例，小于1；只用于全员",
        "share of working time, below 1; for category only",
    ),
    "x_allowances_staff": ("做这项工作的人数；只用于个人", "how many people do it; for individual only"),
    "x_allowances_station": (
        "只在一个站点有时填其编码；留空为每个站点都有",
        "the station where only one has it; blank: every station has it",
    ),
    "x_categories_cap": (
        "本类人员的编制数或控制数；各类之和等于总编制",
        "authorised posts of this category; together they make the headcount",
    ),
    "x_categories_capacity": (
        "一人折合几个人力，大于0；都是1时整列留空",
        "how many heads one of this category counts for, above 0; leave the column blank if all are 1",
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
        "是：可以调离所在站点；否：在岗人员不调离，所在站点的人数只增不减",
        "yes: its staff may leave a station; no: nobody leaves, a station may only gain",
    ),
    "x_categories_name": ("类别的全称", "name of the category"),
    "x_categories_total": (
        "本类人员必须恰好配满的人数；空白为不要求",
        "posts of this category that must be filled, neither more nor fewer; blank: not asked",
    ),
    "x_categories_transfer_cost": (
        "调动一名本类人员的成本，单位自定、各类一致；目标含“调动成本”时才用",
        "cost of one transfer, in any unit, the same for all; only used by the goal transfer_cost",
    ),
    "x_coefficients_basis": ("依据的文件和文号", "document and number that it rests on"),
    "x_coefficients_coefficient": ("该等级按几倍计，0或更大", "what the grade multiplies by, 0 or more"),
    "x_coefficients_grade": ("等级名称，与“任务台账”所填一致", "the grade, as the ledger writes it"),
    "x_coefficients_kind": (
        "哪一项的等级：难度乘工时，紧急程度和重要程度乘分值",
        "grade of what: difficulty multiplies hours, urgency and importance points",
    ),
    "x_coefficients_valid_from": (
        "从哪天起有效；空白为一直有效",
        "first day on which it is valid; blank: always",
    ),
    "x_coefficients_valid_to": ("到哪天为止；空白为继续有效", "last day; blank: until further notice"),
    "x_departures_category": (
        "类别编码，从“人员类别”表已填的编码中选择；没有人员类别时留空",
        "id of the category, one of those in the sheet of categories; blank if there are none",
    ),
    "x_departures_count": (
        "该年度该站点离开的人数：退休、到期、辞职等，1或更大",
        "how many leave there in that year: retired, expired, resigned; 1 or more",
    ),
    "x_departures_station": (
        "站点编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_departures_year": ("年度，从“分年”表已填的年度中选择", "the year, one of those in the sheet of years"),
    "x_drivers_driver": (
        "指标名称，与“权重”表一字不差；从下拉列表中选择",
        "name of the driver, exactly as in the sheet of weights; choose it",
    ),
    "x_drivers_period": (
        "数据所属期间：年、半年、季度、月或日；同一指标有多个期间的，在“参数”中写统计月数等，每个站点每期一行",
        "period of the count: year, half-year, quarter, month or day; several need the settings periods.*",
    ),
    "x_drivers_station": (
        "站点编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_drivers_value": (
        "该站点该指标的数量；每个站点、每项指标各一行，确实没有填0，不得留空，不写单位",
        "the count; a row for each station and driver, 0 where there is none, never blank, no unit",
    ),
    "x_fix_category": (
        "类别编码；只填类别、不填站点：固定该类的总人数",
        "id of the category; without a station: its posts in all are fixed",
    ),
    "x_fix_posts": (
        "固定为几人；空白：保持现有人数不变",
        "the number to keep to; blank: as many as are in post now",
    ),
    "x_fix_station": (
        "站点编码；只填站点、不填类别：固定该站点各类合计，人数空白时各类都不变",
        "id of the station; without a category: all its posts together, or with a blank number each category as is",
    ),
    "x_groups_category": (
        "空白：上下限管全部人员；填了类别编码：本行上下限只管该类人员，用同一编号另起一行",
        "blank: the bounds are on all posts; an id: those of this row are on that category, in a further row",
    ),
    "x_groups_id": (
        "分组的编号；成员写不下时，用同一编号另起一行，只填成员",
        "the group's own id; more members go into a further row of the same id, alone",
    ),
    "x_groups_max": ("本组各站点合计最多几人", "most posts of the group's stations together"),
    "x_groups_members": (
        "直属本组的站点编码，用逗号或顿号隔开；一个站点只能直属一个组",
        "ids of its stations, with commas between; a station is a direct member of one group at most",
    ),
    "x_groups_min": ("本组各站点合计最少几人", "least posts of the group's stations together"),
    "x_groups_parent": ("所属上一级分组的编号", "id of the group that this one lies in"),
    "x_judgements_expert": (
        "谁判断的，用代号（甲、乙），不写姓名；只有一份判断时留空",
        "who judged, by a letter, not by name; blank if there is one set of judgements",
    ),
    "x_judgements_first": (
        "指标名称，与“权重”表一字不差；n个指标只填上三角n(n-1)/2行，缺几行也能算，反向不必再填",
        "name of a driver; n drivers make n(n-1)/2 rows, some may lack, one direction is enough",
    ),
    "x_judgements_second": (
        "与它比较的另一个指标，与“权重”表一字不差",
        "the driver it is compared with, as in the sheet of weights",
    ),
    "x_judgements_value": (
        "“指标”比“对比指标”重要几倍：1同等，3稍重要，5明显，7强烈，9极端，2、4、6、8居中；后者更重要写1/3等分数",
        "how much more the first counts: 1 same, 3 rather, 5 clearly, 7 strongly, 9 extremely; 1/3 if the second",
    ),
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
    "x_standards_activity": (
        "活动：与指标同名，或与任务台账的活动同名",
        "the name of a driver, or of an activity of the task ledger",
    ),
    "x_standards_basis": (
        "依据的文件和文号，或测时记录",
        "where the figure stands: a document and its number, or a time study",
    ),
    "x_standards_high": ("单位工时的上限", "the most hours one unit is held to take"),
    "x_standards_low": ("单位工时的下限", "the least hours one unit is held to take"),
    "x_standards_samples": ("测定了多少件", "how many cases were measured"),
    "x_standards_source": ("单位工时从何而来", "where the unit hours come from"),
    "x_standards_unit_hours": ("办一件所需的小时，大于0", "hours that one unit takes, above 0"),
    "x_standards_valid_from": (
        "从哪一天起有效；留空为一直有效",
        "first day on which it holds; blank: always",
    ),
    "x_standards_valid_to": ("到哪一天止有效；留空为至今", "last day on which it holds; blank: until now"),
    "x_stations_class": ("站点的分类，只作标注", "class of the station, a mark only"),
    "x_stations_deviation_weight": (
        "目标为“偏差”时，本站点偏离应配数1人计多少；空白为1",
        "what one head off the quota counts for under the goal deviation; 1 if blank",
    ),
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
    "x_tasks_activity": (
        "作业活动，与“作业标准”一致；空白时以任务名称为准",
        "activity of the standards; blank: the task's name",
    ),
    "x_tasks_block": ("任务所属板块或来源", "block of work that the task belongs to"),
    "x_tasks_completion_points": (
        "完成情况的加分或减分，减分填负数",
        "points added or, if negative, taken off on completion",
    ),
    "x_tasks_difficulty": (
        "难度等级，与“系数”表一致",
        "grade of difficulty, as in the sheet of coefficients",
    ),
    "x_tasks_done": ("实际完成日期", "day on which it was done"),
    "x_tasks_due": ("应完成日期", "day by which it is due"),
    "x_tasks_id": ("任务编号；同一月份同一站点不重复", "the task's id, once for a month and station"),
    "x_tasks_importance": (
        "重要程度等级，与“系数”表一致",
        "grade of importance, as in the sheet of coefficients",
    ),
    "x_tasks_month": ("任务计入哪个月，如2025-03", "month that the task counts for, such as 2025-03"),
    "x_tasks_opened": ("开始日期", "day on which it began"),
    "x_tasks_person": (
        "责任人；只在staffing tasks按人汇总时显示",
        "who did it; shown only where sums by person are asked for",
    ),
    "x_tasks_post": ("岗位名称", "name of the post"),
    "x_tasks_progress": ("完成进度，如80%", "how far it is, such as 80%"),
    "x_tasks_quantity": ("件数、次数等，0或更大", "how many units, 0 or more"),
    "x_tasks_station": (
        "站点编码，从“单位”表已填的编码中选择",
        "id of the station, one of those in the sheet of stations",
    ),
    "x_tasks_task": ("任务的名称", "name of the task"),
    "x_tasks_unit_hours": (
        "每件用几小时；空白时用“作业标准”",
        "hours of one unit; blank: those of the standard",
    ),
    "x_tasks_urgency": ("紧急程度等级，与“系数”表一致", "grade of urgency, as in the sheet of coefficients"),
    "x_tasks_work_type": ("工作类型，如业务、会议培训", "type of work"),
    "x_variants_key": (
        "要改动的参数，或带点的路径，例如bounds.S001.min（下限）、weights.指标名（权重）",
        "the setting to change, or a dotted path such as bounds.S001.min or weights.NAME",
    ),
    "x_variants_name": (
        "方案的名称；同一名称可以有多行，每行改一项",
        "name of the variant; several rows may bear it, each changes one thing",
    ),
    "x_variants_value": ("改成什么", "the value it takes"),
    "x_weights_class": (
        "这一权重只用于该类别；留空则用于没有自己权重的类别",
        "the class that the weight holds for; blank: classes without weights of their own",
    ),
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
    "x_working_time_annual_leave": (
        "每人每年年休假几天（职工带薪年休假条例：工龄满1年5天，满10年10天，满20年15天）",
        "days of annual leave (by regulation 5 from 1 year of service, 10 from 10, 15 from 20)",
    ),
    "x_working_time_days": (
        "全年工作日，未扣休假；留空按年度的放假办法计算（2025年248天）",
        "working days of the year before leave; blank: by the year's calendar (248 in 2025)",
    ),
    "x_working_time_hours_per_day": ("每天工作几小时；留空为8", "hours a day; 8 if blank"),
    "x_working_time_other": ("其他不在岗的天数", "other days away"),
    "x_working_time_sick_leave": ("每人每年病假几天", "days of sick leave"),
    "x_working_time_station": (
        "只对一个站点有效时填其编码；留空为其余各站点",
        "the station that it holds for; blank: all that have none of their own",
    ),
    "x_working_time_training": ("每人每年培训几天", "days of training"),
    "x_working_time_year": ("哪一年的放假日历；留空为2025", "the year of the calendar; 2025 if blank"),
    "x_years_cap": (
        "该年度该类人员的控制数；没有人员类别时是该年度总编制",
        "cap of the category in this year; without categories the headcount",
    ),
    "x_years_category": (
        "填了类别编码：本行给出该类该年度的控制数；同一年度可另起几行",
        "an id: the row gives that category's cap in the year; a year may have several rows",
    ),
    "x_years_max_joins": (
        "该年度从外面最多进几人，各类合计，每个年度只填一次；空白为不限",
        "most who may join from outside in the year, once a year; no limit if blank",
    ),
    "x_years_max_transfers": (
        "该年度最多调动几人，每个年度只填一次；空白为按“参数”中的调动上限",
        "most transfers in the year, once a year; as in the settings if blank",
    ),
    "x_years_year": (
        "年度，按先后填写，例如2027；每一行都要填",
        "the year, in their order, such as 2027; in every row",
    ),
    # notes of the settings
    "x_setting_blend": (
        "任务台账在需求中的占比，0至1；空白为0，只按指标",
        "share of the task ledger in demand, 0 to 1; blank: 0, drivers alone",
    ),
    "x_setting_cap": ("全部站点合计最多配备几人", "the authorised headcount, of all stations together"),
    "x_setting_contact_address": ("公示中受理异议的地址", "address for objections, in the public notice"),
    "x_setting_contact_office": (
        "公示中受理异议的部门",
        "office that takes objections, in the public notice",
    ),
    "x_setting_contact_phone": (
        "公示中受理异议的办公电话，不填个人手机号码",
        "the office's telephone for objections; no person's own number",
    ),
    "x_setting_counted_over": (
        "指标值的统计期间，照此印出",
        "the period of the counts, as reports are to print it",
    ),
    "x_setting_counting_rule": (
        "统计口径，例如外聘人员含不含劳务派遣",
        "who and what counts, such as whether dispatched workers are contract staff",
    ),
    "x_setting_date": ("报告上的日期；留空则不印日期", "date of the report; none is printed if blank"),
    "x_setting_document_number": (
        "核定人员控制数的文号",
        "number of the document that fixed the headcount",
    ),
    "x_setting_illustrative": (
        "是：所有输出都注明为示例数据",
        "yes: every output says that the figures are examples",
    ),
    "x_setting_issuer": ("报告和公示的署名", "the office that signs report and notice"),
    "x_setting_max_stations_changed": (
        "最多几个站点的人数有变动；空白或“不限”为不限",
        "most stations at which anything may change; no limit if blank",
    ),
    "x_setting_max_transfers": (
        "最多调动几人，各类合计；空白或“不限”为不限",
        "most staff who may change station, of all categories together; no limit if blank",
    ),
    "x_setting_measure": (
        "任务台账按什么计入需求：hours 工时（默认），points 分值",
        "what of the ledger feeds demand: hours (default) or points",
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
    "x_setting_notice_days": ("公示几个工作日；留空为5", "working days of the public notice; 5 if blank"),
    "x_setting_notice_from": ("公示从哪一天开始", "first day of the public notice"),
    "x_setting_periods_months": (
        "各指标有多个期间时，统计最近几个月，例如12；空白为已填的全部期间",
        "where drivers have several periods: how many of the last months count, such as 12; all if blank",
    ),
    "x_setting_periods_take": (
        "多个期间的数值怎样变成一个：{takes}。空白为合计",
        "what several periods become: {takes}. sum if blank",
    ),
    "x_setting_periods_until": (
        "统计到哪个月，例如2025-12；空白为已填的最后一期",
        "last month that counts, such as 2025-12; the last one given if blank",
    ),
    "x_setting_noun": ("报告中对站点的称呼", "what the report calls the stations"),
    "x_setting_objective": (
        "依次求最好的目标，用顿号隔开：{goals}。前三项只取一项；留空为公平、调动人数、变动单位",
        (
            "what is to be best, in this order: {goals}. One of the first three at most; if blank fairness, "
            "transfers, stations_changed"
        ),
    ),
    "x_setting_place": (
        "all：尽量配满；exact：必须恰好配满；at_most：不超过应配数所需，可以空余。留空为all",
        "all: as many as the bounds let; exact: all of them; at_most: no more than the quotas reach. all if blank",
    ),
    "x_setting_publicity": (
        "报告的公开属性；选定主动公开后才能写公示",
        "who may see the report; a public notice needs open",
    ),
    "x_setting_rounding": (
        "按工时算出的所需人数怎样取整：{roundings}。留空为不取整",
        "how required posts become whole: {roundings}. not rounded if blank",
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
    "x_kind_options": ("下列之一或几项：{choices}", "one or several of: {choices}"),
    "x_kind_text": ("文字", "text"),
    "x_kind_whole": ("整数，0或更大", "a whole number, 0 or more"),
    "x_kind_yes_no": ("从下拉列表中选择：{choices}", "choose from the list: {choices}"),
    # whether it must be filled
    "x_required": ("必填", "required"),
    "x_column_optional": ("可整列不填；填了就要逐行填满", "optional: all rows or none"),
    "x_may_be_blank": ("可空", "may be blank"),
    "x_example": ("例：{value}", "example: {value}"),
}
