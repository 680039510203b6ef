"""A weights file that cannot be read is told of once, however many arrays of it are asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import Run

LAYERS = """inputs: [a, b]
layers:
  - name: hidden
    weights: {{file: {0}, array: w1}}
    bias: {{file: {0}, array: b1}}
  - name: output
    weights: {{file: {1}, array: w2}}
    bias: {{file: {1}, array: b2}}
"""


def told(fwdprop: Run, *files: str) -> list[str]:
    """The errors and helps of a network whose layers have their weights in these files."""
    Path("net.yaml").write_text(LAYERS.format(files[0], files[-1]))
    result = fwdprop("check net.yaml")
    assert (result.stdout, result.status) == ("", 2)
    return [line for line in result.stderr.splitlines() if line.startswith(("error:", "help:"))]


@pytest.mark.parametrize("ending", ["npz", "safetensors"])
def test_a_file_that_is_missing(fwdprop: Run, folder: Path, ending: str) -> None:
    if ending == "safetensors":
        pytest.importorskip("safetensors")
    assert told(fwdprop, f"w.{ending}") == [f"error: there is no file w.{ending}"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"hello", "w.npz is damaged, or not what its ending says"),
        (b"\x80\x04K\x01.", "w.npz holds pickled objects, which could run code; it is not read"),
    ],
)
def test_a_file_that_is_broken(fwdprop: Run, folder: Path, content: bytes, message: str) -> None:
    Path("w.npz").write_bytes(content)
    assert told(fwdprop, "w.npz")[0] == f"error: {message}"
    assert sum(line.startswith("error:") for line in told(fwdprop, "w.npz")) == 1


def test_files_that_are_missing_are_told_of_one_by_one(fwdprop: Run, folder: Path) -> None:
    said = ["error: there is no file v.npz", "error: there is no file w.npz"]
    assert told(fwdprop, "v.npz", "w.npz") == said


def test_a_package_that_several_files_need(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "safetensors", None)
    assert told(fwdprop, "v.safetensors", "w.safetensors") == [
        "error: v.safetensors needs the safetensors package",
        "help: pip install 'fwdprop-cli[safetensors]'",
    ]
