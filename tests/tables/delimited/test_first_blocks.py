"""What stands before the first row: blank lines by the megabyte, and a byte-order mark."""

from __future__ import annotations

import pytest
from command_line import Run
from marked_lines import marked_line
from piping import NET

MARK = b"\xef\xbb\xbf"
BLANK = 2_097_152
"""So many bytes are read at once."""


@pytest.mark.parametrize("blank", [1, BLANK, 8 * BLANK, 8 * BLANK + 1])
def test_a_mark_behind_blank_lines_is_part_of_a_cell(fwdprop: Run, blank: int) -> None:
    stdin = b"\n" * blank + MARK + b"2,3\n1,4\n"
    ran = fwdprop(f"run {NET} --data - --no-header", stdin=stdin)
    message = r"column children: '\ufeff2' is not a number"
    fault = marked_line(message, r"\ufeff2,3", "^^^^^^^", line=blank + 1)
    assert (ran.stdout, ran.stderr, ran.status) == ("transactions\n", fault, 2)


@pytest.mark.parametrize("blank", [1, BLANK, 8 * BLANK, 8 * BLANK + 1])
def test_lines_are_counted_from_the_mark_on(fwdprop: Run, blank: int) -> None:
    stdin = MARK + b"\n" * blank + b"accounts,children\n3,2\n4,x\n"
    ran = fwdprop(f"run {NET} --data -", stdin=stdin)
    message = "column children: 'x' is not a number"
    fault = marked_line(message, "4,x", "  ^", line=blank + 3)
    assert (ran.stdout, ran.stderr, ran.status) == ("transactions\n9\n", fault, 2)
