"""Many scenarios: variants and folders over local processes, results written as they come."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from staffing import __version__
from staffing.errors import InputError
from staffing.io.loaded import Loaded
from staffing.io.scenario_file import find_scenarios, load
from staffing.messages import Lang
from staffing.models.comparison import Comparison
from staffing.models.plan import Status
from staffing.models.run import Run
from staffing.models.scenario import PRESENTATION
from staffing.service.comparing import side_by_side
from staffing.service.opening import Opened
from staffing.service.running import run
from staffing.service.storing import read_result, write_result


@dataclass(frozen=True, slots=True)
class Job:
    """One scenario of a batch, or one of its variants."""

    name: str
    """Also the name of its result file."""
    path: Path
    variant: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a job."""

    job: Job
    status: Status
    kept: bool
    """True: an earlier result for the same input and version was kept."""
    refusal: InputError | None = None


Progress = Callable[[Done, int, int], None]
Task = tuple[Job, Path, bool, Lang]
"""Job, folder of results, whether to keep earlier ones, language."""


def jobs_of(sources: Sequence[str | Path]) -> list[Job]:
    """Return the scenarios of files and folders, each with its variants, in a stable order.

    A folder that is no scenario itself stands for the scenarios in it.
    """
    jobs: list[Job] = []
    for source in sources:
        path = Path(source)
        inside = path.is_dir() and not (path / "scenario.yaml").is_file()
        for found in find_scenarios(path) if inside else [path]:
            title = found.parent.name if found.name == "scenario.yaml" else found.stem
            try:
                variants = load(found).variants
            except InputError:
                variants = ()
            jobs.append(Job(title, found, None))
            jobs.extend(Job(f"{title}--{variant}", found, variant) for variant in variants)
    return _with_distinct_names(jobs)


def _with_distinct_names(jobs: list[Job]) -> list[Job]:
    seen: dict[str, int] = {}
    distinct = []
    for job in jobs:
        name = "".join(c if c.isalnum() or c in "-_." else "_" for c in job.name)
        seen[name] = seen.get(name, 0) + 1
        distinct.append(Job(name if seen[name] == 1 else f"{name}-{seen[name]}", job.path, job.variant))
    return distinct


def batch(
    sources: Sequence[str | Path],
    out: str | Path,
    *,
    workers: int = 1,
    resume: bool = False,
    lang: Lang = "zh",
    progress: Progress | None = None,
) -> Comparison:
    """Solve every scenario and variant; write one result each and a summary over all.

    Parameters
    ----------
    out
        Folder for ``NAME.json``, ``summary.json`` and ``summary.csv`` (stations x scenarios).
    workers
        Local processes.
    resume
        Keep results that this version already made from the same input.
    progress
        Called after each job with what became of it, how many are done, and how many there are.
    """
    folder = Path(out)
    jobs = jobs_of(sources)
    outcomes: dict[str, Done] = {}
    tasks = [(job, folder, resume, lang) for job in jobs]
    for done in _work(tasks, workers):
        outcomes[done.job.name] = done
        if progress is not None:
            progress(done, len(outcomes), len(jobs))
    answers = [(job.name, _answer(outcomes[job.name], folder)) for job in jobs]
    return side_by_side(answers, lang)


def _work(tasks: Sequence[Task], workers: int) -> Iterator[Done]:
    if workers <= 1 or len(tasks) <= 1:
        yield from map(_do, tasks)
        return
    with multiprocessing.get_context("spawn").Pool(min(workers, len(tasks))) as pool:
        yield from pool.imap_unordered(_do, tasks)


def _do(task: Task) -> Done:
    job, folder, resume, lang = task
    path = folder / f"{job.name}.json"
    try:
        opened = _open(job)
        if resume and (kept := _kept(path, opened)):
            return Done(job, kept.status, kept=True)
        answer = run(opened, lang=lang)
        write_result(answer, path)
    except InputError as error:
        return Done(job, Status.INVALID, kept=False, refusal=error)
    return Done(job, answer.status, kept=False)


def _open(job: Job) -> Opened:
    """Open a job; a variant without a plan is an answer (INFEASIBLE), not a refusal."""
    from staffing.service.opening import open_scenario

    loaded: Loaded = load(job.path)
    if job.variant is None:
        return open_scenario(loaded)
    changed = loaded.variant(job.variant)
    return Opened(changed.scenario, changed.warnings, changed.places, changed.files)


def _kept(path: Path, opened: Opened) -> Run | None:
    """Return the result in the file if this version made it from the same input and nobody changed it."""
    if not path.is_file():
        return None
    try:
        answer = read_result(path).run
    except InputError:
        return None
    titles = all(getattr(answer, name) == getattr(opened.scenario, name) for name in PRESENTATION)
    same = answer.input_sha256 == opened.input_sha256 and answer.provenance.get("staffing") == __version__
    return answer if same and titles else None


def _answer(done: Done, folder: Path) -> Run | InputError:
    return done.refusal or read_result(folder / f"{done.job.name}.json").run
