"""Runs that were killed, go on beside others, or read files that others write to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command_line import Result, Run
from folders import NET, RUN, contents, write

from fwdprop.system.locks import locked
from fwdprop.system.spool import random_name
from fwdprop.system.stores.local import LocalStore
from fwdprop.system.stores.store import Entry

OURS = ["out/a.csv", "out/_fwdprop.json", "out/_fwdprop/a.csv.json", "bad/a.csv.tsv"]
OTHERS = ["out/.a.csv", "out/.a.csv.0123456789abc", "out/.b.csv.0123456789ab", "out/.a.csv.x"]


@pytest.fixture(autouse=True)
def rows(folder: Path) -> None:
    """A file of rows, one of which cannot be read."""
    write({"in/a.csv": "2,3\n4,x\n"})


@pytest.mark.parametrize("more", ["", "--resume", "--overwrite"])
def test_what_a_killed_run_left_is_removed(fwdprop: Run, more: str) -> None:
    left = [random_name(os.path.dirname(name), f".{os.path.basename(name)}") for name in OURS]
    write(dict.fromkeys([*left, *OTHERS], "half"))
    os.symlink("../in/a.csv", "out/.a.csv.0123456789ab")
    assert fwdprop(f"{RUN} --rejects bad/ {more}").status == 1
    assert [name for name in left if os.path.exists(name)] == []
    assert [name for name in OTHERS if not os.path.exists(name)] == []
    assert os.path.islink("out/.a.csv.0123456789ab")


def test_what_another_run_writes_now_is_left(fwdprop: Run) -> None:
    name = random_name("out", ".a.csv")
    write({name: "half"})
    with locked(name):
        assert fwdprop(f"{RUN} --on-error skip").status == 1
    assert Path(name).read_text() == "half"


@pytest.mark.parametrize("held", ["out", "bad"])
def test_two_runs_do_not_write_to_one_folder(fwdprop: Run, held: str) -> None:
    Path(held).mkdir()
    with locked(held) as is_ours:
        assert is_ours
        assert fwdprop(f"{RUN} --rejects bad/") == Result(
            "",
            f"error: another run writes to the folder {held}/ now\n"
            "help: wait until it has ended, or name another folder\n",
            2,
        )
    assert contents() == {}
    assert fwdprop(f"{RUN} --rejects bad/").status == 1


def test_a_file_that_changes_while_it_is_read_gives_no_results(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, asked = LocalStore.entry, list[str]()

    def growing(self: LocalStore, place: str) -> Entry | None:
        asked.append(place)
        if asked.count("in/b.csv") == 2:
            with open("in/b.csv", "a") as file:
                file.write("1,1\n")
        return found(self, place)

    write({"in/b.csv": "2,3\n"})
    monkeypatch.setattr(LocalStore, "entry", growing)
    assert fwdprop(f"run {NET} --data in/b.csv -o out/") == Result(
        "",
        "error: in/b.csv has changed while it was read\n"
        "help: score it when nobody writes to it any more\n",
        2,
    )
    assert contents() == {}
