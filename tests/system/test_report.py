"""The text of an error: message, place, marked line, help; nothing in it can disturb a terminal."""

from __future__ import annotations

import pytest
from command_line import Run
from refusals import refusal

from fwdprop.errors import Fault, FwdpropError, Location
from fwdprop.system.report import report

pytestmark = pytest.mark.usefixtures("folder")


def test_a_fault_has_a_message_a_place_a_marked_line_and_help() -> None:
    fault = Fault("message", "what to do", Location("file", 12, 5, "the line", 3))
    assert report(FwdpropError(fault)) == (
        """\
error: message
  --> file:12:5
   |
12 | the line
   |     ^^^
help: what to do"""
    )


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("message"), "error: message"),
        (Fault("message", "what to do"), "error: message\nhelp: what to do"),
        (Fault("message", location=Location("w.npz")), "error: message\n --> w.npz"),
        (Fault("message", location=Location("f", 3, 1, "")), "error: message\n --> f:3:1"),
    ],
)
def test_what_there_is_not_is_left_out(fault: Fault, text: str) -> None:
    assert report(FwdpropError(fault)) == text


def test_colour_marks_the_first_words_only() -> None:
    fault = Fault("message", "what to do", Location("f", 1, 1, "x"))
    assert report(FwdpropError(fault), color=True) == (
        "\x1b[1;31merror:\x1b[0m message\n --> f:1:1\n  |\n1 | x\n  | ^\n"
        "\x1b[36mhelp:\x1b[0m what to do"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x1b[31m", "\\x1b[31m"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\x07\x7f\x9b", "\\x07\\x7f\\x9b"),
        ("\u202eevil", "\\u202eevil"),
        ("a\u200bb", "a\\u200bb"),
        ("a\u200cb", "a\\u200cb"),
        ("می\u200cرود", "می\u200cرود"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩🏽\u200d🔬", "👩🏽\u200d🔬"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("لایه\u200c1", "لایه\u200c1"),
        ("می\u200c\u200cرود", "می\\u200c\\u200cرود"),
        ("\u200cمی\u200c رود\u200c", "\\u200cمی\\u200c رود\\u200c"),
        ("می\u200f\u202eرود", "می\\u200f\\u202eرود"),
        ("\ue123", "\\ue123"),
        ("[red]n[/red]", "[red]n[/red]"),
        ("%s {} \\x1b", "%s {} \\x1b"),
        ("ñ 你好 😀", "ñ 你好 😀"),
    ],
)
def test_names_are_shown_without_what_would_disturb_a_terminal(name: str, shown: str) -> None:
    fault = Fault(f"a node '{name}'", f"not {name}", Location(f"{name}.yaml", 1, 1, "x"))
    first, location, *_, help = report(FwdpropError(fault)).splitlines()
    assert (first, location, help) == (
        f"error: a node '{shown}'",
        f" --> {shown}.yaml:1:1",
        f"help: not {shown}",
    )


def test_control_characters_from_a_file_are_escaped(fwdprop: Run) -> None:
    written = 'inputs: [a, b]\nlayers:\n  - nodes: {"\\e]0;x\\a\\n": [1], a\u200b: [x, 1]}\n'
    assert refusal(fwdprop, written) == (
        """\
error: layer output, node \\x1b]0;x\\x07\\n has 1 weight, expected 2, one for each input
 --> net.yaml:3:27
  |
3 |   - nodes: {"\\e]0;x\\a\\n": [1], a\\u200b: [x, 1]}
  |                           ^
help: the inputs are a, b
error: a weight is a number, not x
 --> net.yaml:3:37
  |
3 |   - nodes: {"\\e]0;x\\a\\n": [1], a\\u200b: [x, 1]}
  |                                          ^
"""
    )


@pytest.mark.parametrize(
    ("before", "cells"),
    [
        ("abc", 3),
        ("a\tb", 3),
        ("你好", 4),
        ("ｗ", 2),
        ("😀", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("ก\u0e34\u0e48", 1),
        ("क\u094d", 1),
        ("\x1b", 4),
        ("\u200b", 6),
    ],
    ids=ascii,
)
@pytest.mark.parametrize("marked", ["x", "xyz", "你好"])
def test_the_caret_stands_under_the_mark_however_wide_the_line(
    before: str, cells: int, marked: str
) -> None:
    location = Location("f", 1, len(before) + 1, f"{before}{marked}!", len(marked))
    caret = report(FwdpropError(Fault("message", location=location))).splitlines()[-1]
    width = 4 if marked == "你好" else len(marked)
    assert caret == f"  | {' ' * cells}{'^' * width}"


DIGITS = "0123456789" * 50


@pytest.mark.parametrize(
    ("column", "width", "line", "caret"),
    [
        (1, 1, DIGITS[:76] + "...", "^"),
        (20, 3, DIGITS[:76] + "...", " " * 19 + "^^^"),
        (26, 1, DIGITS[:76] + "...", " " * 25 + "^"),
        (101, 2, "..." + DIGITS[75:151] + "...", " " * 28 + "^^"),
        (500, 1, "..." + DIGITS[424:], " " * 78 + "^"),
        (501, 1, "..." + DIGITS[424:], " " * 79 + "^"),
        (101, 300, "..." + DIGITS[75:151] + "...", " " * 28 + "^" * 38),
    ],
)
def test_a_long_line_is_cut_around_the_mark(column: int, width: int, line: str, caret: str) -> None:
    location = Location("f", 7, column, DIGITS, width)
    assert report(FwdpropError(Fault("message", location=location))) == (
        f"error: message\n --> f:7:{column}\n  |\n7 | {line}\n  | {caret}"
    )


def test_a_line_of_76_characters_is_shown_whole() -> None:
    location = Location("f", 1, 76, DIGITS[:76])
    assert f"\n1 | {DIGITS[:76]}\n" in report(FwdpropError(Fault("message", location=location)))


def test_a_value_that_is_quoted_is_short(fwdprop: Run) -> None:
    word = "w" * 100_000
    stderr = refusal(fwdprop, f"inputs: [a, b]\nlayers:\n  - nodes: {{n: [1, {word}]}}\n")
    assert stderr == (
        f"error: a weight is a number, not {'w' * 37}...\n --> net.yaml:3:20\n  |\n"
        f"3 |   - nodes: {{n: [1, {'w' * 57}...\n  | {' ' * 19}{'^' * 38}\n"
    )


def test_many_faults_are_counted() -> None:
    faults = [Fault("first"), Fault("second", "help")]
    assert report(FwdpropError(faults, more=1234)) == (
        "error: first\nerror: second\nhelp: help\nand 1,234 more"
    )
