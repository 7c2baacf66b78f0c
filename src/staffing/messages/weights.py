"""Words of calibration of weights; faults beside them."""

from typing import Final

WEIGHTS: Final[dict[str, tuple[str, str]]] = {
    "w_apply": (
        (
            "以上均未采用。要采用其中一种：把这一列填入“权重”；或把下面的variants写入scenario.yaml，"
            "再用staffing compare或staffing run比较（工作簿填“方案”表，键为weights.指标名）。"
        ),
        (
            "Nothing is applied. To use a column: enter it in 权重; or put these variants into scenario.yaml "
            "and compare them (in a workbook: sheet 方案, key weights.DRIVER)."
        ),
    ),
    "w_apply_class": (
        "类别的权重请在“权重”表的该类别行填写，variants里只有没有单独权重的部分",
        "weights of a class go into its rows of 权重; the variants hold those of the other stations only",
    ),
    "weights_class": ("类别“{name}”，{stations}个站点", "class {name}, {stations} stations"),
    "w_consistency": (
        "{who}：判断{judged}对，缺{missing}对；一致性比率CR {ratio}（Donegan–Dodd {dd}）",
        "{who}: {judged} pairs judged, {missing} missing; consistency ratio CR {ratio} (Donegan-Dodd {dd})",
    ),
    "w_consistency_all": ("判断合计", "all judgements"),
    "w_expert": ("专家“{name}”", "expert {name}"),
    "w_fit": (
        "最小二乘：R² {r2}，均方根误差{rmse}名（{stations}个站点）；差得最多：{worst}",
        "least squares: R² {r2}, root mean square error {rmse} posts ({stations} stations); largest: {worst}",
    ),
    "w_fit_station": (
        "{name} 在岗{in_post}、解释{explained}（{difference}）",
        "{name} {in_post} in post, {explained} explained ({difference})",
    ),
    "w_general": ("没有单独权重的{stations}个站点", "{stations} stations without weights of their own"),
    "w_method_ahp": ("判断矩阵", "judgements (AHP)"),
    "w_method_critic": ("CRITIC", "CRITIC"),
    "w_method_entropy": ("熵权", "entropy"),
    "w_method_equal": ("等权", "equal"),
    "w_method_nnls": ("拟合在岗", "fit to staff"),
    "w_method_now": ("现行", "now"),
    "w_no_ratio": ("无", "none"),
    "w_none": ("{method}没有结果：{reason}", "{method}: none, because {reason}"),
    "w_plan": (
        "{method}：{changed}个站点变动，{moved}个名额换站",
        "{method}: {changed} stations change, {moved} posts lie elsewhere",
    ),
    "w_plan_none": ("{method}：没有方案可比（{status}）", "{method}: no plan to compare ({status})"),
    "w_plan_same": ("{method}：与现行方案相同", "{method}: the same plan as now"),
    "w_plans": (
        "按此权重重新测算，与现行方案相比：",
        "Planned again with these weights, against the plan of now:",
    ),
    "w_reason_apart": (
        "判断没有把这一类的各指标连起来",
        "the judgements do not connect the drivers of this class",
    ),
    "w_reason_blend": (
        "任务台账占比为1，指标不起作用",
        "the task ledger counts for all, the drivers for nothing",
    ),
    "w_reason_collinear": (
        "有指标可由其他指标合成，权重不唯一",
        "some drivers add up to others, so the weights are not unique",
    ),
    "w_reason_constant": ("各站点的数都相同，区分不出指标", "no two drivers tell the stations apart"),
    "w_reason_few": (
        "{stations}个站点不足以确定{drivers}个指标的权重",
        "{stations} stations do not settle the weights of {drivers} drivers",
    ),
    "w_reason_in_post": ("有站点没有在岗人数", "staff in post is not given for every station"),
    "w_reason_judgements": ("没有“判断矩阵”", "there is no sheet 判断矩阵"),
    "w_reason_many": ("超过{most}个指标，不作两两判断", "there are more than {most} drivers to compare"),
    "w_reason_nobody": ("在岗人数为0", "nobody is in post"),
    "w_reason_one": ("只有一个指标", "there is one driver"),
    "w_title": (
        "权重比较（{name}）：只比较，不采用",
        "Weights compared ({name}): nothing is applied",
    ),
    "w_worst": (
        "最不一致的判断：“{first}”比“{second}”判为{value}，由全部判断推得{implied}",
        "least consistent: {first} against {second} judged {value}, all together say {implied}",
    ),
    "w_wrote": ("已写出{path}：其他文件未改", "wrote {path}; nothing else was changed"),
    "w_zero": (
        "“{driver}”得0，不能填入“权重”：要采用，先去掉该指标",
        "{driver} gets 0, which 权重 does not take: to use these, drop the driver first",
    ),
}

WEIGHTS_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_JUDGEMENT.apart": (
        ("判断没有把{apart}与{rest}连起来", "至少再填一行，把其中一个指标与其余指标中的一个比较"),
        (
            "no judgement, direct or not, compares {apart} with {rest}",
            "add at least one row that compares one of the former with one of the latter",
        ),
    ),
    "E_JUDGEMENT.contradiction": (
        (
            "“{first}”与“{second}”的判断前后不符：这里{got}，前面{before}",
            "反向判断应互为倒数；保留一行或改成一致",
        ),
        (
            "{first} against {second} is judged twice and differently: {got} here, {before} before",
            "the two directions are reciprocals; keep one row, or make them agree",
        ),
    ),
    "E_JUDGEMENT.cut": (
        ("{name}“{got}”像是截断的分数", "写成分数，如1/3；或对调两个指标，填3"),
        (
            "{name} '{got}' looks like a fraction cut short",
            "write it as 1/3, or swap the two drivers and enter 3",
        ),
    ),
    "E_JUDGEMENT.date": (
        ("{name}被表格软件变成了日期“{got}”", "把该列设为文本格式再填1/3，或对调两个指标，填3"),
        (
            "the spreadsheet made {name} a date, {got}",
            "format the column as text and enter 1/3 again, or swap the two drivers and enter 3",
        ),
    ),
    "E_JUDGEMENT.form": (
        ("{name}“{got}”不是判断值", "填1至9的数，或1/9至1的分数，如1/3"),
        ("{name} '{got}' is no judgement", "enter a number of 1 to 9, or a fraction such as 1/3"),
    ),
    "E_JUDGEMENT.range": (
        ("{name}“{got}”不在1/9至9之间", "填1至9（前者更重要）或1/9至1（后者更重要）"),
        (
            "{name} '{got}' does not lie between 1/9 and 9",
            "enter 1 to 9 where the first counts more, 1/9 to 1 where the second does",
        ),
    ),
    "E_JUDGEMENT.self": (
        ("“{driver}”与自身比较，判断值应为1，填了“{got}”", "删去该行，或改为另一个指标"),
        ("{driver} is compared with itself and not 1 but {got}", "delete the row, or name the other driver"),
    ),
    "W_JUDGEMENT": (
        ("{name}“{got}”按{read}读入", "如非此意，请改正"),
        ("{name} '{got}' was read as {read}", "correct it if that is not meant"),
    ),
    "W_WEIGHTS_CIRCULAR": (
        (
            "“拟合在岗”只解释现在怎么配（R² {r2}），不说明应当怎么配：用它定编是循环论证",
            "只用来看现状与指标差多远，不据此定权重",
        ),
        (
            "weights fitted to staff in post (R² {r2}) say how staff lies, not how it should: they are circular",
            "use them to see how far today's staffing is from the drivers, not to set weights",
        ),
    ),
    "W_WEIGHTS_CONSTANT": (
        ("{drivers}各站点相同，熵权和CRITIC给它0", "各站点相同的指标不影响谁多谁少；核对数据"),
        (
            "{drivers}: the same at every station, so entropy and CRITIC give 0",
            "a driver that is the same everywhere tells no station from another; check the counts",
        ),
    ),
    "W_WEIGHTS_EXACT": (
        ("站点（{stations}个）不比指标（{drivers}个）多，拟合好坏说明不了问题", "站点不多时不要看拟合结果"),
        (
            "there are no more stations ({stations}) than drivers ({drivers}): a good fit says nothing",
            "leave the fit aside where stations are few",
        ),
    ),
    "W_WEIGHTS_INCONSISTENT": (
        (
            "{who}的一致性比率{ratio}超过0.1；最不一致：“{first}”比“{second}”判为{value}，由全部判断推得{implied}",
            "请复核这一判断，再算一次",
        ),
        (
            (
                "{who}: the consistency ratio is {ratio}, above 0.1; least consistent is {first} against {second}, "
                "judged {value}, all together say {implied}"
            ),
            "think this judgement over and ask again",
        ),
    ),
    "W_WEIGHTS_POOLED": (
        ("{classes}没有单独权重，合在一起计算", "要分开比较，给各类别填单独的权重"),
        (
            "{classes} have no weights of their own and are taken together",
            "give each class weights of its own to compare them apart",
        ),
    ),
    "W_WEIGHTS_UNCHECKED": (
        ("{who}只判断了{judged}对，刚够得出权重，没有多余的判断可供检验一致性", "再多判断几对"),
        (
            "{who}: {judged} pairs judged, just enough for weights: nothing checks whether they are consistent",
            "judge some pairs more",
        ),
    ),
}
