"""`--resume` leaves what is complete and made from the same; `--overwrite` makes all anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Run
from folders import NET, RUN, contents, record, summary, write

LEFT = "note: 0 files with 0 rows written to out/; 2 files complete before\n"
ONE = "note: 1 file with 2 rows written to out/; 1 file complete before\n"
ALL = "note: 2 files with 3 rows written to out/\n"


@pytest.fixture(autouse=True)
def rows(folder: Path, fwdprop: Run) -> None:
    """A folder of two files of rows with their results."""
    shutil.copy(NET, "net.yaml")
    write({"in/a.csv": "2,3\n4,1\n", "in/b.csv": "0,0\n"})
    assert fwdprop(RUN.replace(NET, "net.yaml")).status == 0


def resumed(fwdprop: Run, more: str = "") -> str:
    result = fwdprop(f"{RUN} --resume {more}".replace(NET, "net.yaml"))
    assert (result.status, result.stdout) == (0, "")
    return result.stderr


def touched(name: str) -> None:
    os.utime(name, ns=(0, 0))


def longer(name: str) -> None:
    with open(name, "a") as file:
        file.write("\n")


CHANGES: dict[str, Callable[[], object]] = {
    "results that are gone": lambda: os.remove("out/a.csv"),
    "results that are longer": lambda: longer("out/a.csv"),
    "a record that is gone": lambda: os.remove("out/_fwdprop/a.csv.json"),
    "a record that is no JSON": lambda: write({"out/_fwdprop/a.csv.json": "{"}),
    "a record that is deep": lambda: write({"out/_fwdprop/a.csv.json": "[" * 100_000}),
    "a record that is a list": lambda: write({"out/_fwdprop/a.csv.json": "[]"}),
    "a record that counts nothing": lambda: change_record(rows=None),
    "a record of another version": lambda: change_record(fwdprop="0.0.9"),
    "rows of another time": lambda: touched("in/a.csv"),
    "rows of another size": lambda: longer("in/a.csv"),
}


def change_record(**values: object) -> None:
    import json

    text = json.dumps({**record("a.csv"), **values})
    write({"out/_fwdprop/a.csv.json": text})


def test_what_is_complete_is_left(fwdprop: Run) -> None:
    before = os.stat("out/a.csv").st_mtime_ns
    assert resumed(fwdprop) == LEFT
    assert os.stat("out/a.csv").st_mtime_ns == before
    assert (summary()["files"], summary()["rows"], summary()["complete_before"]) == (2, 3, 2)


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_not_the_same_is_made_again(fwdprop: Run, what: str) -> None:
    before = contents()
    CHANGES[what]()
    assert resumed(fwdprop) == ONE
    assert contents() == before
    assert resumed(fwdprop) == LEFT


@pytest.mark.parametrize(
    "more", ["--layers hidden", "--missing 0", "--precision 3", "--dtype float32", "--no-header"]
)
def test_other_options_make_all_again(fwdprop: Run, more: str) -> None:
    assert resumed(fwdprop, more) == ALL
    assert resumed(fwdprop, more) == LEFT


def test_another_network_makes_all_again(fwdprop: Run) -> None:
    text = Path("net.yaml").read_text()
    write({"net.yaml": f"{text}\n# a comment\n"})
    assert resumed(fwdprop) == LEFT
    assert "[2, -1]" in text
    write({"net.yaml": text.replace("[2, -1]", "[2, -2]")})
    assert resumed(fwdprop) == ALL


def test_skipping_bad_rows_does_not_change_a_file_without_such(fwdprop: Run) -> None:
    assert resumed(fwdprop, "--on-error skip") == LEFT
    assert resumed(fwdprop, "--rejects rejects/") == LEFT


def test_a_file_without_its_bad_rows_is_complete_for_those_who_skip_them(fwdprop: Run) -> None:
    write({"in/b.csv": "0,0\n1,x\n"})
    skip = f"{RUN} --resume --on-error skip".replace(NET, "net.yaml")
    assert fwdprop(skip).status == 1
    again = fwdprop(skip)
    assert again.stderr == LEFT.replace("before\n", "before, without 1 row\n")
    assert again.status == 1
    assert fwdprop(skip.replace(" --on-error skip", "")).status == 2


def test_the_health_of_what_is_left_is_not_known(fwdprop: Run) -> None:
    touched("in/a.csv")
    lines = resumed(fwdprop, "--health").splitlines()
    assert lines[1:3] == [
        "note: the health is that of the files written now",
        "health of each node over 2 rows",
    ]


def test_overwriting_makes_all_again(fwdprop: Run) -> None:
    longer("out/a.csv")
    write({"out/other.txt": "mine"})
    result = fwdprop(f"{RUN} --overwrite")
    assert (result.stderr, result.status) == (ALL, 0)
    assert contents() == {
        "a.csv": "transactions\n9\n13\n",
        "b.csv": "transactions\n0\n",
        "other.txt": "mine",
    }
