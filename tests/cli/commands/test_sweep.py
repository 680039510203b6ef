"""sweep for programs: a row a combination, values counted in decimals, formats, names."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run
from hypothesis import given
from hypothesis import strategies as st
from sweep_networks import LINEAR, NAMED, POLE

import fwdprop as package
from fwdprop.analysis.sweep.ranges import Place, numbers, steps

BANK = "sweep networks/bank.yaml --input 40 10 0"


def values(fwdprop: Run, text: str) -> list[str]:
    """The first column of a sweep over that input."""
    result = fwdprop("sweep", "-", "--over", f"a={text}", "-i", "0", "0", "0", stdin=LINEAR)
    assert result.status == 0, result.stderr
    return [line.split(",")[0] for line in result.stdout.splitlines()[1:]]


def test_there_is_a_row_for_each_combination_with_every_digit(fwdprop: Run) -> None:
    found = fwdprop(f"{BANK} --over age=20:80:30 --over retired=0,1")
    net = package.load(NETWORKS / "bank.yaml")
    rows = [(age, 10, retired) for age in (20, 50, 80) for retired in (0, 1)]
    lines = [",".join([*map(str, row), repr(float(net(row)[0]))]) for row in rows]
    assert found.stdout == "\n".join(["age,balance,retired,transactions", *lines, ""])
    assert (found.stderr, found.status) == ("", 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:0.5:0.1", "0 0.1 0.2 0.3 0.4 0.5"),
        ("-1:1:0.5", "-1 -0.5 0 0.5 1"),
        ("1:0:-0.25", "1 0.75 0.5 0.25 0"),
        ("0:1:0.3", "0 0.3 0.6 0.9"),
        ("0:1:1/4", "0 0.25 0.5 0.75 1"),
        ("7:7:2", "7"),
        ("7:7:-2", "7"),
        ("5,1,3", "5 1 3"),
        (" 1 : 3 : 1 ", "1 2 3"),
        ("0,2:6:2,1e2", "0 2 4 6 100"),
        ("1e-7:3e-7:1e-7", "1e-07 2e-07 3e-07"),
        ("100000000000000000000:100000000000000000002:1", None),
    ],
)
def test_values_are_counted_in_decimals(text: str, expected: str | None, fwdprop: Run) -> None:
    if expected is None:  # float64 cannot tell them apart
        result = fwdprop("sweep", "-", "--over", f"a={text}", "-i", "0", "0", "0", stdin=LINEAR)
        assert "has the same number twice" in result.stderr
    else:
        assert values(fwdprop, text) == expected.split()


@given(
    st.integers(-10_000, 10_000),
    st.integers(1, 500),
    st.integers(0, 60),
    st.integers(0, 6),
    st.booleans(),
)
def test_a_range_is_what_decimal_arithmetic_gives(
    first: int, step: int, count: int, places: int, down: bool
) -> None:
    step = -step if down else step
    text = ":".join(f"{number}e-{places}" for number in (first, first + step * count, step))
    exact = [float(f"{first + step * index}e-{places}") for index in range(count + 1)]
    found = numbers(steps(text, Place("--over", 1, text, 0), []), "float64")
    assert found.tolist() == exact


def test_three_inputs_vary_the_last_one_first(fwdprop: Run) -> None:
    line = "sweep - --over c=1,2 --over a=0,1 --over b=5"
    rows = list(csv.reader(fwdprop(line, stdin=LINEAR).stdout.splitlines()))
    assert [row[:3] for row in rows[1:]] == [
        ["0", "5", "1"],
        ["1", "5", "1"],
        ["0", "5", "2"],
        ["1", "5", "2"],
    ]


@pytest.mark.parametrize("row", ["-i 9 10 9", "-i balance=10", "--input 9,10,9"])
def test_inputs_that_vary_need_no_value(row: str, fwdprop: Run) -> None:
    line = "sweep networks/bank.yaml --over age=20:80:30 --over retired=0,1"
    assert fwdprop(f"{line} {row}").stdout == fwdprop(f"{line} -i 1 10 2").stdout


def test_where_all_vary_there_is_no_input(fwdprop: Run) -> None:
    found = fwdprop("sweep networks/xor.yaml --over x1=0,1 --over x2=0,1")
    answers = [line.split(",")[-1] for line in found.stdout.splitlines()[1:]]
    assert answers == ["0", "1", "1", "0"]


def test_names_may_have_spaces_and_signs(fwdprop: Run) -> None:
    line = "sweep - -i x=0 名前=1 --over 'Account balance=1:2:1' --over a=b=0,3 --format jsonl"
    rows = [json.loads(row) for row in fwdprop(line, stdin=NAMED).stdout.splitlines()]
    assert [[row["Account balance"], row["a=b"]] for row in rows] == [
        [1, 0],
        [1, 3],
        [2, 0],
        [2, 3],
    ]


def test_nodes_and_scores(fwdprop: Run) -> None:
    line = "sweep networks/iris.yaml -i 5 3 4 1 --over petal_width=0:2:1"
    nodes = f"{line} --node hidden.node_0 --node setosa --node hidden.node_0"
    header = fwdprop(nodes).stdout.splitlines()[0].split(",")
    assert header[4:] == ["hidden.node_0", "output.setosa"]
    net = package.load(NETWORKS / "iris.yaml")
    rows = [(5, 3, 4, width) for width in (0, 1, 2)]
    found = np.loadtxt(fwdprop(f"{line} --scores").stdout.splitlines(), delimiter=",", skiprows=1)
    assert np.array_equal(found[:, 4:], net.run(rows).z[-1])


def test_an_output_that_is_called_like_an_input_has_its_layer(fwdprop: Run) -> None:
    net = "{inputs: [x], layers: [{nodes: {x: [2]}}]}"
    assert fwdprop("sweep - --over x=1", stdin=net).stdout == "x,output.x\n1,2\n"


def test_float32_rounds_once(fwdprop: Run) -> None:
    net = "{inputs: [x], dtype: float32, layers: [{nodes: {y: [1]}}]}"
    assert fwdprop("sweep - --over x=0.1:0.3:0.1", stdin=net).stdout == (
        "x,y\n0.1,0.1\n0.2,0.2\n0.3,0.3\n"
    )


def test_every_format_has_the_same_numbers(folder: Path, fwdprop: Run) -> None:
    Path("n.yaml").write_text(LINEAR)
    line = "sweep n.yaml -i 1 2 3 --over a=0,1"
    rows = [[0, 2, 3, 10.4, 0.7], [1, 2, 3, 10.5, 1.0]]
    names = ["a", "b", "c", "y", "z"]
    tsv = fwdprop(f"{line} --format tsv").stdout
    assert tsv == fwdprop(line).stdout.replace(",", "\t")
    for format in ("json", "jsonl"):
        text = fwdprop(f"{line} --format {format}").stdout
        objects = json.loads(text if format == "json" else f"[{text.replace('}', '},', 1)}]")
        assert [list(each) for each in objects] == [names, names]
        assert np.allclose([list(each.values()) for each in objects], rows, rtol=1e-15)
    fwdprop(f"{line} -o out.csv")
    assert Path("out.csv").read_text() == fwdprop(line).stdout


def test_values_that_are_not_finite_are_named(fwdprop: Run) -> None:
    found = fwdprop("sweep - --over a=-1:1:1 --over b=0,1", stdin=POLE)
    assert [line.split(",")[-1] for line in found.stdout.splitlines()[1:]] == [
        *("-1", "inf", "inf", "1", "1", "0.5")
    ]
    assert found.stderr == (
        "warning: 2 of 6 combinations have a value that is not finite; in the first, a = -1, "
        "b = 1, layer output, node y is inf\n"
    )
    assert found.status == 0


def test_python_gives_the_same_numbers() -> None:
    net = package.load(NETWORKS / "bank.yaml")
    swept = package.sweep(net, {"age": "20:80:30", "retired": [0, 1]}, {"balance": 10})
    assert swept.values.shape == (3, 2, 1)
    expected = net.forward([(age, 10, r) for age in (20, 50, 80) for r in (0, 1)])
    assert np.array_equal(swept.values.reshape(6, 1), expected)
    assert np.isnan(swept.row).tolist() == [True, False, True]
    assert not swept.values.flags.writeable
    rows, values = zip(*swept.rows(), strict=True)
    assert np.array_equal(np.concatenate(values), expected)
    assert np.array_equal(np.concatenate(rows)[:, 0], [20, 20, 50, 50, 80, 80])
