"""Where something stands in a part of a JSON file, and the line that is shown for it."""

from __future__ import annotations

from fwdprop.tables.json.part import Cursor


def test_a_line_that_began_before_the_part_is_not_shown() -> None:
    cursor = Cursor(b'1, "\xc3\xa9"]\n[2, 3]\n[4]', 100)
    cursor.move(3)
    assert (cursor.lines, cursor.column, cursor.text) == (0, 103, "")
    cursor.move(13)
    assert (cursor.lines, cursor.column, cursor.text) == (1, 4, "[2, 3]")


def test_a_line_that_begins_with_the_part_is_shown() -> None:
    cursor = Cursor(b'[1, "\xc3\xa9", x]\r\n', 0)
    cursor.move(10)
    assert (cursor.lines, cursor.column, cursor.text) == (0, 9, '[1, "é", x]')
