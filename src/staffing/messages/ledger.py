"""Words of the task ledger, and standards measured from ledgers; faults beside them."""

from typing import Final

LEDGER: Final[dict[str, tuple[str, str]]] = {
    "h_by": (
        "按哪些列汇总，逗号隔开：station、post、person、work_type、block、month、activity；责任人只在此处显示",
        (
            "columns to sum by, apart by commas: station, post, person, work_type, block, month, activity; "
            "persons are shown nowhere else"
        ),
    ),
    "h_csv": ("把各行写入CSV文件，数值不舍入", "write the rows to a CSV file, figures in full"),
    "h_tasks": (
        "按站点、责任人、月份等汇总任务台账的工时和分值",
        "Hours and points of the task ledger, by its columns.",
    ),
    "l_activity": ("活动", "activity"),
    "l_blank": ("（空）", "(blank)"),
    "l_block": ("板块", "block"),
    "l_hours": ("工时", "hours"),
    "l_month": ("月份", "month"),
    "l_more": ("另有{count}行，--all或--csv可看全部", "{count} more rows; --all or --csv gives all"),
    "l_person": ("责任人", "person"),
    "l_points": ("分值", "points"),
    "l_post": ("岗位", "post"),
    "l_rows": ("行数", "rows"),
    "l_title": (
        "任务台账（{span}）：工时是工作量，分值用于考核，二者不相混",
        "task ledger, {span}: hours are how much work there is, points how much it counts; never mixed",
    ),
    "l_work_type": ("工作类型", "work type"),
}

LEDGER_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_BY": (
        ("--by不认识“{got}”", "从这些中选择，逗号隔开：{known}"),
        ("--by does not know '{got}'", "choose among these, apart by commas: {known}"),
    ),
    "E_FILE_TYPE.ledger": (
        ("任务台账须为.csv或.parquet，或其文件夹", "另存为其中一种；工作簿用“任务台账”表"),
        (
            "a ledger must be .csv or .parquet, or a folder of these",
            "save it as one; in a workbook use its sheet",
        ),
    ),
    "E_LEDGER": (
        ("任务台账无法读取：{reason}", "核对文件是否完整、各文件的列是否一致"),
        (
            "the ledger cannot be read: {reason}",
            "check that the file is whole and the files have the same columns",
        ),
    ),
    "E_LEDGER.rows": (
        ("逐行读到{rows}行，汇总读到的行数不同", "核对引号和换行"),
        ("{rows} rows read one by one, another number when summed", "check quotes and line breaks"),
    ),
    "E_LEDGER.size": (
        ("任务台账超出可精确计算的范围：{reason}", "核对过大的数值，或按期间拆分"),
        (
            "the ledger is too large to be summed exactly: {reason}",
            "check very large numbers, or split it by period",
        ),
    ),
    "E_MONTH": (
        ("{name}“{got}”不能确定是哪个月", "写作2025-03或2025年3月；2025.1有歧义"),
        ("{name} '{got}' names no month for certain", "write 2025-03; 2025.1 may be October"),
    ),
    "E_TASKS_NONE": (
        ("该情景没有任务台账", "填写“任务台账”表，或设tasks.ledger"),
        ("the scenario has no task ledger", "fill in the sheet 任务台账, or set tasks.ledger"),
    ),
    "E_TASKS_ZERO": (
        ("任务台账的{name}合计为0，无从分配", "补充台账，或把blend改为0"),
        (
            "the task ledger holds no {name}, so nothing can be split by it",
            "complete the ledger, or set blend to 0",
        ),
    ),
    "E_TASKS_ZERO.negative": (
        (
            "{station}的任务台账{name}合计为{got}，不足0，无从分配",
            "核对加减分，或改用measure: hours，或把blend改为0",
        ),
        (
            "the {name} of {station} in the task ledger sum to {got}, below 0, so nothing can be split by them",
            "check the completion points, use measure: hours, or set blend to 0",
        ),
    ),
    "E_TASKS_ZERO.rows": (
        (
            "任务台账共{rows}行，没有一行计入（月份外{outside}行）",
            "核对月份、tasks的from和to、别名，或删去任务台账",
        ),
        (
            "of {rows} rows of the task ledger none counts ({outside} of other months)",
            "check the months, from and to of tasks, the aliases, or drop the ledger",
        ),
    ),
    "E_TASK_GRADE": (
        (
            "{name}“{got}”在{month}没有系数",
            "在“系数”表补上该等级，生效期须含整个月；已有：{nearest}",
        ),
        (
            "{name} '{got}' has no coefficient in {month}",
            "add it to the sheet 系数, valid for the whole month; known: {nearest}",
        ),
    ),
    "E_TASK_HOURS": (
        (
            "活动“{name}”未填单位工时，{month}也没有有效的作业标准",
            "填写单位工时，或在“作业标准”表补上，生效期须含整个月",
        ),
        (
            "activity '{name}' has no unit hours, and no standard is valid in {month}",
            "enter the unit hours, or add a standard that is valid for the whole month",
        ),
    ),
    "E_TASK_REPEATED": (
        (
            "与{first}各项完全相同",
            "删去重复的行；确是两件事的用编号区分；或设tasks.repeats为first（只计一次）或all（都计）",
        ),
        (
            "every value is the same as in {first}",
            "delete the repeated row; tell two tasks apart by their ids; or set tasks.repeats to first or all",
        ),
    ),
    "E_TASK_SPAN": (
        ("截止月份{got}早于起始月份{first}", "改正from或to"),
        ("the last month {got} is before the first, {first}", "correct from or to"),
    ),
    "E_VALIDITY": (
        ("与{first}的有效期重叠", "改正生效日期或失效日期，同一天只能有一个有效"),
        ("is valid on days on which {first} is", "correct the dates: on one day one of them may be valid"),
    ),
    "E_VALIDITY.order": (
        ("失效日期{got}早于生效日期{first}", "改正日期"),
        ("ends on {got}, before it begins on {first}", "correct the dates"),
    ),
    "W_TASKS": (
        (
            (
                "任务台账共{rows}行：计入{counted}，月份外{outside}，重复{repeated}，按别名不计{left_out}；"
                "工时{hours}，分值{points}"
            ),
            "核对各项合计",
        ),
        (
            (
                "task ledger of {rows} rows: {counted} counted, {outside} of other months, {repeated} repeated, "
                "{left_out} of units that do not count; {hours} hours, {points} points"
            ),
            "compare the totals",
        ),
    ),
    "W_TASK_DATES": (
        ("{rows}行的完成日期早于开始日期；日期不参与工时计算，工时照计", "核对这些行"),
        (
            "{rows} rows were done before they began; dates are no part of the hours, which count",
            "check these rows",
        ),
    ),
    "W_TASK_GRADES": (
        ("没有{kinds}的系数，所有等级都按1计", "需要区分时填写“系数”表"),
        (
            "there are no coefficients of {kinds}: every grade counts 1",
            "fill in the sheet 系数 to tell grades apart",
        ),
    ),
    "W_TASK_IDS": (
        (
            "{ids}个任务编号在同一月份、站点、责任人下出现多次，共{rows}行，内容不同，都计入",
            "核对是否重复填报",
        ),
        (
            "{ids} ids stand more than once for one month, station and person: {rows} rows, all counted",
            "check whether they were reported twice",
        ),
    ),
    "W_TASK_MONTHS": (
        (
            "{stations}个站点共缺{count}个站点月（应有{of}）：{shown}",
            "补报；确无任务的月份可不理会",
        ),
        (
            "{stations} stations lack {count} of {of} station-months: {shown}",
            "ask for the missing returns; ignore this where there was no work",
        ),
    ),
    "W_TASK_PROGRESS": (
        ("{rows}行的进度不在0%到100%之间；进度不参与计算", "核对这些行"),
        ("{rows} rows have a progress outside 0 to 100 %; no figure rests on it", "check these rows"),
    ),
    "W_TASK_UNGRADED": (
        ("{of}行中{rows}行未填{name}，按1计", "补上等级"),
        ("{rows} of {of} rows bear no {name} and count 1", "enter the grade"),
    ),
}
