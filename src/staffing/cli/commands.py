"""The command line: parse, call, print. Everything heavy is imported by the command that needs it."""

import copy
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from staffing.cli.output import INTERRUPTED, Output, language
from staffing.cli.parameters import (
    MOST_CHANGED,
    MOST_PLANS,
    MOST_POSTS,
    cap_option,
    changing,
    common,
    method_option,
    normalisation_option,
    out_option,
    scenario_argument,
)
from staffing.errors import InputError, Issue, UsageError
from staffing.messages import Lang, text


@click.group(invoke_without_command=True, help="h_main")
@click.version_option(package_name="staffing", message="%(version)s", help="h_version")
@click.pass_context
def cli(context: click.Context) -> None:
    """Run the example where no command is given."""
    if context.invoked_subcommand is None:
        from staffing.cli.actions import demonstrate

        context.exit(demonstrate(Output(lang=language(None), as_json=False)))


@cli.command(help="h_check")
@scenario_argument
@click.option("--notes", is_flag=True, help="h_notes")
@changing
@common
def check(output: Output, scenario: str, **options: Any) -> int:
    """Read and validate."""
    from staffing.cli.actions import check_scenario

    return check_scenario(output, scenario, **options)


@cli.command(help="h_demand")
@scenario_argument
@normalisation_option
@click.option("--station", "stations", multiple=True, metavar="ID", help="h_station")
@changing
@common
def demand(output: Output, scenario: str, **options: Any) -> int:
    """Show index and quota."""
    from staffing.cli.actions import show_demand

    return show_demand(output, scenario, **options)


@cli.command(help="h_tasks")
@scenario_argument
@click.option("--by", default="station", show_default=True, metavar="COLUMNS", help="h_by")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help="h_csv")
@click.option("--all", "all_rows", is_flag=True, help="h_all")
@common
def tasks(output: Output, **options: Any) -> int:
    """Sum the task ledger."""
    from staffing.cli.ledger import show_tasks

    return show_tasks(output, **options)


@cli.command(help="h_weights")
@scenario_argument
@click.option("--write", type=click.Path(path_type=Path, dir_okay=False), help="h_weights_write")
@common
def weights(output: Output, scenario: str, write: Path | None) -> int:
    """Compare weights."""
    from staffing.cli.actions import compare_weights

    return compare_weights(output, scenario, write)


@cli.command(help="h_sensitivity")
@scenario_argument
@click.option("--draws", type=int, metavar="N", help="h_draws")
@click.option("--drawn", metavar="NAMES", help="h_drawn")
@method_option
@normalisation_option
@cap_option
@changing
@common
def sensitivity(output: Output, scenario: str, **options: Any) -> int:
    """Say how far weights and counts may change."""
    from staffing.cli.sensing import show_sensitivity

    return show_sensitivity(output, scenario, **options)


@cli.command(help="h_run")
@scenario_argument
@method_option
@normalisation_option
@cap_option
@click.option("--backend", default="auto", help="h_backend")
@out_option
@click.option("--write-model", type=click.Path(path_type=Path, dir_okay=False), help="h_write_model")
@click.option("--all", "all_rows", is_flag=True, help="h_all")
@click.option("--plan", type=click.Path(path_type=Path, dir_okay=False), help="h_plan")
@click.option("--posts", "edits", multiple=True, metavar="ID=N", help="h_posts")
@click.option("--plans", type=click.IntRange(2, MOST_PLANS), metavar="K", help="h_plans")
@click.option("--within", type=click.FloatRange(0, 1), metavar="SHARE", help="h_within")
@click.option("--apart", type=click.IntRange(min=1), metavar="N", help="h_apart")
@changing
@common
def run(output: Output, **options: Any) -> int:
    """Decide the posts."""
    from staffing.cli.actions import run_scenario

    return run_scenario(output, **options)


@cli.command(help="h_whatif")
@scenario_argument
@click.option("--add", type=click.IntRange(1, MOST_CHANGED), help="h_add")
@click.option("--cut", type=click.IntRange(1, MOST_CHANGED), help="h_cut")
@click.option("--delta", type=click.IntRange(-MOST_CHANGED, MOST_CHANGED), help="h_delta")
@click.option("--category", help="h_category")
@click.option("--mode", default="reapportion", help="h_mode")
@click.option("--max-transfers", type=click.IntRange(min=0), help="h_max_transfers")
@click.option("--frontier", is_flag=True, help="h_frontier")
@method_option
@normalisation_option
@cap_option
@changing
@common
def whatif(output: Output, scenario: str, *, frontier: bool, **question: Any) -> int:
    """Add or cut N, or say how few moves reach how much of the gain."""
    if frontier:
        from staffing.cli.fewest_moves import show_frontier

        return show_frontier(output, scenario, **question)
    from staffing.cli.actions import ask

    return ask(output, scenario, **question)


@cli.command(help="h_compare")
@click.argument("scenarios", nargs=-1, required=True)
@click.option("--methods", is_flag=True, help="h_methods")
@click.option("--normalisations", is_flag=True, help="h_normalisations")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="h_compare_out")
@click.option("--all", "all_rows", is_flag=True, help="h_all")
@common
def compare(output: Output, **options: Any) -> int:
    """Set scenarios side by side."""
    from staffing.cli.comparing import compare_scenarios

    return compare_scenarios(output, **options)


@cli.command(help="h_batch")
@click.argument("scenarios", nargs=-1, required=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="h_workers")
@click.option("--resume", is_flag=True, help="h_resume")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="h_out")
@common
def batch(output: Output, **options: Any) -> int:
    """Solve many scenarios."""
    from staffing.cli.actions import run_batch

    return run_batch(output, **options)


@cli.command(help="h_report")
@click.argument("source")
@click.option("--format", "formats", default="html,xlsx", show_default=True, help="h_format")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="h_out")
@click.option("--style", default="standard", show_default=True, metavar="NAME|FILE", help="h_style")
@click.option(
    "--whatif", "delta", type=click.IntRange(-MOST_CHANGED, MOST_CHANGED), metavar="N", help="h_report_whatif"
)
@click.option("--category", help="h_category")
@click.option("--mode", default="increment", show_default=True, help="h_mode")
@method_option
@normalisation_option
@cap_option
@changing
@common
def report(output: Output, **options: Any) -> int:
    """Write reports."""
    from staffing.cli.reporting import write_reports

    return write_reports(output, **options)


@cli.command(help="h_verify")
@click.argument("result")
@scenario_argument
@changing
@common
def verify(output: Output, result: str, scenario: str, **options: Any) -> int:
    """Recompute a result."""
    from staffing.cli.actions import verify_result

    return verify_result(output, result, scenario, **options)


@cli.command(help="h_template")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def template(output: Output, file: Path) -> int:
    """Write an empty workbook."""
    from staffing.cli.actions import make_template

    return make_template(output, file)


@cli.command(help="h_export")
@scenario_argument
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@common
def export(output: Output, scenario: str, file: Path) -> int:
    """Write a scenario as a workbook."""
    from staffing.cli.actions import export_scenario

    return export_scenario(output, scenario, file)


@cli.command("map", help="h_map")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scenario", type=click.Path(path_type=Path), help="h_map_scenario")
@click.option("--sheet", help="h_map_sheet")
@click.option("--driver", help="h_map_driver")
@click.option("--period", help="h_map_period")
@click.option("--cap", type=click.IntRange(0, MOST_POSTS), help="h_map_cap")
@click.option("--weight", "weights", multiple=True, metavar="NAME=W", help="h_map_weight")
@click.option("--yes", is_flag=True, help="h_map_yes")
@common
def map_file(output: Output, **options: Any) -> int:
    """Map a foreign table."""
    from staffing.cli.mapping import map_table

    return map_table(output, **options)


@cli.command(help="h_standards")
@click.argument("ledger", type=click.Path(path_type=Path))
@click.option("--activity", metavar="COL", help="h_ms_activity")
@click.option("--start", metavar="COL", help="h_ms_start")
@click.option("--end", metavar="COL", help="h_ms_end")
@click.option("--case", metavar="COL", help="h_ms_case")
@click.option("--transition", metavar="COL", help="h_ms_transition")
@click.option("--timestamp", metavar="COL", help="h_ms_timestamp")
@click.option("--resource", metavar="COL", help="h_ms_resource")
@click.option("--unit", metavar="COL", help="h_ms_unit")
@click.option("--where", multiple=True, metavar="COL=VALUE", help="h_ms_where")
@click.option("--hours", metavar="9-18", help="h_ms_hours")
@click.option("--workdays", is_flag=True, help="h_ms_workdays")
@click.option("--zone", metavar="ZONE", help="h_ms_zone")
@click.option("--split", is_flag=True, help="h_ms_split")
@click.option("--least", type=click.IntRange(min=1), help="h_ms_least")
@click.option("--range", "bounds", type=click.Choice(["interval", "quartiles"]), help="h_ms_range")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="h_ms_out")
@common
def standards(output: Output, ledger: Path, **options: Any) -> int:
    """Measure unit hours."""
    from staffing.cli.measuring import measure

    return measure(output, ledger, **options)


@cli.command(help="h_serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="h_host")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="h_port")
@click.option(
    "--scenarios", type=click.Path(path_type=Path, file_okay=False, exists=True), help="h_scenarios"
)
@common
def serve(output: Output, host: str, port: int, scenarios: Path | None) -> int:
    """Serve HTTP."""
    from staffing.cli.actions import serve_http

    return serve_http(output, host, port, scenarios)


@cli.command(help="h_doctor")
@common
def doctor(output: Output) -> int:
    """Look at the environment."""
    from staffing.cli.doctor import examine

    return examine(output)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    output = Output(lang=language(_peek(given)), as_json="--json" in given)
    spoken = copy.deepcopy(cli)
    _localise(spoken, output.lang)
    sys.exit(_guarded(spoken, given, output))


def _guarded(commands: click.Group, given: list[str], output: Output) -> int:
    try:
        return int(commands.main(given, prog_name="staffing", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 2
    except click.UsageError as error:
        return refuse(UsageError([Issue("E_USAGE", values={"detail": error.format_message()})]), output)
    except InputError as error:
        return refuse(error, output)
    except (KeyboardInterrupt, click.Abort):
        output.say("p_cancelled")
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if "--debug" in given:
            raise
        output.say("p_failed", detail=f"{type(error).__name__}: {error}"[:300])
        output.say("p_debug")
        return 4


def refuse(error: InputError, output: Output) -> int:
    """Print every fault of refused input, one line each; for contradictions the conflict and what would help."""
    if output.as_json:
        document: dict[str, Any] = {"status": "INVALID"}
        document["issues"] = [issue.document(output.lang) for issue in error.issues]
        if error.conflict:
            document |= {"conflict": list(error.conflict), "relaxations": list(error.relaxations)}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return 2
    for issue in error.issues:
        click.echo(issue.line(output.lang), err=True)
    for label, rows in (("t_conflict", error.conflict), ("t_relaxation", error.relaxations)):
        for row in rows:
            place = f" ({row['where']})" if row.get("where") else ""
            click.echo(f"  {text(label, output.lang)}  {row['text']}{place}", err=True)
    return 2


def _peek(arguments: Sequence[str]) -> str | None:
    """Find ``--lang`` before parsing, because help and faults need it."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
    return None


def _localise(command: click.Command, lang: Lang) -> None:
    """Put the words of the language where the declarations hold message keys."""
    command.help = text(command.help, lang) if command.help else None
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = text(parameter.help, lang)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _localise(inner, lang)
