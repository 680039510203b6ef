"""Folders of results in which others have put what a run does not expect."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run
from folders import RUN, contents, record, summary, write

RECORD = "out/_fwdprop/a.csv.json"


@pytest.fixture(autouse=True)
def rows(folder: Path, fwdprop: Run) -> None:
    """A folder of two files of rows with their results, and a file that is nobody's business."""
    write({"in/a.csv": "2,3\n4,1\n", "in/b.csv": "0,0\n", "mine": "mine"})
    assert fwdprop(RUN).status == 0


def replaced(name: str, by: Callable[[str], object]) -> None:
    os.remove(name)
    by(name)


def counting(rows: int) -> None:
    write({RECORD: json.dumps({**record("a.csv"), "rows": rows})})


PLANTED: dict[str, Callable[[], object]] = {
    "a record that is a pipe": lambda: replaced(RECORD, os.mkfifo),
    "a record that is a link": lambda: replaced(
        RECORD, lambda name: os.symlink("../../mine", name)
    ),
    "results that are a link": lambda: replaced(
        "out/a.csv", lambda name: os.symlink("../mine", name)
    ),
    "a record that counts what no run can": lambda: counting(10**4000),
    "a record that counts less than nothing": lambda: counting(-1),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_was_planted_is_made_again(fwdprop: Run, what: str) -> None:
    before = contents()
    PLANTED[what]()
    said = "note: 1 file with 2 rows written to out/; 1 file complete before\n"
    assert fwdprop(f"{RUN} --resume").stderr == said
    assert contents() == before
    assert not os.path.islink("out/a.csv")
    assert Path("mine").read_text() == "mine"
    assert summary()["rows"] == 3


def test_a_summary_that_is_a_link_leads_to_nothing_that_changes(fwdprop: Run) -> None:
    replaced("out/_fwdprop.json", lambda name: os.symlink("../mine", name))
    assert fwdprop(f"{RUN} --resume").status == 0
    assert Path("mine").read_text() == "mine"
    assert summary()["files"] == 2


def test_more_in_a_record_goes_no_further(fwdprop: Run) -> None:
    write({RECORD: json.dumps({**record("a.csv"), "more": "x" * 1000})})
    assert fwdprop(f"{RUN} --resume").status == 0
    assert "xxx" not in Path("out/_fwdprop.json").read_text()
