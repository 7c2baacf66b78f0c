"""Run -> one HTML file that asks nothing of anybody: styles, pictures and tables inside, no script."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from staffing.messages import Lang, text
from staffing.models.paper import Beside
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.report import moving, notes, proof, tables, worth
from staffing.report.chart_parts import title_of
from staffing.report.charts import (
    burden_chart,
    draw_svg,
    ladder_chart,
    moves_chart,
    quota_chart,
    season_chart,
    work_chart,
    years_chart,
)
from staffing.report.classes import class_rows, class_titles
from staffing.report.jinja import environment
from staffing.report.season_rows import names_of, season_sentence
from staffing.report.sensitivity_rows import (
    NEAR_MISS_LABELS,
    near_miss_rows,
    no_weights,
    robustness_sentence,
    weight_labels,
    weight_rows,
)
from staffing.report.work_text import apart_rows, apart_sentence, blend_sentence, derivation, enough_sentences

if TYPE_CHECKING:
    from markupsafe import Markup


TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart and the sentence that names it to those who do not see it."""

    name: str
    svg: "Markup"


def render_html(run: Run, lang: Lang = "zh", *, beside: Beside | None = None) -> bytes:
    """Return the report of a run as one self-contained HTML file; of ``beside`` it has the robustness.

    The same run gives the same bytes. Everything that comes from data is escaped; a policy inside the file
    forbids scripts and requests.
    """
    data = notes.data_notes(run.warnings)
    page = (
        environment(lang, TEMPLATES)
        .get_template("report.html")
        .render(
            lang=lang,
            language={"zh": "zh-CN", "en": "en"}[lang],
            run=run,
            noun=tables.noun(run, lang),
            answer=tables.answer_sentence(run, lang),
            status=tables.status_sentence(run, lang),
            proven=run.status is Status.OPTIMAL and run.verified,
            facts=tables.facts(run, lang),
            method=tables.method_sentence(run, lang),
            rules=tables.rule_sentences(run, lang),
            formulas=tables.formulas(run, lang),
            aims=tables.aim_sentences(run, lang),
            ties=tables.ties(run, lang),
            rows=tables.plan_rows(run),
            totals=tables.totals(run),
            ladder=tables.ladder_rows(run),
            class_titles=class_titles(lang),
            class_rows=class_rows(run, lang),
            pictures=_pictures(run, lang),
            objective_label=proof.objective_label(run, lang),
            objective=None if run.objective is None else tables.number_text(run.objective),
            unserved=None if run.unserved_index is None else tables.number_text(run.unserved_index),
            warnings=notes.plan_warnings(run.warnings),
            data_notes=data,
            data_count=notes.count(data),
            has_in_post=any(station.in_post is not None for station in run.stations),
            season_sentence=lambda season: season_sentence(season, lang),
            season_names=names_of(run),
            robust=_robust(run, beside, lang),
            **_work(run, lang),
            **_proof(run, lang),
            **_programme(run, lang),
        )
    )
    return f"{page}\n".encode()


def _robust(run: Run, beside: Beside | None, lang: Lang) -> dict[str, Any] | None:
    """Return the intervals of the weights and the tightest near misses; None: they were not asked for."""
    answer = None if beside is None else beside.sensitivity
    if answer is None:
        return None
    names = names_of(run)
    weights, misses = weight_rows(answer, names, lang), near_miss_rows(answer, names, lang)
    return {
        "said": robustness_sentence(run, weights, misses, lang),
        "none": no_weights(answer, lang),
        "weight_labels": weight_labels(run, lang),
        "weights": weights,
        "miss_labels": [text(key, lang) for key in NEAR_MISS_LABELS],
        "misses": misses,
    }


def _work(run: Run, lang: Lang) -> dict[str, Any]:
    """Return what is said of quantified work; nothing of it where there is none."""
    if run.work is None:
        return {}
    said = [*enough_sentences(run.work, lang), blend_sentence(run.work, lang), apart_sentence(run, lang)]
    return {
        "work_said": [sentence for sentence in said if sentence],
        "work_apart": apart_rows(run.work),
        "work_held": {station.id: station.in_post for station in run.stations},
        "work_derived": [derivation(run, station, lang) for station in run.stations],
    }


def _proof(run: Run, lang: Lang) -> dict[str, Any]:
    return {
        "programme": proof.is_programme(run),
        "asked_programme": proof.asked_programme(run),
        "goals": proof.goal_rows(run.goals, lang),
        "proof": proof.proof_sentence(run, lang),
        "bound": proof.bound_sentence(run, lang),
        "backend": proof.backend_sentence(run, lang),
        "scale": proof.scale_sentence(run, lang),
    }


def _programme(run: Run, lang: Lang) -> dict[str, Any]:
    """Return who moves, and what is said of further plans; nothing of those that the run has not."""
    parts: dict[str, Any] = {
        "moves": moving.move_rows(run, run, lang),
        "moves_facts": moving.moves_facts(run, lang),
    }
    if run.evaluation is not None:
        parts["evaluation"] = {
            "said": worth.evaluation_facts(run, run.evaluation, lang),
            "beside": worth.evaluation_beside(run, run.evaluation, lang),
            "moves": moving.move_rows(run.evaluation, run, lang),
        }
    if run.alternatives is not None:
        parts["alternatives"] = {
            "said": worth.alternatives_facts(run.alternatives, lang),
            "beside": worth.alternatives_beside(run, run.alternatives, lang),
        }
    if run.phased is not None:
        parts["phased"] = {
            "said": worth.phased_facts(run.phased, lang),
            "labels": worth.year_labels(lang),
            "years": [(year.year, worth.year_figures(year)) for year in run.phased.years],
            "beside": worth.phased_beside(run, run.phased, lang),
            "moves": [
                (text("year_moves", lang, year=year.year), rows)
                for year in run.phased.years
                if (rows := moving.move_rows(year, run, lang))
            ],
        }
    return parts


def _pictures(run: Run, lang: Lang) -> dict[str, Picture]:
    return dict(_drawn(run, lang))


def _drawn(run: Run, lang: Lang) -> Iterator[tuple[str, Picture]]:
    from markupsafe import Markup

    charts = {"burden": burden_chart, "quota": quota_chart, "ladder": ladder_chart, "years": years_chart}
    charts |= {"season": season_chart, "work": work_chart}
    if proof.is_programme(run):
        charts["moves"] = moves_chart
    for name, chart in charts.items():
        spec = chart(run, lang)
        if spec is not None:
            # Drawn by vl-convert from data, which it escapes.
            yield name, Picture(name=title_of(spec), svg=Markup(_inline(draw_svg(spec))))  # noqa: S704


def _inline(svg: str) -> str:
    """Return a drawing as part of a page, which needs no namespaces."""
    for name in ("xmlns", "xmlns:xlink"):
        start = svg.find(f' {name}="')
        if 0 <= start < svg.index(">"):
            svg = svg[:start] + svg[svg.index('"', start + len(name) + 3) + 1 :]
    return svg
