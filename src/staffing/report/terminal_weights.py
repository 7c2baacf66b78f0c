"""``staffing weights`` on the terminal: drivers by method, consistency, fit, and how the plan would differ."""

from staffing.messages import Lang, listing, text
from staffing.models.weights import Consistency, Fit, Weighing, WeightPlan, WeightTable
from staffing.report.lines import Column, fitted, wrap
from staffing.report.terminal import warning_lines


def weight_lines(answer: Weighing, *, lang: Lang, width: int) -> list[str]:
    """Return the weights of every method side by side, and what to do with them."""
    lines = [text("w_title", lang, name=answer.name)]
    for table in answer.tables:
        lines += ["", *_table_lines(table, answer.decimals, lang, width, named=len(answer.tables) > 1)]
    lines += ["", text("w_plans", lang)]
    for plan in answer.plans[1:]:
        lines += wrap("  ", _plan_text(plan, lang), width)
        lines += warning_lines(plan.issues, lang, width)
    lines += ["", *warning_lines(answer.warnings, lang, width)]
    lines += ["", *wrap("", text("w_apply", lang), width)]
    if any(table.class_ is not None for table in answer.tables):
        lines += wrap("", text("w_apply_class", lang), width)
    if answer.files:
        return [*lines, *(text("w_wrote", lang, path=path) for path in answer.files)]
    return [*lines, "", *answer.variants.splitlines()]


def _table_lines(table: WeightTable, decimals: int, lang: Lang, width: int, *, named: bool) -> list[str]:
    lines = []
    if table.class_ is not None:
        lines.append(text("weights_class", lang, name=table.class_, stations=table.stations))
    elif named:
        lines.append(text("w_general", lang, stations=table.stations))
    found = [one for one in table.methods if one.weights is not None]
    headings = [Column(text("driver", lang), right=False)]
    headings += [Column(text(f"w_method_{one.method}", lang)) for one in found]
    rows = [[name, *(f"{(one.weights or {})[name]:.{decimals}f}" for one in found)] for name in table.drivers]
    lines += fitted(headings, rows, width=width, spare=())
    for one in table.methods:
        if one.reason is not None:
            said = text("w_none", lang, method=text(f"w_method_{one.method}", lang), reason=one.reason)
            lines += wrap("", said, width)
    for found_ in table.consistency:
        lines += wrap("", _consistency_text(found_, lang), width)
    return lines + (wrap("", _fit_text(table.fit, lang), width) if table.fit is not None else [])


def _consistency_text(found: Consistency, lang: Lang) -> str:
    who = text("w_consistency_all", lang)
    who = who if found.expert is None else text("w_expert", lang, name=found.expert)
    ratios = [
        text("w_no_ratio", lang) if ratio is None else f"{ratio:.4f}"
        for ratio in (found.ratio, found.ratio_dd)
    ]
    said = text(
        "w_consistency",
        lang,
        who=who,
        judged=found.judged,
        missing=found.missing,
        ratio=ratios[0],
        dd=ratios[1],
    )
    if found.worst is None:
        return said
    worst = found.worst
    told = text(
        "w_worst",
        lang,
        first=worst.first,
        second=worst.second,
        value=f"{worst.value:.4g}",
        implied=f"{worst.implied:.3g}",
    )
    return f"{said}；{told}" if lang == "zh" else f"{said}; {told}"


def _fit_text(fit: Fit, lang: Lang) -> str:
    stations = [
        text(
            "w_fit_station",
            lang,
            name=row.name,
            in_post=f"{row.in_post:.10g}",
            explained=f"{row.explained:.1f}",
            difference=f"{row.difference:+.1f}",
        )
        for row in fit.residuals
    ]
    r2 = text("w_no_ratio", lang) if fit.r_squared is None else f"{fit.r_squared:.3f}"
    return text(
        "w_fit", lang, r2=r2, rmse=f"{fit.rmse:.2f}", stations=fit.stations, worst=listing(stations, lang)
    )


def _plan_text(plan: WeightPlan, lang: Lang) -> str:
    method = text(f"w_method_{plan.method}", lang)
    if plan.changed is None:
        return text("w_plan_none", lang, method=method, status=text(f"status_{plan.status}", lang))
    if not plan.changed:
        return text("w_plan_same", lang, method=method)
    return text("w_plan", lang, method=method, changed=plan.changed, moved=plan.moved)
