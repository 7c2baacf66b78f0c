"""House styles: the standard, and what a file changes of it."""

from decimal import Decimal

import pytest

from staffing.errors import InputError
from staffing.report.word import STYLES, house_style


def test_the_standard_is_the_default():
    standard = house_style()
    assert standard == house_style("standard")
    assert standard.margins_mm.top == 37
    assert standard.line_pitch_pt == Decimal("28.95")


@pytest.mark.parametrize("path", sorted(STYLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_style_is_one(path):
    assert house_style(path.stem) == house_style(path)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("margins_mm: {top: -1}", "margins_mm.top"),
        ("line_pitch_pt: wide", "line_pitch_pt"),
        ("colour: red", "colour"),
        ("fonts: {body: ''}", "fonts.body"),
        ("characters: 5", "characters"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(tmp_path, words, place):
    path = tmp_path / "ours.yaml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        house_style(path)
    assert [(issue.key, issue.values["got"]) for issue in refused.value.issues] == [("E_STYLE", place)]


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(InputError) as refused:
        house_style(tmp_path / "none.yaml")
    assert refused.value.issues[0].key == "E_STYLE"
