"""Words of the page's first screen: files and what they hold. Every key begins with ``d_``."""

PAGE_DATA: dict[str, tuple[str, str]] = {
    "d_again": ("改好后重新打开，自动重查", "Mend the file and open it again"),
    "d_drop": ("把工作簿拖到这里，或选择文件", "Drop a workbook here, or choose a file"),
    "d_examples": ("本机情景和示例", "Scenarios of this server"),
    "d_got": ("读到", "Found"),
    "d_held": (
        "{stations}个{noun}，{drivers}项指标，{values}个数值，人员控制数{cap}。",
        "{stations} stations, {drivers} drivers, {values} values, authorised headcount {cap}.",
    ),
    "d_here_only": ("只在本机处理，不超过{megabytes}MB。", "Stays on this machine; at most {megabytes} MB."),
    "d_left_out": ("未采用", "left out"),
    "d_no": ("否", "no"),
    "d_notes": ("已换算读取{count}处", "{count} values not taken as they stand"),
    "d_open": ("打开", "Open"),
    "d_read": ("采用", "Taken as"),
    "d_rows": ("行数", "Rows"),
    "d_sheet": ("工作表", "Sheet"),
    "d_sheets": ("读到的表", "What was found"),
    "d_stations": ("{count}个单位", "{count} stations"),
    "d_template": ("下载模板", "Download the template"),
    "d_to_plan": ("看方案", "To the plan"),
    "d_too_large": ("文件超过{megabytes}MB，未打开", "The file is above {megabytes} MB and was not opened"),
    "d_used": ("采用", "Used"),
    "d_yes": ("是", "yes"),
}
