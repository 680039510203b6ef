"""The lists of `fwdprop help`: what is said of each name begins in one column."""

from __future__ import annotations

import pytest
from command_line import Run

LONGEST = len("activation-functions")


@pytest.mark.parametrize("columns", [None, 80, 2 * (LONGEST + 4)])
def test_names_stand_in_a_column_as_wide_as_the_longest(fwdprop: Run, columns: int | None) -> None:
    lists = fwdprop("help", columns=columns).stdout.splitlines()
    entries = [line for line in lists if line.startswith("  ")]
    assert len(entries) > 10
    for line in entries:
        assert line[: LONGEST + 4].endswith("  ")
        assert line[LONGEST + 4] != " "


def test_a_terminal_with_room_for_names_alone_has_a_line_for_each(fwdprop: Run) -> None:
    narrow = 2 * (LONGEST + 4) - 1
    assert fwdprop("help", columns=narrow) == fwdprop("help")
    assert fwdprop("help", columns=narrow + 1) != fwdprop("help")
