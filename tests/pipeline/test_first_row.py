"""A result that is not finite, in the first row, the last one, or behind rows that were skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

NET = "inputs: [a]\nlayers: [{name: output, activation: exp, nodes: {y: [1000]}}]\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "npy"])
@pytest.mark.parametrize(
    ("rows", "bad", "warning"),
    [
        (1, [1], "1 of 1 row has a result that is not finite; in the first, row 1, "),
        (3, [1], "1 of 3 rows has a result that is not finite; in the first, row 1, "),
        (3, [1, 3], "2 of 3 rows have a result that is not finite; in the first, row 1, "),
        (3, [3], "1 of 3 rows has a result that is not finite; in the first, row 3, "),
        (
            9_000,
            [1, 9_000],
            "2 of 9,000 rows have a result that is not finite; in the first, row 1, ",
        ),
    ],
)
def test_the_first_row_that_is_not_finite_is_named(
    fwdprop: Run, net: Path, form: str, rows: int, bad: list[int], warning: str
) -> None:
    x = [1.0 if row in bad else 0.0 for row in range(1, rows + 1)]
    if form == "npy":
        np.save(net / "x.npy", np.array(x).reshape(-1, 1))
    else:
        lines = [f"{number}\n" if form == "csv" else f"[{number}]\n" for number in x]
        text = f"[{','.join(lines)}]" if form == "json" else "".join(lines)
        (net / f"x.{form}").write_text(text)
    result = fwdprop(f"run net.yaml --data x.{form} --format csv")
    found = "".join("inf\n" if number else "1\n" for number in x)
    assert (result.stdout, result.status) == (f"y\n{found}", 0)
    assert result.stderr == f"warning: {warning}layer output, node y is inf\n"


@pytest.mark.parametrize("skipped", [0, 1, 2])
def test_rows_that_are_skipped_count(fwdprop: Run, net: Path, skipped: int) -> None:
    stdin = "x\n" * skipped + "1\n0\n"
    result = fwdprop("run net.yaml --no-header --on-error skip --format csv", stdin=stdin)
    assert (result.stdout, result.status) == ("y\ninf\n1\n", 1 if skipped else 0)
    warning = f"in the first, row {skipped + 1}, layer output, node y is inf\n"
    assert warning in result.stderr


@pytest.mark.parametrize(
    ("command", "status"),
    [("check net.yaml --data - --format csv", 1), ("trace net.yaml --data -", 0)],
)
def test_other_commands_name_it_too(fwdprop: Run, net: Path, command: str, status: int) -> None:
    result = fwdprop(command, stdin="a,y\n1,5\n0,1\n" if "check" in command else "1\n0\n")
    assert result.status == status
    assert result.stderr.startswith("warning: ")
    assert "row 1" in result.stderr
    assert result.stderr.endswith("node y is inf\n") or "y is inf" in result.stderr


# What NumPy would warn of, in each step of the engine: the product, the sum, the activation, and
# numbers that become float32. A process of its own shows what reaches a user.
WARNED = {
    "overflow in the product": ("weights: [[1e308]]", "1e10", "inf"),
    "an invalid product": ("weights: [[0]]", "inf", "nan"),
    "overflow in the sum": ("weights: [[1e308]], bias: 1.7e308", "1", "inf"),
    "an invalid sum": ("weights: [[1e308]], bias: -1e308", "inf", "inf"),
    "overflow in the activation": ("activation: exp, weights: [[1000]]", "1", "inf"),
    "a division by zero": ("activation: reciprocal, weights: [[1]]", "0", "inf"),
    "an invalid activation": ("activation: sin, weights: [[1]]", "inf", "nan"),
    "a number too large for float32": ("weights: [[1]]", "1e300", "inf"),
}


@pytest.mark.parametrize("case", WARNED)
@pytest.mark.parametrize("words", ["-i {}", "--data x.csv", "--data x.csv --health"])
def test_no_warning_of_numpy_reaches_a_user(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, case: str, words: str
) -> None:
    layer, x, y = WARNED[case]
    dtype = "dtype: float32\n" if "float32" in case else ""
    (net / "net.yaml").write_text(f"inputs: [a]\n{dtype}layers: [{{{layer}}}]\n")
    (net / "x.csv").write_text(f"{x}\n" * 3)
    line = f"run net.yaml --format values {words.format(x)}"
    result = fwdprop(line)
    many = 3 if "--data" in words else 1
    assert (result.stdout, result.status) == (f"{y}\n" * many, 0)
    assert result.stderr.startswith("warning: ")
    assert "Warning" not in result.stderr


def test_a_process_shows_none_of_them(net: Path) -> None:
    (net / "net.yaml").write_text("inputs: [a]\nlayers: [{activation: exp, weights: [[1e308]]}]\n")
    line = [sys.executable, "-W", "error", "-m", "fwdprop", "run", "net.yaml", "-i", "1e10"]
    ran = subprocess.run(line, capture_output=True, text=True, check=False, env=os.environ)
    assert (ran.stdout, ran.returncode) == ("node_0\ninf\n", 0)
    assert (
        ran.stderr
        == "warning: layer output, node node_0 is inf, the first value that is not finite\n"
    )
