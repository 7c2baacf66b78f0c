"""Words of classes of stations with weights of their own; faults beside them."""

from typing import Final

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "class": ("类别", "class"),
    "class_aim": ("在各类名额之内，{aim}", "Within the headcount of each class: {aim}"),
    "class_demand_hint": (
        "各类别以本类权重和合计测算，加权各列为构成数值，不随权重重算；应配数=需求指数×人员控制数",
        "each class has its own weights and sums, so the weighted columns are figures; quota = index x headcount",
    ),
    "class_formula": (
        "各类别分别计算：得分和需求指数中的合计、最大值、最小值均为本类的，需求指数再乘以本类份额",
        (
            "each class is measured by itself: totals, greatest and least are those of the class, and its indices "
            "are multiplied by its share"
        ),
    ),
    "class_inputs_hint": (
        "各类别以本类权重和合计测算，改动浅黄色单元格后需求指数和拟配数都不重算，须重新运行程序。",
        "Each class has its own weights and sums: nothing follows the yellow cells, run the program again.",
    ),
    "class_posts": ("名额", "headcount"),
    "class_rule": (
        (
            "每一名先定类别：配给“{priority}”最大的类别（应配数按类别份额计），直到配满人员控制数，各类为{classes}；再在该类之内，从各{noun}"
            "下限起，配给“{priority}”最大的{noun}；达到上限的{noun}不再配。"
        ),
        (
            "Each post first goes to the class with the greatest “{priority}” (its quota by its share), so "
            "that they have {classes}; within the class, from the minima on, to the station with the greatest; "
            "full ones are skipped."
        ),
    ),
    "class_rule_posts": ("{name}{posts}名", "{name} {posts}"),
    "class_share": ("份额", "share"),
    "class_split_hours": ("工时", "hours"),
    "class_split_posts": ("名额", "posts"),
    "class_split_share": ("份额", "share"),
    "class_stations": ("单位数", "stations"),
    "class_title_short": ("各类别的份额和名额", "Shares and posts of the classes"),
    "class_title": ("各类别：份额、名额与权重", "Classes: share, posts and weights"),
    "class_sum": ("{weights}（合计100%）", "{weights} (100% together)"),
    "class_weights": ("权重", "weights"),
    "r_sheet_classes": ("类别", "Classes"),
    "step_class": (
        "{reason}。先定类别：{name}优先值{own}",
        "{reason}. The class first: {name}, priority {own}",
    ),
    "step_class_runner": (
        "{reason}。先定类别：{name}优先值{own}，其次为{runner}（{second}，差{margin}）",
        "{reason}. The class first: {name}, priority {own}; next {runner} ({second}, margin {margin})",
    ),
    "x_classes_name": ("类别名称，与“单位”表的类别一致", "the class, as in the sheet of stations"),
    "x_classes_posts": (
        "类别分配为“名额”时填写；合计须等于总编制",
        "where the split is by posts; they sum to the headcount",
    ),
    "x_classes_share": (
        "类别分配为“份额”时填写；合计须恰为1",
        "where the split is by share; they sum to exactly 1",
    ),
    "x_guide_step_classes": (
        "仅当各类单位各有一套权重时填写；“单位”表每行须填类别",
        "Only where classes of stations have weights of their own; then every station names its class.",
    ),
    "x_setting_class_split": (
        "总编制在类别间如何分配：份额（默认）、名额或工时",
        "how the headcount is split between classes: share (default), posts or hours",
    ),
}

CLASSES_FAULTS: Final[dict[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "E_CLASS_EMPTY": (
        ("类别“{name}”没有单位", "在“单位”表填写该类别，或删除此行"),
        ("class '{name}' has no station", "name it in the sheet of stations, or delete the row"),
    ),
    "E_CLASS_HOURS": (
        ("类别按工时分配，但没有任务台账", "补充任务台账，或改用份额或名额"),
        ("classes are split by hours, and there is no task ledger", "give one, or split by share or posts"),
    ),
    "E_CLASS_POSTS": (
        ("类别“{name}”名额为{got}，但其单位的上下限只容{sum}", "改正名额，或该类单位、分组的上下限"),
        (
            "class '{name}' is given {got} posts, and the bounds of its stations make it {sum}",
            "mend the number, or the bounds of its stations and groups",
        ),
    ),
    "E_CLASS_SPLIT": (
        ("类别“{name}”没有{split}，而类别分配按{split}", "填写该列，或改正参数“类别分配”"),
        ("class '{name}' has no {split}, and the split is by {split}", "fill it in, or mend class_split"),
    ),
    "E_CLASS_STATION": (
        ("{name}的类别“{got}”不在“类别”表中", "改正，已有的是：{nearest}"),
        ("{name} is of class '{got}', which is not among the classes", "mend it; there is: {nearest}"),
    ),
    "E_CLASS_SUM": (
        ("各类别份额之和为{sum}，应恰为1", "改正份额，例如0.6、0.4"),
        ("the shares of the classes sum to {sum}, not to 1", "mend them, such as 0.6, 0.4"),
    ),
    "E_CLASS_SUM.posts": (
        ("各类别名额之和为{sum}，不等于总编制{cap}", "改正名额或总编制"),
        (
            "the posts of the classes sum to {sum}, not to the headcount {cap}",
            "mend the posts or the headcount",
        ),
    ),
    "E_CLASS_WEIGHTS": (
        ("类别“{name}”没有权重", "在“权重”表为该类别填写权重，或填写类别留空的权重"),
        ("class '{name}' has no weights", "give it weights, or give weights without a class"),
    ),
    "E_GROUP_CLASS": (
        ("分组{name}只含类别{classes}的一部分", "分组须在一个类别之内，或由完整的类别组成"),
        (
            "group {name} holds parts of the classes {classes}",
            "a group lies within one class, or consists of whole classes",
        ),
    ),
    "E_METHOD.classes": (
        ("hamilton方法不能用于分类别配置", "改用webster等阶梯方法，或删除类别"),
        ("hamilton cannot follow classes", "use a ladder method such as webster, or drop the classes"),
    ),
    "E_MODEL.classes": (
        (
            "类别尚不能与调动上限、固定、分年、多个可调整类别、目标次序、手工方案比较同用",
            "删除这些设置，或删除类别",
        ),
        (
            "classes do not go with limits on moves, fixed numbers, years, several movable categories, other goals",
            "drop these, or drop the classes",
        ),
    ),
    "E_UNKNOWN_KEY.no_classes": (
        ("{name}“{got}”无从对应：没有“类别”表", "填写“类别”表，或清空此格"),
        ("{name} '{got}': there are no classes", "fill the sheet of classes, or leave it blank"),
    ),
    "W_CLASS_WEIGHTS": (
        ("各类别均有自己的权重，类别留空的权重不起作用", "删除这些行，或留待新类别使用"),
        ("every class has weights of its own, so those without a class are not used", "delete them"),
    ),
}
