"""A row that is no JSON: what is marked, what it is called and what helps, whatever is wrong."""

from __future__ import annotations

import pytest
from command_line import Run
from marked_lines import marked_line
from piping import NET

VALUE = "expected a value"
WORDS = "JSON writes true, false, null, NaN, Infinity and -Infinity"
DIGIT = "a number begins with a digit, or with - and a digit"
TWICE = "JSON writes a backslash twice"
WRONG = [
    (r'["\u12", 3]', "  ^^^^", r"'\u12' is no escape", TWICE),
    (r'["\u12z4", 3]', "  ^^^^", r"'\u12' is no escape", TWICE),
    (r'["\u", 3]', "  ^^", r"'\u' is no escape", TWICE),
    (r'["ab\u123', "    ^^^^^", r"'\u123' is no escape", TWICE),
    (r'["\ud83d\u12aG"]', "        ^^^^^", r"'\u12a' is no escape", TWICE),
    (r'["C:\data", 3]', "    ^^", r"'\d' is no escape", TWICE),
    (r'["C:\U0001", 3]', "    ^^", r"'\U' is no escape", TWICE),
    ('["a\tb", 3]', "   ^", "there is a control character in a text", r"JSON writes it as \u0009"),
    (
        '["a\x1fb", 3]',
        "   ^^^^",
        "there is a control character in a text",
        r"JSON writes it as \u001f",
    ),
    ('["a\\', " ^^^", "the text has no closing quote", None),
    ('["a, 3]  ', " ^^^^^^", "the text has no closing quote", None),
    ("['a', 3]", " ^^^", f"''a'', {VALUE}", "JSON has double quotes around keys and texts"),
    *[
        (f"[{word}, 3]", f" {'^' * len(word)}", f"'{word}', {VALUE}", WORDS)
        for word in ("True", "False", "None", "nan", "inf", "-inf", "N/A", "NA")
    ],
    *[
        (f"[{word}, 3]", f" {'^' * len(word)}", f"'{word}', {VALUE}", DIGIT)
        for word in ("+1", "+", ".5", "-.5")
    ],
    *[
        (f"[{word}, 3]", f" {'^' * len(word)}", f"'{word}', {VALUE}", None)
        for word in ("TRUE", "Nan", "-", "--1", "x5", "é")
    ],
    ("[1 3]", "   ^", "'3', expected ',' or ']'", None),
    ("[1,]", "   ^", f"']', {VALUE}", None),
    ("{1: 2}", " ^", "'1', expected a key in double quotes", None),
    ('{"a" 1}', "     ^", "'1', expected ':'", None),
    ('{"a": 1,}', "        ^", "'}', expected a key in double quotes", None),
    ('{"a": 1 "b": 2}', "        ^", "'\"', expected ',' or '}'", None),
    (
        "[1, 3  ",
        "     ^",
        "the row ends, expected ',' or ']'",
        "a row stands on one line, as jq -c writes it",
    ),
    (
        '{"a": 1',
        "       ^",
        "the row ends, expected ',' or '}'",
        "a row stands on one line, as jq -c writes it",
    ),
    (f"[{'x' * 41}]", f" {'^' * 41}", f"'{'x' * 37}...', {VALUE}", None),
    (f"[{'x' * 40}]", f" {'^' * 40}", f"'{'x' * 40}', {VALUE}", None),
]


@pytest.mark.parametrize(("row", "mark", "message", "help"), WRONG)
def test_what_is_no_json_is_marked_and_named(
    fwdprop: Run, row: str, mark: str, message: str, help: str | None
) -> None:
    ran = fwdprop(f"run {NET} --data - --from jsonl", stdin=f"[2, 3]\n{row}\n[2, 3]\n")
    shown = row.rstrip(" ").replace("\t", " ").replace("\x1f", r"\x1f")
    fault = marked_line(f"broken JSON: {message}", shown, mark, help, line=2)
    assert (ran.stderr, ran.stdout, ran.status) == (fault, '{"transactions": 9}\n', 2)
