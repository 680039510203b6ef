"""What helps where a cell is no number, for each of the texts that other programs write."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = "inputs: [a, b]\nlayers: [{activation: identity, nodes: {y: [1, 1]}}]\n"
MISSING = "an empty cell or NA stands for a missing value, with --missing"


@pytest.mark.parametrize(
    ("cell", "help"),
    [
        *((text, MISSING) for text in ("NULL", "null", "\\N", "N/A", "n/a", "None")),
        *((text, MISSING) for text in ("NIL", "none", "NaT", "--", "#VALUE!", "#ref!")),
        ("-", MISSING),
        ("?", MISSING),
        (" ? ", MISSING),
        ("??", None),
        ("nul", None),
        ("1,000", "numbers are written without commas: 1000"),
        ("-1,000,000", "numbers are written without commas: 1000"),
        ("b", "does the header stand there again? --data takes several files"),
    ],
)
def test_what_helps_with_a_cell_that_is_no_number(
    fwdprop: Run, folder: Path, cell: str, help: str | None
) -> None:
    (folder / "net.yaml").write_text(NET)
    result = fwdprop("run net.yaml --delimiter ;", stdin=f"a;b\n1;{cell}\n".encode())
    found = [line for line in result.stderr.splitlines() if line.startswith("help: ")]
    assert found == ([] if help is None else [f"help: {help}"])
    assert (result.stdout.removeprefix("y\n"), result.status) == ("", 2)


@pytest.mark.parametrize("cell", ["#VALUE!", "#NAME?", "#REF!", "#NUM!", "#NULL!"])
def test_a_row_that_begins_with_an_error_of_a_spreadsheet_is_no_comment(
    fwdprop: Run, folder: Path, cell: str
) -> None:
    (folder / "net.yaml").write_text(NET)
    result = fwdprop("run net.yaml", stdin=f"a,b\n{cell},2\n".encode())
    assert result.stderr.splitlines()[-1] == f"help: {MISSING}"
