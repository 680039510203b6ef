"""Networks worked out on paper, without the engine, and the slips that explain their examples."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from io import BytesIO

from fwdprop import check, explain, load
from fwdprop.analysis.examples import Outcome

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
