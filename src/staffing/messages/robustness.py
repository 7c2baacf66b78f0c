"""Words on how far weights and counts may change before the plan does. Every key begins with ``s_``."""

ROBUSTNESS: dict[str, tuple[str, str]] = {
    "s_above": ("高于此先变", "first above"),
    "s_against": (
        "按这组权重，与原权重相比：{changes}。",
        "Under these weights, against the scenario's own: {changes}.",
    ),
    "s_before": ("原权重拟配", "posts under own weights"),
    "s_below": ("低于此先变", "first below"),
    "s_change": ("变动", "change"),
    "s_chart_axis": ("权重（%）", "weight (%)"),
    "s_chart_fewer": ("少", "fewer"),
    "s_chart_from": ("不变自", "same from"),
    "s_chart_more": ("多", "more"),
    "s_chart_near": (
        "条段 = 只改本单位这一项数值时方案不变的范围，超过{far}的画到{far}；最紧的{shown}个，由紧到宽。",
        "Bar = the same plan while this one count changes, drawn to {far} at most; the {shown} tightest first.",
    ),
    "s_chart_share": ("占现数（%）", "of the count (%)"),
    "s_chart_weights": (
        "粗段 = 其余权重按比例调整时方案不变的范围；圆点 = 现用权重。按余量由小到大排列。",
        "Bar = the same plan while the others follow in proportion; dot = weight now; tightest first.",
    ),
    "s_count": ("现数", "count"),
    "s_draws": ("按随机波动试算{draws}次", "{draws} random draws"),
    "s_draws_elsewhere": (
        "平均每次有{posts}名落在别的单位。",
        "On average {posts} posts stand elsewhere.",
    ),
    "s_draws_extremes": ("最少至最多", "least to most"),
    "s_draws_fewer": ("少于方案", "fewer than planned"),
    "s_draws_left_out": (
        "另有{count}次某项指标各单位都是0，没有方案，不计在内。",
        "{count} more draws have no plan, a driver being zero everywhere; they do not count.",
    ),
    "s_draws_margin": (
        "各比例因试算次数有限，误差约在±{margin}个百分点以内（95%把握）。",
        "By the number of draws alone, shares are good to about ±{margin} percentage points (95% sure).",
    ),
    "s_draws_mean": ("平均", "mean"),
    "s_draws_median": ("中位数", "median"),
    "s_draws_model": (
        "假定{drivers}的每个数都像随机发生的件数那样不确定：各自独立，均值为现数，服从泊松分布（种子{seed}），0仍为0。",
        "If every count of {drivers} were as uncertain as a count of chance events (Poisson, seed {seed}).",
    ),
    "s_draws_more": ("多于方案", "more than planned"),
    "s_draws_none": ("每次试算都与方案相同。", "In every draw the plan is the same."),
    "s_draws_progress": ("正在试算", "drawing"),
    "s_draws_range": ("5%至95%", "5% to 95%"),
    "s_draws_same": (
        "{made}次试算中，方案完全相同的占{same}。",
        "In {same} of {made} draws the plan is the same.",
    ),
    "s_draws_steady": ("{count}个单位每次都与方案相同。", "{count} stations are as planned in every draw."),
    "s_draws_stocks": (
        "市场主体、学校等存量波动没有这么大，可只选按件计的指标；以千、万为单位的数先换成个数。",
        "Stocks such as schools vary less: choose drivers that count events. Write figures in thousands out.",
    ),
    "s_draws_unshown": (
        "另有{count}个单位变动更少，未列出，见--json。",
        "{count} more stations change less often; --json lists them.",
    ),
    "s_faulty": (
        "权重有误，见上表；以下仍是原权重的方案。",
        "The weights are not right, see above; this is still the plan under the scenario's own.",
    ),
    "s_fewer": ("少{change}", "{change} fewer"),
    "s_from": ("不变区间起", "unchanged from"),
    "s_hundred": ("其余权重按比例随动，合计保持100%", "the others follow in proportion, the sum stays 100%"),
    "s_hours": (
        "按标准工时折算，不用权重，没有权重区间。",
        "Standard hours decide here, no weights: there is no interval.",
    ),
    "s_more": ("多{change}", "{change} more"),
    "s_moves": ("{loses}→{gains}", "{loses} → {gains}"),
    "s_must_be_hundred": ("合计应恰为100%", "the sum must be exactly 100%"),
    "s_near_miss_fewer": (
        "{name}{driver}少{change}（{share}），1名由{loses}改归{gains}。",
        "With {change} fewer {driver} ({share}) at {name}, one post goes from {loses} to {gains}.",
    ),
    "s_near_miss_more": (
        "{name}{driver}多{change}（{share}），1名由{loses}改归{gains}。",
        "With {change} more {driver} ({share}) at {name}, one post goes from {loses} to {gains}.",
    ),
    "s_near_misses": (
        "各单位一项数值最少变动多少，方案就会变",
        "The smallest change of one count that moves a post",
    ),
    "s_of_class": ("{name}：{driver}", "{name}: {driver}"),
    "s_own_weights": ("现为原情景的权重。", "These are the scenario's own weights."),
    "s_restore": ("恢复原权重", "Own weights again"),
    "s_same": ("按这组权重，方案不变。", "Under these weights the plan is the same."),
    "s_share": ("占现数", "of the count"),
    "s_shift": ("移动1名", "one post moves"),
    "s_single": ("只有一项指标，没有权重区间。", "A single driver has no interval."),
    "s_slider": ("滑块", "slider"),
    "s_sum_over": (
        "合计{sum}%，多{off}个百分点，应恰为100%",
        "The sum is {sum}%, {off}% too much: it must be exactly 100%",
    ),
    "s_sum_under": (
        "合计{sum}%，少{off}个百分点，应恰为100%",
        "The sum is {sum}%, {off}% too little: it must be exactly 100%",
    ),
    "s_title": ("{name}：稳定性", "{name}: robustness"),
    "s_to": ("至", "to"),
    "s_unchanged": ("不变区间", "unchanged within"),
    "s_unanswered": ("未算不变区间：{message}", "No intervals: {message}"),
    "s_under": ("按这组权重的方案", "The plan under these weights"),
    "s_weight": (
        "{driver}权重在{low}至{high}之间，方案不变。",
        "Between {low} and {high} for {driver} nothing changes.",
    ),
    "s_weights_class": (
        "{name}：一项权重在区间内变动、其余按比例随动，方案不变",
        "{name}: while one weight stays within, the others following in proportion, nothing changes",
    ),
    "s_weights": (
        "一项权重在区间内变动、其余按比例随动，方案不变",
        "While one weight stays within, the others following in proportion, nothing changes",
    ),
}
