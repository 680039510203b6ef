"""`--rejects FILE` and `-o FILE`: nothing is emptied before everything was found good."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from command_line import NETWORKS, Run
from piping import SHELL, in_shell

OLD = "rows of yesterday\n"
REJECTS = "rows.csv:3\tcolumn accounts: 'x' is not a number\t4,x,5\n"
# What is wrong, and the words that replace others in a sound command line.
FAULTS = {
    "a network that is not there": ("net.yaml", "nowhere.yaml"),
    "a network with a fault": ("net.yaml", "wrong.yaml"),
    "rows that are not there": ("rows.csv", "nowhere.csv"),
    "further rows that are not there": ("rows.csv", "rows.csv nowhere.csv"),
    "rows in no known format": ("rows.csv", "rows.xyz"),
    "rows without a column": ("rows.csv", "other.csv"),
    "rows that are no text": ("rows.csv", "bytes.csv"),
    "rows of a format that they have not": ("rows.csv", "rows.csv --from npy"),
    "a column for no input": ("rows.csv", "rows.csv --columns nobody=a"),
    "a column that is not there": ("rows.csv", "rows.csv --columns children=nobody"),
    "a missing value that is no number": ("rows.csv", "rows.csv --missing none"),
    "results in a folder": ("out.csv", "there"),
    "results in a folder that is not there": ("out.csv", "nowhere/out.csv"),
    "results in no known format": ("out.csv", "out.xyz"),
    "results in place of the network": ("out.csv", "net.yaml --format csv"),
    "results in place of the rows": ("out.csv", "rows.csv"),
    "results in place of the rejects": ("out.csv", "bad.tsv"),
    "results that are read-only": ("out.csv", "locked.csv"),
    "rejects in a folder": ("bad.tsv", "there"),
    "rejects in a folder that is not there": ("bad.tsv", "nowhere/bad.tsv"),
    "rejects in place of the network": ("bad.tsv", "net.yaml"),
    "rejects in place of the rows": ("bad.tsv", "rows.csv"),
    "rejects that are read-only": ("bad.tsv", "locked.csv"),
    "a layer that is not there": ("out.csv", "out.csv --layers nobody"),
    "a column to keep that is not there": ("out.csv", "out.csv --keep nobody"),
    "columns that the format does not hold": ("out.csv", "out.npy --keep note"),
    "a node that is not there": ("out.csv", "out.csv --node nobody"),
    "a tolerance that is no number": ("out.csv", "out.csv --tolerance none"),
}
COMMANDS = [f"{name} net.yaml --data rows.csv" for name in ("run", "trace", "check")]


@pytest.fixture(autouse=True)
def folder(folder: Path) -> Path:
    """A network, rows for it of which one is bad, and much that is wrong."""
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")
    Path("wrong.yaml").write_text("inputs: 0\n")
    Path("rows.csv").write_text("children,accounts,transactions,note\n2,3,9,a\n4,x,5,b\n")
    for name in ("rows.xyz", "other.csv"):
        Path(name).write_text("a,b\n1,2\n")
    Path("bytes.csv").write_bytes(b"\xff\xfe\x00\n")
    Path("there").mkdir()
    Path("there/old.csv").write_text(OLD)
    Path("locked.csv").write_text(OLD)
    Path("locked.csv").chmod(0o444)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_empties_no_file_and_makes_none(
    folder: Path, fwdprop: Run, command: str, fault: str, there: bool
) -> None:
    if there:
        for name in ("bad.tsv", "out.csv", "out.npy"):
            Path(name).write_text(OLD)
    before = contents(folder)
    for order in ("--rejects bad.tsv -o out.csv", "-o out.csv --rejects bad.tsv"):
        words = f"{command} {order} --quiet"
        result = fwdprop(words.replace(*FAULTS[fault]))
        assert result.stderr.startswith("error: ")
        assert (result.stdout, result.status) == ("", 2)
        assert contents(folder) == before


@pytest.mark.parametrize("first", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_two_faults_empty_no_file_either(
    folder: Path, fwdprop: Run, command: str, first: str
) -> None:
    for name in ("bad.tsv", "out.csv", "out.npy"):
        Path(name).write_text(OLD)
    before = contents(folder)
    names = list(FAULTS)
    for second in names[names.index(first) :]:  # the earlier ones had this one as their second
        words = f"{command} --rejects bad.tsv -o out.csv".replace(*FAULTS[first])
        result = fwdprop(words.replace(*FAULTS[second], 1))
        assert result.status == 2
        assert contents(folder) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("there", [True, False])
def test_the_file_holds_the_rows_of_this_run_alone(
    folder: Path, fwdprop: Run, command: str, there: bool
) -> None:
    if there:
        Path("bad.tsv").write_text(OLD * 9)
    assert fwdprop(f"{command} --rejects bad.tsv -o out.csv").status == 1
    assert Path("bad.tsv").read_text() == REJECTS.replace("4,x,5", "4,x,5,b")
    Path("rows.csv").write_text("children,accounts,transactions\n2,3,9\n")
    assert fwdprop(f"{command} --rejects bad.tsv -o out.csv").status == 0
    assert Path("bad.tsv").read_text() == ""


def test_no_rows_at_all_leave_an_empty_file(fwdprop: Run) -> None:
    Path("bad.tsv").write_text(OLD)
    Path("rows.csv").write_text("children,accounts\n")
    assert fwdprop("run net.yaml --data rows.csv --rejects bad.tsv").status == 0
    assert Path("bad.tsv").read_text() == ""


def test_what_was_kept_stays_where_the_run_ends_in_an_error(fwdprop: Run) -> None:
    Path("bad.tsv").write_text(OLD)
    Path("more.csv").write_text("children,accounts,extra\n1,2,3\n")
    words = "run net.yaml --data rows.csv more.csv --keep all --rejects bad.tsv -o out.csv"
    result = fwdprop(words)
    assert "error: more.csv has other columns than rows.csv" in result.stderr
    assert result.status == 2
    assert Path("bad.tsv").read_text() == REJECTS.replace("4,x,5", "4,x,5,b")
    assert not Path("out.csv").exists()


@pytest.mark.parametrize("name", ["bad.tsv", "./bad.tsv", "there/../bad.tsv", "hard", "soft"])
@pytest.mark.parametrize("there", [True, False])
def test_results_and_rejects_do_not_go_into_one_file(
    folder: Path, fwdprop: Run, name: str, there: bool
) -> None:
    if there:
        Path("bad.tsv").write_text(OLD)
        Path("hard").hardlink_to("bad.tsv")
    elif name == "hard":
        pytest.skip("what is not there has no other name")
    Path("soft").symlink_to("bad.tsv")
    before = contents(folder)
    result = fwdprop(f"run net.yaml --data rows.csv --rejects bad.tsv -o {name} --format csv")
    message = "error: --rejects bad.tsv would overwrite the results\nhelp: name another file\n"
    assert (result.stderr, result.stdout, result.status) == (message, "", 2)
    assert contents(folder) == before


@pytest.mark.parametrize("where", ["> bad.tsv", ">> bad.tsv", "-o /dev/stdout >> bad.tsv"])
def test_rejects_do_not_go_where_standard_output_goes(where: str) -> None:
    line = f"{SHELL} --data rows.csv --format csv --rejects bad.tsv {where}"
    message = "error: --rejects bad.tsv would overwrite the results\nhelp: name another file\n"
    assert in_shell(line) == ("", message, 2)
    assert os.path.getsize("bad.tsv") == 0


def test_rejects_and_results_do_not_go_into_one_pipe() -> None:
    line = f"{SHELL} --data rows.csv --rejects /dev/stdout | cat; exit ${{PIPESTATUS[0]}}"
    message = "error: --rejects /dev/stdout would overwrite the results\n"
    assert in_shell(line) == ("", f"{message}help: name another file\n", 2)


def test_rejects_may_go_where_nothing_is_kept(fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data rows.csv --rejects /dev/null -o /dev/null")
    assert (result.stdout, result.status) == ("", 1)


def test_a_disk_that_is_full_is_that_of_the_rejects(fwdprop: Run) -> None:
    result = fwdprop("run net.yaml --data rows.csv --rejects /dev/full -o out.csv")
    assert "error: cannot write /dev/full: no space left on device\n" in result.stderr
    assert result.status == 2
    assert not Path("out.csv").exists()
