"""The cells of a file of rows: what is a number, and what a missing one stands for."""

from __future__ import annotations

import pytest
from command_line import Run
from csv_rows import DATA
from marked_lines import marked_line


@pytest.mark.parametrize(
    ("cell", "value"),
    [("+5", 5), (".5", 0.5), ("5.", 5), ("1e5", 1e5), ("  5 ", 5), ("-0", 0), ("2.5E-1", 0.25)],
)
def test_numbers_are_read_in_every_spelling(fwdprop: Run, cell: str, value: float) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n0,{cell}\n")
    assert float(result.stdout.split()[1]) == value


@pytest.mark.parametrize("cell", ["INF", "inf", "-Infinity", "NaN", "1e400"])
def test_numbers_that_are_not_finite_are_read_and_told_of(fwdprop: Run, cell: str) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n{cell},0\n")
    found = str(float(cell))
    assert result.stdout == f"transactions\n{found}\n"
    assert result.stderr == (
        "warning: 1 of 1 row has a result that is not finite;"
        f" in the first, row 1, input children is {found}\n"
    )
    assert result.status == 0


@pytest.mark.parametrize(
    "cell",
    ["1_000", "0x10", "nan(1)", "- 5", "1.2.3", "..", "e5", "١", "5 6", "1e", "truth", "5f", "nA"],
)
def test_nothing_else_is_a_number(fwdprop: Run, cell: str) -> None:
    result = fwdprop(DATA, stdin=f"children,accounts\n1,2\n0,{cell}\n1,2\n")
    assert result.stdout == "transactions\n5\n"
    assert result.stderr == marked_line(
        f"column accounts: '{cell}' is not a number", f"0,{cell}", "  " + "^" * len(cell), line=3
    )
    assert result.status == 2


@pytest.mark.parametrize(("value", "results"), [("nan", "nan nan nan 5"), ("0", "3 2 0 5"),
                                                ("1.5", "4.5 6.5 6 5")])  # fmt: skip
def test_missing_cells_are_what_they_are_said_to_be(fwdprop: Run, value: str, results: str) -> None:
    stdin = "children,accounts\n1,\nNA,2\n , NA \n1,2\n"
    assert fwdprop(f"{DATA} --missing {value}", stdin=stdin).stdout.split()[1:] == results.split()
    kept = fwdprop(f"{DATA} --missing 0 --keep id", stdin="children,accounts,id\nNA,1,NA\n,1,\n")
    assert kept.stdout == "id,transactions\nNA,1\n,1\n"
