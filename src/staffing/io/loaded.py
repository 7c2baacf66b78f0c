"""A scenario as it was read, with what was noted on the way; and what is left of it after changes."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from staffing.errors import Issue, UsageError
from staffing.io.cells import Cell, Tree
from staffing.io.files.grid import Seen
from staffing.io.files.tree import leaf, mapping, merge
from staffing.io.findings import Change, Changed, Findings
from staffing.io.ledger.answer import Sum
from staffing.io.ledger.reading import ask
from staffing.io.scenario.assemble import assemble
from staffing.io.scenario.changes import named_by, read_changes
from staffing.io.scenario.items import with_items
from staffing.io.scenario.part_cells import CellTexts
from staffing.io.scenario.source import Source
from staffing.io.values.numbers import whole
from staffing.messages import Lang, text
from staffing.models.judgement import Judgement
from staffing.models.person import Person
from staffing.models.scenario import Scenario


@dataclass(frozen=True)
class Loaded:
    """A scenario with what was noted while reading it, and where its parts stood."""

    scenario: Scenario
    warnings: tuple[Issue, ...]
    places: Mapping[str, str]
    """Place of each part that has one: ``cap``, ``objective``, ``max_transfers``, ``max_stations_changed``,
    ``weights.NAME``, ``stations.S001.minimum`` (``.maximum``, ``.in_post``, ``.name``, ``.parent``,
    ``.deviation_weight``), ``categories.contract.cap`` (``.movable``, ``.capacity``, ``.total``,
    ``.transfer_cost``), ``posts.contract.S001.in_post`` (``.minimum``, ``.maximum``, ``.allowed``),
    ``groups.G1.minimum`` (``.maximum``; of a category ``groups.G1.contract.minimum``), ``fix.S001``,
    ``fix.*,contract``, ``fix.S001,contract``, ``years``, ``years.2027.max_transfers`` (``.max_joins``,
    ``.caps.contract``; without categories ``.cap``), ``departures.2027.S001.contract`` (without categories
    ``departures.2027.S001``), ``counts.NAME.S001``,
    ``coefficients.urgency.急`` (``.2025-03-01`` where it begins on a day),
    ``tasks.blend``, ``tasks.measure``."""
    files: Mapping[str, str]
    """File of each of these places."""
    file: str
    """Name of the scenario's own file; empty for a request body."""
    variants: tuple[str, ...]
    """Names of the variants, in order."""
    sheets: tuple[Seen, ...]
    """Every sheet or table found: name, rows, whether it is used."""
    cap_change: int = 0
    """What a variant added to the cap."""
    inputs: tuple[Path, ...] = ()
    """Files that were read; none of them may be overwritten."""
    notes: tuple[Change, ...] = ()
    """Every value and row that was not taken as it stands, the first of too many."""
    noted: Changed = field(default_factory=Changed)
    """How many there are."""
    people: tuple[Person, ...] = field(default=(), repr=False)
    """The staff list 人员: read beside the scenario, no part of it nor of its fingerprint."""
    judgements: tuple[Judgement, ...] = ()
    """The pairwise judgements 判断矩阵, likewise."""
    _source: Source | None = field(default=None, repr=False, compare=False)
    _cap_step: Cell | None = field(default=None, repr=False, compare=False)
    """What :attr:`cap_change` was read from."""

    @property
    def changes(self) -> Tree:
        """The variants as they stand in the file."""
        return self._source.settings.get("variants", {}) if self._source is not None else {}

    @property
    def aliases(self) -> Mapping[str, Cell]:
        """The cells of 别名 by name: the id of the station that is meant, or that none is."""
        named = self._source.settings.get("aliases", {}) if self._source is not None else {}
        return (
            {alias: cell for alias, cell in named.items() if isinstance(cell, Cell)}
            if isinstance(named, dict)
            else {}
        )

    @property
    def counted(self) -> Mapping[str, str]:
        """Drivers that were counted from tables of one row a ticket, with the name of the file."""
        tickets = self._source.tickets if self._source is not None else ()
        return {table.driver: table.path.name for table in tickets}

    def task_sums(self, by: Sequence[str]) -> list[Sum]:
        """Return the work of the task ledger by some of its columns, straight from its rows."""
        if self._source is None:
            return []
        return ask(self._source, self.scenario, self.aliases, by)

    def issue(self, key: str, path: str, **values: Any) -> Issue:
        """Return a fault at the place of a part, or at the scenario's file if the part has none."""
        return Issue(key, self.files.get(path, self.file), self.places.get(path, ""), values)

    def variant(self, name: str) -> "Loaded":
        """Return the scenario with one of its named changes.

        Raises
        ------
        UsageError
            There is no such variant.
        InputError
            The change does not fit.
        """
        if self._source is None or name not in self.variants:
            values = {"name": name, "got": name, "nearest": ", ".join(self.variants)}
            raise UsageError([Issue("E_UNKNOWN_KEY", self.file, "variants", values)])
        findings, file = Findings(), self._source.file
        variants = mapping(self._source.settings["variants"], "variants", file, findings)
        change = dict(mapping(variants[name], f"variants.{name}", file, findings))
        settings = self._source.settings
        if "name" not in change:
            title = leaf(settings.get("name"), "name", file, findings)
            own = self._source.name if title is None or title.blank else str(title.value).strip()
            change["name"] = Cell(_variant_name(own, name), "name", file, f"variants.{name}", "typed")
        alone = {key: value for key, value in settings.items() if key != "variants"}
        return self._with(replace(self._source, settings=alone), change, findings)

    def changed(self, settings: Mapping[str, str], *, origin: str = "") -> "Loaded":
        """Return the scenario with some of its keys changed, as a variant would change them.

        Parameters
        ----------
        settings
            Text as YAML writes it, by dotted path: ``{"weights.学校": "0.1", "bounds.S001.min": "3"}``; items of
            categories, groups and posts by id: ``categories.contract.cap``, ``posts.S001.contract.minimum``.
        origin
            What faults name instead of a file.

        Raises
        ------
        InputError
            A key is unknown, or the change does not fit.
        """
        if self._source is None or not settings:
            return self
        findings = Findings()
        change = with_items(read_changes(settings, origin, findings), self.scenario, self._place, findings)
        findings.check()
        if self._cap_step is not None and not change.keys() & {"cap", "cap_change", "categories"}:
            change["cap_change"] = self._cap_step  # a variant's: the settings hold the headcount before it
        with named_by(settings, self._source.file, origin):
            return self._with(self._source, change, findings)

    def _place(self, part: str) -> tuple[str, str] | None:
        return (self.files[part], self.places[part]) if part in self.places else None

    def _with(self, source: Source, change: dict[str, Tree], findings: Findings) -> "Loaded":
        step = leaf(change.pop("cap_change", None), "cap_change", source.file, findings)
        changed = assembled(replace(source, settings=merge(source.settings, change)), findings)
        fresh = tuple(issue for issue in changed.warnings if issue not in self.warnings)
        changed = replace(changed, warnings=self.warnings + fresh)
        return changed if step is None else _with_cap_change(changed, step, findings)


def _variant_name(own: str, variant: str) -> str:
    """Return what a variant of a scenario is called, in the language of the scenario's own name.

    >>> _variant_name("人员配置", "减2"), _variant_name("Stations", "cut 2")
    ('人员配置“减2”方案', 'Stations, variant “cut 2”')
    """
    lang: Lang = "zh" if re.search("[\u4e00-\u9fff]", own) else "en"
    return text("variant_name", lang, own=own, variant=variant)


def _with_cap_change(loaded: Loaded, step: Cell, findings: Findings) -> Loaded:
    """Add to the cap; with categories, to that of the only one that moves."""
    amount = whole(step, findings, negative=True) or 0
    scenario = loaded.scenario
    movable = [category for category in scenario.categories if category.movable]
    if scenario.categories and len(movable) != 1:
        findings.at("E_CAP_SUM.change", step, count=len(movable))
    elif (movable[0].cap if movable else scenario.cap) + amount < 0:
        findings.at(
            "E_NEGATIVE", step, name="cap", got=(movable[0].cap if movable else scenario.cap) + amount
        )
    findings.check()
    categories = tuple(
        category.model_copy(update={"cap": category.cap + amount}) if category.movable else category
        for category in scenario.categories
    )
    changed = scenario.model_copy(update={"cap": scenario.cap + amount, "categories": categories})
    return replace(
        loaded,
        scenario=changed,
        cap_change=amount,
        _cap_step=step,
        places={**loaded.places, "cap": step.where},
        files={**loaded.files, "cap": step.file},
    )


def assembled(source: Source, findings: Findings) -> Loaded:
    """Return the scenario of what was read.

    Raises
    ------
    InputError
        The input is refused; all faults are in it.
    """
    scenario, cells, beside = assemble(source, findings)
    variants = source.settings.get("variants")
    return Loaded(
        scenario=scenario,
        warnings=findings.warnings,
        places=CellTexts(cells, "where"),
        files=CellTexts(cells, "file"),
        file=source.file,
        variants=tuple(variants) if isinstance(variants, dict) else (),
        sheets=source.seen,
        inputs=source.inputs,
        notes=findings.changes,
        noted=findings.counted,
        people=beside.people,
        judgements=beside.judgements,
        _source=source,
    )
