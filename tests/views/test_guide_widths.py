"""A page of the guide at the width where its code and its tables just fit, and one column less."""

from __future__ import annotations

import pytest
from command_line import Stream

from fwdprop.system.terminal import Terminal
from fwdprop.views.guide import page


def drawn(text: str, width: int) -> str:
    environ = {"COLUMNS": str(width), "NO_COLOR": "1"}
    return page(text, Terminal(Stream(), Stream(tty=True), Stream(tty=True), environ))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (13, "  $ one two 3\n  4\n"),
        (12, "$ one two 3\n4\n"),
        (11, "$ one two 3\n4\n"),
        (10, "$ one two\n3\n4\n"),
    ],
)
def test_code_is_indented_where_its_longest_line_has_room(width: int, expected: str) -> None:
    assert drawn("```console\n$ one two 3\n4\n```\n", width) == expected


TABLE = "| name | text |\n|---|---|\n| longest | abcdefgh ij |\n"


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (21, "name      text\n─────────────────────\nlongest   abcdefgh ij\n"),
        (20, "name      text\n────────────────────\nlongest   abcdefgh\n          ij\n"),
        (18, "name      text\n──────────────────\nlongest   abcdefgh\n          ij\n"),
        (17, "name: longest\n  text: abcdefgh\n  ij\n"),
    ],
)
def test_a_table_is_turned_where_a_word_has_no_room(width: int, expected: str) -> None:
    assert drawn(TABLE, width) == expected
