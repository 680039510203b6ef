"""Each known slip is recognised by a wrong number that was worked out without the engine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

import numpy as np
import pytest
from conftest import NETWORKS
from hypothesis import given
from hypothesis import strategies as st

from fwdprop import check, explain, load
from fwdprop.examples import Outcome
from fwdprop.network import Network
from fwdprop.slips import Explanation
from fwdprop.slips.rounding import rounded

Matrix = Sequence[Sequence[float]]
Function = Callable[[float], float]

SIGMOID: Function = lambda z: 1 / (1 + math.exp(-z))  # noqa: E731
RELU: Function = lambda z: max(0.0, z)  # noqa: E731
IDENTITY: Function = lambda z: z  # noqa: E731

# Mazur's two layers.
X = [0.05, 0.10]
HIDDEN, HIDDEN_BIAS = [[0.15, 0.20], [0.25, 0.30]], [0.35, 0.35]
OUTPUT, OUTPUT_BIAS = [[0.40, 0.45], [0.50, 0.55]], [0.60, 0.60]


def layer(x: Sequence[float], weights: Matrix, bias: Sequence[float], f: Function) -> list[float]:
    """A layer as on paper."""
    return [
        f(sum(w * value for w, value in zip(row, x, strict=True)) + b)
        for row, b in zip(weights, bias, strict=True)
    ]


def transposed(weights: Matrix) -> Matrix:
    return list(zip(*weights, strict=True))


def times(factor: float, bias: Sequence[float]) -> list[float]:
    return [factor * each for each in bias]


def to_decimals(values: Sequence[float], decimals: int) -> list[float]:
    unit = Decimal(1).scaleb(-decimals)
    return [float(Decimal(repr(value)).quantize(unit, ROUND_HALF_UP)) for value in values]


def mazur(
    x: Sequence[float] = X,
    hidden: Matrix = HIDDEN,
    output: Matrix = OUTPUT,
    biases: tuple[float, float] = (1, 1),
    functions: tuple[Function, Function] = (SIGMOID, SIGMOID),
    decimals: int | None = None,
) -> list[float]:
    """Mazur's outputs, worked out with a slip."""
    a = layer(x, hidden, times(biases[0], HIDDEN_BIAS), functions[0])
    if decimals is not None:
        a = to_decimals(a, decimals)
    return layer(a, output, times(biases[1], OUTPUT_BIAS), functions[1])


def expecting(network: dict[str, object], x: Sequence[float], **values: object) -> list[Outcome]:
    """The outcome of one example of a network as written."""
    written = network | {"examples": [{"input": list(x), **values}]}
    return check(load(BytesIO(json.dumps(written).encode())))


def slips_of(outcomes: list[Outcome]) -> tuple[str, ...]:
    (explanation,) = explain(outcomes)
    assert explanation.untried == {}
    return explanation.slips


MAZUR = {
    "inputs": ["i1", "i2"],
    "layers": [
        {"name": "hidden", "activation": "sigmoid", "weights": HIDDEN, "bias": HIDDEN_BIAS},
        {"name": "output", "activation": "sigmoid", "weights": OUTPUT, "bias": OUTPUT_BIAS},
    ],
}


def test_the_arithmetic_on_paper_is_that_of_the_engine() -> None:
    assert mazur() == pytest.approx(load(NETWORKS / "mazur.yaml")(X), rel=1e-14)


@pytest.mark.parametrize(
    ("output", "slip"),
    [
        (mazur(hidden=transposed(HIDDEN)), "the weights of layer hidden are transposed"),
        (mazur(output=transposed(OUTPUT)), "the weights of layer output are transposed"),
        (
            mazur(hidden=transposed(HIDDEN), output=transposed(OUTPUT)),
            "the weights of all layers are transposed",
        ),
        (mazur(biases=(0, 1)), "the bias of layer hidden is left out"),
        (mazur(biases=(1, 0)), "the bias of layer output is left out"),
        (mazur(biases=(0, 0)), "the bias of all layers is left out"),
        (mazur(biases=(2, 1)), "the bias of layer hidden is added twice"),
        (mazur(biases=(1, 2)), "the bias of layer output is added twice"),
        (mazur(biases=(2, 2)), "the bias of all layers is added twice"),
        (
            mazur(functions=(math.tanh, SIGMOID)),
            "tanh is used in layer hidden in place of sigmoid",
        ),
        (
            mazur(functions=(SIGMOID, math.tanh)),
            "tanh is used in layer output in place of sigmoid",
        ),
        (mazur(functions=(math.tanh, math.tanh)), "tanh is used in all layers"),
        (mazur(decimals=1), "the hidden values are rounded to 1 decimal"),
        (mazur(decimals=2), "the hidden values are rounded to 2 decimals"),
        (mazur(decimals=3), "the hidden values are rounded to 3 decimals"),
        (mazur(decimals=4), "the hidden values are rounded to 4 decimals"),
        (mazur(x=X[::-1]), "the inputs i1 and i2 are swapped"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_slip_in_mazurs_example_is_recognised(output: list[float], slip: str) -> None:
    assert slips_of(expecting(MAZUR, X, output=output)) == (slip,)


@pytest.mark.parametrize(
    ("functions", "slips"),
    [
        # Every sum is above 0: there relu is the identity.
        (
            (IDENTITY, SIGMOID),
            (
                "the activation of layer hidden is left out",
                "relu is used in layer hidden in place of sigmoid",
            ),
        ),
        (
            (RELU, RELU),
            ("the activation of all layers is left out", "relu is used in all layers"),
        ),
    ],
)
def test_all_slips_that_lead_to_a_number_are_told(
    functions: tuple[Function, Function], slips: tuple[str, ...]
) -> None:
    assert slips_of(expecting(MAZUR, X, output=mazur(functions=functions))) == slips


def test_every_expected_number_must_be_explained() -> None:
    o1, o2 = mazur(biases=(1, 0))
    assert slips_of(expecting(MAZUR, X, output=[o1, o2])) == (
        "the bias of layer output is left out",
    )
    assert slips_of(expecting(MAZUR, X, output=[o1, mazur()[1]])) == ()
    assert slips_of(expecting(MAZUR, X, output={"node_0": o1})) == (
        "the bias of layer output is left out",
    )


def test_the_printed_digits_decide_what_explains() -> None:
    # 0.6238 with the slip; 0.62 is within a hundredth of 0.6238, and 0.6201 is not.
    assert slips_of(expecting(MAZUR, X, output={"node_0": 0.62})) == (
        "the bias of layer output is left out",
    )
    assert slips_of(expecting(MAZUR, X, output={"node_0": 0.6201})) == ()


@pytest.mark.parametrize("decimals", [1, 2, 3])
def test_hidden_values_may_be_written_down_before_or_after_they_are_rounded(decimals: int) -> None:
    exact = layer(X, HIDDEN, HIDDEN_BIAS, SIGMOID)
    slip = f"the hidden values are rounded to {decimals} decimal{'s' * (decimals > 1)}"
    output = mazur(decimals=decimals)
    for hidden in (exact, to_decimals(exact, decimals)):
        assert slip in slips_of(expecting(MAZUR, X, hidden=hidden, output=output))


THREE_LAYERS = {
    "inputs": 2,
    "layers": [
        {"name": "a", "activation": "sigmoid", "weights": HIDDEN},
        {"name": "b", "activation": "tanh", "weights": [[1, -0.3], [-5, 6]]},
        {"name": "y", "weights": [[3, -7]]},
    ],
}


@pytest.mark.parametrize(
    ("decimals_a", "decimals_b", "slip"),
    [
        (2, None, "the values of layer a are rounded to 2 decimals"),
        (None, 3, "the values of layer b are rounded to 3 decimals"),
        (2, 2, "the hidden values are rounded to 2 decimals"),
    ],
)
def test_values_may_be_rounded_in_one_of_several_layers(
    decimals_a: int | None, decimals_b: int | None, slip: str
) -> None:
    a = layer(X, HIDDEN, [0, 0], SIGMOID)
    a = a if decimals_a is None else to_decimals(a, decimals_a)
    b = layer(a, [[1, -0.3], [-5, 6]], [0, 0], math.tanh)
    b = b if decimals_b is None else to_decimals(b, decimals_b)
    y = layer(b, [[3, -7]], [0], IDENTITY)
    assert slips_of(expecting(THREE_LAYERS, X, y=y, tolerance=1e-12)) == (slip,)


def test_activations_may_be_left_out_in_the_hidden_layers_alone() -> None:
    network = {
        "inputs": 2,
        "layers": [
            {"name": "a", "activation": "relu", "weights": [[1, -2], [3, 1]]},
            {"name": "b", "activation": "relu", "weights": [[-1, 1], [2, -1]]},
            {"name": "y", "activation": "sigmoid", "weights": [[0.1, -0.2]]},
        ],
    }
    # a = (-3, 5), b = (8, -11), y = sigmoid(0.8 + 2.2)
    assert slips_of(expecting(network, [1, 2], y=[SIGMOID(3)])) == (
        "the activation of layers a, b is left out",
    )


def test_nodes_with_activations_of_their_own_may_be_given_one_for_all() -> None:
    nodes = {
        "p": {"weights": [1, 2], "activation": "tanh"},
        "q": {"weights": [-1, 1], "activation": "sigmoid"},
    }
    network = {"inputs": 2, "layers": [{"nodes": nodes}, {"weights": [[1, 1]]}]}
    # tanh(5) + tanh(1)
    wrong = [math.tanh(5) + math.tanh(1)]
    assert slips_of(expecting(network, [1, 2], output=wrong)) == (
        "tanh is used in layer hidden_1 in place of the nodes' own activations",
    )


OBLONG = {"inputs": 2, "layers": [{"name": "y", "weights": [[1, 2], [3, 4], [5, 7]]}]}


@pytest.mark.parametrize(
    ("y", "slip"),
    [
        # 1, 2, 3, 4, 5, 7 down the columns: [[1, 4], [2, 5], [3, 7]] times (10, 1)
        ([14, 25, 37], "the weights of layer y are filled in column by column"),
        # 1, 3, 5, 2, 4, 7 along the rows: [[1, 3], [5, 2], [4, 7]] times (10, 1)
        ([13, 52, 47], "the weights of layer y are read column by column"),
    ],
)
def test_the_numbers_of_a_matrix_may_be_read_the_other_way(y: list[float], slip: str) -> None:
    assert slips_of(expecting(OBLONG, [10, 1], y=y)) == (slip,)


def test_sparse_square_weights_are_transposed_with_their_gaps() -> None:
    nodes = {"p": {"weights": {"x1": 2}}, "q": {"weights": {"x0": 3, "x1": 5}}}
    network = {"inputs": 2, "layers": [{"name": "y", "nodes": nodes}]}
    # [[0, 2], [3, 5]] is read as [[0, 3], [2, 5]], times (10, 1).
    assert slips_of(expecting(network, [10, 1], y=[3, 25])) == (
        "the weights of layer y are transposed",
    )


@pytest.mark.parametrize(
    ("weights", "x", "y", "slip"),
    [
        # 100·2 + 10·3 + 1: the inputs 1, 2, 3 in the order 2, 3, 1
        ([100, 10, 1], [1, 2, 3], 231, "the inputs come in the order x1, x2, x0"),
        ([100, 10, 1], [1, 2, 3], 321, "the inputs x0 and x2 are swapped"),
        ([1, 1, 10], [1, 2, 3], 16, None),
        # 1 + 3 + 10·2, and 3 + 1 + 10·2
        ([1, 1, 10], [1, 2, 3], 24, "the inputs x1 and x2 are swapped (or in 1 other order)"),
        # Eight inputs: swaps of two, here 3·1 + 64.
        (
            [1, 2, 4, 8, 16, 32, 64, 128],
            [1, 0, 0, 0, 0, 0, 3, 0],
            67,
            "the inputs x0 and x6 are swapped",
        ),
        (
            [1, 2, 2, 8, 16, 32, 64, 128],
            [1, 0, 0, 0, 0, 0, 3, 0],
            194,
            "the inputs x0 and x1 are swapped (or in 1 other order)",
        ),
    ],
)
def test_inputs_may_come_in_another_order(
    weights: list[float], x: list[float], y: float, slip: str | None
) -> None:
    network = {"inputs": len(x), "layers": [{"name": "y", "weights": [weights]}]}
    outcomes = expecting(network, x, y=[y])
    assert slips_of(outcomes) == (() if slip is None else (slip,))


def test_equal_inputs_in_another_order_explain_nothing() -> None:
    network = {"inputs": 8, "layers": [{"name": "y", "weights": [[1] * 8]}]}
    assert slips_of(expecting(network, [3] * 8, y=[25])) == ()


def test_skip_connections_go_through_the_slips() -> None:
    nodes = {"y": {"weights": {"h": 1, "x0": 10, "x1": 100}}}
    network = {
        "inputs": 2,
        "layers": [
            {"name": "hidden", "nodes": {"h": {"weights": [1, 1], "bias": 0.125}}},
            {"name": "output", "nodes": nodes},
        ],
    }
    # h = 3.125; rounded to 2 decimals, the half away from zero, 3.13; y = h + 10 + 200
    assert slips_of(expecting(network, [1, 2], output=[213.13], tolerance=1e-9)) == (
        "the hidden values are rounded to 2 decimals",
    )


def test_a_float32_network_is_explained_within_its_tolerance() -> None:
    network = MAZUR | {"dtype": "float32"}
    wrong = [np.float32(value).item() for value in mazur(decimals=2)]
    assert "the hidden values are rounded to 2 decimals" in slips_of(
        expecting(network, X, output=wrong)
    )


@given(st.floats(-1000, 1000), st.integers(1, 4))
def test_numbers_are_rounded_as_on_paper(value: float, decimals: int) -> None:
    (found,) = rounded(np.array([value]), decimals)
    assert found == pytest.approx(to_decimals([value], decimals)[0], rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (0.285, 2, 0.29),  # in binary a little less than that
        (1.005, 2, 1.01),
        (0.25, 1, 0.3),
        (1e300, 4, 1e300),
        (math.inf, 1, math.inf),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, expected: float) -> None:
    assert rounded(np.array([value]), decimals).tolist() == [expected]


def test_a_float32_half_is_one_too() -> None:
    assert rounded(np.array([0.285], np.float32), 2).tolist() == [0.29]


def twenty_layers() -> Network:
    network = {
        "inputs": 7,
        "layers": [{"activation": "sigmoid", "weights": [[1] * 7] * 7, "bias": 1}] * 20,
        "examples": [{"input": list(range(7)), "output": [0.5] * 7}],
    }
    return load(BytesIO(json.dumps(network).encode()))


def test_what_is_too_much_work_is_counted_and_not_tried() -> None:
    outcomes = check(twenty_layers())
    (nothing,) = explain(outcomes, budget=0)
    # Every layer and all: bias left out and added twice; identity, relu, tanh (and once more
    # for the hidden layers alone); four roundings of 19 hidden layers; swaps of two of 7 inputs.
    assert nothing == Explanation(
        (),
        {
            "another bias": 2 * 21,
            "another activation": 3 * 22,
            "rounded hidden values": 4 * 20,
            "inputs in another order": 21,
        },
    )
    assert explain(outcomes) == [Explanation()]


def test_slips_in_all_layers_are_tried_first() -> None:
    outcomes = check(twenty_layers())
    (some,) = explain(outcomes, budget=1_500_000_000)
    assert some.untried["another bias"] <= 2 * 20
    assert some.untried["rounded hidden values"] <= 4 * 19


def test_swaps_of_many_inputs_are_counted_without_being_listed() -> None:
    network = {"inputs": 3_000, "layers": [{"weights": [[1] * 3_000]}]}
    (explanation,) = explain(expecting(network, [*range(1_500), *[7] * 1_500], output=[1]))
    # All pairs without those of the 1,501 sevens.
    ways = math.comb(3_000, 2) - math.comb(1_501, 2)
    assert explanation.untried == {"inputs in another order": ways}


def test_many_examples_are_explained_together() -> None:
    examples = [{"input": [k, 1], "output": [k - 1]} for k in range(200)]
    network = {
        "inputs": 2,
        "layers": [{"weights": [[1, -1]], "bias": 5}],
        "examples": examples,
    }
    outcomes = check(load(BytesIO(json.dumps(network).encode())))
    explanations = explain(outcomes)
    assert len(explanations) == 200
    assert all("the bias of layer output is left out" in each.slips for each in explanations)
