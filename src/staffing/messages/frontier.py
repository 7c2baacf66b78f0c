"""Words on how few moves reach how much of the gain. Every key begins with ``f_``."""

FRONTIER: dict[str, tuple[str, str]] = {
    "f_added": ("本名增加", "adds"),
    "f_axis": ("尚未取得的改善（%）", "gain still to be made (%)"),
    "f_before": ("现状", "in post"),
    "f_forced": (
        "现状不符合上下限或分组，按规则至少先调{posts}。",
        "Staff in post break minima, maxima or groups: the rules ask to move {posts} at least.",
    ),
    "f_joins": ("另有{posts}由外部补入，不计调剂。", "Filled from outside, which is no move: {posts}."),
    "f_least": ("按规则先调", "as the rules ask"),
    "f_leaves": ("另有{posts}退出，不计调剂。", "Given up, which is no move: {posts}."),
    "f_left": ("尚差", "to go"),
    "f_moves": ("调剂", "moves"),
    "f_none": ("从现状出发，无需调剂：再调也不会更均衡。", "Nobody has to move: no move makes it fairer."),
    "f_none_forced": (
        "按规则调剂{posts}后，再调也不会更均衡。",
        "The rules ask to move {posts}; after that no move makes it fairer.",
    ),
    "f_pair": ("{giver}→{taker}", "{giver} → {taker}"),
    "f_post": ("{count}名", "{count} post"),
    "f_posts": ("{count}名", "{count} posts"),
    "f_proven": (
        "每一行都是调剂不超过该名数时的最好方案，{count}个方案均已证明。",
        "Each line is the best plan within so many moves; all {count} are proven.",
    ),
    "f_ratio": (
        "人均负荷最高与最低之比由{before}到{middle}，再到{after}。",
        "Highest to lowest work per head goes from {before} to {middle}, then {after}.",
    ),
    "f_ratio_once": (
        "人均负荷最高与最低之比由{before}到{after}。",
        "Highest to lowest work per head goes from {before} to {after}.",
    ),
    "f_reaches": (
        "调剂{some}可取得全部改善的{share}，{all}取得全部。",
        "Moving {some} reaches {share} of the whole gain, moving {all} all of it.",
    ),
    "f_reaches_all": ("调剂{all}即取得全部改善。", "Moving {all} reaches the whole gain."),
    "f_share": ("已取得", "gained"),
    "f_shown": (
        "共{all}行，只列{shown}行；全部见--json。",
        "{shown} of {all} lines; all of them with --json.",
    ),
    "f_sub": (
        "条长 = 尚未取得的改善（{least} = 100%）。每行都是调剂不超过该名数时的最好方案。",
        "Bar = gain still to be made ({least} = 100%). Each row is the best plan within so many moves.",
    ),
    "f_table": ("从现状调剂几名，能改善多少", "How many moves reach how much of the gain"),
    "f_ties": (
        "推荐方案调剂{plan}：与调剂{all}的方案同样均衡，多出的由并列次序决定。",
        "The recommended plan moves {plan}: as fair as with {all}, the others follow from the order of ties.",
    ),
    "f_title": ("{name}：从现状调剂几名，能改善多少", "{name}: how many moves reach how much of the gain"),
    "f_who": ("调出→调入", "from → to"),
}
