"""A person sees the first ten examples that do not hold, one row of many, and how many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = "inputs: [a]\nlayers: [{nodes: {y: [1]}}]\n"
MORE = {
    9: [],
    10: [],
    11: ["  and 1 more that does not hold; --format csv has them all"],
    12: ["  and 2 more that do not hold; --format csv has them all"],
    1012: ["  and 1,002 more that do not hold; --format csv has them all"],
}


def shown(stdout: str, noun: str) -> tuple[list[str], list[str]]:
    """The numbers of those that are shown, and what is said of the others."""
    lines = stdout.splitlines()
    starts = [line.split(":")[0] for line in lines if line.startswith(f"  {noun} ")]
    assert len([line for line in lines if line.strip().startswith("expected ")]) == len(starts)
    return starts, [line for line in lines if line.startswith("  and ")]


@pytest.mark.parametrize("wrong", MORE)
def test_examples(fwdprop: Run, wrong: int) -> None:
    examples = [f"  - {{input: [{k}], output: [{k + 1000}]}}\n" for k in range(wrong)]
    right = "  - {input: [7], output: [7]}\n"
    ran = fwdprop("check -", stdin=f"{NET}examples:\n{right}{''.join(examples)}{right}")
    numbers = [f"  example {k}" for k in range(2, min(wrong, 10) + 2)]
    assert shown(ran.stdout, "example") == (numbers, MORE[wrong])
    assert (ran.stderr, ran.status) == ("", 1)


ROWS = {
    3: [],
    4: ": rows 3, 4, 5",
    5: ": rows 3, 4, 5, ...",
    1012: ": rows 3, 4, 5, ...",
}


@pytest.mark.parametrize("wrong", ROWS)
def test_rows(fwdprop: Run, folder: Path, wrong: int) -> None:
    (folder / "net.yaml").write_text(NET)
    rows = ["7,7\n", *(f"{k},{k + 1000}\n" for k in range(wrong)), "7,7\n"]
    ran = fwdprop("check net.yaml --data -", stdin=f"a,y\n{''.join(rows)}")
    more = f"  and {wrong - 1:,} more that do not hold{ROWS[wrong]}; --format csv has them all"
    expected = (["  row 2"], [more]) if wrong > 3 else (["  row 2", "  row 3", "  row 4"], [])
    assert shown(ran.stdout, "row") == expected
    assert (ran.stderr, ran.status) == ("", 1)
