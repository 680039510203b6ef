"""What many rows that do not hold have in common: how far they are off, and which slips."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run

from fwdprop import load

HALF = """\
inputs: [a]
layers: [{name: h, activation: sigmoid, weights: [[1]]}, {name: y, nodes: {y: [2]}}]
"""
PART = "fwdprop.pipeline.compare.PART"


def rows_of(pairs: Sequence[tuple[float, float]]) -> str:
    return "a,y\n" + "".join(f"{a},{y!r}\n" for a, y in pairs)


@pytest.mark.parametrize("part", [1, 3, 4096])
def test_one_slip_of_all_rows_is_told_once_first_and_last(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(PART, part)
    (folder / "net.yaml").write_text(HALF)
    pairs = [(k / 50, 2 * math.tanh(k / 50)) for k in range(1, 443)]
    result = fwdprop("check net.yaml --data -", stdin=rows_of(pairs))
    off = [abs(2 / (1 + math.exp(-a)) - y) for a, y in pairs]
    head = [
        "net.yaml: 442 of 442 rows do not hold",
        f"  off by {sum(off) / 442:.6g} on average and {off[0]:.6g} at most,"
        " in row 1, layer y, node y",
        "  all 442 are what you get when tanh is used in layer h in place of sigmoid",
    ]
    lines = result.stdout.splitlines()
    assert (lines[:3], lines[-3:]) == (head, head)
    assert [line.strip().split(" ")[0] for line in lines[3:-3]] == [
        *("row", "layer", "expected", "found", "difference", "tolerance", "y", "and"),
    ]
    assert lines[-4] == (
        "  and 441 more that do not hold: rows 2, 3, 4, ...; --format csv has them all"
    )
    assert (result.stderr, result.status) == ("", 1)


@pytest.mark.parametrize("part", [1, 7, 4096])
def test_a_slip_behind_the_first_rows_counts_as_unexplained(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr(PART, part)
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: {weights: [2], bias: 1}}}]")
    # The bias left out, twice, and something else.
    pairs = [(k, 2.0 * k) for k in range(1, 7)] + [(k, 2.0 * k + 2) for k in range(1, 7)]
    pairs += [(k, 2.0 * k) for k in range(1, 301)] + [(k, 2.0 * k + 0.25) for k in range(1, 6)]
    lines = fwdprop("check net.yaml --data -", stdin=rows_of(pairs)).stdout.splitlines()
    assert lines[:4] == [
        "net.yaml: 317 of 317 rows do not hold",
        f"  off by {(312 + 5 * 0.75) / 317:.6g} on average and 1 at most,"
        " in row 1, layer output, node y",
        "  306 of the 317 are what you get when the bias of layer output is left out",
        "  6 of the 317 are what you get when the bias of layer output is added twice",
    ]


def test_a_slip_whose_rows_another_one_explains_with_more_is_left_out(
    fwdprop: Run, folder: Path
) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [a]\nlayers:\n- {name: h, activation: tanh, weights: [[1]]}\n"
        "- {name: y, nodes: {y: [1]}}\n"
    )
    # Where a is above 0 relu is the identity: it explains these rows, and not those below 0.
    pairs = [(float(a), float(a)) for a in (*range(1, 20), *range(-20, 0))]
    lines = fwdprop("check net.yaml --data -", stdin=rows_of(pairs)).stdout.splitlines()
    assert [line for line in lines[:5] if "what you get" in line] == [
        "  all 39 are what you get when the activation of layer h is left out"
    ]


def test_inputs_in_another_order_are_counted_over_all_rows(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a, b, c]\nlayers: [{nodes: {y: [1, 2, 4]}}]")
    x = np.random.default_rng(2).integers(1, 1000, (3000, 3)).tolist()
    content = "a,b,c,y\n" + "".join(f"{a},{b},{c},{a + 4 * b + 2 * c}\n" for a, b, c in x)
    lines = fwdprop("check net.yaml --data -", stdin=content).stdout.splitlines()
    wrong = sum(b != c for _, b, c in x)
    assert f"  all {wrong:,} are what you get when the inputs b and c are swapped" in lines


def test_differences_that_are_not_finite_are_counted_apart(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [1]}}]")
    pairs = "1,nan\n2,inf\n1e308,-1e308\n1e308,0.9e308\n1e308,0.7e308\n"
    lines = fwdprop("check net.yaml --data -", stdin=f"a,y\n{pairs}").stdout.splitlines()
    assert lines[1] == (
        "  off by 2e+307 on average and 3e+307 at most, in row 5, layer output, node y;"
        " 3 differences are not finite"
    )
    lines = fwdprop("check net.yaml --data -", stdin="a,y\n" + "1,nan\n" * 4).stdout.splitlines()
    assert lines[1] == "  4 differences are not finite"


@pytest.mark.parametrize(("scale", "tolerance"), [(1, "1e-06"), (1e6, "0.1")])
def test_differences_of_the_size_of_float32_are_said_to_be(
    fwdprop: Run, folder: Path, scale: float, tolerance: str
) -> None:
    (folder / "net.yaml").write_text(
        f"inputs: [a]\nlayers: [{{activation: tanh, weights: [[1]]}}, {{nodes: {{y: [{scale}]}}}}]"
    )
    x = np.random.default_rng(5).normal(size=1000).round(3)
    y = (np.tanh(x.astype(np.float32)) * np.float32(scale)).astype(float)
    content = rows_of(list(zip(x.tolist(), y.tolist(), strict=True)))
    result = fwdprop("check net.yaml --data -", stdin=content)
    assert result.status == 1
    found = re.search(
        r"note: no value is further off than float32 makes it;"
        r" compare with (--dtype float32) or (--tolerance \S+)\n",
        result.stderr,
    )
    assert found is not None, result.stderr
    assert found[2] == f"--tolerance {tolerance}"
    for words in found.groups():
        assert fwdprop(f"check net.yaml --data - {words}", stdin=content).status == 0


def test_a_terminal_has_no_line_that_is_too_wide(fwdprop: Run, folder: Path) -> None:
    network = load(NETWORKS / "mazur.yaml")
    x = np.random.default_rng(4).normal(size=(20, 2)).round(3)
    y = network.forward(x)[:, 0] + 0.01
    lines = [f"{a},{b},{value:.9f}\n" for (a, b), value in zip(x, y, strict=True)]
    (folder / "rows.csv").write_text("i1,i2,o1\n" + "".join(lines))
    words = f"check {NETWORKS / 'mazur.yaml'} --data rows.csv"
    for columns in (40, 80, 120):
        text = fwdprop(words, columns=columns).stdout
        assert max(map(len, text.splitlines())) <= columns
        assert "no known slip explains any" in text
