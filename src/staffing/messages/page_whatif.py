"""Words of the add or cut question on the page. Every key begins with ``q_``."""

PAGE_WHATIF: dict[str, tuple[str, str]] = {
    "q_add": ("增{n}名{what}", "Add {n} {what}"),
    "q_after": ("增减后", "after"),
    "q_and_more": ("等{count}个", " and others, {count} in all"),
    "q_apart": ("相差{margin}", "{margin} apart"),
    "q_before": ("增减前", "before"),
    "q_box": ("增加（正数）或减少（负数）几名", "Posts to add, or to cut if negative"),
    "q_change_category": ("动哪一类", "whose posts"),
    "q_choose_budget": ("只动这几名，另准调剂", "only these, plus transfers"),
    "q_choose_increment": ("只动这几名", "only these"),
    "q_choose_reapportion": ("全部重排", "all anew"),
    "q_cut": ("减{n}名{what}", "Cut {n} {what}"),
    "q_ladder": (
        "增减次序：从界线向下取是增，向上退是减",
        "The order of posts: down the line for more, up for fewer",
    ),
    "q_load_after": ("增减后负荷", "load after"),
    "q_load_before": ("增减前负荷", "load before"),
    "q_max_transfers": ("限调几名", "Most transfers"),
    "q_mode_budget": ("另准调剂{m}名", "Plus {m} transfers"),
    "q_mode_increment": ("只动这{n}名", "Only these {n}"),
    "q_mode_reapportion": ("按{total}名全部重排", "All anew at {total}"),
    "q_modes": ("三种做法，与在岗相比", "Three ways, against staff in post"),
    "q_next_add": (
        "再增1名归{name}（{before}→{after}，优先值{priority}）",
        "one more would go to {name} ({before} → {after}, priority {priority})",
    ),
    "q_next_cut": (
        "再减1名出自{name}（{before}→{after}，退出值{priority}）",
        "one fewer would come from {name} ({before} → {after}, priority {priority})",
    ),
    "q_nothing_asked": ("增加或减少几名，谁增谁减？", "Add or cut how many: who gains, who loses?"),
    "q_runner_up": (
        "；第{order}名次选{name}，相差{margin}",
        "; runner-up for no. {order}: {name}, {margin} behind",
    ),
    "q_slider": ("增减人数滑块", "slider: posts to add or cut"),
    "q_stations": ("全部{noun}", "All stations"),
    "q_steps": ("逐名说明", "Post by post"),
    "q_transfer": ("{giver}→{taker} {count}名", "{giver} → {taker} {count}"),
    "q_way": ("做法", "way"),
}
