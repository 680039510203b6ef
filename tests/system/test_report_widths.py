"""A long line in a report is cut to what a terminal has room for."""

from __future__ import annotations

import pytest

from fwdprop.errors import Fault, FwdpropError, Location
from fwdprop.system.report import report

DIGITS = "0123456789" * 30


@pytest.mark.parametrize(
    ("width", "line", "shown"),
    [
        (200, 7, 76),
        (80, 7, 76),
        (79, 7, 69),
        (79, 12_345, 65),
        (40, 7, 30),
        (27, 7, 17),
        (26, 7, 16),
        (25, 7, 16),
        (8, 7, 16),
    ],
)
def test_a_line_and_its_margin_fit(width: int, line: int, shown: int) -> None:
    fault = Fault("message", location=Location("f", line, 1, DIGITS, 1))
    margin = " " * len(str(line))
    assert report(FwdpropError(fault), width=width) == (
        f"error: message\n{margin}--> f:{line}:1\n{margin} |\n"
        f"{line} | {DIGITS[:shown]}...\n{margin} | ^"
    )
    assert len(f"{line} | {DIGITS[:shown]}...") <= width or shown in (16, 76)


@pytest.mark.parametrize(("width", "length"), [(80, 76), (79, 69), (20, 16)])
def test_a_line_is_cut_only_where_it_is_longer(width: int, length: int) -> None:
    for text in (DIGITS[:length], DIGITS[:length] + "  "):
        fault = Fault("message", location=Location("f", 7, length, text, 1))
        lines = report(FwdpropError(fault), width=width).splitlines()
        assert lines[3:] == [f"7 | {DIGITS[:length]}", f"  | {'^'.rjust(length)}"]
    fault = Fault("message", location=Location("f", 7, 1, DIGITS[: length + 1], 1))
    lines = report(FwdpropError(fault), width=width).splitlines()
    assert lines[3:] == [f"7 | {DIGITS[:length]}...", "  | ^"]


@pytest.mark.parametrize(
    ("column", "cut"),
    [(24, DIGITS[:69] + "..."), (25, "..." + DIGITS[1:70] + "..."), (300, "..." + DIGITS[231:])],
)
def test_a_mark_has_a_third_of_the_width_before_it(column: int, cut: str) -> None:
    fault = Fault("message", location=Location("f", 7, column, DIGITS, 1))
    assert report(FwdpropError(fault), width=79).splitlines()[3] == f"7 | {cut}"
