"""Nothing that a command reads is written over by what it writes, by whatever name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

NET = """\
inputs: [a, b]
layers:
  - weights: {{file: {file}}}
examples:
  - {{input: [1, 2], output: [3]}}
"""
# Each takes `{out}` for what is written; all of them read the network and its weights.
COMMANDS = [
    "run net.yaml -i 1 2 -o {out} --format csv",
    "run net.yaml --data rows.csv -o {out} --format csv",
    "run net.yaml --data rows.csv --rejects {out}",
    "trace net.yaml -i 1 2 -o {out} --format csv",
    "trace net.yaml --data rows.csv -o {out} --format csv",
    "trace net.yaml --data rows.csv --rejects {out}",
    "check net.yaml -o {out} --format csv",
    "check net.yaml -i 1 2 --expect 3 -o {out} --format csv",
    "check net.yaml --data rows.csv -o {out} --format csv",
    "check net.yaml --data rows.csv --rejects {out}",
    "show net.yaml --weights -o {out} --format csv",
]


def saved(file: Path, weights: np.ndarray) -> None:
    """Saves the weights in the format of the file's ending."""
    if file.suffix == ".safetensors":
        pytest.importorskip("safetensors")
        from safetensors.numpy import save_file

        save_file({"w": weights}, file)
    elif file.suffix == ".npz":
        np.savez(file, w=weights)
    else:
        np.save(file, weights)


@pytest.fixture
def written(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A network whose weights are in a file, rows for it, and other names for all of these."""
    ending = getattr(request, "param", ".npy")
    weights = folder / f"w{ending}"
    saved(weights, np.array([[1.0, 1.0]]))
    Path("net.yaml").write_text(NET.format(file=weights.name))
    Path("rows.csv").write_text("a,b,node_0\n1,2,3\n4,x,5\n")
    Path("sub").mkdir()
    for name in (weights.name, "net.yaml", "rows.csv"):
        Path("sub", f"hard-{name}").hardlink_to(name)
        Path("sub", f"soft-{name}").symlink_to(f"../{name}")
    return weights


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(run: Run, words: str, path: str, file: str) -> None:
    """Proves that a command refuses to write to the path, which is that of a file it reads."""
    before = contents(Path())
    result = run(words.format(out=path))
    option = "--rejects" if "--rejects" in words else "-o"
    message = f"error: {option} {path} would overwrite {file}, which is read\n"
    assert (result.stderr, result.stdout, result.status) == (
        f"{message}help: name another file\n",
        "",
        2,
    )
    assert contents(Path()) == before


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("written", [".npy", ".npz", ".safetensors"], indirect=True)
def test_weights_are_not_written_over(fwdprop: Run, written: Path, words: str) -> None:
    # Under their own name -o refuses them for their ending alone, and --rejects most of them.
    Path("sub/hard").hardlink_to(written)
    Path("sub/soft").symlink_to(written)
    paths = ["sub/hard", "sub/soft"]
    if "--rejects" in words and written.suffix == ".safetensors":
        paths += [written.name, f"./{written.name}", f"sub/../{written.name}", str(written)]
    for path in paths:
        refused(fwdprop, words, path, written.name)


@pytest.mark.usefixtures("written")
def test_weights_are_not_written_over_by_results_in_their_format(fwdprop: Run) -> None:
    for path in ("w.npy", "./w.npy", "sub/../w.npy", "sub/hard-w.npy", "sub/soft-w.npy"):
        refused(fwdprop, "run net.yaml -i 1 2 -o {out}", path, "w.npy")
        refused(fwdprop, "run net.yaml --data rows.csv -o {out}", path, "w.npy")


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.usefixtures("written")
def test_the_network_is_not_written_over(fwdprop: Run, words: str) -> None:
    # Under its own name -o refuses it for its ending alone.
    Path("sub/hard").hardlink_to("net.yaml")
    Path("sub/soft").symlink_to("../net.yaml")
    paths = ["sub/hard", "sub/soft"]
    if "--rejects" in words:
        paths += ["net.yaml", "sub/hard-net.yaml", "sub/soft-net.yaml"]
    for path in paths:
        refused(fwdprop, words, path, "net.yaml")


@pytest.mark.parametrize("words", [words for words in COMMANDS if "--data" in words])
@pytest.mark.parametrize("path", ["rows.csv", "sub/hard-rows.csv", "sub/soft-rows.csv"])
@pytest.mark.usefixtures("written")
def test_rows_are_not_written_over(fwdprop: Run, words: str, path: str) -> None:
    refused(fwdprop, words, path, "rows.csv")
    refused(fwdprop, words.replace("rows.csv", "sub/../rows.csv"), path, "sub/../rows.csv")


@pytest.mark.usefixtures("written")
def test_a_further_file_of_rows_is_not_written_over(fwdprop: Run) -> None:
    Path("more.csv").write_text("a,b\n1,2\n")
    refused(fwdprop, "run net.yaml --data rows.csv more.csv -o {out}", "more.csv", "more.csv")


@pytest.mark.usefixtures("written")
def test_check_writes_over_no_network_nor_weights_that_it_comes_to_later(fwdprop: Run) -> None:
    Path("later.yaml").write_text(Path("net.yaml").read_text().replace("w.npy", "v.npy"))
    np.save("v.npy", np.array([[1.0, 1.0]]))
    Path("text").symlink_to("later.yaml")
    Path("numbers").symlink_to("v.npy")
    refused(fwdprop, "check net.yaml later.yaml -o {out}", "text", "later.yaml")
    refused(fwdprop, "check net.yaml later.yaml -o {out}", "numbers", "v.npy")


@pytest.mark.usefixtures("written")
def test_weights_that_do_not_fit_are_not_written_over_either(fwdprop: Run) -> None:
    np.save("w.npy", np.array([[1.0, 1.0, 1.0]]))
    Path("numbers").symlink_to("w.npy")
    before = contents(Path())
    result = fwdprop("check net.yaml -o numbers")
    assert result.stderr.endswith(
        "error: -o numbers would overwrite w.npy, which is read\nhelp: name another file\n"
    )
    assert result.status == 2
    assert contents(Path()) == before


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        ("run net.yaml -o {out}", "rows.csv"),
        ("run net.yaml --rejects {out}", "rows.csv"),
        ("run net.yaml --data - -o {out}", "rows.csv"),
        ("trace net.yaml --data - -o {out}", "rows.csv"),
        ("check net.yaml --data - -o {out} --format csv", "rows.csv"),
        ("run - -i 1 2 -o {out} --format csv", "net.yaml"),
        ("show - -o {out} --format csv", "net.yaml"),
        ("check - -o {out} --format csv", "net.yaml"),
        ("run - --data rows.csv --rejects {out}", "net.yaml"),
    ],
)
@pytest.mark.usefixtures("written")
def test_the_file_behind_standard_input_is_not_written_over(words: str, stdin: str) -> None:
    Path("sub/hard.csv").hardlink_to(stdin)
    before = contents(Path())
    line = [sys.executable, "-m", "fwdprop", *words.format(out="sub/hard.csv").split()]
    with open(stdin, "rb") as file:
        ran = subprocess.run(line, stdin=file, capture_output=True, text=True, check=False)
    option = "--rejects" if "--rejects" in words else "-o"
    assert (ran.stdout, ran.stderr, ran.returncode) == (
        "",
        f"error: {option} sub/hard.csv would overwrite the file that standard input is,"
        " which is read\nhelp: name another file\n",
        2,
    )
    assert contents(Path()) == before


@pytest.mark.parametrize("file", ["w.npy", "net.yaml", "rows.csv"])
@pytest.mark.usefixtures("written")
def test_results_are_not_added_to_a_file_that_is_read(file: str) -> None:
    before = contents(Path())
    line = [sys.executable, "-m", "fwdprop", "run", "net.yaml", "--data", "rows.csv"]
    with open(file, "ab") as out:
        ran = subprocess.run(line, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    message = f"error: the results would go into {file}, which is read\n"
    assert (ran.stderr, ran.returncode) == (message, 2)
    assert contents(Path()) == before


@pytest.mark.usefixtures("written")
def test_other_files_are_written_and_read_at_the_same_time(fwdprop: Run) -> None:
    Path("old.csv").write_text("old\n")
    assert fwdprop("run net.yaml -i 1 2 -o old.csv").status == 0
    assert Path("old.csv").read_text() == "node_0\n3\n"
    # What one command read, the next one may write.
    assert (
        fwdprop("run net.yaml --data old.csv --columns a=node_0,b=node_0").stdout == "node_0\n6\n"
    )
    assert fwdprop("run net.yaml -i 2 2 -o old.csv").status == 0
    assert Path("old.csv").read_text() == "node_0\n4\n"
    assert os.listdir("sub")
