"""Help of the command line: (Chinese, English)."""

COMMANDS: dict[str, tuple[str, str]] = {
    "h_main": (
        "按量化的工作任务测算各站所应配人数，并说明每个名额的理由。不带命令时运行示例情景。",
        "Decide how many posts each station gets, exactly, and show why. Without a command: run an example.",
    ),
    "h_check": ("读入并校验情景，说明其内容", "Read and validate a scenario; say what it holds."),
    "h_notes": (
        "逐项列出未按原样读入的值和行",
        "list every value and row that was not read as it stands",
    ),
    "h_demand": (
        "由指标得出需求指数和应配数，列出每项构成",
        "Drivers to index to quota, each contribution shown.",
    ),
    "h_sensitivity": (
        "权重和数值变动多少方案才会变：每项权重的精确不变区间，各单位最小的改变量",
        "How far weights and counts may change: exact intervals of weights, smallest changes of counts.",
    ),
    "h_draws": (
        "另按随机波动试算N次（1至10000），种子为情景的seed",
        "also draw the counts by chance N times (1 to 10000), by the scenario's seed",
    ),
    "h_drawn": (
        "只试算这些指标的数值，逗号分隔，默认全部",
        "draw the counts of these drivers only, separated by commas; default all",
    ),
    "h_weights": (
        "按判断矩阵、熵权、CRITIC和在岗拟合比较权重，并说明方案会怎样变；不采用",
        "Compare weights by judgements, entropy, CRITIC and fit to staff, and their plans; applies nothing.",
    ),
    "h_weights_write": ("把各法权重写成variants片段", "write the weights as a snippet of variants"),
    "h_run": ("测算各站所拟配人数", "Decide the posts of every station."),
    "h_whatif": ("增减N名：哪个站所，为什么", "Add or cut N posts: which stations, and why."),
    "h_compare": ("多个情景、方法或归一化并列比较", "Scenarios, methods or normalisations side by side."),
    "h_batch": (
        "批量测算情景及其方案，边算边写结果",
        "Solve many scenarios and variants; write results as they come.",
    ),
    "h_report": (
        "生成报告（html、xlsx、docx）和公示",
        "Write reports (html, xlsx, docx) and the public notice.",
    ),
    "h_verify": ("不用求解程序，逐项重算结果", "Recompute a result exactly, without a solver."),
    "h_template": (
        "生成待填的工作簿，附填写说明、下拉选项和示例",
        "Write a workbook to fill, with guidance, drop-downs and an example.",
    ),
    "h_export": (
        "把情景写成工作簿；工作簿容纳不了的内容逐条说明",
        "Write a scenario as a workbook; what a workbook cannot hold is said.",
    ),
    "h_serve": ("启动HTTP服务", "Serve the HTTP interface."),
    "h_doctor": ("检查运行环境", "Look at the environment this runs in."),
    "h_lang": ("语言：zh或en，默认zh", "language: zh or en, default zh"),
    "h_json": ("标准输出只打印一个JSON文档", "print exactly one JSON document on standard output"),
    "h_method": ("方法", "method"),
    "h_normalisation": ("归一化", "normalisation"),
    "h_cap": ("改用此人员控制数", "use this headcount instead"),
    "h_posts": (
        "手工改动拟配数，并说明与最优方案相差多少，例如S06=14（可重复）",
        "change proposed posts by hand and say what that is worth: S06=14 (repeatable)",
    ),
    "h_set": (
        "改动情景的一个键，写法同scenario.yaml，例如weights.学校=0.1（可重复）",
        "change one key of the scenario, as scenario.yaml has it: bounds.S001.min=3 (repeatable)",
    ),
    "h_variant": ("采用情景自己的一个方案", "take one of the scenario's own variants"),
    "h_backend": ("求解程序", "back end"),
    "h_out": ("结果写入此文件夹", "write results into this folder"),
    "h_write_model": ("另把模型写成.lp或.mps文件", "also write the model as an .lp or .mps file"),
    "h_all": ("列出全部站所", "list every station"),
    "h_plan": ("另评估手工方案：其文件", "also say what the plan in this file is worth"),
    "h_plans": (
        "连同拟配方案共列出K个好方案（2至9）",
        "set K good plans side by side, the best one included (2 to 9)",
    ),
    "h_within": ("其他方案的目标值最多差多少，默认0.05", "greatest loss of the other plans, default 0.05"),
    "h_apart": ("任意两个方案至少相差几名，默认2", "posts that any two plans differ by at least, default 2"),
    "h_add": ("增加N名", "add N posts"),
    "h_cut": ("减少N名", "cut N posts"),
    "h_delta": ("增减N名（--delta=-4）", "add or cut (--delta=-4)"),
    "h_category": ("只增减这类人员", "only posts of this category"),
    "h_mode": (
        "reapportion全部重排，increment只动这N名，budget另准调剂",
        "reapportion: all anew; increment: only these N; budget: with transfers",
    ),
    "h_max_transfers": ("budget方式最多调剂几名", "most transfers in mode budget"),
    "h_frontier": (
        "不增不减，从现状调剂几名能改善多少",
        "neither add nor cut: how many moves from staff in post reach how much of the gain",
    ),
    "h_methods": ("比较全部方法", "compare all methods"),
    "h_compare_out": ("另写成文件：.docx、.xlsx或.html", "also write it as a file: .docx, .xlsx or .html"),
    "h_normalisations": ("比较全部归一化", "compare all normalisations"),
    "h_workers": ("本机并行进程数", "local processes"),
    "h_resume": ("沿用同一输入已有的结果", "keep results already made from the same input"),
    "h_format": (
        "html、xlsx、docx、notice（公示），可用逗号并列",
        "html, xlsx, docx, notice; several with commas",
    ),
    "h_host": ("监听地址", "address to listen on"),
    "h_port": ("端口", "port"),
    "h_station": (
        "逐项列出该站点各项数字的由来（可重复）",
        "derive the figures of this station line by line (may be repeated)",
    ),
    "h_scenarios": ("服务使用的情景文件夹", "folder of scenarios to serve"),
    "h_debug": ("出错时显示详情", "show details when the program fails"),
    "h_version": ("显示版本", "show the version"),
    "h_style": (
        "docx和公示的版式：standard、wide，或YAML文件",
        "form of docx and notice: standard, wide, or a YAML file",
    ),
    "h_report_whatif": (
        "docx中的增减测算：增（N）或减（-N）几名",
        "add and cut in docx: N posts more, -N fewer",
    ),
}
