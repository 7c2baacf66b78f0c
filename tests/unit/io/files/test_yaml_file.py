"""YAML and JSON: plain values only, places as dotted keys, nothing in silence."""

import time
from decimal import Decimal

import pytest

from staffing.errors import InputError
from staffing.io.cells import Null
from staffing.io.files.yaml_file import read_json, read_yaml
from staffing.io.findings import Findings
from tests.unit.io.builders import faults, issues


def yaml(words):
    data = words if isinstance(words, bytes) else words.encode()
    return read_yaml(data, "s.yaml", Findings())


def test_plain_scalars_mean_what_they_look_like():
    tree = yaml(
        "a: 60\nb: 0.10\nc: 074\nd: 1:00\ne: 6e1\nf: NO\ng: true\nh:\ni: '7'\nj: 2026-11-22\nk: .nan\n"
    )
    values = [tree[key].value for key in "abcdefghijk"]
    assert values == [
        60,
        Decimal("0.10"),
        "074",
        "1:00",
        "6e1",
        "NO",
        True,
        Null.NULL,
        "7",
        "2026-11-22",
        ".nan",
    ]
    assert [type(value) for value in values[:2]] == [int, Decimal]


def test_a_number_never_passes_through_float():
    assert yaml("a: 0.1234567890123")["a"].value == Decimal("0.1234567890123")
    assert yaml("a: 123456789012345678901234567890")["a"].value == Decimal(123456789012345678901234567890)
    assert str(yaml("a: -0")["a"].value) == "-0"


def test_places_are_dotted_keys():
    tree = yaml("groups:\n  - {id: G1, members: [S1, S2]}\nbounds: {S1: {min: 3}}\n")
    assert tree["groups"][0]["members"][1].where == "groups[0].members[1]"
    assert tree["bounds"]["S1"]["min"].where == "bounds.S1.min"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a: &x 1\nb: *x\n", ("E_YAML_ALIAS", "b")),
        ("d: &d {x: 1}\ne: {<<: *d}\n", ("E_YAML_ALIAS", "e")),
        ("a: !!str 1\n", ("E_YAML_TAG", "a")),
        ("a: {b: !x [1]}\n", ("E_YAML_TAG", "a.b")),
        ("a: 1\nb: 2\na: 3\n", ("E_YAML_DUPKEY", "a")),
        ("x: {a: 1, a: 1}\n", ("E_YAML_DUPKEY", "x.a")),
        ("[a]: 1\n", ("E_YAML", "")),
        ("a: 1\n---\nb: 1\n", ("E_YAML", "line 2")),
        ("a: 1\n\tb: 2\n", ("E_YAML", "line 2")),
        ("a: [1\n", ("E_YAML", "line 2")),
        ("- 1\n", ("E_TYPE", "")),
        ("", ("E_EMPTY", "")),
        ("# nothing\n", ("E_EMPTY", "")),
        ("---\n", ("E_EMPTY", "")),
        ("a: " + "[" * 25 + "]" * 25, ("E_YAML_DEPTH", "a" + "[0]" * 20)),
        ("名称: 甲\n".encode("gb18030"), ("E_ENCODING", "line 1")),
        (b"a: \x00\n", ("E_YAML", "line 1")),
        ('"a\\e[31m": 1\n', ("E_YAML", "")),
        ("a" * 201 + ": 1\n", ("E_YAML", "")),
    ],
)
def test_refused(words, expected):
    assert faults(lambda: yaml(words)) == [expected]


def test_an_alias_bomb_and_deep_nesting_are_refused_quickly():
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    start = time.perf_counter()
    assert faults(lambda: yaml(bomb)) == [("E_YAML_ALIAS", "b[0]")]
    assert faults(lambda: yaml("a: " + "[" * 100_000))[0][0] in ("E_YAML_DEPTH", "E_YAML")
    assert faults(lambda: read_json(b"[" * 1_000_000)) == [("E_JSON", "")]
    assert time.perf_counter() - start < 5


def test_a_file_beyond_the_limit_is_not_parsed():
    assert faults(lambda: yaml("a: 1\n" * 500_000)) == [("E_TOO_LARGE", "")]


def test_json_numbers_are_exact():
    body = read_json(b'{"a": 60, "b": 0.10, "c": 6e1, "d": 123456789012345678901, "e": -5}')
    assert body == {"a": 60, "b": Decimal("0.10"), "c": 60, "d": Decimal(123456789012345678901), "e": -5}
    assert isinstance(body["e"], int)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"a": 1, "a": 2}', ("E_DUPKEY", "a")),
        (b'{"x": {"a": 1, "a": 1}}', ("E_DUPKEY", "a")),
        (b'{"a": NaN}', ("E_NUMBER", "")),
        (b'{"a": -Infinity}', ("E_NUMBER", "")),
        (b'{"a": }', ("E_JSON", "line 1")),
        (b'{"a\\u001b[31m": 1}', ("E_JSON", "")),
        (b"[]", ("E_TYPE", "")),
        (b"3", ("E_TYPE", "")),
        (b'"' + b"[" * 30 + b'"', ("E_TYPE", "")),
        (b"\xff\xfe", ("E_ENCODING", "")),
        (b"[" * 21 + b"]" * 21, ("E_JSON", "")),
    ],
)
def test_refused_json(body, expected):
    assert faults(lambda: read_json(body)) == [expected]


@pytest.mark.parametrize(
    ("words", "where", "key"),
    [
        ("a: 1\n\tb: 2\n", "line 2", "E_YAML.tab"),
        ("a: b: c\n", "line 1", "E_YAML.colon"),
        ("a: 1\na 2\n", "line 3", "E_YAML.colon"),
        ("a: [1, 2\nb: 1\n", "line 2", "E_YAML.bracket"),
        ("a: }\n", "line 1", "E_YAML.bracket"),
        ("a: 'x\n", "line 2", "E_YAML.quote"),
        ('a: "\\q"\n', "line 1", "E_YAML.quote"),
        ("a: @x\n", "line 1", "E_YAML.mark"),
        ("a:\n  - b\n c: 1\n", "line 3", "E_YAML.indent"),
        ("a: 1\nb: \x07\n", "line 2", "E_YAML.control"),
        ("a: &\n", "line 1", "E_YAML"),
    ],
)
def test_the_usual_mistakes_have_words_of_their_own(words, where, key):
    (issue,) = issues(lambda: yaml(words))
    assert (issue.key, issue.where) == (key, where)
    assert not any(
        word in issue.line(lang) for word in ("expected", "found", "scanning") for lang in ("zh", "en")
    )


@pytest.mark.parametrize(
    ("words", "code", "where"),
    [
        ("a: {a: 1, a: 2}\n", "E_YAML_DUPKEY", "a.a"),
        ("groups: [{id: 1, id: 2}]\n", "E_YAML_DUPKEY", "groups[0].id"),
        ("a: " + "[" * 21 + "]" * 21, "E_YAML_DEPTH", "a" + "[0]" * 20),
        ("".join("  " * n + "a:\n" for n in range(22)), "E_YAML_DEPTH", ".".join("a" * 21)),
    ],
)
def test_duplicate_keys_and_depth(words, code, where):
    assert faults(lambda: yaml(words)) == [(code, where)]


@pytest.mark.parametrize("words", ["", "# nothing\n", "---\n"])
def test_an_empty_document_has_a_remedy_that_fits_yaml(words):
    with pytest.raises(InputError) as refused:
        yaml(words)
    assert refused.value.issues[0].key == "E_EMPTY.yaml"
