"""Which layers a slip is said to be in: one, some, or all of them, worked out on paper."""

from __future__ import annotations

import math
from typing import Any

import pytest
from command_line import Run
from paper import expecting, slips_of

# y = 2·(a + 2b + 1) + 3: the second layer has no bias, and its activation is the identity.
Y = {
    "inputs": ["a", "b"],
    "layers": [
        {"name": "first", "activation": "relu", "weights": [[1, 2]], "bias": 1},
        {"name": "second", "weights": [[2]]},
        {"name": "output", "weights": [[1]], "bias": 3},
    ],
}


@pytest.mark.parametrize(
    ("x", "expected", "slips"),
    [
        # 2·3 without both biases; 2·3 + 3 and 2·4 without one of them.
        ([1, 1], 6, ("the bias of layers first, output is left out",)),
        ([1, 1], 9, ("the bias of layer first is left out",)),
        ([1, 1], 8, ("the bias of layer output is left out",)),
        # 2·5 + 6 with both twice; 2·5 + 3 and 2·4 + 6 with one.
        ([1, 1], 16, ("the bias of layers first, output is added twice",)),
        ([1, 1], 13, ("the bias of layer first is added twice",)),
        ([1, 1], 14, ("the bias of layer output is added twice",)),
        # Only one layer has an activation that can be left out: 2·(-5) + 3.
        ([-2, -2], -7, ("the activation of layer first is left out",)),
    ],
)
def test_layers_that_a_slip_cannot_be_in_are_not_named(
    x: list[float], expected: float, slips: tuple[str, ...]
) -> None:
    assert slips_of(expecting(Y, x, output=[expected])) == slips


def chain(*layers: dict[str, Any]) -> dict[str, object]:
    """A network of one node a layer, each with the weight 1 unless it says more."""
    names = [*[f"h{index}" for index in range(1, len(layers))], "output"]
    written = [
        {"name": name, "weights": [[1]]} | layer for name, layer in zip(names, layers, strict=True)
    ]
    return {"inputs": ["a"], "layers": written}


RELU, SIGN = {"activation": "relu"}, {"activation": "sign"}


@pytest.mark.parametrize(
    ("layers", "expected", "where"),
    [
        ((RELU, RELU), -4, "all layers"),
        ((RELU, RELU, {}), -4, "layers h1, h2"),
        ((RELU, {}, RELU), -4, "layers h1, output"),
        ((RELU, RELU, RELU), -4, "all layers"),
        ((RELU, {}), -4, "layer h1"),
        (({}, RELU), -4, "layer output"),
        ((RELU,), -4, "layer output"),
    ],
)
def test_all_layers_are_named_where_the_slip_is_in_each(
    layers: tuple[dict[str, Any], ...], expected: float, where: str
) -> None:
    slips = slips_of(expecting(chain(*layers), [-4], output=[expected]))
    assert slips[0] == f"the activation of {where} is left out"
    others = {"all layers", "layers h1, h2", "layers h1, output", "layer h1", "layer output"}
    for other in others - {where}:
        assert f"the activation of {other} is left out" not in slips


def test_layers_without_an_activation_may_stay_so() -> None:
    # tanh twice, around a layer that stays the identity; three times would be 0.6302.
    twice = math.tanh(math.tanh(2))
    slips = slips_of(expecting(chain(RELU, {}, RELU), [2], output=[twice]))
    assert "tanh is used in layers h1, output" in slips
    assert "tanh is used in all layers" not in slips


def test_a_layer_that_has_the_other_activation_already_is_not_among_them() -> None:
    # relu(sign(-4)) = 0, and sign in place of relu makes sign(sign(-4)) = -1.
    slips = slips_of(expecting(chain(SIGN, RELU), [-4], output=[-4]))
    assert slips == ("the activation of all layers is left out",)
    slips = slips_of(expecting(chain(RELU, {"activation": "tanh"}), [-4], output=[-4]))
    assert slips == ("the activation of all layers is left out",)


def test_the_command_names_the_layers_too(fwdprop: Run) -> None:
    net = (
        "inputs: [a, b]\nlayers:\n- {name: first, activation: relu, weights: [[1, 2]], bias: 1}\n"
        "- {name: second, weights: [[2]]}\n- {name: output, weights: [[1]], bias: 3}\n"
    )
    result = fwdprop("check - -i 1 1 --expect 6", stdin=net)
    assert result.stdout.endswith(
        "    6 is what you get when the bias of layers first, output is left out\n"
    )
