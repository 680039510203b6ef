"""A row format is one entry of `tables/formats.py`: with it every command reads and writes it."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

NET = """\
inputs: [a, b]
layers:
- {name: out, activation: identity, nodes: {y: [1, 10]}}
examples:
- {input: [1, 2], output: [21]}
"""
# A fresh interpreter, in which the entry is in the list before anything else is imported.
WITH_ENTRY = """\
import sys
from fwdprop.tables import formats

entry = formats.Format("psv", "delimited.format", {"delimiter": "|"}, aliases=("pipes",))
formats.FORMATS = (*formats.FORMATS, entry)

from fwdprop.cli.app import main
from fwdprop.system.terminal import Terminal

sys.exit(main(sys.argv[1:], Terminal.of_process()))
"""


def output(folder: Path, line: str) -> str:
    """What the command writes, to standard output or to the file after `-o`."""
    words = line.split()
    done = subprocess.run(
        [sys.executable, "-c", WITH_ENTRY, *words], cwd=folder, capture_output=True, text=True
    )
    assert (done.stderr, done.returncode) == ("", 0)
    return (folder / words[-1]).read_text() if "-o" in words else done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "net.yaml").write_text(NET)
    for ending, delimiter in {"csv": ",", "psv": "|", "pipes": "|"}.items():
        text = "a,b,y\n1,2,21\n3,4,43\n".replace(",", delimiter)
        (tmp_path / f"x.{ending}").write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    "line",
    [
        "run net.yaml --data x.FORMAT --keep a",
        "run net.yaml --data x.FORMAT --header",
        "run net.yaml --input 1 2 --layers all --format FORMAT",
        "run net.yaml --input 1 2 -o y.FORMAT",
        "run net.yaml --data x.FORMAT -o y.FORMAT",
        "trace net.yaml --input 1 2 --format FORMAT",
        "trace net.yaml --data x.FORMAT --format FORMAT",
        "check net.yaml --format FORMAT",
        "check net.yaml --data x.FORMAT --format FORMAT",
        "show net.yaml --format FORMAT",
        "activations --format FORMAT",
    ],
)
def test_each_command_reads_and_writes_a_new_format(folder: Path, line: str) -> None:
    expected = list(csv.reader(output(folder, line.replace("FORMAT", "csv")).splitlines()))
    for name in ("psv", "pipes"):
        lines = output(folder, line.replace("FORMAT", name)).splitlines()
        assert list(csv.reader(lines, delimiter="|")) == expected
    assert len(expected) > ("check" not in line)


def test_a_new_format_is_read_from_standard_input_and_named_in_a_message(folder: Path) -> None:
    command = [sys.executable, "-c", WITH_ENTRY, "run", "net.yaml", "--data", "-", "--from"]
    rows = (folder / "x.psv").read_text()
    read = subprocess.run([*command, "psv"], cwd=folder, input=rows, capture_output=True, text=True)
    assert (read.stdout, read.stderr) == ("y\n21\n43\n", "")
    refused = subprocess.run([*command, "no"], cwd=folder, capture_output=True, text=True)
    assert refused.stderr.startswith("error: --from has no 'no'\nhelp: there are csv, tsv, ")
    assert "psv" in refused.stderr
