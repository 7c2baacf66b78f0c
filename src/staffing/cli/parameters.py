"""Arguments and options that several commands share."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from staffing.cli.output import Output, language
from staffing.messages import LANGUAGES


def common(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the options that every command has, as one ``output`` argument."""

    def call(*, lang: str | None, as_json: bool, debug: bool, **arguments: Any) -> int | None:  # noqa: ARG001
        return function(Output(lang=language(lang), as_json=as_json), **arguments)

    call.__name__ = function.__name__
    wrapped = click.option("--debug", is_flag=True, help="h_debug")(call)
    wrapped = click.option("--lang", type=click.Choice(LANGUAGES), default=None, help="h_lang")(wrapped)
    return click.option("--json", "as_json", is_flag=True, help="h_json")(wrapped)


MOST_POSTS = 10**7
"""Greatest headcount that is read anywhere."""
MOST_CHANGED = 10_000
"""Greatest number of posts that one question may add or cut."""

MOST_PLANS = 9
"""Greatest number of plans that are set side by side."""
CHANGES = ("variant", "settings", "method", "normalisation", "cap")
"""Options that change a scenario, by the names of their arguments."""

scenario_argument = click.argument("scenario")
method_option = click.option("--method", help="h_method")
normalisation_option = click.option("--normalisation", help="h_normalisation")
cap_option = click.option("--cap", type=click.IntRange(0, MOST_POSTS), help="h_cap")
variant_option = click.option("--variant", metavar="NAME", help="h_variant")
set_option = click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="h_set")
out_option = click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="h_out")


def changing(function: Callable[..., int | None]) -> Callable[..., int | None]:
    """Give a command the options that change its scenario, as one ``changes`` argument."""

    @wraps(function)
    def call(**arguments: Any) -> int | None:
        from staffing.cli.choosing import Changes

        given = {name: arguments.pop(name) for name in CHANGES if name in arguments}
        return function(changes=Changes(**given), **arguments)

    return variant_option(set_option(call))


@click.command(add_help_option=False)
@scenario_argument
@variant_option
@set_option
@method_option
@normalisation_option
@cap_option
def column(**_: Any) -> None:
    """Take one column of a comparison apart; it is never called."""
