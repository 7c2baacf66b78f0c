"""Words of standards measured from a ledger; faults beside them."""

from typing import Final

MEASURED: Final[dict[str, tuple[str, str]]] = {
    "h_ms_activity": ("活动列", "column of the activity"),
    "h_ms_case": ("案件编号列", "column of the case"),
    "h_ms_end": ("结束时间列", "column of the end"),
    "h_ms_hours": (
        "只计工作时段，如9-18或8:30-12,14-17:30；不写则按实际经过时间",
        "count working hours only, as 9-18 or 8:30-12,14-17:30; otherwise elapsed time",
    ),
    "h_ms_least": ("至少多少件才提出建议，默认30", "fewest samples of a proposal, default 30"),
    "h_ms_out": ("把建议写成作业标准CSV", "write the proposals as a CSV of the sheet 作业标准"),
    "h_ms_range": (
        "工时上下限取什么：interval中位数95%区间，quartiles四分位数",
        "what the range is: interval, 95 % of the median, or quartiles",
    ),
    "h_ms_resource": ("经办人列，-不用", "column of the resource, - none"),
    "h_ms_split": (
        "同一人同时办理多件时，时间平均分摊到各件",
        "split the time of a resource equally between the items it has open",
    ),
    "h_ms_start": ("开始时间列", "column of the start"),
    "h_ms_timestamp": ("事件时间列", "column of the time of an event"),
    "h_ms_transition": ("事件类型列（start、complete）", "column of the transition (start, complete)"),
    "h_ms_unit": ("单位列：另列各单位数字", "column of the unit: figures of each unit too"),
    "h_ms_where": ("只取列=值的行，可重复", "only rows with COLUMN=VALUE, repeatable"),
    "h_ms_workdays": ("只计周一至周五", "count Monday to Friday only"),
    "h_ms_zone": (
        "时区，默认Asia/Shanghai",
        "time zone, default Asia/Shanghai",
    ),
    "h_standards": (
        "由台账的起止时间测出各活动的单位工时，作为作业标准的建议",
        "Measure unit hours from starts and ends in a ledger; propose them as standards.",
    ),
    "ms_cases": ("案件", "cases"),
    "ms_clock_elapsed": ("按实际经过时间", "elapsed time"),
    "ms_clock_working": (
        "只计工作时段（{days}{hours}，{zone}）",
        "working hours only ({days} {hours}, {zone})",
    ),
    "ms_columns": ("各列读作", "columns taken for"),
    "ms_days": ("{first}至{last}", "{first} to {last}"),
    "ms_every_day": ("每天", "every day"),
    "ms_head_events": (
        "{file}：{rows}行事件，配成{items}件",
        "{file}: {rows} rows of events, paired into {items} items",
    ),
    "ms_head_intervals": ("{file}：{rows}行，计{items}件", "{file}: {rows} rows, {items} items counted"),
    "ms_left": ("未计入", "left out"),
    "ms_left_before": ("结束早于开始", "end before start"),
    "ms_left_double": ("重复行", "double rows"),
    "ms_left_lone_end": ("有完成无开始", "completed without a start"),
    "ms_left_lone_start": ("有开始无完成", "started without an end"),
    "ms_left_no_activity": ("无活动名称", "no activity"),
    "ms_left_no_case": ("无案件编号", "no case"),
    "ms_left_no_end": ("无结束时间", "no end"),
    "ms_left_no_resource": ("无经办人", "no resource"),
    "ms_left_no_start": ("无开始时间", "no start"),
    "ms_left_no_start_known": ("该活动从无开始事件", "activities that never have a start"),
    "ms_left_no_time": ("无时间", "no time"),
    "ms_left_not_chosen": ("不符合--where", "not chosen by --where"),
    "ms_left_other_event": ("其他事件类型", "other transitions"),
    "ms_left_outside": ("全在工作时段之外", "wholly outside working hours"),
    "ms_left_unread": ("时间无法识别", "times that cannot be read"),
    "ms_left_zero": ("起止时间相同", "no time between start and end"),
    "ms_mean": ("截尾均值", "trimmed mean"),
    "ms_median": ("中位数", "median"),
    "ms_no_proposal": ("（不提）", "(none)"),
    "ms_note": (
        "单位：小时/件。以上只是建议，未改动任何文件；用--out写成CSV，审定后放入作业标准。",
        "Hours an item. Proposals only: no scenario was changed. --out writes a CSV for the sheet 作业标准.",
    ),
    "ms_proposed": ("建议", "proposed"),
    "ms_quartiles": ("四分位数", "quartiles"),
    "ms_range_interval": ("上下限为中位数95%区间", "range: 95 % interval of the median"),
    "ms_range_quartiles": ("上下限为四分位数", "range: quartiles"),
    "ms_role_activity": ("活动", "activity"),
    "ms_role_case": ("案件", "case"),
    "ms_role_end": ("结束", "end"),
    "ms_role_resource": ("经办人", "resource"),
    "ms_role_start": ("开始", "start"),
    "ms_role_timestamp": ("时间", "time"),
    "ms_role_transition": ("事件类型", "transition"),
    "ms_role_unit": ("单位", "unit"),
    "ms_rows": ("行", "rows"),
    "ms_samples": ("件数", "items"),
    "ms_share": ("占比", "share"),
    "ms_source": ("测定", "measured"),
    "ms_split": ("重叠时间均摊", "overlapping time split"),
    "ms_split_note": (
        "均摊：一人同时开着k件，每件计该段时间的1/k。原值与均摊值并列，建议用均摊值。",
        "Split: while a resource has k items open, each counts 1/k of the time. The split figure is proposed.",
    ),
    "ms_unit": ("单位", "unit"),
    "ms_used": ("计入", "counted"),
    "ms_workdays": ("周一至周五", "Monday to Friday"),
}

MEASURED_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_FILE_TYPE.measured": (
        ("只读.csv、.csv.gz、.parquet，或放这些文件的文件夹", "另存为其中一种"),
        ("only .csv, .csv.gz, .parquet or a folder of these is read", "save it as one of them"),
    ),
    "E_MEASURED.activities": (
        ("活动有{count}种，超过{most}种，不像作业目录", "用--activity指定活动列"),
        (
            "there are {count} activities, more than {most}: hardly a catalogue",
            "name the column of the activity with --activity",
        ),
    ),
    "E_MEASURED.column": (
        ("没有列“{got}”（{option}），现有列：{found}", "改用现有的列名"),
        ("there is no column '{got}' ({option}); there are: {found}", "name one of these"),
    ),
    "E_MEASURED.folder": (
        ("文件夹{name}中没有.csv、.csv.gz或.parquet文件", "放入台账文件"),
        ("the folder {name} holds no .csv, .csv.gz or .parquet file", "put the ledger there"),
    ),
    "E_MEASURED.header": (
        ("{name}中找不到表头", "表头须有活动、开始时间、结束时间等列名"),
        ("no header was found in {name}", "the header names activity, start, end and so on"),
    ),
    "E_MEASURED.kind": (
        (
            "既有起止时间列，又有事件列：{found}",
            "用--start、--end，或--transition、--timestamp指明按哪种读",
        ),
        (
            "there are columns of start and end and columns of events: {found}",
            "say which with --start and --end, or --transition and --timestamp",
        ),
    ),
    "E_MEASURED.none": (
        (
            "认不出起止时间列或事件列，现有列：{found}",
            "用--activity、--start、--end，或--case、--activity、--transition、--timestamp指明",
        ),
        (
            "no columns of start and end, or of events, were recognised among: {found}",
            "name them with --activity, --start, --end, or --case, --activity, --transition, --timestamp",
        ),
    ),
    "E_MEASURED.nothing": (
        ("{rows}行中没有一件可以计时：{left}", "检查各列和时间"),
        ("of {rows} rows none gives a duration: {left}", "check the columns and their times"),
    ),
    "E_MEASURED.role": (
        ("缺少{option}所指的列，现有列：{found}", "用{option}指明"),
        ("no column for {option} was recognised among: {found}", "name it with {option}"),
    ),
    "E_MEASURED.several": (
        ("{option}可能是这几列：{found}", "用{option}指明其中一列"),
        ("several columns may be {option}: {found}", "name one with {option}"),
    ),
    "E_MEASURED.twice": (
        ("列“{got}”（{option}）不止一处", "改名后重试"),
        ("the column '{got}' ({option}) stands more than once", "rename one of them"),
    ),
    "E_MEASURED.unreadable": (
        ("文件无法读取：{reason}", "检查文件是否完整"),
        ("the file cannot be read: {reason}", "check that it is whole"),
    ),
    "W_MEASURED.days": (
        (
            "{count}件（{share}）的起止时间只有日期，没有钟点，所得小时数只是整天的倍数",
            "不要直接作为单位工时；改用有钟点的记录",
        ),
        (
            "{count} items ({share}) have days but no time of day: their hours are multiples of whole days",
            "do not take them for unit hours; use records with a time of day",
        ),
    ),
    "W_MEASURED.few": (
        ("{count}种活动不足{least}件，未提建议：{names}", "补充记录，或用--least放宽"),
        (
            "{count} activities have fewer than {least} samples and get no proposal: {names}",
            "collect more records, or lower --least",
        ),
    ),
    "W_MEASURED.overlap": (
        (
            "{count}件（{share}）开始时，同一经办人还有别的件未完，经过时间因此偏大",
            "加--split把重叠时间均摊，两种数字并列比较",
        ),
        (
            "{count} items ({share}) begin while the same resource has another one open: elapsed time is inflated",
            "add --split to share overlapping time, and compare both figures",
        ),
    ),
    "W_MEASURED.unread": (
        ("{count}行时间无法识别，如“{got}”，未计入", "改为2025-01-31 09:30这样的写法"),
        (
            "{count} rows have times that cannot be read, as '{got}', and do not count",
            "write 2025-01-31 09:30",
        ),
    ),
    "W_MEASURED.zero": (
        (
            "{count}件（{share}）起止时间相同，未计入，中位数因此偏大",
            "查明是补录还是瞬时办结；瞬时的活动不宜用起止时间测定",
        ),
        (
            "{count} items ({share}) start and end at the same time and do not count, which raises the median",
            "find out whether they were entered afterwards; what takes no time is not measured this way",
        ),
    ),
    "W_MEASURED.zones": (
        ("{count}行时间未写时区，而其他行写了；按{zone}读", "核对时区，必要时用--zone指明"),
        (
            "{count} rows name no time zone while others do; read in {zone}",
            "check it, or name one with --zone",
        ),
    ),
}
