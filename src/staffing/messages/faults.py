"""Faults: for each key ((wrong zh, remedy zh), (wrong en, remedy en)). ``CODE.variant`` refines a code."""

Pair = tuple[str, str]

FAULTS: dict[str, tuple[Pair, Pair]] = {
    "E_CAP_LT_SUM_MIN": (
        ("总编制{cap}少于各单位下限之和{minima}", "增加总编制，或降低部分单位的下限"),
        (
            "the authorised headcount {cap} is below the sum of the minima, {minima}",
            "raise it, or lower some minima",
        ),
    ),
    "E_CAP_SUM": (
        ("总编制{got}不等于各人员类别控制数之和{sum}", "改正其一，或不填总编制"),
        (
            "the authorised headcount {got} differs from the sum of the categories' caps, {sum}",
            "mend one, or leave cap out",
        ),
    ),
    "E_CAP_SUM.change": (
        ("cap_change只能用于恰有一个可调整类别的方案，现有{count}个", "改为在categories中直接写明控制数"),
        (
            "cap_change needs exactly one movable category, there are {count}",
            "give the categories' caps instead",
        ),
    ),
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
    "E_CORRUPT.twice": (
        ("同一单元格在文件中出现两次", "用表格软件打开并另存"),
        ("the cell is defined twice in the file", "open it in a spreadsheet program and save it again"),
    ),
    "E_CSV": (
        ("CSV格式有误：{reason}", "检查引号是否成对"),
        ("malformed CSV: {reason}", "check that quotes come in pairs"),
    ),
    "E_CYCLE": (
        ("上级关系成环：{cycle}", "改正其中一个上级编码"),
        ("parents form a ring: {cycle}", "mend one of the parents"),
    ),
    "E_DATA": (
        ("data与stations只能二选一", "删除其中一个"),
        ("data and stations exclude each other", "delete one of them"),
    ),
    "E_DATE": (
        ("{name}不是日期，读到{got}", "按2026-11-22的格式填写"),
        ("{name} is not a date, got {got}", "write it like 2026-11-22"),
    ),
    "E_DRIVER_ZERO": (
        ("指标“{name}”在所有单位均为0", "填写数值，或从权重中删除该指标"),
        ("driver '{name}' is zero for every station", "enter its counts, or drop it from the weights"),
    ),
    "E_DUPKEY": (
        ("键{name}重复", "只保留一个"),
        ("the key {name} stands twice", "keep one of them"),
    ),
    "E_DUPLICATE": (
        ("{name}“{got}”重复，首次出现于{first}", "删除一行，或改正编码"),
        ("{name} '{got}' stands twice, first at {first}", "delete one of them, or mend the id"),
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
    "E_FILE_TYPE.csv": (
        ("单独的CSV不是完整方案", "用staffing check检查它，或在scenario.yaml中引用"),
        ("a CSV alone is no scenario", "check it with staffing check, or name it in a scenario.yaml"),
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
    "E_FORMULA_NO_VALUE": (
        ("公式没有保存计算结果", "用表格软件打开并保存，或填写数值"),
        ("the formula has no stored value", "open and save it in a spreadsheet program, or enter the value"),
    ),
    "E_GROUP_CAP": (
        ("分组{group}的上限{cap}少于其单位下限之和{minima}", "提高分组上限，或降低单位下限"),
        (
            "group {group}: maximum {cap} is below the sum of its stations' minima, {minima}",
            "raise it, or lower minima",
        ),
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
    "E_ID_CHARSET": (
        ("{name}“{got}”含不允许的字符", "只用大写字母、数字、-和_，不超过32个"),
        (
            "{name} '{got}' holds other characters than an id may",
            "use capital letters, digits, - and _, at most 32",
        ),
    ),
    "E_INTEGER": (
        ("{name}必须是整数，读到{got}", "填写整数，系统不会四舍五入"),
        ("{name} must be a whole number, got {got}", "enter a whole number: nothing is rounded"),
    ),
    "E_INVISIBLE": (
        ("{name}含不可见字符{point}", "删除后重新输入"),
        ("{name} holds the invisible character {point}", "delete it and type again"),
    ),
    "E_IN_POST_SUM": (
        ("{name}的现有人数为{got}，各人员类别合计为{sum}", "改正其一"),
        ("staff in post of {name} is {got}, the sum of its categories {sum}", "mend one of them"),
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
    "E_MIN_GT_MAX": (
        ("{station}的下限{minimum}大于上限{maximum}", "改正其一"),
        ("{station}: minimum {minimum} is above maximum {maximum}", "mend one of them"),
    ),
    "E_MISSING": (
        ("{name}未填写", "填写该项；没有则填0"),
        ("{name} is not filled in", "fill it in; enter 0 if there is none"),
    ),
    "E_MISSING.placeholder": (
        ("{name}未填写，只有占位符“{got}”", "填写数值；没有则填0"),
        ("{name} holds the placeholder '{got}' instead of a value", "enter the value; 0 if there is none"),
    ),
    "E_NAME": (
        ("{name}“{got}”含名称中不允许的符号", "删除尖括号、引号、分号等符号，不以=+-@开头"),
        (
            "{name} '{got}' holds marks that a name may not",
            "drop brackets, quotes, semicolons; do not begin with =+-@",
        ),
    ),
    "E_NEGATIVE": (
        ("{name}不得为负数，读到{got}", "填写0或更大的数"),
        ("{name} must not be negative, got {got}", "enter 0 or more"),
    ),
    "E_NOT_FOUND": (
        ("找不到{got}", "检查名称和位置"),
        ("{got} is not there", "check name and folder"),
    ),
    "E_NUMBER": (
        ("{name}不是数字，读到“{got}”", "填写阿拉伯数字"),
        ("{name} is not a number, got '{got}'", "enter it in plain digits"),
    ),
    "E_OVERWRITE": (
        ("{name}是方案的来源文件", "换一个文件名"),
        ("{name} is a file that the scenario was read from", "choose another name"),
    ),
    "E_PARAM_MISSING": (
        ("缺少参数{name}", "补上该参数"),
        ("the setting {name} is missing", "add it"),
    ),
    "E_PARENT": (
        ("上级“{got}”不存在", "改为已有的编码，例如{nearest}"),
        ("the parent '{got}' does not exist", "give one that does, such as {nearest}"),
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
    "E_PERIOD": (
        ("指标“{name}”有多个期间：{first}和{got}", "本版本每个指标只支持一个期间，请统一"),
        (
            "driver '{name}' has several periods: {first} and {got}",
            "give one; several come with a later version",
        ),
    ),
    "E_RANGE": (
        ("{name}超出范围，读到{got}", "填写{low}至{high}之间的数"),
        ("{name} is out of range, got {got}", "enter a number between {low} and {high}"),
    ),
    "E_ROW": (
        ("该行没有编码", "填写编码，或删除该行"),
        ("the row has no id", "fill in the id, or delete the row"),
    ),
    "E_SHEET": (
        ("缺少工作表{name}，现有：{found}", "补上该工作表"),
        ("the sheet {name} is missing, found: {found}", "add it"),
    ),
    "E_SHEET.twice": (
        ("工作表“{name}”与“{first}”含义相同", "只保留一个"),
        ("the sheets '{name}' and '{first}' mean the same", "keep one of them"),
    ),
    "E_SOLVER_OPTION": (
        ("不接受{name}", "删除该项；可用time_limit_s、seed和threads"),
        ("{name} is not accepted", "delete it; time_limit_s, seed and threads may be set"),
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
    "E_TYPE.list": (
        ("{name}应为列表，读到{got}", "写成[…]"),
        ("{name} must be a list, got {got}", "write it as […]"),
    ),
    "E_TYPE.mapping": (
        ("{name}应为键值对，读到{got}", "写成{{键: 值}}"),
        ("{name} must be a mapping, got {got}", "write it as {{key: value}}"),
    ),
    "E_TYPE.number": (
        ("{name}应为数字，读到{got}", "填写普通十进制数，例如60"),
        ("{name} must be a number, got {got}", "write it in plain decimals, such as 60"),
    ),
    "E_TYPE.text": (
        ("{name}应为文字，读到{got}", "以文字填写（YAML中加引号）"),
        ("{name} must be text, got {got}", "enter it as text (in YAML in quotes)"),
    ),
    "E_TYPE.top": (
        ("内容应为键值对", "以schema: 1开头"),
        ("the content must be a mapping", "begin it with schema: 1"),
    ),
    "E_TYPE.value": (
        ("{name}应为单个值，读到{got}", "只写一个值"),
        ("{name} must be a single value, got {got}", "write one value"),
    ),
    "E_UNKNOWN_KEY": (
        ("{name}：没有“{got}”", "改正，已有的是：{nearest}"),
        ("{name}: there is no '{got}'", "mend it; there is: {nearest}"),
    ),
    "E_UNSUPPORTED": (
        ("本版本尚不支持{name}", "留空或删除"),
        ("{name} is not supported in this version", "leave it blank, or delete it"),
    ),
    "E_VALUE_MISSING": (
        ("指标“{name}”缺少以下单位的数值：{stations}", "补上数值；没有则填0"),
        ("driver '{name}' has no count for: {stations}", "enter it; 0 if there is none"),
    ),
    "E_VALUE_MISSING.all": (
        ("指标“{name}”有权重而没有数值：{stations}", "补上数值，或删除该权重"),
        ("driver '{name}' has a weight but no counts: {stations}", "enter them, or delete the weight"),
    ),
    "E_VALUE_MISSING.cell": (
        ("{station}的指标“{name}”未填写", "填写数值；没有则填0"),
        ("{station} has no count of driver '{name}'", "enter it; 0 if there is none"),
    ),
    "E_WEIGHT_MISSING": (
        ("指标“{name}”有数值而没有权重", "补上权重，或删除其数值"),
        ("driver '{name}' has counts but no weight", "give it one, or delete the counts"),
    ),
    "E_WEIGHT_RANGE": (
        ("指标“{name}”的权重须大于0，读到{got}", "填写大于0的小数，或删除该指标"),
        ("the weight of driver '{name}' must be above 0, got {got}", "enter one above 0, or drop the driver"),
    ),
    "E_WEIGHT_SUM": (
        ("权重之和为{sum}，应恰为1", "改正权重，例如0.5、0.3、0.2"),
        ("the weights sum to {sum}, not to 1", "mend them, such as 0.5, 0.3, 0.2"),
    ),
    "E_XML_DTD": (
        ("工作簿部件含DTD声明", "用表格软件打开并另存"),
        (
            "a part of the workbook declares a document type",
            "open it in a spreadsheet program and save it again",
        ),
    ),
    "E_YAML": (
        ("YAML格式有误：{reason}", "检查缩进（只用空格）和标点"),
        ("malformed YAML: {reason}", "check indentation (blanks only) and punctuation"),
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
    "W_DELIMITER": (
        ("分隔符为{delimiter}而非逗号", "另存为逗号分隔"),
        ("fields are separated by {delimiter}, not by commas", "save it comma-separated"),
    ),
    "W_DRIVER_CONSTANT": (
        ("指标“{name}”在所有单位均为{got}，不影响差异", "核对数据"),
        ("driver '{name}' is {got} everywhere and tells no station apart", "check the data"),
    ),
    "W_ENCODING": (
        ("文件编码为{encoding}", "另存为UTF-8编码"),
        ("the file is in {encoding}", "save it as UTF-8"),
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
    "W_MANY": (
        ("另有{count}条提示未列出", "先处理以上提示"),
        ("{count} more notes are not listed", "see to those above first"),
    ),
    "W_NFKC": (
        ("{name}“{got}”为全角字符，按“{read}”读取", "改用半角输入"),
        ("{name} '{got}' is in full-width characters, read as '{read}'", "type it in half width"),
    ),
    "W_NOT_EXPORTED": (
        ("工作簿无法保存方案变体{name}（列表）", "在scenario.yaml中保留该变体"),
        ("a workbook cannot hold the variant's {name}, a list", "keep that variant in a scenario.yaml"),
    ),
    "W_NUMBER_ID": (
        ("{name}以数字存储，前导零可能已丢失，读到{got}", "把该列设为文本格式后重新输入"),
        (
            "{name} is stored as a number, leading zeros may be lost, got {got}",
            "format the column as text and type again",
        ),
    ),
    "W_PRINTED_TOTAL": (
        ("指标“{name}”公布合计为{printed}，各单位之和为{sum}，相差{gap}", "与来源核对"),
        (
            "driver '{name}': the printed total is {printed}, the sum {sum}, a gap of {gap}",
            "check it with the source",
        ),
    ),
    "W_TEXT_NUMBER": (
        ("{name}以文本存储，“{got}”按{read}读取", "改为数字格式"),
        ("{name} is stored as text, '{got}' was read as {read}", "store it as a number"),
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
