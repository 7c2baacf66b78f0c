"""What the page is written in is as old as the oldest browser promised: its scripts, styles and templates.

Whatever is not in the lists below is refused, so that a new thing is looked up (caniuse, MDN) before it is used.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
import tinycss2
import tree_sitter
import tree_sitter_javascript

from staffing_api.workbench.rendering import STATIC

ROOT: Final = Path(__file__).parents[4]
OLDEST: Final = 78
"""Chromium's version, also of Edge and of the domestic browsers built on it."""

# -- what may be used ------------------------------------------------------------------------------------------

SYNTAX: Final = frozenset(
    [
        "program",
        "comment",
        "hash_bang_line",
        "identifier",
        "this",
        "super",
        "null",
        "true",
        "false",
        "undefined",
        "number",
        "regex",
        "regex_pattern",
        "regex_flags",
        "string",
        "string_fragment",
        "escape_sequence",
        "template_string",
        "template_substitution",
        "var",
        "let",
        "const",
        "variable_declaration",
        "lexical_declaration",
        "variable_declarator",
        "array_pattern",
        "object_pattern",
        "shorthand_property_identifier_pattern",
        "pair_pattern",
        "assignment_pattern",
        "object_assignment_pattern",
        "rest_pattern",
        "function",
        "function_declaration",
        "function_expression",
        "arrow_function",
        "formal_parameters",
        "return",
        "return_statement",
        "async",
        "await",
        "await_expression",
        "arguments",
        "spread_element",
        "statement_block",
        "expression_statement",
        "empty_statement",
        "if",
        "if_statement",
        "else",
        "else_clause",
        "for",
        "for_statement",
        "for_in_statement",
        "in",
        "of",
        "while",
        "while_statement",
        "do",
        "do_statement",
        "break",
        "break_statement",
        "continue",
        "continue_statement",
        "switch",
        "switch_statement",
        "switch_body",
        "switch_case",
        "case",
        "switch_default",
        "default",
        "try",
        "try_statement",
        "catch",
        "catch_clause",
        "finally",
        "finally_clause",
        "throw",
        "throw_statement",
        "new",
        "new_expression",
        "delete",
        "typeof",
        "void",
        "instanceof",
        "unary_expression",
        "update_expression",
        "binary_expression",
        "augmented_assignment_expression",
        "assignment_expression",
        "ternary_expression",
        "sequence_expression",
        "parenthesized_expression",
        "call_expression",
        "member_expression",
        "subscript_expression",
        "property_identifier",
        "object",
        "array",
        "pair",
        "shorthand_property_identifier",
        "computed_property_name",
        "method_definition",
        "class",
        "class_declaration",
        "class_body",
        "class_heritage",
        "extends",
        "static",
        "get",
        "set",
        "statement_identifier",
        "labeled_statement",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        ";",
        ":",
        ".",
        "...",
        "?",
        "=>",
        "=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "**",
        "++",
        "--",
        "+=",
        "-=",
        "*=",
        "/=",
        "%=",
        "**=",
        "==",
        "!=",
        "===",
        "!==",
        "<",
        ">",
        "<=",
        ">=",
        "<<",
        ">>",
        ">>>",
        "&",
        "|",
        "^",
        "~",
        "!",
        "&&",
        "||",
        "&=",
        "|=",
        "^=",
        "<<=",
        ">>=",
        ">>>=",
        '"',
        "'",
        "`",
        "${",
    ]
)
"""ECMAScript 2017, as the grammar names it."""

NEWER: Final = {
    "replaceAll": 85,
    "at": 92,
    "hasOwn": 93,
    "structuredClone": 98,
    "replaceChildren": 86,
    "any": 85,
    "AggregateError": 85,
    "WeakRef": 84,
    "randomUUID": 92,
    "timeout": 103,
    "throwIfAborted": 100,
    "findLast": 97,
    "findLastIndex": 97,
    "toSorted": 110,
    "toReversed": 110,
    "toSpliced": 110,
    "groupBy": 117,
    "showPopover": 114,
    "checkVisibility": 105,
    "scheduler": 94,
    "navigation": 102,
    "startViewTransition": 111,
    "Temporal": 144,
}
"""Names of interfaces that Chromium learnt later, with the version."""

PROPERTIES: Final = {
    1: """background background-color border border-bottom border-bottom-color border-bottom-width
       border-collapse border-color border-left border-left-color border-right border-spacing border-style
       border-top border-top-color border-width bottom clear clip color content cursor display fill float
       font font-family font-size font-style font-weight height left letter-spacing line-height list-style
       list-style-position list-style-type margin margin-bottom margin-left margin-right margin-top
       max-height max-width min-height min-width opacity orphans outline outline-offset overflow
       overflow-wrap overflow-x overflow-y padding padding-bottom padding-left padding-right padding-top
       pointer-events position right stroke stroke-dasharray stroke-width table-layout text-align
       text-anchor text-decoration text-indent text-overflow text-transform top vertical-align visibility
       white-space widows width word-break z-index
        -webkit-appearance -webkit-print-color-adjust -webkit-text-size-adjust""",
    4: "border-radius",
    10: "box-sizing",
    15: "size",
    26: "transition",
    29: """align-items align-self flex flex-basis flex-direction flex-grow flex-shrink flex-wrap justify-content
        order""",
    36: "transform",
    37: "user-select",
    50: "break-after break-before break-inside columns column-count column-gap",
    52: "font-variant-numeric",
    54: "text-size-adjust",
    57: """caret-color grid-area grid-auto-flow grid-auto-rows grid-column grid-column-gap grid-row grid-row-gap
        grid-template-areas grid-template-columns grid-template-rows justify-items justify-self""",
    69: "scroll-padding-top",
}
"""Properties by the version that brought them. No ``gap``: in flex boxes it came in 84."""

FUNCTIONS: Final = {1: "attr counter rect rgb rgba translate url", 26: "calc", 49: "var", 57: "minmax repeat"}
SELECTORS: Final = {
    1: """:active :checked :disabled :empty :enabled :first-child :first-of-type :focus :hover :lang
       :last-child :link :not :nth-child :nth-of-type :only-child :root :target :visited ::after ::before
       ::first-line ::placeholder ::-webkit-slider-thumb ::-webkit-slider-runnable-track
       ::-webkit-search-cancel-button :first""",
    60: ":focus-within",
}
AT_RULES: Final = {1: "media page", 28: "supports"}
UNITS: Final = frozenset(
    ["px", "em", "rem", "ex", "ch", "vw", "vh", "pt", "mm", "cm", "in", "deg", "s", "ms", "fr", "%"]
)
NEWER_VALUES: Final = {
    "anywhere": 80,
    "revert": 84,
    "revert-layer": 99,
    "subgrid": 117,
    "balance": 114,
    "pretty": 117,
    "safe": 115,
}
"""Keywords that came later; and ``overflow: clip`` (90)."""


def allowed(table: dict[int, str]) -> frozenset[str]:
    assert max(table) <= OLDEST
    return frozenset(word for words in table.values() for word in words.split())


# -- scripts ---------------------------------------------------------------------------------------------------

_GRAMMAR: Final = tree_sitter.Language(tree_sitter_javascript.language())


def nodes(node: tree_sitter.Node) -> Iterator[tree_sitter.Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def too_new_in_script(text: str) -> list[str]:
    """Return what the oldest browser does not know, as ``line: word``."""
    root = tree_sitter.Parser(_GRAMMAR).parse(text.encode()).root_node
    return [f"{node.start_point[0] + 1}: {said}" for node in nodes(root) for said in _newer(node)]


def _newer(node: tree_sitter.Node) -> Iterator[str]:
    words = (node.text or b"").decode()
    if node.is_error or node.is_missing or node.type not in SYNTAX:
        yield node.type
    elif node.type == "number" and re.search("[n_]", words):
        yield words
    elif node.type == "catch_clause" and node.child_by_field_name("parameter") is None:
        yield "catch without a parameter"
    elif node.type in {"identifier", "property_identifier"} and words in NEWER:
        yield words


SCRIPTS: Final = sorted(path for path in STATIC.glob("*.js") if not path.name.endswith(".min.js"))
SHEETS: Final = sorted(STATIC.glob("*.css"))
TEMPLATES: Final = sorted(STATIC.with_name("templates").rglob("*.html"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts(script: Path) -> None:
    assert too_new_in_script(script.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        ("a?.b", "optional_chain"),
        ("a ?? b", "??"),
        ("a ??= b", "??="),
        ("class A { x = 1 }", "field_definition"),
        ("class A { #x() {} }", "private_property_identifier"),
        ("1n", "1n"),
        ("1_000", "1_000"),
        ("try {} catch {}", "catch without a parameter"),
        ("import x from 'y'", "import_statement"),
        ("function (", "ERROR"),
        ("s.replaceAll(a, b)", "replaceAll"),
        ("list.at(-1)", "at"),
        ("structuredClone(x)", "structuredClone"),
        ("Object.hasOwn(x, y)", "hasOwn"),
        ("x.replaceChildren()", "replaceChildren"),
        ("Promise.any(all)", "any"),
        ("AbortSignal.timeout(5)", "timeout"),
    ],
)
def test_what_is_newer_in_a_script_is_caught(planted: str, word: str) -> None:
    assert f"1: {word}" in too_new_in_script(planted)


def test_what_is_old_in_a_script_is_let_through() -> None:
    assert (
        too_new_in_script("""
            const f = async ({a, b = 2}, ...rest) => { for (const x of rest) { await x; } return `${a ** b}`; };
            class A extends B { get c() { return super.c; } }
            [[1]].flat(); Object.entries({f, [g]: 1});
        """)
        == []
    )


# -- style sheets ----------------------------------------------------------------------------------------------


def too_new_in_sheet(text: str) -> list[str]:
    """Return what the oldest browser does not know, as ``line: word``."""
    return list(_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)))


def _rules(rules: Iterable[Any]) -> Iterator[str]:
    for rule in rules:
        where = f"{rule.source_line}: "
        if rule.type == "at-rule":
            if rule.lower_at_keyword not in allowed(AT_RULES):
                yield f"{where}@{rule.lower_at_keyword}"
            yield from (f"{where}{word}" for word in _prelude(rule.prelude))
            inside = rule.content or []
            if rule.lower_at_keyword == "page":
                yield from _declarations(inside)
            else:
                yield from _rules(tinycss2.parse_rule_list(inside, skip_comments=True, skip_whitespace=True))
        elif rule.type == "qualified-rule":
            yield from (f"{where}{word}" for word in _prelude(rule.prelude))
            yield from _declarations(rule.content)
        else:
            yield f"{where}{rule.message}"


def _prelude(tokens: Iterable[Any]) -> Iterator[str]:
    """Yield the pseudo-classes and functions that are newer."""
    colons = ""
    for token in tokens:
        if token.type == "literal" and token.value == ":":
            colons += ":"
            continue
        name = getattr(token, "lower_name", None) or getattr(token, "lower_value", "")
        if colons and f"{colons}{name}" not in allowed(SELECTORS):
            yield f"{colons}{name}"
        if token.type == "literal" and token.value in {"<", ">="}:
            yield "a range in a media query"
        colons = ""
        inside = getattr(token, "arguments", None) or (token.content if token.type == "() block" else [])
        media = token.type == "() block"  # (name: value), where a colon opens no pseudo-class
        yield from () if media else _prelude(inside)


def _declarations(content: Iterable[Any]) -> Iterator[str]:
    for found in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        where = f"{found.source_line}: "
        if found.type != "declaration":
            yield f"{where}a rule in a rule"
            continue
        if not found.name.startswith("--") and found.lower_name not in allowed(PROPERTIES):
            yield f"{where}{found.lower_name}"
        yield from (f"{where}{word}" for word in _values(found.lower_name, found.value))


def _values(name: str, tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function":
            if token.lower_name not in allowed(FUNCTIONS):
                yield f"{token.lower_name}()"
            yield from _values(name, token.arguments)
        elif token.type == "dimension" and token.lower_unit not in UNITS:
            yield token.lower_unit
        elif token.type == "ident":
            word = token.lower_value
            if word in NEWER_VALUES or (word == "clip" and name.startswith("overflow")):
                yield word


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sheets(sheet: Path) -> None:
    assert too_new_in_sheet(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("planted", "word"),
    [
        ("a { gap: 1em }", "gap"),
        ("a { aspect-ratio: 1 }", "aspect-ratio"),
        ("a { inset: 0 }", "inset"),
        ("a { accent-color: red }", "accent-color"),
        ("a { margin-inline: 0 }", "margin-inline"),
        ("a { width: min(1px, 2px) }", "min()"),
        ("a { width: calc(1px + max(1px, 2px)) }", "max()"),
        ("a { width: clamp(1px, 2px, 3px) }", "clamp()"),
        ("a { color: color-mix(in srgb, red, blue) }", "color-mix()"),
        ("a { height: 1dvh }", "dvh"),
        ("a { overflow: clip }", "clip"),
        ("a:has(b) { color: red }", ":has"),
        ("a:is(b) { color: red }", ":is"),
        ("a:not(:where(b)) { color: red }", ":where"),
        ("a:focus-visible { color: red }", ":focus-visible"),
        ("a { b { color: red } }", "a rule in a rule"),
        ("@layer x { a { color: red } }", "@layer"),
        ("@container (min-width: 1px) { a { color: red } }", "@container"),
        ("@media screen { a { inset: 0 } }", "inset"),
    ],
)
def test_what_is_newer_in_a_sheet_is_caught(planted: str, word: str) -> None:
    assert f"1: {word}" in too_new_in_sheet(planted)


def test_what_is_old_in_a_sheet_is_let_through() -> None:
    assert (
        too_new_in_sheet("""
            @page { margin: 20mm }
            @media print and (max-width: 10em) { a:not(:hover)::after { content: attr(href) } }
            .x { --ink: #000; color: var(--ink); grid-template-columns: minmax(0, 1fr) 2fr }
        """)
        == []
    )


# -- templates, what is not our own, and what is promised ------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_neither_script_nor_style_nor_a_foreign_address(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert (
        re.findall(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:", text) == []
    )
    assert re.findall(r"hx-on\S*|https?://(?!www\.w3\.org/)[^\"'\s]*|[\"'(]//[a-z]\S*", text) == []


def test_htmx_is_the_one_that_its_licence_stands_beside() -> None:
    said = (STATIC / "htmx.LICENSE.txt").read_text(encoding="utf-8")
    script = (STATIC / "htmx.min.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() in said
    assert "Zero-Clause BSD" in said
    version = re.search(r'version:"([\d.]+)"', script.decode())
    assert version is not None
    assert said.startswith(f"htmx {version[1]},")


def test_the_documents_promise_the_same_browser() -> None:
    for name in ("README.md", "docs/formats.md"):
        promised = re.findall(r"Chromium (\d+)", (ROOT / name).read_text(encoding="utf-8"))
        assert promised == [str(OLDEST)], name
