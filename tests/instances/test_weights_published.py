"""Published judgements of ``ahp.json``, carried from the tests of PhilipGriffith/AHPy, who give their sources.

Of Saaty's cities (2005) only the comparison of the criteria is given there: the final weights of the four cities
need the judgements of the cities under each criterion, so they cannot be composed. What can be checked are the
weights of the criteria, against an independent power iteration.
"""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from staffing.quantify.calibration.pairwise import priorities
from staffing.quantify.calibration.rounding import rounded

CASES = {
    case["id"]: case for case in json.loads((Path(__file__).parent / "ahp.json").read_text("utf-8"))["cases"]
}


def found(rows):
    names = sorted({*rows, *(other for row in rows.values() for other in row)})
    pairs = {}
    for first, row in rows.items():
        for second, value in row.items():
            i, j = names.index(first), names.index(second)
            pairs[min(i, j), max(i, j)] = [Fraction(value) if i < j else 1 / Fraction(value)]
    return names, pairs, priorities(len(names), pairs)


def test_drinks():
    case = CASES["saaty_2008_drinks"]
    names, _, answer = found(case["pairs"])
    weights = {name: round(float(weight), 3) for name, weight in zip(names, answer.weights, strict=True)}
    assert weights == case["expected_weights_3dp"]
    assert round(answer.ratio, 3) == case["CR_saaty_RI"]
    assert round(answer.ratio_dd, 4) == case["CR_dd_RI"]


def test_missing_judgement():
    case = CASES["bozoki_2010_incomplete"]
    names, _, answer = found(case["pairs"])
    weights = {name: round(float(weight), 4) for name, weight in zip(names, answer.weights, strict=True)}
    assert weights == case["expected_weights_4dp"]
    # AHPy stops its search at 1e-4; the least lies within that of what it gives.
    assert answer.missing == {(2, 3): pytest.approx(case["missing"]["c,d"], abs=1e-5)}
    assert round(answer.ratio_dd, 4) == case["CR"]


def test_cities():
    names, pairs, answer = found(CASES["saaty_2005_cities_goal"]["criteria_pairs"])
    matrix = np.ones((len(names), len(names)))
    for (i, j), (value,) in pairs.items():
        matrix[i, j], matrix[j, i] = float(value), float(1 / value)
    power = np.linalg.matrix_power(matrix, 64) @ np.ones(len(names))
    assert answer.weights == pytest.approx(power / power.sum(), abs=1e-12)


def test_normalised_values():
    case = CASES["normalise"]
    whole = sum(case["values"].values())
    shares = rounded([Fraction(value, whole) for value in case["values"].values()])
    assert dict(zip(case["values"], map(float, shares), strict=True)) == case["expected"]
