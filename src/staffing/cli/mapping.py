"""``staffing map``: show what a foreign table seems to be, ask where somebody can answer, write the mapping."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from staffing.cli.output import EXIT_CODES, Output
from staffing.errors import Issue, UsageError
from staffing.io.values.dates import parse_period
from staffing.messages import text
from staffing.models.run import document
from staffing.report.terminal_map import counts_lines, proposal_lines
from staffing.service.mapping import Proposal, drivers_in_use, known_names, propose, unknown_names
from staffing.service.mapping_writing import describe, write

NOTHING = "-"
"""What is typed for "none"."""


def on_terminal() -> bool:
    """Tell whether somebody can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def map_table(
    output: Output,
    *,
    file: Path,
    scenario: Path | None,
    sheet: str | None,
    driver: str | None,
    period: str | None,
    cap: int | None,
    weights: Sequence[str],
    yes: bool,
) -> int:
    """Propose, ask or be told to go on, write, and show the counts."""
    proposal = propose(
        file, target=scenario, sheet=sheet, driver=driver, period=period, cap=cap, weights=_weights(weights)
    )
    asks = not yes and not output.as_json and on_terminal()
    if not yes and not asks:
        proposed = describe(proposal)
        lines = proposal_lines(proposed, lang=output.lang, width=output.width)
        output.answer(document(proposed), lambda: lines)
        output.say("m_not_written")
        return 2
    if not output.as_json:
        click.echo("\n".join(proposal_lines(describe(proposal), lang=output.lang, width=output.width)))
    if asks:
        proposal = _Questions(output).about(proposal)
        if not click.confirm(text("m_q_write", output.lang, path=proposal.target), default=True, err=True):
            raise click.Abort
    with _ended_as_by_ctrl_c():
        answer = write(proposal, lang=output.lang)
    output.answer(document(answer), lambda: counts_lines(answer, lang=output.lang, width=output.width))
    return EXIT_CODES[answer.status]


@contextmanager
def _ended_as_by_ctrl_c() -> Iterator[None]:
    """Take SIGTERM for Ctrl-C, so that nothing half done stays."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _weights(given: Sequence[str]) -> dict[str, str]:
    """Return ``NAME=W`` pairs; a name may hold the sign itself."""
    weights = {}
    for pair in given:
        name, sign, weight = pair.rpartition("=")
        if not sign or not name:
            raise UsageError([Issue("E_USAGE", values={"detail": f"--weight {pair}: NAME=W"})])
        weights[name] = weight
    return weights


class _Questions:
    """One question a decision; Enter takes what is proposed."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def about(self, proposal: Proposal) -> Proposal:
        """Ask for everything that the mapping depends on."""
        proposal = self._tickets(proposal) if proposal.is_tickets else self._wide(proposal)
        if proposal.cap is None and proposal.is_new:
            cap = self._ask("m_q_cap", "", one_of=lambda words: not words or words.isdigit())
            proposal = replace(proposal, cap=int(cap) if cap else None)
        names = tuple(dict.fromkeys((*drivers_in_use(proposal.target), *proposal.driver_names)))
        if len(names) > 1 and not set(names) <= set(proposal.weights):
            proposal = replace(proposal, weights=self._shares(names))
        return replace(proposal, aliases=self._aliases(proposal))

    def _tickets(self, proposal: Proposal) -> Proposal:
        station = self._column("m_q_station", proposal, proposal.station)
        if station is not None and station != proposal.station:
            proposal = proposal.with_station(station)
        day = self._column("m_q_day", proposal, proposal.day, may_lack=True)
        if day != proposal.day:
            proposal = proposal.with_day(day)
        number = self._column("m_q_number", proposal, proposal.number, may_lack=True)
        driver = self._ask("m_q_driver", proposal.driver)
        period = proposal.period
        if proposal.day is not None:
            period = self._ask("m_q_period", proposal.period or NOTHING, one_of=_is_period)
        return replace(
            proposal, number=number, driver=driver, period=None if period in (None, NOTHING) else period
        )

    def _wide(self, proposal: Proposal) -> Proposal:
        station = self._column("m_q_name", proposal, proposal.station)
        if station is not None and station != proposal.station:
            proposal = proposal.with_station(station)
        fixed = dict(proposal.fixed)
        for key in ("id", "in_post", "minimum", "maximum"):
            if key in fixed:
                title = self._column(f"m_q_{key}", proposal, fixed.pop(key), may_lack=True)
                fixed |= {} if title is None else {key: title}
        titles = [guess.title for guess in proposal.found.guesses]
        words = self._ask(
            "m_q_drivers",
            ", ".join(proposal.drivers) or NOTHING,
            one_of=lambda words: words == NOTHING or all(name in titles for name in _listed(words)),
        )
        drivers = () if words == NOTHING else tuple(_listed(words))
        return replace(proposal, fixed=fixed, drivers=drivers)

    def _shares(self, names: Sequence[str]) -> dict[str, str]:
        """Ask for the weight of each driver: nobody else can know it."""
        return {name: self._ask("m_q_weight", "", name=name, one_of=_is_number) for name in names}

    def _aliases(self, proposal: Proposal) -> dict[str, str | None]:
        """Ask which station a name means that no station bears; Enter leaves it open."""
        aliases: dict[str, str | None] = {}
        unknown = unknown_names(proposal)
        known = known_names(proposal.target) if unknown else {}
        for name, near in unknown.items():
            key = "m_q_alias_near" if near else "m_q_alias"
            words = self._ask(
                key,
                "",
                name=name,
                near=", ".join(near),
                one_of=lambda words: words in ("", NOTHING) or not known or words in known,
            )
            if words:
                aliases[name] = None if words == NOTHING else words
        return aliases

    def _column(
        self, key: str, proposal: Proposal, proposed: str | None, *, may_lack: bool = False
    ) -> str | None:
        titles = [guess.title for guess in proposal.found.guesses]
        words = self._ask(
            key, proposed or NOTHING, one_of=lambda words: words in titles or (may_lack and words == NOTHING)
        )
        return None if words == NOTHING else words

    def _ask(self, key: str, proposed: str, *, one_of: Any = None, **values: Any) -> str:
        while True:
            question = text(key, self._output.lang, **values)
            words = str(click.prompt(question, default=proposed, err=True, show_default=bool(proposed)))
            if one_of is None or one_of(words.strip()):
                return words.strip()
            self._output.say("m_q_again", got=words)


def _listed(words: str) -> list[str]:
    return [name.strip() for name in words.replace("，", ",").replace("、", ",").split(",") if name.strip()]


def _is_period(words: str) -> bool:
    return words == NOTHING or parse_period(words) is not None


def _is_number(words: str) -> bool:
    return words.replace(".", "", 1).isdigit()
