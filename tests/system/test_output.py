"""`-o FILE`: complete or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

CSV = "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"
TSV = CSV.replace(",", "\t")
JSONL = '{"hidden.node_0": 5, "hidden.node_1": 1, "output.transactions": 9}\n'
RUN = "run net.yaml -i 2 3 -o"
ENDINGS = (
    "help: there are table, csv, tsv, jsonl, json, values, npy, parquet, arrow, markdown, latex\n"
)


@pytest.fixture(autouse=True)
def folder(folder: Path) -> Path:
    """A folder to work in, with the network `net.yaml`."""
    shutil.copy(NETWORKS / "transactions.yaml", folder / "net.yaml")
    return folder


@pytest.mark.parametrize(
    ("words", "content"),
    [
        ("out.csv", CSV),
        ("out.CSV", CSV),
        ("out.tsv", TSV),
        ("out.jsonl", JSONL),
        ("out.json", f"[\n  {JSONL.strip()}\n]\n"),
        ("out.values", "9\n"),
        ("out.v1.2.csv", CSV),
        ("out", CSV),
        (".csv", CSV),
        ("'my results.csv'", CSV),
        ("out.txt --format tsv", TSV),
        ("out.json --format csv", CSV),
    ],
)
@pytest.mark.parametrize("columns", [None, 80])
def test_the_ending_decides_unless_format_says(
    folder: Path, fwdprop: Run, words: str, content: str, columns: int | None
) -> None:
    result = fwdprop(f"{RUN} {words}", columns=columns)
    assert (result.stderr, result.stdout, result.status) == ("", "", 0)
    (file,) = [path for path in folder.iterdir() if path.name != "net.yaml"]
    assert file.read_text() == content


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        ("out.csvv", "error: the ending of -o has no 'csvv'\nhelp: did you mean csv?\n"),
        ("out.zzz", "error: the ending of -o has no 'zzz'\n" + ENDINGS),
        ("out.2024", "error: the ending of -o has no '2024'\n" + ENDINGS),
        (
            "net.yaml --format csv",
            "error: -o net.yaml has the ending of a file with a network\n"
            "help: name a file with another ending\n",
        ),
        (
            "../{name}/link.csv",
            "error: -o ../{name}/link.csv would overwrite net.yaml, which is read\n"
            "help: name another file\n",
        ),
        (
            "link.csv",
            "error: -o link.csv would overwrite net.yaml, which is read\nhelp: name another file\n",
        ),
        (
            "hard.csv",
            "error: -o hard.csv would overwrite net.yaml, which is read\nhelp: name another file\n",
        ),
        (".", "error: cannot write .: it is a folder\n"),
        ("gone/out.csv", "error: cannot write gone/out.csv: no such file or directory\n"),
        ("net.yaml/out.csv", "error: cannot write net.yaml/out.csv: not a directory\n"),
        (f"{'x' * 300}.csv", f"error: cannot write {'x' * 300}.csv: file name too long\n"),
        ("/dev/full", "error: cannot write /dev/full: no space left on device\n"),
    ],
)
def test_what_cannot_be_written_is_refused(
    folder: Path, fwdprop: Run, words: str, stderr: str
) -> None:
    Path("link.csv").symlink_to("net.yaml")
    Path("hard.csv").hardlink_to("net.yaml")
    before = sorted(folder.iterdir())
    result = fwdprop(f"{RUN} {words.format(name=folder.name)}")
    wanted = stderr.format(name=folder.name)
    assert (result.stderr, result.stdout, result.status) == (wanted, "", 2)
    assert sorted(folder.iterdir()) == before
    assert Path("net.yaml").read_bytes() == (NETWORKS / "transactions.yaml").read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_permission_is_refused(folder: Path, fwdprop: Run) -> None:
    Path("locked").mkdir(mode=0o555)
    result = fwdprop(f"{RUN} locked/out.csv")
    message = "error: cannot write locked/out.csv: permission denied\n"
    assert (result.stderr, result.stdout, result.status) == (message, "", 2)


def test_a_file_that_was_there_stays_until_the_results_are_complete(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out.csv").write_text("before\n")
    assert fwdprop("run net.yaml -i 2 x -o out.csv").status == 2
    assert Path("out.csv").read_text() == "before\n"

    def full(*_: object) -> None:
        assert Path("out.csv").read_text() == "before\n"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    result = fwdprop(f"{RUN} out.csv")
    message = "error: cannot write out.csv: no space left on device\n"
    assert (result.stderr, result.status) == (message, 2)
    assert Path("out.csv").read_text() == "before\n"
    assert sorted(path.name for path in folder.iterdir()) == ["net.yaml", "out.csv"]


def test_an_interrupted_run_leaves_no_file(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fwdprop.forward.passes.run", interrupted)
    result = fwdprop(f"{RUN} out.csv")
    assert (result.stderr, result.stdout, result.status) == ("", "", 130)
    assert [path.name for path in folder.iterdir()] == ["net.yaml"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(folder: Path, fwdprop: Run, mode: int) -> None:
    Path("out.csv").touch()
    Path("out.csv").chmod(mode)
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert stat.S_IMODE(Path("out.csv").stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_any_new_file(folder: Path, fwdprop: Run) -> None:
    assert fwdprop(f"{RUN} out.csv").status == 0
    Path("other").touch()
    assert Path("out.csv").stat().st_mode == Path("other").stat().st_mode


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link(folder: Path, fwdprop: Run, there: bool) -> None:
    Path("results").mkdir()
    Path("out.csv").symlink_to("results/real.csv")
    if there:
        Path("results/real.csv").write_text("before\n")
    assert fwdprop(f"{RUN} out.csv").status == 0
    assert Path("out.csv").readlink() == Path("results/real.csv")
    assert Path("results/real.csv").read_text() == CSV


def test_a_dash_is_standard_output_and_devices_are_written_as_they_are(
    folder: Path, fwdprop: Run
) -> None:
    assert fwdprop(f"{RUN} -").stdout == CSV
    assert fwdprop(f"{RUN} /dev/null") == fwdprop(f"{RUN} out.csv")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


def test_standard_output_by_its_name_is_added_to_and_not_replaced(folder: Path) -> None:
    Path("log").write_text("before\n")
    words = [*RUN.split(), "/dev/stdout", "--format", "csv"]
    with open("log", "a") as log:
        subprocess.run([sys.executable, "-m", "fwdprop", *words], stdout=log, check=True)
    assert Path("log").read_text() == "before\n" + CSV


def test_a_warning_is_shown_though_the_results_go_to_a_file(folder: Path, fwdprop: Run) -> None:
    result = fwdprop("run net.yaml -i inf 1 -o out.json --layers inputs")
    warning = "warning: input children is inf, the first value that is not finite\n"
    assert (result.stderr, result.stdout, result.status) == (warning, "", 0)
    assert Path("out.json").read_text() == (
        '[\n  {"inputs.children": null, "inputs.accounts": 1}\n]\n'
    )
