"""Further plans: one made by hand, other good ones, the way year by year. Every figure comes from the run."""

from collections.abc import Sequence
from dataclasses import dataclass

from staffing.messages import Lang, text
from staffing.models.plan import Status
from staffing.models.run import Alternatives, Evaluation, GoalResult, Phased, Run, YearResult
from staffing.report.figures import at_most, loss_text, number_text, percent
from staffing.report.moving import NumberRow, held, number_rows, proposed
from staffing.report.proof import goal_label, main_goal, outcome, plan_name


@dataclass(frozen=True, slots=True)
class Beside:
    """Plans side by side: the numbers in which they differ, and what each comes to."""

    titles: tuple[str, ...]
    """Names of the plans."""
    rows: tuple[NumberRow, ...]
    compared: tuple[str, ...] = ()
    """Names of the plans that ``values`` are about."""
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Goals and the like: label, and a figure for each of the compared plans; ``-`` where there is none."""


def evaluation_facts(run: Run, found: Evaluation, lang: Lang) -> tuple[str, str]:
    """Return whether the plan is allowed, how far it is from the plan of the run, what would better it."""
    plan = plan_name(run, lang)
    said = [text("eval_allowed" if found.allowed else "eval_broken", lang, count=len(found.broken))]
    goal = main_goal(found.goals)
    if found.loss is not None and goal is not None:
        key = "eval_worse" if found.loss > 0 else "eval_better" if found.loss < 0 else "eval_equal"
        label = goal_label(goal.goal, lang)
        said.append(text(key, lang, goal=label, plan=plan, share=loss_text(abs(found.loss))))
    if found.apart is not None:
        said.append(
            text("eval_apart" if found.apart else "eval_same_posts", lang, count=found.apart, plan=plan)
        )
    first = text("r_comma", lang).join(said)
    return first, improvement_sentence(found, lang)


def by_hand_sentence(run: Run, found: Evaluation, lang: Lang) -> str:
    """Return in one sentence how many posts a plan made by hand has, whether it is allowed, and what it costs."""
    placed = sum(sum(posts.values()) for posts in found.stations.values())
    said = [text("eval_total", lang, count=placed), evaluation_facts(run, found, lang)[0]]
    return text("r_comma", lang).join(said)


def improvement_sentence(found: Evaluation, lang: Lang) -> str:
    """Return the one step that betters the plan most, and what it brings."""
    step = found.improvement
    if step is None:
        return text("eval_improve_none", lang)
    said = [text("eval_improve", lang, step=step.text)]
    before, after = main_goal(found.goals), main_goal(step.goals)
    if before and after and before.value is not None and after.value is not None:
        words = {"before": number_text(before.value), "after": number_text(after.value)}
        said.append(text("eval_improve_value", lang, goal=goal_label(after.goal, lang), **words))
    if not found.allowed:
        key = "eval_improve_broken" if step.broken else "eval_improve_allowed"
        said.append(text(key, lang, count=step.broken))
    return text("r_comma", lang).join(said)


def alternatives_facts(found: Alternatives, lang: Lang) -> str:
    """Return how many other plans there are, and whether there may be more."""
    said = text("alt_found", lang, count=len(found.plans), within=percent(found.within), apart=found.apart)
    if not found.complete:
        return said + text("r_semicolon", lang) + text("alt_perhaps", lang)
    if len(found.plans) + 1 < found.asked:
        return said + text("r_semicolon", lang) + text("alt_no_more", lang)
    return said


def phased_facts(found: Phased, lang: Lang) -> str:
    """Return whether the way leads to the target."""
    if found.failed_year is not None:
        return text("phase_failed", lang, year=found.failed_year)
    if not found.years:
        return text("phase_none", lang, status=outcome(found.status, lang))
    reached = next((year for year in found.years if not year.distance), None)
    last = found.years[-1]
    if not last.distance:
        return text("phase_reached", lang, year=reached.year if reached else last.year)
    said = text("phase_short", lang, year=last.year, distance=last.distance)
    if found.bound is None:
        return said
    shown = "phase_shown" if found.status is Status.OPTIMAL else "phase_bound"
    return said + text("r_comma", lang) + text(shown, lang, bound=found.bound)


def evaluation_beside(run: Run, found: Evaluation, lang: Lang) -> Beside:
    """Return staff in post, the plan made by hand and the plan of the run, where the plans differ."""
    titles = tuple(text(key, lang) for key in ("in_post", "by_hand", "proposed"))
    rows = number_rows(run, [held(run), found.stations, proposed(run)], differing=(1, 2))
    if run.goals is None:
        return Beside(titles, rows, titles[1:2], _goal_values([found.goals], lang))
    return Beside(titles, rows, titles[1:], _goal_values([found.goals, run.goals], lang))


def alternatives_beside(run: Run, found: Alternatives, lang: Lang) -> Beside:
    """Return the plan of the run and the others, with loss and posts apart."""
    plans = [proposed(run), *(plan.stations for plan in found.plans)]
    names = (text("alt_name", lang, number=number) for number in range(1, len(plans)))
    titles = (text("proposed", lang), *names)
    values = list(_goal_values([run.goals, *(p.goals for p in found.plans)], lang)) if run.goals else []
    values.append((text("alt_loss", lang), ("-", *(at_most(plan.loss) for plan in found.plans))))
    for number, name in enumerate(titles[:-1]):
        apart = (str(p.apart[number]) if number < len(p.apart) else "-" for p in found.plans)
        values.append((text("alt_apart", lang, name=name), ("-", *apart)))
    rows = number_rows(run, plans, differing=range(len(plans)))
    return Beside(titles, rows, titles, tuple(values))


def phased_beside(run: Run, found: Phased, lang: Lang) -> Beside:
    """Return staff in post, the posts at the end of each year and the target, where anything changes."""
    plans = {text("in_post", lang): held(run)} | {year.year: year.stations for year in found.years}
    if found.target:
        plans[text("target", lang)] = found.target
    return Beside(tuple(plans), number_rows(run, list(plans.values()), differing=range(len(plans))))


def _goal_values(
    plans: Sequence[Sequence[GoalResult]], lang: Lang
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return a row for each goal that has a value somewhere."""
    values = [{goal.goal: goal.value for goal in plan if goal.value is not None} for plan in plans]
    known = dict.fromkeys(goal for plan in values for goal in plan)
    return tuple(
        (
            goal_label(goal, lang),
            tuple(number_text(plan[goal]) if goal in plan else "-" for plan in values),
        )
        for goal in known
    )


YEAR_KEYS = ("year", "year_posts", "year_departed", "year_transfers", "year_joins", "year_leaves", "distance")


def year_labels(lang: Lang) -> list[str]:
    """Return the headings of :func:`year_figures`."""
    return [text(key, lang) for key in YEAR_KEYS]


def year_figures(year: YearResult) -> tuple[int, ...]:
    """Return the totals of a year in the order of the headings, after the year itself."""
    moved, joined, left = (
        sum(row.count for row in rows) for rows in (year.transfers, year.joins, year.leaves)
    )
    return (year.allocated, year.departed, moved, joined, left, year.distance)
