"""Faults and warnings of questions and solves; same shape as :mod:`staffing.messages.faults`."""

from staffing.messages.faults import Pair

OUTCOMES: dict[str, tuple[Pair, Pair]] = {
    "E_CATEGORY": (
        ("没有编码为{got}的人员类别", "改用下列之一：{known}"),
        ("there is no category {got}", "use one of: {known}"),
    ),
    "E_CATEGORY.none": (
        ("本情景没有人员类别，读到--category {got}", "去掉--category，或在人员类别表中填写类别"),
        (
            "this scenario has no categories, got --category {got}",
            "leave --category out, or fill the categories",
        ),
    ),
    "E_CATEGORY.several": (
        ("指的是哪一类人员不明确，候选：{known}", "用--category指明一类；改控制数时逐类填写"),
        (
            "which category is meant is not clear; candidates: {known}",
            "name one with --category; change caps category by category",
        ),
    ),
    "E_CONTENT_TYPE": (
        ("不支持内容类型{got}", "用application/json提交情景，或用multipart/form-data上传工作簿（.xlsx）"),
        (
            "the content type {got} is not supported",
            "send a scenario as application/json, or upload a workbook (.xlsx)",
        ),
    ),
    "E_HOST": (
        ("请求的主机名{got}不是本服务的", "用本机地址访问，或由管理员登记该主机名"),
        ("the request is addressed to {got}, which is not this server", "use the server's own address"),
    ),
    "E_HTTP_METHOD": (
        ("{path}不支持{method}请求", "按/openapi.json使用"),
        ("{path} does not take {method}", "see /openapi.json"),
    ),
    "E_BUSY": (
        ("未完成的求解任务已有{limit}个，不再接受", "稍后再试，或用DELETE /v1/jobs/{{id}}结束不需要的任务"),
        (
            "{limit} jobs are unfinished, no more are taken",
            "try again later, or end one by DELETE /v1/jobs/{{id}}",
        ),
    ),
    "E_BOOK": (
        ("本机内存中没有这个文件，或已不再保留", "把同一个文件再拖到“数据”页，此网址即可用"),
        (
            "the server does not hold this file, or no longer",
            "drop the same file on the first screen: this address works then",
        ),
    ),
    "E_USAGE.setting": (
        ("{got}不是键的路径", "写成键.键=值，例如bounds.S001.min=3"),
        ("{got} is no path of a key", "write KEY.KEY=VALUE, like bounds.S001.min=3"),
    ),
    "E_JOB": (
        ("没有这个求解任务", "用GET /v1/jobs查看；结束满一小时的任务不再保留，服务重启后任务不保留"),
        ("there is no such job", "see GET /v1/jobs; jobs are kept for an hour, and end with the server"),
    ),
    "E_INTERNAL": (
        ("程序出错，未得出结果", "稍后再试；仍然出错请告知管理员，详情见服务日志"),
        ("the program failed and has no answer", "try again; if it persists, the server's log tells more"),
    ),
    "E_DELTA": (
        ("增减数为{got}，应不为0，且不少于-{headcount}", "改正增减数"),
        ("the change is {got}; it must not be 0, nor below -{headcount}", "enter another number"),
    ),
    "E_DRIVER_ZERO.draws": (
        (
            "随机试算{count}次，每次都有指标在所有单位均为0，没有方案",
            "核对数值的单位，或用drawn只试算件数多的指标",
        ),
        (
            "in each of {count} draws some driver came out as zero everywhere, so none has a plan",
            "see that the counts are in single units, or name by drawn only drivers with more of them",
        ),
    ),
    "E_DRIVER_ZERO.range": (
        ("各项指标在各单位均相同，按{normalisation}归一化后无从比较", "改用share归一化"),
        ("every driver is the same everywhere, so {normalisation} tells no station apart", "use share"),
    ),
    "E_IN_POST_MISSING": (
        ("{mode}方式须有现有人数", "填写现有人数，或改用reapportion方式"),
        ("mode {mode} needs staff in post", "fill staff in post, or use mode reapportion"),
    ),
    "E_IN_POST_MISSING.frontier": (
        ("未填写现有人数，无从说明从现状调剂几名能改善多少", "填写每个单位的现有人数"),
        (
            "staff in post are not given, so there is nothing to move from",
            "fill staff in post of every station",
        ),
    ),
    "E_METHOD.backend": (
        (
            "最大余数法（hamilton）是一套步骤，不是优化问题，不能交给{backend}",
            "用--backend auto，或改用其他方法",
        ),
        (
            "hamilton is a procedure, not an optimum, so {backend} cannot solve it",
            "use --backend auto, or another method",
        ),
    ),
    "E_METHOD.capacity": (
        (
            "{method}方法只适用于折算系数全为1的情景",
            "改用webster或huntington_hill方法，或把目标改为偏差或最大负荷",
        ),
        (
            "{method} is defined for capacities of 1 only",
            "use webster or huntington_hill, or the goal deviation or burden",
        ),
    ),
    "E_METHOD.frontier": (
        ("最大余数法（hamilton）是一套步骤，不是优化问题，没有“调几名时最好”的方案", "改用webster等除数方法"),
        (
            "hamilton is a procedure, not an optimum: there is no best plan within so many moves",
            "use a divisor method such as webster",
        ),
    ),
    "E_METHOD.groups": (
        ("最大余数法（hamilton）不适用于有分组上下限的情景", "改用webster等除数方法，或去掉分组上下限"),
        (
            "hamilton is not defined under minima and maxima of groups",
            "use a divisor method such as webster, or drop them",
        ),
    ),
    "E_METHOD.mode": (
        ("最大余数法（hamilton）没有次序，不能用{mode}方式", "改用reapportion方式，或改用webster等除数方法"),
        (
            "hamilton has no order of posts, so mode {mode} is not defined",
            "use mode reapportion, or a divisor method",
        ),
    ),
    "E_METHOD.programme": (
        (
            "最大余数法（hamilton）是一套步骤，不适用于多类别、调动上限等规则",
            "改用webster等除数方法，或把目标改为偏差",
        ),
        (
            "hamilton is a procedure and does not know several categories, limits of moves and the like",
            "use a divisor method such as webster, or the goal deviation",
        ),
    ),
    "E_MODEL.ranges": (
        (
            "结果不只由次序表决定（配置方式at_most、综合调剂），不能算出权重的不变区间",
            "用staffing compare比较不同权重的情景",
        ),
        (
            "no ladder decides alone here (place at_most, the programme), so weights have no interval",
            "compare scenarios with other weights by staffing compare",
        ),
    ),
    "E_MODEL.frontier": (
        (
            "本情景按综合调剂求解，逐次最好的交换不一定是限调人数下的最优，未按此测算",
            "用--set max_transfers=K逐个测算，或用staffing compare并列比较",
        ),
        (
            "this is a reallocation: the best exchanges in turn need not be the best plan within so many moves",
            "solve single numbers by --set max_transfers=K, or set them side by side by staffing compare",
        ),
    ),
    "E_MODEL.moves": (
        ("{stations}个单位、最多调剂{moves}名，两者之积超过{limit}", "分区域分别测算"),
        ("{stations} stations times {moves} moves are more than {limit}", "ask by districts"),
    ),
    "E_MODEL.draws": (
        (
            "本情景按综合调剂求解，每次试算都要重新求解并证明，不能按随机波动试算",
            "用staffing batch或compare比较改动数值的情景",
        ),
        (
            "a reallocation would have to be solved and proven anew for each draw, so its counts are not drawn",
            "compare scenarios with other counts: staffing batch, or compare",
        ),
    ),
    "E_MODEL.dean": (
        ("dean方法的目标值在单个站所超过{limit}名时过长，读到人员控制数{got}", "改用webster等其他方法"),
        ("dean is exact up to {limit} posts, got a headcount of {got}", "use another method such as webster"),
    ),
    "E_MODEL.groups": (
        ("分组有{count}个，超过{limit}个", "合并或减少分组"),
        ("there are {count} groups, more than {limit}", "use fewer groups"),
    ),
    "E_MODEL.no_plan": (
        ("规则之间互相矛盾，没有可行方案，无从试算", "用staffing run查看冲突和放宽建议"),
        (
            "the rules contradict each other and leave no plan to draw counts for",
            "see the conflict and what would help by staffing run",
        ),
    ),
    "E_MODEL.nothing": (
        ("各类控制数合计没有名额可配，或有一类低于0", "提高总编制或控制数"),
        (
            "the caps leave nothing to place, or less than nothing",
            "raise the headcount or the caps",
        ),
    ),
    "E_MODEL.numbers": (
        ("站所数乘人员类别数为{count}，超过{limit}", "分区域分别求解"),
        ("stations times categories make {count}, more than {limit}", "solve by districts"),
    ),
    "E_MODEL.size": (
        ("完整模型需要{count}个变量，超过{limit}个", "填写编制上限，或减小规模"),
        (
            "the complete model needs {count} variables, more than {limit}",
            "enter maxima, or a smaller scenario",
        ),
    ),
    "E_OPTION.ladder": (
        (
            "本情景的规则（多类别、调动上限、固定人数等）超出次序表的范围",
            "用--backend auto、columns、flow、ortools或pulp",
        ),
        (
            "the rules of this scenario (several categories, limits of moves, ...) are beyond the ladder",
            "use --backend auto, columns, flow, ortools or pulp",
        ),
    ),
    "E_OPTION.plans": (
        ("目标中没有公平、最大负荷或偏差，无从衡量备选方案的损失", "在目标中加入其中一项，或去掉--plans"),
        (
            "without fairness, burden or deviation among the goals the loss of other plans cannot be told",
            "add one of them to the objective, or leave --plans out",
        ),
    ),
    "E_OPTION": (
        ("{name}没有选项{got}", "改用下列之一：{known}"),
        ("{name} has no option {got}", "use one of: {known}"),
    ),
    "E_ORIGIN": (
        ("请求来自其他网站{got}", "在本服务自己的页面上操作"),
        ("the request comes from a page of another site, {got}", "use this server's own pages"),
    ),
    "E_RESULT.seal": (
        ("结果文件写成后被改动过", "不要使用此结果；用staffing run重新生成"),
        ("the result file was changed after it was written", "do not use it; run again"),
    ),
    "E_RESULT": (
        ("不是staffing的结果文件：{detail}", "用staffing run --out生成result.json"),
        ("this is not a result of staffing: {detail}", "make result.json with staffing run --out"),
    ),
    "E_RESULT.differs": (
        ("结果与按情景重算的不同：读到{got}，重算为{expected}", "不要使用此结果；用staffing run重新生成"),
        (
            "the result differs from what the scenario gives: got {got}, recomputed {expected}",
            "do not use it; run again",
        ),
    ),
    "E_RESULT.input": (
        ("结果所用的输入不是这个情景：输入校验码{got}，情景为{expected}", "核对情景文件与结果是否配套"),
        (
            "the result belongs to another input: fingerprint {got}, the scenario's is {expected}",
            "use the right pair",
        ),
    ),
    "E_RESULT.plan": (
        ("方案违反规则：{detail}", "不要使用此结果；用staffing run重新生成"),
        ("the plan breaks a rule: {detail}", "do not use it; run again"),
    ),
    "E_RESULT.better": (
        ("方案不是最优：由{giver}调1名到{taker}更好", "不要使用此结果；用staffing run重新生成"),
        ("the plan is not optimal: one post from {giver} to {taker} improves it", "do not use it; run again"),
    ),
    "E_RESULT.proof": (
        ("结果声称已证明，但按情景无法重新证明", "不要使用此结果；用staffing run重新生成"),
        ("the result claims a proof that the scenario does not give again", "do not use it; run again"),
    ),
    "E_ROUTE": (
        ("没有地址{path}", "可用的地址见/openapi.json"),
        ("there is nothing at {path}", "see /openapi.json for what there is"),
    ),
    "E_SCENARIO": (
        ("没有名为{got}的情景", "可用的情景：{known}"),
        ("there is no scenario {got}", "known scenarios: {known}"),
    ),
    "E_RANGE.page": (
        ("页面上一次最多试算{high}次，读到{got}", "填写1至{high}之间的数；更多次数用下方命令行"),
        (
            "the page makes {high} draws at most, got {got}",
            "enter a number up to {high}; the command line below makes more",
        ),
    ),
    "E_USAGE": (("用法有误：{detail}", "用--help查看用法"), ("usage: {detail}", "see --help")),
    "E_USAGE.change": (
        ("增减人数须在add、cut、delta中恰好给出一个，读到{got}", "只给出一个，例如?delta=-4"),
        ("exactly one of add, cut and delta is needed, got {got}", "give one, for example ?delta=-4"),
    ),
    "E_USAGE.drawn": (
        ("drawn只说明试算哪些指标，没有试算次数", "另给出draws，例如--draws 1000或?draws=1000"),
        (
            "drawn names drivers, but no draws are asked for",
            "give draws too, like --draws 1000 or ?draws=1000",
        ),
    ),
    "E_USAGE.parameter": (
        ("没有查询参数{got}", "改为{nearest}"),
        ("there is no query parameter {got}", "use {nearest}"),
    ),
    "E_USAGE.request": (
        ("请求有误：{detail}", "按/openapi.json改正"),
        ("bad request: {detail}", "see /openapi.json"),
    ),
    "E_USAGE.source": (
        ("请求中没有情景", "在正文中给出情景或工作簿，或用?scenario=指明情景名称"),
        (
            "the request holds no scenario",
            "send a scenario or a workbook as its body, or name one by ?scenario=",
        ),
    ),
    "E_USAGE.sources": (
        ("请求既有正文又用?scenario=指明情景", "只保留一个"),
        ("the request has a body and also names a scenario", "keep one of them"),
    ),
    "E_USAGE.twice": (
        ("查询参数{name}出现多次", "只保留一个"),
        ("the query parameter {name} stands twice", "keep one of them"),
    ),
    "E_USAGE.upload": (
        ("上传内容须恰好有一个文件，字段名为file，读到{got}", "只上传一个工作簿（.xlsx），字段名用file"),
        (
            "an upload must hold one file, in the field 'file', got {got}",
            "upload one workbook (.xlsx) as 'file'",
        ),
    ),
    "E_WRITE": (
        ("不能写入{path}：{detail}", "改用可写的位置"),
        ("cannot write {path}: {detail}", "choose a place that can be written"),
    ),
    "W_BACKEND": (
        ("{backend}的答案未通过验算：{detail}", "以验算为准；可改用--backend auto"),
        (
            "the answer of {backend} did not stand the check: {detail}",
            "trust the check; --backend auto is exact",
        ),
    ),
    "W_BACKEND.ended": (
        ("{backend}没有给出答案：{detail}", "延长时间上限，或改用--backend auto"),
        ("{backend} gave no answer: {detail}", "raise the time limit, or use --backend auto"),
    ),
    "W_CAP_GT_SUM_MAX": (
        ("人员控制数{cap}多于上限合计{room}，空余{free}名", "提高上限，或保留空余"),
        (
            "the headcount {cap} exceeds the maxima {room}; {free} posts stay free",
            "raise maxima, or keep them free",
        ),
    ),
    "W_HAMILTON": (
        ("最大余数法（hamilton）在总数增加时可能使某个站所减少", "需要增减时改用webster等除数方法"),
        (
            "under hamilton a station may lose a post when the total grows",
            "use a divisor method to add or cut",
        ),
    ),
    "W_IN_POST_OUTSIDE": (
        ("现有人数不在上下限之内：{stations}；本方式不予调整", "核对上下限，或改用reapportion方式"),
        (
            "staff in post outside the bounds: {stations}; this mode leaves them",
            "check bounds, or use reapportion",
        ),
    ),
    "W_HOURS_WEIGHTS": (
        (
            "按标准工时归一化，不用给定的权重（{given}）；各指标按工时所占为{names}",
            "要用权重，改为其他归一化",
        ),
        (
            "by standard hours the weights given ({given}) are not used; in hours the drivers have {names}",
            "choose another normalisation if the weights are to count",
        ),
    ),
    "W_MIN_MAX_ZERO": (
        ("按极差归一化，{stations}的需求指数为0", "核对归一化方法是否合适"),
        ("min_max gives {stations} a demand index of 0", "check whether this normalisation fits"),
    ),
    "W_PROOF": (
        ("此项由两个求解程序一致确认，验算不调用求解程序，未重新证明", "需要时重新求解核对"),
        (
            "two solvers agreed on this; checking loads no solver and does not prove it again",
            "solve again to check",
        ),
    ),
    "E_YEARS": (
        (
            "{year}年度{station}离退{count}名，多于届时在岗的{left}名",
            "改正离退人数，或补上在岗人数",
        ),
        (
            "{count} depart from {station} in {year}, but only {left} of those in post are left by then",
            "correct the departures, or the staff in post",
        ),
    ),
    "W_OVERRIDE": (
        ("结果按{changes}计算，情景文件中不同", "核对是否为所要的结果"),
        ("the result was made with {changes}, unlike the scenario file", "check that this is what you want"),
    ),
    "W_PARADOX": (
        ("总数由{before}改为{after}时，{stations}反向变动（最大余数法的悖论）", "改用webster等除数方法"),
        (
            "from {before} to {after} posts, {stations} moves the wrong way (paradox of hamilton)",
            "use a divisor method",
        ),
    ),
    "W_PLACES": (
        ("结果中提示和冲突的出处与本情景文件的不同", "结果可能由同一内容的另一种文件生成；数字一致"),
        (
            "the places of warnings differ from this file's",
            "another form of the same input; the figures agree",
        ),
    ),
    "W_TITLE": (
        ("结果的{fields}与情景不同，不影响数字", "如需一致，用staffing run重新生成"),
        (
            "{fields} of the result differ from the scenario's; no figure depends on them",
            "run again if need be",
        ),
    ),
    "W_TIE.changed": (
        ("{gained}与{missed}优先值相等，按变动的单位较少定为{gained}", "请核对两处数据，必要时另行决定"),
        (
            "{gained} and {missed} have equal priority; fewer stations that change decided for {gained}",
            "check both",
        ),
    ),
    "W_TIE.id": (
        ("{gained}与{missed}优先值相等，按站所编码次序定为{gained}", "请核对两处数据，必要时另行决定"),
        ("{gained} and {missed} have equal priority; the order of ids decided for {gained}", "check both"),
    ),
    "W_TIE.index": (
        ("{gained}与{missed}优先值相等，按需求指数较大定为{gained}", "请核对两处数据，必要时另行决定"),
        ("{gained} and {missed} have equal priority; the larger index decided for {gained}", "check both"),
    ),
    "W_TIE.posts": (
        ("{gained}与{missed}优先值相等，按已有人数较少定为{gained}", "请核对两处数据，必要时另行决定"),
        ("{gained} and {missed} have equal priority; fewer posts so far decided for {gained}", "check both"),
    ),
    "W_TIE.transfers": (
        ("{gained}与{missed}优先值相等，按调剂人数较少定为{gained}", "请核对两处数据，必要时另行决定"),
        ("{gained} and {missed} have equal priority; fewer transfers decided for {gained}", "check both"),
    ),
}
