"""Cells behind the parts of a scenario: made on demand, the same as if they had been made at once."""

import pickle

from staffing.io.scenario_file import load
from tests.unit.io import builders


def test_places_and_files_of_every_part(tmp_path):
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets()))
    assert loaded.places["stations.S2.minimum"] == "单位!D3"
    assert loaded.places["stations.S2.parent"] == "单位!C3"
    assert loaded.files["stations.S2.minimum"] == "a.xlsx"
    assert {path for path in loaded.places if path.startswith("stations.S3.")} == {
        f"stations.S3.{key}" for key in ("id", "name", "parent", "minimum", "maximum", "in_post")
    }
    assert len(loaded.places) == len(list(loaded.places))
    for path in ("stations.S2.class", "stations.S9.minimum", "stations", "nothing"):
        assert path not in loaded.places


def test_a_row_that_is_not_plain_has_the_same_places(tmp_path):
    plain = load(builders.book(tmp_path / "a.xlsx", builders.sheets()))
    odd = load(builders.book(tmp_path / "b.xlsx", builders.with_cell("单位", 2, 3, "1")))
    assert odd.places == plain.places


def test_another_process_gets_the_texts_alone(tmp_path):
    loaded = load(builders.book(tmp_path / "a.xlsx", builders.sheets()))
    assert pickle.loads(pickle.dumps(loaded.places)) == dict(loaded.places)
