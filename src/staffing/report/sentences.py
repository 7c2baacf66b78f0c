"""Run -> sentences: the answer, what it is worth, how it was made. Every figure comes from the run."""

from staffing.messages import Lang, listing, text
from staffing.models.base import Goal, Method
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.models.workload import LEDGER
from staffing.report.classes import class_weights_text
from staffing.report.figures import at_most, decimals, percent
from staffing.report.moving import moves_facts
from staffing.report.proof import asked_programme, goal_rows, is_programme, main_goal, outcome
from staffing.report.rows import Changes, changes, counts_heads, ratio_after, ratio_before, shared


def noun(run: Run, lang: Lang) -> str:
    """Return what the office calls its stations; English has one word."""
    return run.noun if run.noun and lang == "zh" else text("station", lang)


def answer_sentence(run: Run, lang: Lang = "zh") -> str:
    """Return the answer in one sentence of figures.

    ``12个站所拟配96名：4个增11名，6个减11名，2个不变；人均负荷最高与最低之比由2.41降至1.61。``
    Parts whose figures are not known are left out.
    """
    if run.allocated is None:
        return _no_plan(run, lang)
    said = text("r_placed", lang, stations=len(run.stations), noun=noun(run, lang), posts=run.allocated)
    if run.free:
        said += text("r_free", lang, free=run.free)
    moves = changes(run)
    if moves is not None:
        said += text("r_colon", lang) + _changes(moves, lang)
    balance = _balance(run, lang)
    if balance:
        said += text("r_semicolon", lang) + balance
    return said + text("r_stop", lang)


def _no_plan(run: Run, lang: Lang) -> str:
    if run.status is Status.INFEASIBLE:
        rules = run.conflict or ()
        return text("r_no_plan", lang, count=len(rules)) if rules else text("r_no_plan_bare", lang)
    return text("r_no_answer", lang, status=outcome(run.status, lang))


def _changes(moves: Changes, lang: Lang) -> str:
    parts = []
    if moves.gain:
        parts.append(text("r_gain", lang, count=moves.gain, posts=moves.gained))
    if moves.lose:
        parts.append(text("r_lose", lang, count=moves.lose, posts=moves.lost))
    if moves.same:
        parts.append(text("r_same", lang, count=moves.same))
    return text("r_comma", lang).join(parts)


def _balance(run: Run, lang: Lang) -> str:
    after = ratio_after(run)
    if after is None:
        return ""
    before = ratio_before(run)
    shown = {"after": decimals(after), "before": decimals(before)}
    if before is None:
        return text("r_ratio", lang, **shown)
    if shown["after"] == shown["before"]:
        return text("r_ratio_stays", lang, **shown)
    return text("r_ratio_falls" if after < before else "r_ratio_rises", lang, **shown)


def status_sentence(run: Run, lang: Lang = "zh") -> str:
    """Return what the answer is worth. The word optimal 最优 is said of OPTIMAL alone."""
    if run.status is Status.OPTIMAL and run.verified:
        agreed = any(goal.proof == "second_solver" for goal in run.goals or ())
        return text("status_agreed" if agreed else "status_OPTIMAL", lang)
    claimed = Status.FEASIBLE if run.status is Status.OPTIMAL else run.status
    said = text(f"status_{claimed}", lang)
    if claimed is not Status.FEASIBLE:
        return said
    if run.gap:
        said = text("r_gap", lang, status=said, gap=at_most(run.gap))
    elif is_programme(run):
        said = text("gap_unknown" if run.gap is None else "gap_later", lang, status=said)
    return said + text("r_comma", lang) + text("r_verified" if run.verified else "r_not_verified", lang)


def facts(run: Run, lang: Lang = "zh") -> tuple[str, ...]:
    """Return the figures that frame the plan: headcount, placed, unplaced, who stays, how many posts move."""
    if run.allocated is None:
        return (text("r_facts_no_plan", lang, cap=run.cap),)
    said = [text("r_facts", lang, cap=run.cap, placed=run.allocated, free=run.free)]
    said += [
        text("r_stay", lang, name=category.name, count=category.in_post)
        for category in run.categories or ()
        if not category.moves and category.in_post
    ]
    if is_programme(run):
        return (*said, *moves_facts(run, lang))
    moving = next((category for category in run.categories or () if category.moves), None)
    moves = changes(run)
    if moving is not None and moves is not None:
        said.append(text("r_moved", lang, name=moving.name, count=min(moves.gained, moves.lost)))
    return tuple(said)


def weights_text(run: Run, lang: Lang = "zh") -> str:
    """Return the weights as percentages: ``投诉举报量50%、在业市场主体20%``; with classes those of each."""
    if run.classes:
        return text("r_semicolon", lang).join(
            f"{one.name} {text('class_sum', lang, weights=class_weights_text(one, lang))}"
            for one in run.classes
        )
    gap = "" if lang == "zh" else " "
    return listing([f"{driver.name}{gap}{percent(driver.weight)}" for driver in run.drivers], lang)


def method_sentence(run: Run, lang: Lang = "zh") -> str:
    """Return method, normalisation and weights in one sentence."""
    return text(
        "r_method_line",
        lang,
        method=text(f"method_{run.method}", lang),
        name=run.method.value,
        normalisation=text(f"normalisation_{run.normalisation}", lang),
        reading=run.normalisation.value,
        weights=weights_text(run, lang),
    )


def rule_sentences(run: Run, lang: Lang = "zh") -> tuple[str, ...]:
    """Return how quotas became whole posts, step by step."""
    called = noun(run, lang)
    if run.goals is None and asked_programme(run):
        # Where no plan exists there are no goals either, but it was not the ladder that was asked.
        return ()
    if run.goals is not None:
        ranked = listing([row.label for row in goal_rows(run.goals, lang)], lang)
        return (text("r_rule_programme", lang, goals=ranked), text("goals_hint", lang))
    if run.method is Method.HAMILTON:
        return (text("r_rule_hamilton", lang, noun=called),)
    priority = text(f"r_priority_{run.method}", lang)
    said = [
        text(
            "class_rule", lang, noun=called, priority=priority, classes=listing(_class_posts(run, lang), lang)
        )
        if run.classes
        else text("r_rule", lang, noun=called, priority=priority)
    ]
    if run.method in {Method.ADAMS, Method.DEAN, Method.HUNTINGTON_HILL}:
        said.append(text("r_rule_first", lang, noun=called))
    return tuple(said)


def _class_posts(run: Run, lang: Lang) -> list[str]:
    return [
        text("class_rule_posts", lang, name=one.name, posts="—" if one.posts is None else one.posts)
        for one in run.classes or ()
    ]


def aim_sentences(run: Run, lang: Lang = "zh") -> tuple[str, ...]:
    """Return what the main goal makes best, in words and as a formula."""
    goal = main_goal(run.goals)
    if goal is None and asked_programme(run):
        return ()
    # The heaviest work per head is what adams makes least, the deviation what hamilton does.
    other = {Goal.BURDEN.value: Method.ADAMS, Goal.DEVIATION.value: Method.HAMILTON}
    method = other.get(goal.goal, run.method) if goal else run.method
    formula = text(f"r_formula_{method}", lang)
    shown = text("r_formula_line", lang, formula=formula, symbols=text("r_symbols", lang))
    aim = text(f"r_aim_{method}", lang)
    if run.classes:
        aim = text("class_aim", lang, aim=aim)
    return (text("r_aim", lang, aim=aim) if is_programme(run) else aim, shown)


def formulas(run: Run, lang: Lang = "zh") -> tuple[str, ...]:
    """Return the formulas from count to load, in the words of the tables."""
    blended = any(driver.name == LEDGER for driver in run.drivers)
    return (
        *((text("class_formula", lang),) if run.classes else ()),
        text(f"r_score_{run.normalisation}", lang, noun=noun(run, lang)),
        text("w_index_formula" if blended else "r_index_formula", lang, noun=noun(run, lang)),
        text("r_quota_formula" if shared(run) == run.cap else "r_quota_formula_units", lang),
        text("r_burden_formula" if counts_heads(run) else "r_burden_formula_units", lang),
    )


def ties(run: Run, lang: Lang = "zh") -> tuple[str, ...]:
    """Return the ties that decided a post, in words."""
    names = {station.id: station.name for station in run.stations}
    return tuple(
        text(
            "r_tie",
            lang,
            gained=names.get(tie.gained, tie.gained),
            missed=names.get(tie.missed, tie.missed),
            rule=text(f"tie_{tie.decided_by}", lang),
        )
        for tie in run.ties
    )
