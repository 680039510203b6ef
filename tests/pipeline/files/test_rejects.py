"""`--rejects DIR/`: the rows of each file that are skipped, in a file of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Result, Run
from folders import RUN, contents, record, write

BAD = "in/a.csv:2\tcolumn accounts: 'x' is not a number\t4,x\n"
SAID = """\
error: column accounts: 'x' is not a number
 --> in/a.csv:2:3
  |
2 | 4,x
  |   ^
warning: 1 row was skipped{}; the results are incomplete
note: 2 files with 3 rows written to out/
"""


@pytest.fixture(autouse=True)
def rows(folder: Path) -> None:
    """Two files of rows, one with a row that cannot be read."""
    write({"in/a.csv": "2,3\n4,x\n1,1\n", "in/sub/b.csv": "0,0\n"})


def test_rows_that_are_skipped_are_kept_file_by_file(fwdprop: Run) -> None:
    result = fwdprop(f"{RUN} --rejects bad/")
    assert result == Result("", SAID.format(" and kept in bad/"), 1)
    assert contents("bad") == {"a.csv.tsv": BAD}
    assert contents() == {"a.csv": "transactions\n9\n4\n", "sub/b.csv": "transactions\n0\n"}
    found = record("a.csv")
    assert (found["rows"], found["skipped"], found["rejects"]) == (2, 1, "bad/")


def test_rows_that_are_skipped_are_counted(fwdprop: Run) -> None:
    assert fwdprop(f"{RUN} --on-error skip") == Result("", SAID.format(""), 1)


def test_rejects_of_an_earlier_run_are_gone(fwdprop: Run) -> None:
    fwdprop(f"{RUN} --rejects bad/")
    write({"in/a.csv": "2,3\n", "bad/other.tsv": "mine"})
    assert fwdprop(f"{RUN} --rejects bad/ --resume").status == 0
    assert contents("bad") == {"other.tsv": "mine"}


def test_rejects_of_a_file_that_is_kept_elsewhere_are_made_again(fwdprop: Run) -> None:
    fwdprop(f"{RUN} --on-error skip")
    again = fwdprop(f"{RUN} --rejects bad/ --resume")
    said = SAID.format(" and kept in bad/").replace(
        "2 files with 3 rows written to out/",
        "1 file with 2 rows written to out/; 1 file complete before",
    )
    assert again == Result("", said, 1)
    assert contents("bad") == {"a.csv.tsv": BAD}
