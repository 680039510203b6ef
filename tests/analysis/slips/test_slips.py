"""Each known slip is recognised by a wrong number that was worked out without the engine."""

from __future__ import annotations

import json
import math
from io import BytesIO

import numpy as np
import pytest
from command_line import NETWORKS
from paper import (
    HIDDEN,
    IDENTITY,
    MAZUR,
    OUTPUT,
    RELU,
    SIGMOID,
    Function,
    X,
    expecting,
    mazur,
    slips_of,
    transposed,
)

from fwdprop import Network, check, explain, load
from fwdprop.analysis.slips import Explanation, most_tries


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
    ("functions", "slip"),
    [
        # Every sum is above 0: there relu is the identity.
        ((IDENTITY, SIGMOID), "the activation of layer hidden is left out"),
        ((RELU, RELU), "the activation of all layers is left out"),
    ],
)
def test_slips_that_are_one_thing_are_told_once(
    functions: tuple[Function, Function], slip: str
) -> None:
    assert slips_of(expecting(MAZUR, X, output=mazur(functions=functions))) == (slip,)


def test_all_slips_that_lead_to_a_number_are_told() -> None:
    network = {
        "inputs": ["a", "b"],
        "layers": [
            {"name": "h", "weights": [[1, 1]], "bias": 1},
            {"name": "y", "weights": [[1]], "bias": 1},
        ],
    }
    # 2 + 1, without either of the biases; the hidden value is 2 or 3.
    assert slips_of(expecting(network, [1, 1], y=[3])) == (
        "the bias of layer h is left out",
        "the bias of layer y is left out",
    )


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
    # 0.6238 with the slip: rounded to 0.62 and 0.624, cut off to 0.623.
    for expected, slips in (
        (0.62, ("the bias of layer output is left out",)),
        (0.624, ("the bias of layer output is left out",)),
        (0.623, ("the bias of layer output is left out",)),
        (0.625, ()),
        (0.63, ()),
        (0.6201, ()),
    ):
        assert slips_of(expecting(MAZUR, X, output={"node_0": expected})) == slips


def test_a_float32_network_is_explained_within_its_tolerance() -> None:
    network = MAZUR | {"dtype": "float32"}
    wrong = [np.float32(value).item() for value in mazur(decimals=2)]
    assert "the hidden values are rounded to 2 decimals" in slips_of(
        expecting(network, X, output=wrong)
    )


def twenty_layers() -> Network:
    network = {
        "inputs": 7,
        "layers": [{"activation": "sigmoid", "weights": [[1] * 7] * 7, "bias": 1}] * 20,
        "examples": [{"input": list(range(7)), "output": [0.5] * 7}],
    }
    return load(BytesIO(json.dumps(network).encode()))


def test_what_is_too_much_work_is_counted_and_not_tried() -> None:
    outcomes = check(twenty_layers())
    (nothing,) = explain(outcomes, tries=0)
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
    (some,) = explain(outcomes, tries=18)
    # Twelve in all layers (or all hidden ones), then the orders, then five in one layer.
    assert some.untried == {
        "another bias": 2 * 20 - 5,
        "another activation": 3 * 20,
        "rounded hidden values": 4 * 19,
    }


def test_the_larger_a_network_the_fewer_slips_are_tried() -> None:
    small, large = (load(NETWORKS / f"{name}.yaml") for name in ("mazur", "digits"))
    assert most_tries(small) > 5_000 > most_tries(large) > 1_000


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
