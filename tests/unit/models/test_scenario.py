"""The fingerprint covers what can change a number, and nothing else."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from staffing.models.base import Method, Normalisation, Place, exact_sum, fraction_text, plain, read_fraction
from staffing.models.scenario import PRESENTATION, Scenario, canonical_json
from staffing.models.station import id_key
from tests.unit.builders_scenario import scenario, split_scenario

BASE = scenario({"a": [1, 2], "b": [3, 4]}, 9, weights={"a": "0.5", "b": "0.5"})


def test_order_of_rows_does_not_matter():
    shuffled = BASE.model_copy(update={"stations": BASE.stations[::-1], "drivers": BASE.drivers[::-1]})
    assert shuffled.input_sha256 == BASE.input_sha256


def test_number_format_does_not_matter():
    drivers = tuple(
        d.model_copy(
            update={
                "weight": Decimal("0.500"),
                "values": {k: v * Decimal("1.00") for k, v in d.values.items()},
            }
        )
        for d in BASE.drivers
    )
    assert BASE.model_copy(update={"drivers": drivers}).input_sha256 == BASE.input_sha256


CHANGES = {
    "cap": 10,
    "method": Method.ADAMS,
    "normalisation": Normalisation.MAX,
    "place": Place.EXACT,
    "seed": 1,
    "threads": 2,
    "time_limit_s": Decimal(5),
}


@pytest.mark.parametrize("field", CHANGES)
def test_what_can_change_the_answer_changes_the_fingerprint(field):
    assert BASE.model_copy(update={field: CHANGES[field]}).input_sha256 != BASE.input_sha256


@pytest.mark.parametrize("field", sorted(PRESENTATION))
def test_words_of_the_report_do_not(field):
    assert field in Scenario.model_fields
    changed = True if field == "illustrative" else "x"
    assert BASE.model_copy(update={field: changed}).input_sha256 == BASE.input_sha256


def test_every_field_is_either_presentation_or_content():
    content = json.loads(canonical_json(split_scenario([1], [1], [5])))
    assert set(content) == set(Scenario.model_fields) - PRESENTATION


def test_ids_compare_by_numbers_then_code_points():
    assert sorted(["S2", "S10", "A", "S1_B", "S1"], key=id_key) == ["A", "S1", "S1_B", "S2", "S10"]


@pytest.mark.parametrize(("number", "text"), [("0.10", "0.1"), ("1E+2", "100"), ("-0.0", "0"), ("12", "12")])
def test_plain_numbers_have_one_text(number, text):
    assert plain(Decimal(number)) == text


def test_fractions_of_any_length_travel_as_text():
    long = Fraction(10**6000 + 1, 7)
    assert read_fraction(fraction_text(long)) == long
    assert fraction_text(Fraction(-3, 1)) == "-3"


def test_exact_sum_is_the_sum():
    terms = [Fraction(n, n + 1) for n in range(1, 60)]
    assert exact_sum(terms) == sum(terms)
    assert exact_sum([]) == 0
