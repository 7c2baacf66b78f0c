"""The documentation says everything that the code holds out to users, and its examples run."""

import doctest
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import click
import pytest
from starlette.routing import Route

from staffing import messages
from staffing.io import layout
from staffing.messages.outcomes import OUTCOMES
from staffing.messages.reallocation import REALLOCATION
from staffing.messages.words import WORDS
from staffing.models import (
    answers,
    checking,
    comparison,
    frontier,
    ledger,
    measured,
    run,
    seasons,
    sensitivity,
    weights,
    what_if,
)
from staffing.models.base import Frozen, Goal, Method, Normalisation, Place
from staffing.models.formal import Publicity
from staffing.models.house_style import Fonts, HouseStyle, Margins, Sizes
from staffing.models.plan import Status, Tie
from staffing.models.progress import Progress
from staffing.models.workload import Take
from staffing_api.app import create_app
from staffing_api.jobs import JobDocument, JobStatus
from staffing_api.listing import Health, ScenarioSummary
from staffing_api.options import CHECK, RUN, SENSITIVITY, WHAT_IF
from staffing_api.problems import ProblemDocument
from staffing_api.settings import Settings
from staffing_api.workbench.state import SINGLE, State

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
FORMATS = (DOCS / "formats.md").read_text(encoding="utf-8")
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
NAMED = {word for span in re.findall(r"`([^`\n]+)`", FORMATS) for word in re.split(r"[^\w.-]+", span)}
"""Every word that formats.md sets in code."""


def codes(*tables: Mapping[str, object]) -> set[str]:
    return {key.partition(".")[0] for table in tables for key in table}


def section(title: str) -> str:
    """Return one sheet's part of formats.md."""
    return FORMATS.partition(f"**{title}")[2].partition("\n**")[0].partition("\n#")[0]


# -- formats.md ----------------------------------------------------------------------------------------------


def test_every_code_and_no_other():
    written = set(re.findall(r"\b[EW]_[A-Z][A-Z0-9_]+", FORMATS))
    assert written == codes(*messages._FAULT_TABLES, OUTCOMES)


@pytest.mark.parametrize("sheet", layout.SHEET_TABLE, ids=lambda sheet: sheet.key)
def test_every_sheet_and_column(sheet):
    assert f"{sheet.zh} `{sheet.key}`" in FORMATS.replace("\n", " ")
    if not sheet.read:
        assert [column.zh for column in sheet.columns if column.zh not in FORMATS] == []
        return
    part = section(f"{sheet.zh} `{sheet.key}`")
    for column in sheet.columns:
        assert f"{column.zh} `{column.key}`" in part
        assert all(f"`{alias}`" in part for alias in column.aliases)
        required = re.search(rf"{column.zh} `{column.key}`(?: \(also `\w+`\))? \*", part)
        assert bool(required) is column.required


def test_every_setting_and_key():
    keys = [setting.key for setting in layout.SETTINGS]
    keys += [*layout.STRUCTURE_KEYS, *layout.FIXED_KEYS, "cap_change"]
    assert [key for key in keys if key not in NAMED] == []
    assert [setting.zh for setting in layout.SETTINGS if setting.zh not in FORMATS] == []


@pytest.mark.parametrize(
    "options",
    [
        Method,
        Normalisation,
        Place,
        Goal,
        Take,
        what_if.Mode,
        Status,
        JobStatus,
        measured.Range,
        measured.Clock,
        weights.WeightMethod,
        Publicity,
    ],
)
def test_every_option(options):
    assert [option.value for option in options if option.value not in NAMED] == []


@pytest.mark.parametrize(
    "limit",
    [
        f"{layout.FILE_BYTES // 10**6} MB",
        f"{layout.YAML_BYTES // 10**6} MB",
        f"{layout.SHEETS} sheets",
        f"{layout.COLUMNS} columns",
        f"{layout.ROWS:,} rows",
        f"{layout.LONG_ROWS:,}",
        f"{layout.CELL_CHARACTERS:,} characters",
    ],
)
def test_every_limit(limit):
    assert limit in FORMATS


@pytest.mark.parametrize(
    "document",
    [
        run.Run,
        run.StationResult,
        run.DriverResult,
        run.CategoryResult,
        run.CategoryPosts,
        run.LadderStep,
        run.IssueDocument,
        run.RuleDocument,
        run.RelaxationDocument,
        Tie,
        what_if.WhatIf,
        what_if.Step,
        what_if.RunnerUp,
        run.Transfer,
        run.Outside,
        run.GoalResult,
        run.Certificate,
        run.Evaluation,
        run.Improvement,
        run.Alternatives,
        run.Alternative,
        run.Phased,
        run.YearResult,
        what_if.ModeSummary,
        comparison.Comparison,
        comparison.Variant,
        comparison.ComparisonRow,
        checking.Check,
        checking.Note,
        checking.Noted,
        checking.SheetSummary,
        answers.DemandAnswer,
        answers.DemandRow,
        checking.Verification,
        seasons.PeriodTotal,
        seasons.SeasonResult,
        seasons.StationSeason,
        measured.Measured,
        measured.MeasuredActivity,
        measured.Figures,
        measured.LeftOut,
        measured.ProposedStandard,
        ledger.TaskAnswer,
        ledger.TaskRow,
        weights.Weighing,
        weights.WeightTable,
        weights.WeightSet,
        weights.Consistency,
        weights.InconsistentJudgement,
        weights.Fit,
        weights.Residual,
        weights.WeightPlan,
        frontier.Frontier,
        frontier.FrontierPoint,
        frontier.Reach,
        sensitivity.Sensitivity,
        sensitivity.WeightInterval,
        sensitivity.IntervalEnd,
        sensitivity.NearMissResult,
        sensitivity.Draws,
        sensitivity.StationDraws,
        ScenarioSummary,
        JobDocument,
        Progress,
        Health,
        ProblemDocument,
        HouseStyle,
        Margins,
        Fonts,
        Sizes,
    ],
    ids=lambda document: document.__name__,
)
def test_every_field(document: type[Frozen]):
    names = [field.alias or name for name, field in document.model_fields.items()]
    assert [name for name in names if name not in NAMED] == []


def commands() -> Mapping[str, click.Command]:
    from staffing.cli.commands import cli

    return cli.commands


def test_every_command_and_option():
    written = FORMATS.partition("## 3.")[2].partition("## 4.")[0]
    for name, command in commands().items():
        assert f"`staffing {name}" in written
        options = [o for p in command.params if isinstance(p, click.Option) for o in p.opts]
        assert [option for option in options if option not in re.findall(r"--[\w-]+", written)] == []


def test_no_command_that_is_not_there():
    written = FORMATS.partition("## 3.")[2].partition("## 4.")[0]
    assert set(re.findall(r"^\| `staffing (\w+)", written, flags=re.MULTILINE)) == set(commands())


def test_every_route_and_query_parameter():
    written = FORMATS.partition("## 5.")[2]
    routes = [route for route in create_app(Settings()).routes if isinstance(route, Route)]
    shown = [
        f"{method} {route.path}" for route in routes for method in (route.methods or ()) if method != "HEAD"
    ]
    assert [route for route in shown if f"`{route}`" not in written] == []
    options = {option.name for option in (*RUN, *WHAT_IF, *CHECK, *SENSITIVITY)}
    assert [name for name in options if f"`{name}`" not in written] == []
    single: dict[str, Any] = dict.fromkeys(SINGLE, "x")
    address = State(**single, columns=("x",), sets=("x",), drawn=("x",)).query()
    assert [name for name, _ in parse_qsl(address) if f"`{name}`" not in written] == []


# -- glossary.md ---------------------------------------------------------------------------------------------

TERMS = """
station index quota in_post allocation change work_per_head minimum maximum no_limit at_floor headcount
free method normalisation weight driver priority release runner_up transfers ratio
imbalance scenario illustrative error warning base changed category
moves evaluation alternatives phased proof bound cap joined left outside goals distance
"""


def test_every_term_under_its_label():
    cells = [part for line in GLOSSARY.splitlines() for part in re.split(r"[|,、]", line)]
    labels = {cell.strip() for cell in cells}
    words = WORDS | REALLOCATION
    assert [words[key][0] for key in TERMS.split() if words[key][0] not in labels] == []


def test_every_method_and_normalisation_with_its_label():
    for kind, options in (("method", Method), ("normalisation", Normalisation)):
        missing = [o for o in options if f"{o.value} {WORDS[f'{kind}_{o.value}'][0]}" not in GLOSSARY]
        assert missing == []


def test_one_word_for_one_thing():
    rows = [line.split("|")[1].strip() for line in GLOSSARY.splitlines() if line.startswith("| ")][2:]
    assert len(rows) == len(set(rows))


# -- examples, links, decision records -----------------------------------------------------------------------


def test_examples_of_the_model_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    result = doctest.testfile(str(DOCS / "model.md"), module_relative=False, encoding="utf-8")
    assert result.attempted >= 8
    assert result.failed == 0


@pytest.mark.parametrize(
    "page",
    sorted([*DOCS.rglob("*.md"), *(ROOT / "scenarios").rglob("*.md")]),
    ids=lambda page: page.relative_to(ROOT).as_posix(),
)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("record", sorted((DOCS / "adr").glob("*.md")), ids=lambda record: record.stem)
def test_decision_records_have_their_parts(record):
    text = record.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(record.name[:4])}. ")
    assert re.search(r"^Date: \d{4}-\d\d-\d\d\. Status: \w+\.$", text, flags=re.MULTILINE)
    assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))
