"""The weights of stations that share them, by every method, with what is to be said of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from staffing.errors import Issue
from staffing.messages import Lang, text
from staffing.models.judgement import Judgement
from staffing.models.scenario import Scenario
from staffing.models.weights import (
    Consistency,
    Fit,
    InconsistentJudgement,
    WeightMethod,
    WeightSet,
    WeightTable,
)
from staffing.models.workload import Driver
from staffing.quantify.calibration.pairwise import (
    ACCEPTED,
    MOST_COMPARED,
    Pairs,
    Priorities,
    connected,
    priorities,
)
from staffing.quantify.calibration.rounding import rounded
from staffing.quantify.calibration.spread import by_critic, by_entropy, constant
from staffing.service.opening import Opened
from staffing.service.weight_fit import NoFit, fit_staff


@dataclass(frozen=True)
class Ruler:
    """Stations that share their weights."""

    class_: str | None
    members: tuple[int, ...]
    """Positions of the stations."""
    weights: dict[str, Decimal]
    """Of now, by driver."""

    @property
    def drivers(self) -> tuple[str, ...]:
        """The drivers that count here."""
        return tuple(self.weights)


class _NoWeightsError(Exception):
    """A method gives no weights here; its text is the reason."""


def rulers(scenario: Scenario, warnings: list[Issue]) -> list[Ruler]:
    """Return the stations without weights of their own, then each class that has them."""
    own = [one.name for one in scenario.classes if any(one.name in d.class_weights for d in scenario.drivers)]
    places = range(len(scenario.stations))
    general = tuple(s for s in places if scenario.stations[s].class_ not in own)
    found = []
    if general:
        weights = {driver.name: driver.weight for driver in scenario.drivers if driver.weight}
        found.append(Ruler(None, general, weights))
        pooled = [one.name for one in scenario.classes if one.name not in own]
        if len(pooled) > 1:
            warnings.append(Issue("W_WEIGHTS_POOLED", values={"classes": pooled}))
    for name in own:
        members = tuple(s for s in places if scenario.stations[s].class_ == name)
        weights = {
            d.name: d.class_weights[name] for d in scenario.drivers if d.class_weights.get(name, Decimal(0))
        }
        found.append(Ruler(name, members, weights))
    return found


def weight_table(
    opened: Opened, ruler: Ruler, judgements: Sequence[Judgement], warnings: list[Issue], lang: Lang
) -> WeightTable:
    """Weigh the drivers of some stations by every method; warnings are added to ``warnings``."""
    weighing = _Weighing(opened, ruler, judgements, warnings, lang)
    return WeightTable(
        class_=ruler.class_,
        stations=len(ruler.members),
        drivers=ruler.drivers,
        methods=tuple(weighing.by(method) for method in WeightMethod),
        consistency=tuple(weighing.consistency),
        fit=weighing.fit,
    )


class _Weighing:
    """One table in the making."""

    def __init__(
        self, opened: Opened, ruler: Ruler, judgements: Sequence[Judgement], warnings: list[Issue], lang: Lang
    ) -> None:
        self._opened, self._scenario, self._ruler = opened, opened.scenario, ruler
        by_name = {driver.name: driver for driver in opened.scenario.drivers}
        self._drivers = [by_name[name] for name in ruler.drivers]
        self._ids = [opened.scenario.stations[s].id for s in ruler.members]
        self._judgements, self._warnings, self._lang = judgements, warnings, lang
        self.consistency: list[Consistency] = []
        self.fit: Fit | None = None
        same = [driver.name for driver in self._drivers if constant(self._counts(driver))]
        if same:
            self._warn("W_WEIGHTS_CONSTANT", "weights", drivers=same)

    def by(self, method: WeightMethod) -> WeightSet:
        """Return the weights of one method, or why there are none."""
        try:
            if len(self._drivers) == 1 and method is not WeightMethod.NOW:
                raise self._no("one")
            weights = self._by(method)
        except _NoWeightsError as none:
            return WeightSet(method=method, reason=str(none))
        shown = weights if method is WeightMethod.NOW else rounded(weights)
        return WeightSet(
            method=method, weights=dict(zip(self._ruler.drivers, map(float, shown), strict=True))
        )

    def _by(self, method: WeightMethod) -> Sequence[Fraction | float]:
        match method:
            case WeightMethod.NOW:
                return [Fraction(weight) for weight in self._ruler.weights.values()]
            case WeightMethod.AHP:
                return self._ahp()
            case WeightMethod.ENTROPY | WeightMethod.CRITIC:
                find = by_entropy if method is WeightMethod.ENTROPY else by_critic
                weights = find([[float(count) for count in self._counts(d)] for d in self._drivers])
                if weights is None:
                    raise self._no("constant")
                return weights
            case WeightMethod.NNLS:
                return self._nnls()
            case WeightMethod.EQUAL:
                return [Fraction(1, len(self._drivers))] * len(self._drivers)

    def _no(self, reason: str, **values: int) -> _NoWeightsError:
        return _NoWeightsError(text(f"w_reason_{reason}", self._lang, **values))

    def _warn(self, key: str, place: str, **values: object) -> None:
        where = {"file": self._opened.files.get(place, ""), "where": self._opened.places.get(place, "")}
        self._warnings.append(Issue(key, **where, values=values))

    def _counts(self, driver: Driver) -> list[Decimal]:
        return [driver.values[station] for station in self._ids]

    # -- judgements ------------------------------------------------------------------------------------------

    def _ahp(self) -> Sequence[Fraction | float]:
        if not self._judgements:
            raise self._no("judgements")
        if len(self._drivers) > MOST_COMPARED:
            raise self._no("many", most=MOST_COMPARED)
        everybody = self._judged(None, self._judgements)
        experts = list(dict.fromkeys(one.expert for one in self._judgements))
        for expert in experts if len(experts) > 1 else ():
            self._judged(expert or "-", [one for one in self._judgements if one.expert == expert])
        if everybody is None:
            raise self._no("apart")
        return everybody.weights

    def _judged(self, expert: str | None, judgements: Sequence[Judgement]) -> Priorities | None:
        """Note how well some judgements go together; return their weights if they connect all drivers."""
        names = self._ruler.drivers
        pairs = _pairs(names, judgements)
        spare = len(pairs) - (len(names) - 1)
        whole = len(connected(len(names), pairs)) == 1
        found = priorities(len(names), pairs) if whole else None
        worst = found.worst if found is not None and spare else None
        noted = Consistency(
            expert=expert,
            judged=len(pairs),
            missing=len(names) * (len(names) - 1) // 2 - len(pairs),
            spare=max(0, spare),
            ratio=found.ratio if found is not None and spare else None,
            ratio_dd=found.ratio_dd if found is not None and spare else None,
            worst=None
            if worst is None
            else InconsistentJudgement(
                first=names[worst.pair[0]],
                second=names[worst.pair[1]],
                value=worst.value,
                implied=worst.implied,
            ),
            weights=None if found is None else dict(zip(names, map(float, found.weights), strict=True)),
        )
        self.consistency.append(noted)
        if found is not None:
            self._warn_of(noted)
        return found

    def _warn_of(self, found: Consistency) -> None:
        who = text("w_consistency_all", self._lang)
        who = who if found.expert is None else text("w_expert", self._lang, name=found.expert)
        ratio = found.ratio if found.ratio is not None else found.ratio_dd
        if not found.spare and len(self._drivers) > 2:
            self._warn("W_WEIGHTS_UNCHECKED", "judgements", who=who, judged=found.judged)
        elif ratio is not None and ratio > ACCEPTED and found.worst is not None:
            self._warn(
                "W_WEIGHTS_INCONSISTENT",
                "judgements",
                who=who,
                ratio=f"{ratio:.3f}",
                first=found.worst.first,
                second=found.worst.second,
                value=f"{found.worst.value:.4g}",
                implied=f"{found.worst.implied:.3g}",
            )

    # -- staff in post ---------------------------------------------------------------------------------------

    def _nnls(self) -> Sequence[Fraction | float]:
        scenario = self._scenario
        found = fit_staff(scenario, self._opened.demand, self._ruler.members, self._drivers)
        if isinstance(found, NoFit):
            raise self._no(found.reason, **found.values)
        self.fit = found.fit
        if len(self._ids) == len(self._drivers):
            self._warn("W_WEIGHTS_EXACT", "weights", stations=len(self._ids), drivers=len(self._drivers))
        r2 = "-" if found.fit.r_squared is None else f"{found.fit.r_squared:.3f}"
        self._warn("W_WEIGHTS_CIRCULAR", "weights", r2=r2)
        return found.weights


def _pairs(names: Sequence[str], judgements: Sequence[Judgement]) -> Pairs:
    """Return the judgements of the named drivers by pair, each in the direction of their order."""
    place = {name: k for k, name in enumerate(names)}
    pairs: dict[tuple[int, int], list[Fraction]] = {}
    for one in judgements:
        if one.first not in place or one.second not in place:
            continue
        i, j = place[one.first], place[one.second]
        pairs.setdefault((min(i, j), max(i, j)), []).append(one.value if i < j else 1 / one.value)
    return pairs
