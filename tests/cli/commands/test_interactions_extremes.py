"""`fwdprop interactions` of very large and very small numbers, of few rows, of awkward names."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from itertools import product
from math import isqrt
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

RELU = "activation: relu, weights: [[1, 1], [1, 0]]"


def exact_root(number: Fraction) -> Fraction:
    """The square root, to 60 digits."""
    scale = 10**700
    return Fraction(isqrt(number.numerator * scale**2 // number.denominator), scale)


def of_relu(rows: list[tuple[Fraction, Fraction]]) -> tuple[Fraction, Fraction]:
    """The interaction and the largest one of relu(a + b) - relu(a), with exact numbers."""

    def f(a: Fraction, b: Fraction) -> Fraction:
        return max(a + b, Fraction(0)) - max(a, Fraction(0))

    ds = [f(a, b) - f(c, b) - f(a, d) + f(c, d) for (a, b), (c, d) in product(rows, rows)]
    return exact_root(sum((d * d for d in ds), Fraction(0)) / len(ds)), max(map(abs, ds))


@pytest.mark.parametrize("size", ["1e305", "1e200", "1e-200", "1e-300"])
def test_numbers_of_any_size_have_the_interactions_of_their_multiples(
    fwdprop: Run, folder: Path, size: str
) -> None:
    (folder / "net.yaml").write_text(
        f"inputs: [a, b]\nlayers: [{{{RELU}}}, {{nodes: {{y: [1, -1]}}}}]\n"
    )
    numbers = [(1, -2), (-3, 5), (4, 4), (2, -7), (6, 1)]
    texts = [tuple(f"{number}{size[1:]}" for number in row) for row in numbers]
    inputs = " ".join(f"-i {a} {b}" for a, b in texts)
    result = fwdprop(f"interactions net.yaml {inputs} --format csv")
    assert result.stderr == ""
    figures = [float(cell) for cell in result.stdout.splitlines()[1].split(",")[3:5]]
    rows = [(Fraction(float(a)), Fraction(float(b))) for a, b in texts]
    assert figures == pytest.approx([float(each) for each in of_relu(rows)], rel=1e-12, abs=0)
    small = " ".join(f"-i {a} {b}" for a, b in numbers)
    ratios = [
        fwdprop(f"interactions net.yaml {each} --format csv").stdout.splitlines()[1].split(",")[6:]
        for each in (inputs, small)
    ]
    assert [float(each) for each in ratios[0]] == pytest.approx(
        [float(each) for each in ratios[1]], rel=1e-9
    )
    result = fwdprop(f"interactions net.yaml {inputs} --by-node --format csv")
    assert result.stderr == ""
    shares = [float(line.split(",")[-1]) for line in result.stdout.splitlines()[1:]]
    assert shares == [1, 0, 0]


def test_one_huge_row_hides_no_interaction_of_the_others(fwdprop: Run, folder: Path) -> None:
    hidden = "{activation: relu, weights: [[1, 1, 0], [1, 0, 0], [0, 0, 1]]}"
    (folder / "net.yaml").write_text(
        f"inputs: [a, b, c]\nlayers: [{hidden}, {{nodes: {{y: [1, -1, 1]}}}}]\n"
    )
    rows = "-i 1 -2 1e200 -i -3 5 1 -i 4 4 2 -i 2 -7 3 -i 6 1 4 -i 0 2 5"
    result = fwdprop(f"interactions net.yaml {rows} --pairs a,b --format csv")
    assert result.stderr == ""
    # With 1e200 in the sum nothing else is left of it: as if that row were of no interaction.
    pairs = [(1, -2), (-3, 5), (4, 4), (2, -7), (6, 1), (0, 2)]
    ds = [
        max(a + b, 0)
        - max(a, 0)
        - max(c + b, 0)
        + max(c, 0)
        - (max(a + d, 0) - max(a, 0) - max(c + d, 0) + max(c, 0))
        for (a, b), (c, d) in product(pairs[1:], pairs)
    ]
    figures = [float(cell) for cell in result.stdout.splitlines()[1].split(",")[3:5]]
    expected = [(sum(d * d for d in ds) / 36) ** 0.5, max(map(abs, ds))]
    assert figures == pytest.approx(expected, rel=1e-12)
    result = fwdprop(f"interactions net.yaml {rows} --pairs a,b")
    assert "explains 100% of the\nvariation" in result.stdout
    assert "+ 1·c\n" in result.stdout


def test_what_is_beyond_the_range_is_said(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [a, b]\n"
        "layers: [{activation: relu, weights: [[1, 1], [1, -1]]}, {nodes: {y: [1, -1]}}]\n"
    )
    rows = "-i 8e307 -8e307 -i -8e307 8e307 -i 8e307 8e307 -i 1 1"
    result = fwdprop(f"interactions net.yaml {rows}")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: interactions, or their squares, are beyond the range of float64\n"
        "help: compare rows that are nearer to each other\n"
    )


def test_a_regression_says_how_many_rows_it_needs(fwdprop: Run, folder: Path) -> None:
    result = fwdprop(f"interactions {NETWORKS}/bank.yaml -i 1 2 0 -i 2 3 1 -i 4 5 0 -i 9 2 1")
    assert result.stdout.endswith(
        "\nA linear regression of 3 inputs needs 5 rows, and there are 4.\n"
    )
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{activation: tanh, nodes: {y: [1]}}]\n")
    result = fwdprop("interactions net.yaml -i 1 -i 2")
    assert result.stdout.endswith(
        "\nA linear regression of 1 input needs 3 rows, and there are 2.\n"
    )
    result = fwdprop("interactions net.yaml -i 1 -i 2 --pairs a,a")
    assert result.stderr == "error: the network has one input, and so there are no pairs\n"


def test_a_target_without_variation_is_said(fwdprop: Run) -> None:
    rows = "age,balance,retired,spent\n" + "".join(
        f"{row},5\n" for row in ("40,10,0", "20,2,1", "50,3,0", "60,20,1", "30,5,0", "70,3,1")
    )
    line = f"interactions {NETWORKS}/bank.yaml --data - --target spent"
    result = fwdprop(line, stdin=rows)
    assert result.stdout.endswith("\n\nColumn spent has no variation to explain.\n")
    large = rows.replace(",5\n", ",1.7e308\n", 3).replace(",5\n", ",-1.7e308\n")
    result = fwdprop(line, stdin=large)
    assert (result.stderr, result.status) == ("", 0)
    assert "column spent; the network explains nothing:" in result.stdout


def test_the_last_activation_may_make_all_of_an_interaction(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [a, b]\nlayers: [{activation: sigmoid, nodes: {y: [1, 1]}}]\n"
    )
    result = fwdprop("interactions net.yaml -i 0 0 -i 1 1 -i 2 1 -i 1 3")
    assert (
        "a × b arises at y (100.0%).\n"
        "The output's sigmoid makes all of it; --scores looks at the sums before.\n"
        in result.stdout
    )


def test_a_name_with_a_comma_stands_in_quotes(fwdprop: Run, folder: Path) -> None:
    names = ["a,b", 'say "c"', "d=e", " f "]
    weights = [[1, 1, 1, 1], [1, -1, 1, -1]]
    layers = [{"activation": "relu", "weights": weights}, {"nodes": {"y": [1, 1]}}]
    (folder / "net.json").write_text(json.dumps({"inputs": names, "layers": layers}))
    line = "interactions net.json -i 1 2 3 4 -i 3 2 1 0 -i 0 1 0 1 --format csv"
    for text, pair in (
        ('"a,b",d=e', ["a,b", "d=e"]),
        ('f,"say ""c"""', ['say "c"', " f "]),
        ('"d=e"," f "', ["d=e", " f "]),
    ):
        result = fwdprop(*line.split(), "--pairs", text)
        assert [row[1:3] for row in csv.reader(result.stdout.splitlines())][1:] == [pair]
    result = fwdprop(*line.split(), "--pairs", "d=e")
    assert result.stderr == (
        'error: a pair is two inputs, not d=e\nhelp: such as "a,b","say ""c"""\n'
    )
    result = fwdprop(*line.split(), "--pairs", '"a,b",d=e', "--pairs", "d=e,,")
    assert " --> --pairs:2:4\n" in result.stderr


def test_more_rows_than_fit_are_refused_while_they_come(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(
        "inputs: 500\nlayers: [{weights: [[" + ", ".join(["1"] * 500) + "]]}]\n"
    )
    row = ",".join(["1"] * 500) + "\n"
    result = fwdprop(
        "interactions net.yaml --data - --sample 20000 --pairs x0,x1", stdin=row * 8500
    )
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.endswith(
        "rows of 500 numbers are more than fit in memory\nhelp: compare fewer rows: --sample 2097\n"
    )
