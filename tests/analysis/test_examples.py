"""Examples hold to their printed digits, to a floor, or to a tolerance of their own."""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

from fwdprop import check, load
from fwdprop.analysis.examples import ComparedValue, Outcome

CASES = """
value       expected            type     result
0.7514      0.751               float64  holds
0.7505      0.751               float64  holds
0.7515      0.751               float64  holds
0.75049     0.751               float64  off
0.75151     0.751               float64  cut
0.7519      0.751               float64  cut
0.7520      0.751               float64  off
0.7055      0.705               float64  holds
0.7055      0.706               float64  holds
-0.7515     -0.751              float64  holds
-0.7519     -0.751              float64  cut
-0.7520     -0.751              float64  off
-0.7504     -0.751              float64  off
0.7519      -0.751              float64  off
0.70860     0.708               float64  cut
0.7086      0.70                float64  off
0.7049      0.70                float64  holds
0.650       0.7                 float64  holds
0.750       0.7                 float64  holds
0.649       0.7                 float64  off
0.751       0.7                 float64  off
0.7009      0.700               float64  cut
0.6999      0.700               float64  holds
0.6994      0.700               float64  off
100.59      100.5               float64  cut
0.0709      0.07                float64  holds
0.0759      0.07                float64  off
0.1239      .123                float64  cut
0.75109     0.7510              float64  cut
0.7513      0.7510              float64  off
7.5144e-4   7.51e-4             float64  holds
7.516e-4    7.51e-4             float64  cut
7.521e-4    7.51e-4             float64  off
1450        1.5e3               float64  holds
1550        1.5e3               float64  holds
1551        1.5e3               float64  off
1449        1.5e3               float64  off
1509        1.50e3              float64  cut
1504        1.50E+3             float64  holds
0.04        0.0                 float64  holds
0.06        0.0                 float64  off
-0.06       0.0                 float64  off
0.0005      0.000               float64  holds
0.0006      0.000               float64  off
0.0006      -0.000              float64  off
5           5                   float64  holds
5.000000004 5                   float64  holds
5.00000001  5                   float64  off
5.1         5                   float64  off
5.000000004 5.                  float64  holds
5.1         5.                  float64  off
5e20        5e20                float64  holds
5.1e20      5e20                float64  off
9e-13       0                   float64  holds
2e-12       0                   float64  off
-9e-13      0                   float64  holds
0.33333333333   1/3             float64  holds
0.333333331     1/3             float64  off
0.3333      1/3                 float64  off
0.5         1.0/2.0             float64  holds
0.6         1.0/2.0             float64  off
0.12345674999   0.1234567       float64  holds
0.1234567499999999  0.1234567   float64  holds
0.1234567500001     0.1234567   float64  holds
0.1234567501    0.1234567       float64  cut
1234567890.3    1234567890.123456   float64  holds
1234567892.3    1234567890.123456   float64  off
0.1         0.1000000000000000055   float64  holds
0.10000000005   0.1000000000000000  float64  holds
0.10000001  0.1000000000000000  float64  off
5.00004     5                   float32  holds
5.0001      5                   float32  off
9e-7        0                   float32  holds
2e-6        0                   float32  off
0.1000005   0.1000000000        float32  holds
0.100002    0.1000000000        float32  off
0.7514      0.751               float32  holds
0.7515      0.751               float32  holds
0.7505      0.751               float32  holds
0.7519      0.751               float32  cut
0.7520      0.751               float32  off
0.708608    0.70860             float32  cut
0.0005      0.000               float32  holds
"""


def outcome(text: str) -> Outcome:
    """What became of the only example of a network with one input and one output."""
    (found,) = check(load(io.BytesIO(text.encode())))
    return found


def constant(value: str, expected: str, dtype: str = "float64", tolerance: str = "") -> Outcome:
    """The same for a network whose output is always `value`."""
    return outcome(
        f"dtype: {dtype}\ninputs: [x]\n"
        f"layers: [{{nodes: {{y: {{weights: {{}}, bias: {value}}}}}}}]\n"
        f"examples: [{{input: [1], output: [{expected}]{tolerance}}}]\n"
    )


@pytest.mark.parametrize(
    ("value", "expected", "dtype", "result"), [line.split() for line in CASES.splitlines()[2:]]
)
def test_an_expected_value_holds_where_its_digits_are_rounded_or_cut_off_or_by_the_floor(
    value: str, expected: str, dtype: str, result: str
) -> None:
    (compared,) = constant(value, expected, dtype).values
    assert (compared.held, compared.is_cut_off) == (result != "off", result == "cut")
    assert (compared.remark is not None) == compared.is_cut_off


@pytest.mark.parametrize(
    ("value", "expected", "tolerance", "holds"),
    [
        ("5.5", "5", "0.6", True),
        ("5.5", "5", "0.4", False),
        ("0.7519", "0.751", "1e-5", False),
        ("0.751", "0.751", "0", True),
        ("0.1", "0.1000000000000000055", "0", True),
        ("5.000000004", "5", "0", False),
        ("9e-13", "0", "0", False),
        ("5.3", "5", "1/3", True),
        ("5.4", "5", "1/3", False),
        ("-3", "3", "6", True),
    ],
)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_tolerance_replaces_digits_and_floor(
    value: str, expected: str, tolerance: str, holds: bool, dtype: str
) -> None:
    if dtype == "float32" and tolerance == "0":
        value = expected = "0.75" if holds else "0.5"
        expected = expected if holds else "0.50000006"
    assert constant(value, expected, dtype, f", tolerance: {tolerance}").held == holds


@pytest.mark.parametrize(
    ("weight", "expected", "holds"),
    [
        ("1, 0", ".inf", True),
        ("1, 0", "-.inf", False),
        ("1, 0", ".nan", False),
        ("1, 0", "1e308", False),
        ("-1, 0", "-.inf", True),
        ("1, -1", ".nan", True),
        ("1, -1", "0", False),
        ("1, -1", ".inf", False),
        ("0, 0", ".inf", False),
    ],
)
def test_what_is_not_finite_holds_only_where_it_is_expected(
    weight: str, expected: str, holds: bool
) -> None:
    # Infinity times zero is undefined: the second layer names its connections.
    named = ", ".join(
        f"n{index}: {number}" for index, number in enumerate(weight.split(", ")) if number != "0"
    )
    found = outcome(
        "inputs: [x]\nlayers:\n  - {activation: exp, nodes: {n0: [1000], n1: [1000]}}\n"
        f"  - nodes: {{y: {{weights: {{{named}}}}}}}\n"
        f"examples: [{{input: [1], output: [{expected}]}}]\n"
    )
    assert found.held == holds


LAYERS = """\
inputs: [a, b]
layers:
  - name: hidden
    nodes: {p: [1, 1], q: [1, -1]}          # 5, -1
  - name: last
    nodes: {r: [1, 2], s: [2, 1]}           # 3, 9
"""


@pytest.mark.parametrize(
    ("example", "misses"),
    [
        ("{input: [2, 3], hidden: [5, -1], last: [3, 9]}", []),
        ("{input: {b: 3, a: 2}, hidden: {q: -1}, output: {s: 9, r: 3}}", []),
        ("{input: [2, 3], output: [3, 8.0]}", [(2, 1, 8.0, 9.0, 0.05)]),
        ("{input: [2, 3], output: {s: 9}, hidden: {q: 1}}", [(1, 1, 1.0, -1.0, 1e-9)]),
        (
            "{input: [2, 3], last: {s: 0, r: 3.5}, hidden: [4, -1]}",
            [(1, 0, 4.0, 5.0, 4e-9), (2, 0, 3.5, 3.0, 0.05), (2, 1, 0.0, 9.0, 1e-12)],
        ),
        ("{input: [2, 3], output: [4, 9.5], tolerance: 0.5}", [(2, 0, 4.0, 3.0, 0.5)]),
    ],
)
def test_every_miss_is_told_in_the_order_of_the_layers(
    example: str, misses: list[tuple[float, ...]]
) -> None:
    found = outcome(f"{LAYERS}examples: [{example}]\n")

    def told(miss: ComparedValue) -> tuple[float, ...]:
        expected = miss.expected
        return expected.layer, expected.node, expected.value, miss.found, miss.tolerance

    assert [told(miss) for miss in found.misses] == [pytest.approx(miss) for miss in misses]
    assert found.held == (not misses)
    assert found.computed.x.tolist() == [[2, 3]]


def test_each_example_is_checked_alone_and_in_order() -> None:
    examples = "".join(f"  - {{input: [{n}, 0], output: [{3 * n}, 9]}}\n" for n in (1, 3, 5))
    outcomes = check(load(io.BytesIO(f"{LAYERS}examples:\n{examples}".encode())))
    assert [found.held for found in outcomes] == [False, True, False]
    assert [found.example.x for found in outcomes] == [(1, 0), (3, 0), (5, 0)]


def test_a_network_without_examples_has_nothing_to_check(tmp_path: Path) -> None:
    (tmp_path / "net.yaml").write_text(LAYERS)
    assert check(load(tmp_path / "net.yaml")) == []


def test_an_input_of_an_example_may_be_any_number() -> None:
    found = outcome(
        "inputs: 5\nlayers: [{weights: [[1, 1, 1, 0, 0]]}]\n"
        "examples: [{input: [1/4, 0x10, .5, -0, 1e-400], output: [16.75]}]\n"
    )
    assert found.held
    assert np.signbit(found.computed.x).tolist() == [[False, False, False, True, False]]
    assert math.isclose(float(found.computed.x[0, 0]), 0.25)


def test_an_example_too_large_for_float32_is_an_infinity() -> None:
    net = "inputs: 1\ndtype: float32\nlayers: [{weights: [[1]]}]\n"
    (outcome,) = check(
        load(io.BytesIO(f"{net}examples: [{{input: [1e300], output: [.inf]}}]".encode()))
    )
    assert outcome.held


def test_the_first_example_without_a_finite_value_is_named_however_many_blocks_there_are(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.forward.blocks.BLOCK_ROWS", (2, 2))
    rows = ["1", "1e400", "1", "1", "1e400", "1e400"]
    examples = "".join(f"- {{input: [{each}], output: [{each}]}}\n" for each in rows)
    layers = "layers: [{nodes: {y: [1]}}]\n"
    (folder / "net.yaml").write_text(f"inputs: [a]\n{layers}examples:\n{examples}")
    result = fwdprop("check net.yaml")
    said = "warning: net.yaml, example 2: input a is inf, the first value that is not finite\n"
    assert result.stderr == said
