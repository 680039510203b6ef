"""Faults of the text itself: the first ten are shown, and it is said how many more there are."""

from __future__ import annotations

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("faults", "last"), [(9, []), (10, []), (11, ["and 1 more"]), (13, ["and 3 more"])]
)
@pytest.mark.parametrize("fault", ["  y: [1]\n", "  z{}: !odd [1]\n"])
def test_more_than_ten_are_counted(fwdprop: Run, fault: str, faults: int, last: list[str]) -> None:
    nodes = "  y: [1]\n" + "".join(fault.format(index) for index in range(faults))
    text = "inputs: [a]\nlayers:\n- nodes:\n" + nodes.replace("  ", "    ")
    ran = fwdprop("show -", stdin=text)
    lines = ran.stderr.splitlines()
    assert len([line for line in lines if line.startswith("error: ")]) == min(faults, 10)
    assert [line for line in lines if line.startswith("and ")] == last
    assert (ran.stdout, ran.status) == ("", 2)
