"""Faults of the file, whatever it says: its package, its text, its sheets and headers; as in :mod:`faults`."""

from staffing.messages.faults import Pair

FILE_FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_CELL_ERROR": (
        ("单元格是错误值{got}", "改正公式，或填写数值"),
        ("the cell holds the error {got}", "mend the formula, or enter the value"),
    ),
    "E_CONFUSABLE": (
        ("{name}“{got}”含形似字符{point}", "改用键盘上的大写字母和数字重新输入"),
        (
            "{name} '{got}' holds the look-alike character {point}",
            "type it again with plain capital letters and digits",
        ),
    ),
    "E_CONTROL": (
        ("{name}含控制字符{point}", "删除该字符（含单元格内换行）后重新输入"),
        (
            "{name} holds the control character {point}",
            "delete it (line breaks inside a cell too) and type again",
        ),
    ),
    "E_CONTROL.line": (
        ("该行含控制字符{point}", "用文本编辑器删除该字符"),
        ("the line holds the control character {point}", "delete it with a text editor"),
    ),
    "E_CORRUPT": (
        ("工作簿已损坏，无法完整读取", "用表格软件打开并另存，或重新上传"),
        ("the workbook is damaged", "open it in a spreadsheet program and save it again, or upload it again"),
    ),
    "E_CORRUPT.cell": (
        ("单元格在文件中的写法不合规范，无法确定其值", "在表格软件中重新填写该单元格并另存"),
        ("the cell is not written in the file as it must be", "enter the value again and save the workbook"),
    ),
    "E_CORRUPT.twice": (
        ("同一单元格在文件中出现两次", "用表格软件打开并另存"),
        ("the cell is defined twice in the file", "open it in a spreadsheet program and save it again"),
    ),
    "E_CSV": (
        ("CSV格式有误", "检查引号是否成对，字段是否过长"),
        ("malformed CSV", "check that quotes come in pairs and no field is too long"),
    ),
    "E_DUPKEY": (
        ("键{name}重复", "只保留一个"),
        ("the key {name} stands twice", "keep one of them"),
    ),
    "E_EMBEDDED": (
        ("工作簿含嵌入对象{name}", "删除嵌入对象后另存"),
        ("the workbook embeds an object, {name}", "delete it and save again"),
    ),
    "E_EMPTY": (
        ("{name}没有内容", "填写表头和数据"),
        ("{name} is empty", "fill in header and rows"),
    ),
    "E_EMPTY.rows": (
        ("{name}没有数据行", "至少填写一行"),
        ("{name} has no rows", "fill in at least one"),
    ),
    "E_EMPTY.yaml": (
        ("{name}没有内容", "以schema: 1开头，写明data或stations、cap和weights"),
        ("{name} is empty", "begin it with schema: 1, then data or stations, cap and weights"),
    ),
    "E_ENCODING": (
        ("文字编码有误：第{offset}字节{byte}既非UTF-8也非GB18030", "另存为UTF-8编码"),
        (
            "unreadable text: byte {byte} at offset {offset} fits neither UTF-8 nor GB18030",
            "save the file as UTF-8",
        ),
    ),
    "E_ENCRYPTED": (
        ("文件已加密，或为旧版.xls格式", "取消密码，另存为.xlsx"),
        ("the file is encrypted, or an old .xls", "remove the password and save it as .xlsx"),
    ),
    "E_EXTERNAL_LINK": (
        ("工作簿含外部链接{name}", "断开链接，粘贴为数值后另存"),
        ("the workbook links to other files, {name}", "break the links, paste values and save again"),
    ),
    "E_FIELDS": (
        ("该行有{found}个字段，应为{expected}个", "补齐字段；含逗号的内容加引号"),
        ("the line has {found} fields instead of {expected}", "complete it; quote what holds a comma"),
    ),
    "E_FILE_TYPE": (
        ("文件不是.xlsx工作簿", "用表格软件另存为.xlsx"),
        ("the file is no .xlsx workbook", "save it as .xlsx in a spreadsheet program"),
    ),
    "E_FILE_TYPE.alone": (
        (
            "单独的“{name}”表不能测算：要有各站点、指标值、权重和总编制",
            "把各表放进一个工作簿（可下载模板），或用每项指标一列的站点表",
        ),
        (
            "the table {name} alone is no scenario: stations, counts, weights and the headcount are needed",
            "put all tables into one workbook (there is a template), or give stations with a column a driver",
        ),
    ),
    "E_FILE_TYPE.csv": (
        (
            "单独的CSV不是完整方案",
            "另给人员控制数和权重：--cap 96 --set weights.列名=0.5；或在scenario.yaml中引用",
        ),
        (
            "a CSV alone is no scenario",
            "say headcount and weights too: --cap 96 --set weights.COLUMN=0.5; or name it in a scenario.yaml",
        ),
    ),
    "E_FILE_TYPE.package": (
        ("压缩包不是.xlsx工作簿", "用表格软件另存为.xlsx"),
        ("the zip file is no .xlsx workbook", "save it as .xlsx in a spreadsheet program"),
    ),
    "E_FILE_TYPE.zip": (
        ("文件名为.csv，内容却是压缩包或工作簿", "另存为CSV，或改用工作簿"),
        ("the file is named .csv but is a zip or workbook", "save it as CSV, or give it as a workbook"),
    ),
    "E_FORMULA": (
        ("公式会访问工作簿之外的内容", "改为填写数值"),
        ("the formula reaches out of the workbook", "enter the value instead"),
    ),
    "E_FORMULA.volatile": (
        ("公式用了{name}，结果会自行变化", "粘贴为数值后另存"),
        ("the formula uses {name}: its result changes by itself", "paste it as a value and save again"),
    ),
    "E_FORMULA_NO_VALUE": (
        ("公式没有保存计算结果", "用表格软件打开并保存，或填写数值"),
        ("the formula has no stored value", "open and save it in a spreadsheet program, or enter the value"),
    ),
    "E_HEADER.missing": (
        ("缺少列{name}，现有：{found}", "在首行补上该列"),
        ("the column {name} is missing, found: {found}", "add it to the first row"),
    ),
    "E_HEADER.near": (
        ("未知列“{name}”，疑为“{nearest}”", "改为“{nearest}”，或删除该列"),
        ("unknown column '{name}', much like '{nearest}'", "rename it to '{nearest}', or delete the column"),
    ),
    "E_HEADER.twice": (
        ("列“{name}”出现两次", "只保留一列"),
        ("the column '{name}' stands twice", "keep one of them"),
    ),
    "E_HEADER.untitled": (
        ("该列没有列名，却填有数字", "补上列名，或清空该列"),
        ("the column has no title, and holds numbers", "give it a title, or clear it"),
    ),
    "E_INVISIBLE": (
        ("{name}含不可见字符{point}", "删除后重新输入"),
        ("{name} holds the invisible character {point}", "delete it and type again"),
    ),
    "E_JSON": (
        ("JSON格式有误：{reason}", "改正后重新提交"),
        ("malformed JSON: {reason}", "mend it and send again"),
    ),
    "E_JSON.depth": (
        ("JSON嵌套超过{limit}层", "减少嵌套"),
        ("the JSON nests deeper than {limit} levels", "nest less"),
    ),
    "E_JSON.key": (
        ("键含控制字符，或超过{limit}个字符", "改用简短的文字作键"),
        ("a key holds control characters or has more than {limit}", "use short plain text as key"),
    ),
    "E_MACRO": (
        ("文件含宏：{name}", "另存为不含宏的.xlsx"),
        ("the file holds macros: {name}", "save it as .xlsx without macros"),
    ),
    "E_MANY": (
        ("另有{count}处错误未列出", "先改正以上错误"),
        ("{count} more faults are not listed", "mend those above first"),
    ),
    "E_NOT_FOUND": (
        ("找不到{got}", "检查名称和位置"),
        ("{got} is not there", "check name and folder"),
    ),
    "E_OVERWRITE": (
        ("{name}是方案的来源文件", "换一个文件名"),
        ("{name} is a file that the scenario was read from", "choose another name"),
    ),
    "E_PATH": (
        ("{name}的路径“{got}”不允许", "只写方案文件夹内的文件名，例如tables.xlsx"),
        (
            "{name}: the path '{got}' is not allowed",
            "name a file inside the scenario's folder, such as tables.xlsx",
        ),
    ),
    "E_PATH.body": (
        ("请求中不能引用文件", "用stations直接给出各单位"),
        ("a request cannot name files", "give the stations inline"),
    ),
    "E_SHEET": (
        ("缺少工作表{name}，现有：{found}", "补上该工作表"),
        ("the sheet {name} is missing, found: {found}", "add it"),
    ),
    "E_SHEET.twice": (
        ("工作表“{name}”与“{first}”含义相同", "只保留一个"),
        ("the sheets '{name}' and '{first}' mean the same", "keep one of them"),
    ),
    "E_TOO_LARGE": (
        ("文件有{size}字节，上限为{limit}", "拆分文件，或删除多余内容"),
        ("the file has {size} bytes, the limit is {limit}", "split it, or delete what is not needed"),
    ),
    "E_TOO_LONG": (
        ("{name}有{length}个字符，上限为{limit}", "缩短内容"),
        ("{name} has {length} characters, the limit is {limit}", "shorten it"),
    ),
    "E_TOO_LONG.line": (
        ("该行超过{limit}个字符", "检查文件是否缺少换行"),
        ("the line has more than {limit} characters", "check whether line breaks are missing"),
    ),
    "E_TOO_MANY_COLUMNS": (
        ("有{columns}列，上限为{limit}", "删除多余的列"),
        ("there are {columns} columns, the limit is {limit}", "delete what is not needed"),
    ),
    "E_TOO_MANY_ROWS": (
        ("{name}有{rows}行，上限为{limit}", "删除多余的行，或拆分文件"),
        ("{name} has {rows} rows, the limit is {limit}", "delete what is not needed, or split the file"),
    ),
    "E_TOO_MANY_SHEETS": (
        ("有{sheets}个工作表，上限为{limit}", "删除多余的工作表"),
        ("there are {sheets} sheets, the limit is {limit}", "delete what is not needed"),
    ),
    "E_XML_DTD": (
        ("工作簿部件含DTD声明", "用表格软件打开并另存"),
        (
            "a part of the workbook declares a document type",
            "open it in a spreadsheet program and save it again",
        ),
    ),
    "E_YAML": (
        ("YAML格式有误（第{column}列）", "检查缩进（只用空格）和标点"),
        ("malformed YAML (column {column})", "check indentation (blanks only) and punctuation"),
    ),
    "E_YAML.documents": (
        ("文件含多个YAML文档", "只保留一个，删除---"),
        ("the file holds several YAML documents", "keep one, delete the ---"),
    ),
    "E_YAML.key": (
        ("键必须是简短的普通文字", "改为普通文字"),
        ("a key must be short plain text", "write it as text"),
    ),
    "E_YAML_ALIAS": (
        ("不允许使用别名（*）和合并键（<<）", "写出完整内容"),
        ("aliases (*) and merge keys (<<) are not allowed", "write the content out"),
    ),
    "E_YAML_DEPTH": (
        ("嵌套超过{limit}层", "减少嵌套"),
        ("the content nests deeper than {limit} levels", "nest less"),
    ),
    "E_YAML_DUPKEY": (
        ("键{name}重复", "只保留一个"),
        ("the key {name} stands twice", "keep one of them"),
    ),
    "E_YAML_TAG": (
        ("不允许使用标签（!）", "删除标签"),
        ("tags (!) are not allowed", "delete the tag"),
    ),
    "E_ZIP_BOMB": (
        ("工作簿解压后过大（上限{limit}字节，压缩比{ratio}:1）", "删除多余内容后另存"),
        (
            "the workbook unpacks to too much (limit {limit} bytes, ratio {ratio}:1)",
            "delete what is not needed",
        ),
    ),
    "E_ZIP_DUP": (
        ("工作簿内有同名部件", "用表格软件打开并另存"),
        ("the workbook holds two parts of one name", "open it in a spreadsheet program and save it again"),
    ),
    "E_ZIP_ENTRIES": (
        ("工作簿有{entries}个部件，上限为{limit}", "用表格软件打开并另存"),
        (
            "the workbook has {entries} parts, the limit is {limit}",
            "open it in a spreadsheet program and save it again",
        ),
    ),
    "E_ZIP_PATH": (
        ("工作簿部件的名称越出文件夹", "用表格软件打开并另存"),
        ("a part's name points out of the workbook", "open it in a spreadsheet program and save it again"),
    ),
    "W_BLANK_ROW": (
        ("该行为空，已跳过", "删除空行"),
        ("the row is blank and was skipped", "delete it"),
    ),
    "W_DATE1904": (
        ("工作簿使用1904日期系统，日期已按此换算", "核对日期"),
        ("the workbook counts days from 1904; its dates were read so", "check the dates"),
    ),
    "W_DELIMITER": (
        ("分隔符为{delimiter}而非逗号", "另存为逗号分隔"),
        ("fields are separated by {delimiter}, not by commas", "save it comma-separated"),
    ),
    "W_ENCODING": (
        ("文件编码为{encoding}", "另存为UTF-8编码"),
        ("the file is in {encoding}", "save it as UTF-8"),
    ),
    "W_FAR_CELL": (
        ("表格数据止于{last}，远处的格式或单元格未读取", "删除多余的行列后另存"),
        (
            "the table ends at {last}; what lies far beyond it was not read",
            "delete the empty rows and columns",
        ),
    ),
    "W_FORMULA": (
        ("{name}列的{got}是公式，按保存的结果{read}读取", "核对结果，或粘贴为数值"),
        (
            "{got} in column {name} is a formula; its stored result {read} was read",
            "check it, or paste it as a value",
        ),
    ),
    "W_HIDDEN.column": (
        ("{name}列被隐藏，仍已读取", "核对后取消隐藏"),
        ("column {name} is hidden; it was read", "check it and unhide it"),
    ),
    "W_HIDDEN.rows": (
        ("有{rows}行被隐藏或筛选，仍已读取", "核对后取消隐藏或筛选"),
        ("{rows} rows are hidden or filtered; they were read", "check them and unhide them"),
    ),
    "W_HIDDEN.sheet": (
        ("工作表“{name}”被隐藏，仍已读取", "核对后取消隐藏"),
        ("the sheet '{name}' is hidden; it was read", "check it and unhide it"),
    ),
    "W_HYPERLINK": (
        ("有{count}处超链接，未打开", "无需处理；不需要时可删除"),
        ("{count} hyperlinks, which were not followed", "nothing; delete them if they are not needed"),
    ),
    "W_MANY": (
        ("另有{count}条提示未列出", "先处理以上提示"),
        ("{count} more notes are not listed", "see to those above first"),
    ),
    "W_NFKC": (
        ("{name}“{got}”为全角字符，按“{read}”读取", "改用半角输入"),
        ("{name} '{got}' is in full-width characters, read as '{read}'", "type it in half width"),
    ),
    "W_NOTE_MENTIONS_UNIT": (
        ("{count}处批注提到计量单位，批注不参与换算", "核对数值的单位，应为个、人、件等"),
        (
            "{count} cell notes mention a unit; notes are never applied",
            "check that the values are plain counts",
        ),
    ),
    "W_NOT_EXPORTED": (
        ("方案变体{name}未写入工作簿：工作簿无法保存其中的{key}（列表）", "在scenario.yaml中保留该变体"),
        (
            "the variant {name} was left out: a workbook cannot hold its {key}, a list",
            "keep that variant in a scenario.yaml",
        ),
    ),
    "W_NOT_EXPORTED.tasks": (
        ("任务台账未写入工作簿，需求中不含台账的占比", "保留原始台账，由scenario.yaml引用"),
        (
            "the task ledger was left out, and so is its share of demand",
            "keep the ledger, named in a scenario.yaml",
        ),
    ),
    "W_NOT_EXPORTED.tickets": (
        ("指标“{name}”由{file}逐件统计得出，工作簿中只有统计结果", "保留原始文件"),
        (
            "driver '{name}' was counted from the tickets in {file}; the workbook holds the counts alone",
            "keep the tickets",
        ),
    ),
    "W_NOT_EXPORTED.variant": (
        ("方案变体{name}未写入工作簿：在工作簿中含义会改变", "在scenario.yaml中保留该变体"),
        (
            "the variant {name} was left out: in a workbook it would say something else",
            "keep that variant in a scenario.yaml",
        ),
    ),
    "W_TRIMMED": (
        ("{name}首尾有空格，已忽略", "删除空格"),
        ("{name} begins or ends with blanks, which were dropped", "delete them"),
    ),
    "W_UNKNOWN_COLUMN": (
        ("未知列“{name}”未读取", "删除该列，或改为已知列名"),
        ("the unknown column '{name}' was not read", "delete it, or give it a known name"),
    ),
    "W_UNKNOWN_SHEET": (
        ("未知工作表“{name}”未读取", "删除，或改为已知表名"),
        ("the unknown sheet '{name}' was not read", "delete it, or give it a known name"),
    ),
}
