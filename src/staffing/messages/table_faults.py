"""Faults of text files; faults and notes of headers, rows and values read otherwise; as in :mod:`faults`."""

from staffing.messages.faults import Pair

TABLE_FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_CSV.after_quote": (
        ("引号之后还有文字", "给整个字段加引号，字段内的引号写两次"),
        ("text stands behind a closing quote", "quote the whole field, and double quotes inside it"),
    ),
    "E_CSV.open_quote": (
        ("从这里开始的引号没有结束", "补上引号，或删除多余的引号"),
        ("the quote that opens here is never closed", "close it, or delete it"),
    ),
    "E_ENCODING.wide": (
        ("文件似为没有标记的UTF-16编码", "另存为UTF-8编码"),
        ("the file seems to be UTF-16 without a mark", "save it as UTF-8"),
    ),
    "E_HEADER.lines": (
        ("表头不止一行，或有合并单元格", "取消合并，只用一行表头：{expected}"),
        ("the header has several lines or merged cells", "unmerge it and use one line: {expected}"),
    ),
    "E_HEADER.scale": (
        ("表上注明的单位是“{unit}”，数字不是一个个计的", "换算为单个的数，删除该说明"),
        (
            "the sheet says that its unit is {unit}, not single ones",
            "convert the numbers and delete the note",
        ),
    ),
    "E_HEADER.unit": (
        ("列“{name}”的单位“{unit}”与“{nearest}”不符", "换算后把列名改为“{nearest}”"),
        (
            "the column '{name}' is in {unit}, not in the unit of '{nearest}'",
            "convert it and name it '{nearest}'",
        ),
    ),
    "E_HEADER.unit_cell": (
        ("列“{name}”注明的单位是“{unit}”，数字不是一个个计的", "换算为单个的数，改正该单位"),
        (
            "the column '{name}' says that the unit is {unit}, not single ones",
            "convert the numbers and mend the unit",
        ),
    ),
    "E_MERGED": (
        ("数据行中有合并单元格", "取消合并，每格各填一个值"),
        ("cells are merged among the rows of data", "unmerge them and fill in every cell"),
    ),
    "E_NUMBER_FORMAT": (
        ("{name}所见与所存不同：存的是数字{got}，显示格式为{format}", "按所见内容存为文本"),
        (
            "{name} shows something else than what is stored: the number {got} in the format {format}",
            "enter what is seen as text",
        ),
    ),
    "E_PERCENT": (
        ("{name}的“{got}”与该指标其他数值的写法不同：有的带%，有的不带", "全部写成百分数，或全部不用%"),
        (
            "{name}: '{got}' is written otherwise than the driver's other counts: some with %, some without",
            "write all of them with %, or none",
        ),
    ),
    "E_PERIOD.month": (
        ("{name}是日期格，值为{day}，不能确定指该日还是该月", "改为文本：指该月写{month}，指该日写{day}"),
        (
            "{name} is a date cell of {day}: that day, or its month",
            "enter it as text: {month} for the month, {day} for the day",
        ),
    ),
    "E_PERIOD.unclear": (
        ("{name}“{got}”不能确定是哪个期间", "按2025、2025-H1、2025-Q1、2025-01或2025-01-03的格式填写"),
        (
            "{name} '{got}' could mean several periods, or none",
            "write it like 2025, 2025-H1, 2025-Q1, 2025-01 or 2025-01-03",
        ),
    ),
    "E_TOTAL_ROW": (
        ("“{label}”行的{name}为{printed}，所合计各行之和为{sum}", "改正数值，或删除合计行"),
        (
            "the row '{label}' gives {name} as {printed}, the rows that it sums up give {sum}",
            "mend the numbers, or delete the row",
        ),
    ),
    "E_TOTAL_ROW.named": (
        ("“{label}”行填有{name}“{got}”，不能确定是合计还是数据", "是合计则清空该格，是数据则改正名称"),
        (
            "the row '{label}' has the {name} '{got}': a total, or data",
            "clear that cell of a total, or mend the label of data",
        ),
    ),
    "E_TOTAL_ROW.unclear": (
        ("“{label}”行的{name}“{got}”无法核对", "删除合计行"),
        ("the row '{label}': {name} '{got}' cannot be checked", "delete the row"),
    ),
    "E_YAML.bracket": (
        ("括号没有成对（第{column}列）", "补上或删除括号；列表各项之间用逗号"),
        (
            "a bracket without its partner (column {column})",
            "close it, or delete it; items of a list are parted by commas",
        ),
    ),
    "E_YAML.colon": (
        ("冒号的位置不对（第{column}列）", "每行只写一个“键: 值”，冒号后留空格；值中有冒号时加引号"),
        (
            "a colon is out of place (column {column})",
            "write one 'key: value' a line, a blank behind the colon; quote a value that holds one",
        ),
    ),
    "E_YAML.control": (
        ("该行含控制字符{point}", "用文本编辑器删除该字符"),
        ("the line holds the control character {point}", "delete it with a text editor"),
    ),
    "E_YAML.indent": (
        ("缩进不一致（第{column}列）", "同一层的各行对齐，只用空格"),
        ("the indentation is uneven (column {column})", "begin lines of one level at the same column"),
    ),
    "E_YAML.mark": (
        ("值不能以该符号开头（第{column}列）", "给值加引号"),
        ("a value cannot begin with this mark (column {column})", "quote the value"),
    ),
    "E_YAML.quote": (
        ("引号没有结束，或引号内有反斜杠（第{column}列）", "补上引号；含反斜杠的文字用单引号"),
        (
            "a quote is never closed, or holds a backslash (column {column})",
            "close it; text with backslashes stands in single quotes",
        ),
    ),
    "E_YAML.tab": (
        ("含制表符（第{column}列）", "缩进改用空格"),
        ("a tab stands here (column {column})", "indent with blanks"),
    ),
    "W_CASE": (
        ("{name}“{got}”大小写不同，按“{read}”读取", "改为“{read}”"),
        ("{name} '{got}' was read as '{read}'", "write it as '{read}'"),
    ),
    "W_DASH": (
        ("{name}的“{got}”按未填写处理", "留空"),
        ("{name}: '{got}' counts as blank", "leave it blank"),
    ),
    "W_DATE": (
        ("{name}“{got}”按日期{read}读取", "改为{read}"),
        ("{name} '{got}' was read as the date {read}", "write it as {read}"),
    ),
    "W_HEADER_ALIAS": (
        ("列“{name}”按“{read}”读取", "改为“{read}”"),
        ("the column '{name}' was read as '{read}'", "rename it to '{read}'"),
    ),
    "W_HEADER_ALIAS.setting": (
        ("参数“{got}”按“{read}”读取", "改为“{read}”"),
        ("the setting '{got}' was read as '{read}'", "rename it to '{read}'"),
    ),
    "W_HEADER_ALIAS.sheet": (
        ("工作表“{name}”按“{read}”读取", "改为“{read}”"),
        ("the sheet '{name}' was read as '{read}'", "rename it to '{read}'"),
    ),
    "W_NEGATIVE_ZERO": (
        ("{name}的负零按0读取", "改为0"),
        ("{name}: minus zero was read as 0", "enter 0"),
    ),
    "W_NOTE_ROW": (
        ("该行是说明“{got}”，未作数据读取", "核对是否为数据行"),
        ("the row is the note '{got}' and was not read as data", "check that it is no row of data"),
    ),
    "W_NUMBER_FORMAT": (
        ("{name}按所存的{read}读取，其显示格式{format}使所见不同", "核对数值，改用常规格式"),
        (
            "{name}: {read} is stored and was read, its format {format} shows something else",
            "check the number and format it plainly",
        ),
    ),
    "W_PERCENT": (
        ("{name}“{got}”按{read}读取", "改为小数"),
        ("{name} '{got}' was read as {read}", "enter it as a decimal"),
    ),
    "W_PERIOD_SPELLING": (
        ("指标“{driver}”的期间“{got}”与“{first}”是同一期间，按{read}记录", "统一写法"),
        (
            "driver '{driver}': the periods '{got}' and '{first}' are the same, recorded as {read}",
            "write it one way",
        ),
    ),
    "W_PRECISION": (
        ("{name}超过15位有效数字，按{read}读取", "改为不超过15位"),
        ("{name} has more than 15 significant digits and was read as {read}", "enter no more than 15"),
    ),
    "W_REPEATED_HEADER": (
        ("该行重复表头，已跳过", "删除该行"),
        ("the row repeats the header and was skipped", "delete it"),
    ),
    "W_TITLE_ROW": (
        ("该行是标题“{got}”，已跳过", "删除该行，表头放在首行"),
        ("the row is the title '{got}' and was skipped", "delete it: the header belongs in the first row"),
    ),
    "W_TOTAL_ROW": (
        ("“{got}”行与各行之和相符，未作数据读取", "删除该行"),
        ("the row '{got}' equals the sum of its rows and was not read as data", "delete it"),
    ),
    "W_UNIT": (
        ("{name}“{got}”按{read}读取", "改为数字"),
        ("{name} '{got}' was read as {read}", "enter it as a number"),
    ),
}
