"""Foreign tables: names of stations, tickets, ``staffing map``. Faults as in :mod:`faults`."""

from staffing.messages.faults import Pair

FOREIGN_FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_DATE.tickets": (
        (
            "{name}：有{rows}行工单的日期无法识别，首处为“{got}”",
            "改正日期，例如2025-01-03；或在tickets中去掉period",
        ),
        (
            "{name}: {rows} tickets have no readable date, the first '{got}'",
            "mend the dates, such as 2025-01-03, or leave out the period of these tickets",
        ),
    ),
    "E_FILE_TYPE.tickets": (
        ("工单文件须为.csv或.xlsx", "另存为其中一种"),
        ("a table of tickets must be .csv or .xlsx", "save it as one of these"),
    ),
    "E_MAP.day": (
        ("{name}没有日期列，不能按期间计", "去掉--period，或补上受理时间"),
        ("{name} has no column of days, so no period can be counted", "leave out --period, or add the day"),
    ),
    "E_MAP.driver": (
        ("指标“{name}”在{file}中已有", "换一个指标名（--driver），或先删去原有的"),
        (
            "{file} already has the driver '{name}'",
            "choose another name (--driver), or delete that one first",
        ),
    ),
    "E_MAP.folder": (
        ("{name}不在scenario.yaml所在的文件夹内", "把文件放入该文件夹"),
        ("{name} does not lie in the folder of scenario.yaml", "put the file there"),
    ),
    "E_MAP.kind": (
        ("看不出{name}是什么表：没有像单位名称的列", "检查表头；工单表要有承办单位，宽表要有单位名称"),
        (
            "cannot tell what {name} holds: no column looks like names of stations",
            "check the header: tickets need the unit in charge, a wide table the name of the station",
        ),
    ),
    "E_MAP.left_out": (
        ("--weight未写明{file}已有的指标：{names}", "写明全部指标的权重，合计为1"),
        ("--weight leaves out drivers of {file}: {names}", "give the weights of all drivers"),
    ),
    "E_MAP.other": (
        ("写入会改动{file}的其他内容（{name}）", "手工加入下列内容，或改正该文件的写法"),
        ("writing would change other content of {file} ({name})", "add the mapping by hand"),
    ),
    "E_MAP.stations": (
        ("{file}已有单位表，不能再以{name}为单位表", "用--scenario另建方案，或手工修改"),
        ("{file} already has a table of stations besides {name}", "make another scenario with --scenario"),
    ),
    "E_MAP.weights": (
        ("{file}已有权重，新指标“{name}”的权重未定", "用--weight写明全部指标的权重，合计为1：{names}"),
        (
            "{file} has weights, and none for the new driver '{name}'",
            "give the weights of all drivers (--weight): {names}",
        ),
    ),
    "E_NUMBER.mangled": (
        ("{name}被表格软件改成了“{got}”，无法区分工单", "重新导出，把该列存为文本"),
        (
            "a spreadsheet has turned {name} into '{got}': tickets cannot be told apart",
            "export it again with that column as text",
        ),
    ),
    "E_PERIOD.tickets": (
        ("{name}不是期间，读到{got}", "写成2025、2025-H1、2025-Q3或2025-06"),
        ("{name} is not a period, got {got}", "write 2025, 2025-H1, 2025-Q3 or 2025-06"),
    ),
    "E_PERSONAL": (
        ("列“{name}”是个人信息，未写明用途", "在personal中写明{name}的用途，或不用该列"),
        (
            "the column '{name}' holds personal data, and its use is not stated",
            "state it under the key personal, or leave the column out",
        ),
    ),
    "E_SHEET.which": (
        ("工作簿有多个工作表：{found}", "用sheet写明读取哪一个"),
        ("the workbook has several sheets: {found}", "say by the key sheet which one to read"),
    ),
    "E_STATION_NAME": (
        (
            "没有名为“{got}”的单位",
            "改正名称；确属某单位的，在别名中写明{got}: {example}；不计入的写{got}: null",
        ),
        (
            "no station bears the name '{got}'",
            "mend it; or save an alias, {got}: {example} if it is that station, {got}: null if it does not count",
        ),
    ),
    "E_STATION_NAME.id": (
        ("aliases中没有“{got}”的编码", "在aliases中写明{got}: S001；不计入的写{got}: null"),
        ("aliases gives no id to '{got}'", "add {got}: S001, or {got}: null if it does not count"),
    ),
    "E_STATION_NAME.near": (
        (
            "没有名为“{got}”的单位，相近的有{nearest}",
            "核实后在别名中写明{got}: {example}；不计入的写{got}: null",
        ),
        (
            "no station bears the name '{got}'; alike: {nearest}",
            "if it is the same, save an alias, {got}: {example}; {got}: null if it does not count",
        ),
    ),
    "E_STATION_NAME.rows": (
        ("没有名为“{got}”的单位（{rows}行）", "核实后在aliases中写明{got}: {example}；不计入的写{got}: null"),
        (
            "no station bears the name '{got}' ({rows} rows)",
            "save an alias, {got}: {example} if it is that station, {got}: null if it does not count",
        ),
    ),
    "E_STATION_NAME.rows_near": (
        (
            "没有名为“{got}”的单位（{rows}行），相近的有{nearest}",
            "核实后在aliases中写明{got}: {example}；不计入的写{got}: null",
        ),
        (
            "no station bears the name '{got}' ({rows} rows); alike: {nearest}",
            "if it is the same, save an alias, {got}: {example}; {got}: null if it does not count",
        ),
    ),
    "E_STATION_NAME.several": (
        ("有几个单位都叫“{got}”：{first}", "改用站点编码"),
        ("several stations bear the name '{got}': {first}", "use the id instead"),
    ),
    "E_STATION_NAME.taken": (
        ("别名“{name}”已是{first}的编码或名称，不能指向{got}", "删除该别名，或改正编码"),
        (
            "the alias '{name}' is the id or name of {first}, it cannot mean {got}",
            "delete it, or mend its id",
        ),
    ),
    "E_TOO_LARGE.memory": (
        ("工单过多，超出内存上限{limit}", "按期间拆分文件，或去掉number和per_person"),
        (
            "too many tickets for {limit} of memory",
            "split the file by period, or leave out number and per_person",
        ),
    ),
    "W_ALIAS": (
        ("“{got}”按别名计入{read}", "如有误，改正别名"),
        ("'{got}' counts for {read}, by a saved alias", "mend the alias if that is wrong"),
    ),
    "W_ALIAS.none": (
        ("“{got}”按别名不计入", "如有误，改正别名"),
        ("'{got}' does not count, by a saved alias", "mend the alias if that is wrong"),
    ),
    "W_NEAR_NAME": (
        ("“{got}”与{first}名称相近，按两个单位计算", "如为同一单位，合并为一行"),
        ("'{got}' is much like {first}; they count as two", "make one row of them if they are the same"),
    ),
    "W_TICKETS": (
        (
            (
                "{name}：共{rows}行，计入{counted}，期间外{outside}，编号重复{repeated}，超过每人上限{over}，"
                "按别名不计{left_out}，无单位{blank}"
            ),
            "核对各项合计",
        ),
        (
            (
                "{name}: {rows} rows: {counted} counted, {outside} outside the period, {repeated} repeated, "
                "{over} over the most of one person, {left_out} left out by alias, {blank} without a unit"
            ),
            "see whether this is what you expect",
        ),
    ),
}

FOREIGN: dict[str, tuple[str, str]] = {
    "h_map": (
        "看懂外来表格（12345、12315工单或宽表），写入scenario.yaml",
        "Say what a foreign table holds (tickets, or a wide table) and write the mapping into scenario.yaml.",
    ),
    "h_map_cap": ("总编制", "authorised headcount"),
    "h_map_driver": ("工单计入的指标名", "name of the driver that the tickets count for"),
    "h_map_period": (
        "只计这一期间：2025、2025-H1、2025-Q3、2025-06",
        "count this period: 2025, 2025-H1, 2025-Q3, 2025-06",
    ),
    "h_map_scenario": (
        "写入这个scenario.yaml，默认在表格旁边",
        "the scenario.yaml to write; default: beside the table",
    ),
    "h_map_sheet": ("工作簿中的工作表", "sheet of a workbook"),
    "h_map_weight": ("指标=权重，可重复", "DRIVER=WEIGHT, may be repeated"),
    "h_map_yes": ("不提问，按建议写入", "take what is proposed, ask nothing"),
    "m_column": ("列", "column"),
    "m_examples": ("举例", "examples"),
    "m_mapping": ("将写入：", "to be written:"),
    "m_missing": (
        "还缺{names}：在scenario.yaml中补上后再校验",
        "still missing: {names}; add to scenario.yaml and check again",
    ),
    "m_more": ("另有 {count} 个单位未列出", "{count} more stations are not listed"),
    "m_not_written": (
        "未写入：确认后加 --yes，或在终端上运行并逐项回答",
        "nothing is written: add --yes to take this, or run it on a terminal and answer",
    ),
    "m_periods": ("各月工单", "tickets by month"),
    "m_q_again": ("“{got}”不合适", "'{got}' does not do"),
    "m_q_alias": (
        "“{name}”是哪个单位（编码；- 不计入；回车 暂不定）",
        "which station is '{name}' (id; - none; Enter: leave open)",
    ),
    "m_q_alias_near": (
        "“{name}”是哪个单位，相近的有{near}（编码；- 不计入；回车 暂不定）",
        "which station is '{name}', alike: {near} (id; - none; Enter: leave open)",
    ),
    "m_q_cap": ("总编制（回车 暂不定）", "headcount (Enter: leave open)"),
    "m_q_day": ("日期列（- 不用）", "column of the day (- none)"),
    "m_q_driver": ("计入哪个指标", "driver that they count for"),
    "m_q_drivers": ("指标列（逗号分隔，- 没有）", "columns of drivers (with commas, - none)"),
    "m_q_id": ("编码列（- 没有）", "column of ids (- none)"),
    "m_q_in_post": ("现有人数列（- 没有）", "column of staff in post (- none)"),
    "m_q_maximum": ("编制上限列（- 没有）", "column of maxima (- none)"),
    "m_q_minimum": ("编制下限列（- 没有）", "column of minima (- none)"),
    "m_q_name": ("单位名称列", "column of the stations' names"),
    "m_q_number": (
        "编号列，同一编号只计一次（- 不用）",
        "column of ticket numbers, each counted once (- none)",
    ),
    "m_q_period": ("期间（- 全部）", "period (- all)"),
    "m_q_station": ("承办单位列", "column of the unit in charge"),
    "m_q_weight": ("{name}的权重（合计须为1）", "weight of {name} (all must sum to 1)"),
    "m_q_write": ("写入{path}", "write {path}"),
    "m_reason": ("依据", "because"),
    "m_reason_personal": ("个人信息，不读", "personal data, not read"),
    "m_reason_title": ("列名", "its title"),
    "m_reason_total": ("其他列的合计", "total of others"),
    "m_reason_unknown": ("不明", "unknown"),
    "m_reason_values": ("内容", "its values"),
    "m_role": ("作为", "taken for"),
    "m_role_class": ("类别", "class"),
    "m_role_day": ("日期", "day"),
    "m_role_driver": ("指标", "driver"),
    "m_role_id": ("站点编码", "id"),
    "m_role_in_post": ("现有人数", "staff in post"),
    "m_role_maximum": ("编制上限", "maximum"),
    "m_role_minimum": ("编制下限", "minimum"),
    "m_role_name": ("站点名称", "name of the station"),
    "m_role_none": ("不读", "not read"),
    "m_role_number": ("工单编号", "ticket number"),
    "m_role_parent": ("上级编码", "parent"),
    "m_role_station": ("承办单位", "unit in charge"),
    "m_tickets": (
        "{file}：工单表，一行一件，{rows} 行，{stations} 个单位名称",
        "{file}: tickets, one a row; {rows} rows, {stations} names of units",
    ),
    "m_wide": (
        "{file}：宽表，一行一个单位，{rows} 行，{stations} 个单位",
        "{file}: a wide table, one station a row; {rows} rows, {stations} stations",
    ),
}
