"""Long solves: how far they are, and the plan that there is already; to be stopped, used or begun again."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from staffing.errors import InputError
from staffing.report.figures import at_most
from staffing_api.jobs import Job, JobStatus
from staffing_api.problems import request_lang
from staffing_api.workbench.answering import Bench
from staffing_api.workbench.rendering import is_part, moved, page
from staffing_api.workbench.view import View, address, frame


async def show(view: View, job: Job) -> Mapping[str, Any]:
    """Return what is known of a job that looks for the answer of the view."""
    opened, _ = await view.bench.opened(view.state)
    at = view.state.url(view.screen)[1:]
    progress = job.progress
    gap = None if progress is None else progress.gap
    stopped = job.cancel.is_set()
    best = (
        view.bench.searches.has_plan(job) if job.ended else progress is not None and progress.best is not None
    )
    return {
        "template": "working.html",
        "title": opened.scenario.name,
        "stopped": stopped,
        "ended": job.ended is not None,
        "best": best,
        "answer": view.say("p_stopped" if stopped else "p_working"),
        "said": view.say("p_stopped_with" if best else "p_stopped_without")
        if stopped
        else _said(view, job, opened.scenario.time_limit_s, gap, best=best),
        "at": at,
        "progress_url": f"/progress/{job.id}?at={quote(at, safe='')}",
        "stop_url": f"/progress/{job.id}/stop?at={quote(at, safe='')}",
        "use_url": f"/progress/{job.id}/use?at={quote(at, safe='')}",
    }


def _said(view: View, job: Job, limit: Any, gap: float | None, *, best: bool) -> str:
    if job.status is JobStatus.QUEUED:
        return view.say("p_queued")
    said = view.say("p_elapsed", seconds=int(job.seconds), limit=f"{float(limit):g}")
    if not best:
        return said + view.say("p_no_plan_yet")
    if gap is None:
        return said + view.say("p_plan_yet")
    return said + (view.say("p_gap_yet", gap=at_most(gap)) if gap > 0 else view.say("p_later_goals"))


async def watch(bench: Bench, request: Request) -> Response:
    """Return how far a job is; where it has ended, send on to its answer."""
    view, job = _asked(bench, request)
    if view is None:
        return moved(request, "/")
    if job is None or (job.ended is not None and not job.cancel.is_set()):
        return moved(request, view.state.url(view.screen))
    found = {**frame(view), **await show(view, job)}
    if is_part(request) and job.cancel.is_set():
        return moved(request, found["progress_url"])
    return page("parts/progress.html" if is_part(request) else "working.html", found, view.lang)


async def stop(bench: Bench, request: Request) -> Response:
    """End a job, and say what there is."""
    view, job = _asked(bench, request)
    if view is None or job is None:
        return moved(request, view.state.url(view.screen) if view is not None else "/")
    await bench.searches.stop(job)
    return moved(request, f"/progress/{job.id}?{request.url.query}")


async def use(bench: Bench, request: Request) -> Response:
    """End a job, and show the best plan until then."""
    view, job = _asked(bench, request)
    if job is not None:
        await bench.searches.stop(job)
    return moved(request, view.state.url(view.screen) if view is not None else "/")


async def again(bench: Bench, request: Request) -> Response:
    """Forget an answer that is not proven, and ask again."""
    view, _ = _asked(bench, request)
    if view is None:
        return moved(request, "/")
    await bench.forget(view.state)
    return moved(request, view.state.url(view.screen))


def _asked(bench: Bench, request: Request) -> tuple[View | None, Job | None]:
    """Return the screen that waits for an answer, and the job that looks for it; None where there is none."""
    lang = request_lang(request.scope, bench.lang)
    found = address(request.query_params.get("at", ""), lang)
    if found is None:
        return None, None
    screen, state = found
    try:
        job = bench.desk.jobs.get(request.path_params.get("job", ""))
    except InputError:
        job = None
    return View(bench, state, screen), job
