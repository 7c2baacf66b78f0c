"""The index, by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from staffing.errors import InputError
from staffing.models.base import Normalisation
from staffing.models.standards import Standard, StandardSource
from staffing.quantify.demand import quantify
from tests.unit.builders_scenario import scenario


def test_share_is_the_share_of_all_work_of_that_kind():
    demand = quantify(scenario({"a": [1, 3], "b": ["0.5", "0.5"]}, 4, weights={"a": "0.6", "b": "0.4"}))
    assert demand.contributions["a"] == (Fraction(3, 20), Fraction(9, 20))
    assert demand.contributions["b"] == (Fraction(1, 5), Fraction(1, 5))
    assert demand.index == (Fraction(7, 20), Fraction(13, 20))


def test_max_is_rescaled_by_one_factor():
    demand = quantify(
        scenario(
            {"a": [1, 4], "b": [2, 1]}, 4, weights={"a": "0.5", "b": "0.5"}, normalisation=Normalisation.MAX
        )
    )
    scores = [Fraction(1, 2) * Fraction(1, 4) + Fraction(1, 2), Fraction(1, 2) + Fraction(1, 4)]
    assert demand.index == tuple(score / sum(scores) for score in scores)


def test_min_max_gives_the_least_nothing_and_a_constant_driver_no_say():
    demand = quantify(
        scenario(
            {"a": [1, 2, 3], "b": [5, 5, 5]},
            4,
            weights={"a": "0.5", "b": "0.5"},
            normalisation=Normalisation.MIN_MAX,
        )
    )
    assert demand.index == (0, Fraction(1, 3), Fraction(2, 3))
    assert demand.contributions["b"] == (0, 0, 0)


@pytest.mark.parametrize("normalisation", list(Normalisation))
def test_contributions_add_up_to_the_index_and_the_index_to_one(normalisation):
    demand = quantify(
        scenario(
            {"a": ["1.5", 2, 30], "b": [7, 0, "0.25"]},
            4,
            weights={"a": "0.123", "b": "0.877"},
            normalisation=normalisation,
            standards=tuple(
                Standard(activity=name, unit_hours=Decimal(hours), source=StandardSource.EXPERT)
                for name, hours in (("a", "0.5"), ("b", "3.2"))
            ),
        )
    )
    assert sum(demand.index) == 1
    for s, index in enumerate(demand.index):
        assert index == sum(parts[s] for parts in demand.contributions.values())


def test_decimals_are_exact():
    demand = quantify(scenario([Decimal("0.1"), Decimal("0.2")], 3))
    assert demand.index == (Fraction(1, 3), Fraction(2, 3))


@pytest.mark.parametrize("normalisation", [Normalisation.SHARE, Normalisation.MAX])
def test_a_driver_without_any_count_is_refused_by_name(normalisation):
    """Readers refuse it before; drawn counts may come to it, and so may those of a class."""
    asked = scenario({"a": [1, 2], "b": [0, 0]}, 4, normalisation=normalisation)
    with pytest.raises(InputError) as refused:
        quantify(asked)
    [issue] = refused.value.issues
    assert (issue.code, issue.values) == ("E_DRIVER_ZERO", {"name": "b"})
