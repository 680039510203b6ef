"""Every activation a second time, by mpmath with plenty of digits."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pytest
from mpmath import MPContext

from fwdprop.activations import bind

INF, NAN = float("inf"), float("nan")
DTYPES = (np.float64, np.float32)

mp = MPContext()
mp.dps = 40

Number = Any  # mpmath has no types
P = ParamSpec("P")
R = TypeVar("R")


def more_digits(oracle: Callable[P, R]) -> Callable[P, R]:
    """The oracle with digits enough for what cancels in the textbook's form."""
    with_more: Callable[P, R] = mp.workdps(700)(oracle)
    return with_more


def elu(z: Number, alpha: Number) -> Number:
    return z if z > 0 else alpha * mp.expm1(z)


def selu(z: Number) -> Number:
    scale = mp.mpf("1.0507009873554804934193349852946")
    return scale * elu(z, mp.mpf("1.6732632423543772848170429916717"))


def gelu(z: Number) -> Number:
    # mpmath takes no larger numbers, and e^(-1e15) is 0 with any digits wanted here.
    return z * mp.erfc(-max(z, mp.mpf(-1e8)) / mp.sqrt(2)) / 2 if z < 1e8 else z


@more_digits
def gelu_tanh(z: Number) -> Number:
    u = mp.sqrt(2 / mp.pi) * (z + mp.mpf("0.044715") * z**3)
    return z / 2 * (1 + mp.tanh(u))


def mish(z: Number) -> Number:
    return z * mp.tanh(mp.log1p(mp.exp(z)))


def hard_sigmoid(z: Number, alpha: Number, beta: Number) -> Number:
    slope = Fraction(float(alpha)).limit_denominator(1000)  # 1/6 means 1/6
    return min(max(z * slope.numerator / slope.denominator + beta, 0), 1)


def softplus(z: Number, beta: Number) -> Number:
    return mp.log1p(mp.exp(beta * z)) / beta


def soft_shrink(z: Number, lambd: Number) -> Number:
    return z - lambd if z > lambd else z + lambd if z < -lambd else 0


@more_digits
def tanh_shrink(z: Number) -> Number:
    return z - mp.tanh(z)


def softmax(row: list[Number]) -> list[Number]:
    powers = [mp.exp(z) for z in row]
    return [power / mp.fsum(powers) for power in powers]


@more_digits
def log_softmax(row: list[Number]) -> list[Number]:
    total = mp.fsum(mp.exp(z) for z in row)
    return [z - mp.log(total) for z in row]


def softmin(row: list[Number]) -> list[Number]:
    return softmax([-z for z in row])


class Case:
    """An activation with parameters, its oracle, and its limits at minus and plus infinity.

    `exponent` is the size of the exponent whose rounding the activation amplifies.
    """

    def __init__(
        self,
        name: str,
        oracle: Callable[..., Number],
        limits: tuple[float, float],
        exponent: Callable[[Number], Number] = lambda z: 0,
        **parameters: float | str,
    ) -> None:
        self.bound = bind(name, **parameters)
        self.oracle, self.limits, self.exponent = oracle, limits, exponent

    def __repr__(self) -> str:
        return str(self.bound)

    def true_value(self, z: float) -> Number:
        parameters = {k: v if isinstance(v, str) else mp.mpf(v) for k, v in self.bound.parameters}
        parameters.pop("approximate", None)
        return mp.mpf(self.oracle(mp.mpf(z), **parameters))


CASES = [
    Case("identity", lambda z: z, (-INF, INF)),
    Case("relu", lambda z: max(z, 0), (0, INF)),
    Case("relu6", lambda z: min(max(z, 0), 6), (0, 6)),
    Case("leaky_relu", lambda z, alpha: max(z, alpha * z), (-INF, INF), alpha=0.1),
    Case("leaky_relu", lambda z, alpha: z if z > 0 else alpha * z, (-INF, INF), alpha=2),
    Case("prelu", lambda z, alpha: z if z > 0 else alpha * z, (INF, INF), alpha=-0.25),
    Case("elu", elu, (-1, INF)),
    Case("elu", elu, (-0.3, INF), alpha=0.3),
    Case("selu", selu, (-1.7580993408473766, INF)),
    Case("celu", lambda z, alpha: z if z > 0 else alpha * mp.expm1(z / alpha), (-1, INF)),
    Case("celu", lambda z, alpha: z if z > 0 else alpha * mp.expm1(z / alpha), (-4, INF), alpha=4),
    Case("gelu", gelu, (0, INF), lambda z: z * z / 2),
    Case(
        "gelu",
        gelu_tanh,
        (0, INF),
        lambda z: abs(1.6 * z + 0.0714 * z**3),
        approximate="tanh",
    ),
    Case("silu", lambda z: z / (1 + mp.exp(-z)), (0, INF)),
    Case("mish", mish, (0, INF)),
    Case("sigmoid", lambda z: 1 / (1 + mp.exp(-z)), (0, 1)),
    Case("log_sigmoid", lambda z: -mp.log1p(mp.exp(-z)), (-INF, 0)),
    Case("hard_sigmoid", hard_sigmoid, (0, 1)),
    Case("hard_sigmoid", hard_sigmoid, (0, 1), alpha=0.2),
    Case("hard_swish", lambda z: z * min(max(z + 3, 0), 6) / 6, (0, INF)),
    Case("hard_tanh", lambda z, min, max: sorted((min, z, max))[1], (-1, 1)),
    Case("hard_tanh", lambda z, min, max: sorted((min, z, max))[1], (-2, 0.5), min=-2, max=0.5),
    Case("tanh", mp.tanh, (-1, 1)),
    Case("softplus", softplus, (0, INF)),
    Case("softplus", softplus, (0, INF), beta=0.5),
    Case("softsign", lambda z: z / (1 + abs(z)), (-1, 1)),
    Case(
        "threshold",
        lambda z, threshold, value: z if z > threshold else value,
        (-0.5, INF),
        threshold=1,
        value=-0.5,
    ),
    Case("step", lambda z, at_zero: 1 if z > 0 else 0 if z < 0 else at_zero, (0, 1)),
    Case("step", lambda z, at_zero: 1 if z > 0 else 0 if z < 0 else at_zero, (0, 1), at_zero=0.5),
    Case("sign", mp.sign, (-1, 1)),
    Case("soft_shrink", soft_shrink, (-INF, INF)),
    Case("soft_shrink", soft_shrink, (-INF, INF), lambd=2),
    Case("hard_shrink", lambda z, lambd: z if abs(z) > lambd else 0, (-INF, INF)),
    Case("tanh_shrink", tanh_shrink, (-INF, INF)),
    Case("gaussian", lambda z: mp.exp(-z * z), (0, 0), lambda z: z * z),
    Case("sin", mp.sin, (NAN, NAN)),
    Case("cos", mp.cos, (NAN, NAN)),
    Case("exp", mp.exp, (0, INF)),
    Case("abs", abs, (INF, INF)),
    Case("square", lambda z: z * z, (INF, INF)),
    Case("reciprocal", lambda z: 1 / z if z else mp.inf, (0, 0)),
]
WHOLE_LAYER: dict[str, Callable[[list[Number]], list[Number]]] = {
    "softmax": softmax,
    "log_softmax": log_softmax,
    "softmin": softmin,
}

each_case = pytest.mark.parametrize("case", CASES, ids=repr)
each_whole = pytest.mark.parametrize("name", WHOLE_LAYER)
each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])
