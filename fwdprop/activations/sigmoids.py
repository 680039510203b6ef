"""S-curves, and what is made of them or of their straight pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Flat, Parameter
from fwdprop.activations.frameworks import Argument, Counterpart
from fwdprop.activations.kernels import INF, np
from fwdprop.activations.slopes import bell, of_sigmoid, of_softplus, of_tanh, share
from fwdprop.activations.straight import clipped

if TYPE_CHECKING:
    from fwdprop.arrays import Array


@activation(
    formula="1 / (1 + exp(−z))",
    source="P.-F. Verhulst, 1845, Recherches mathématiques sur la loi d'accroissement de la"
    " population; D. E. Rumelhart, G. E. Hinton and R. J. Williams, 1986, Learning representations"
    " by back-propagating errors",
    aliases=("logistic",),
    frameworks=(
        ("PyTorch", "nn.Sigmoid"),
        ("Keras", "sigmoid"),
        ("JAX", "jax.nn.sigmoid"),
        ("ONNX", "Sigmoid"),
        ("scikit-learn", "logistic"),
    ),
    flat=Flat(0, 1),
    slope=bell,
    secant=of_sigmoid,
)
def sigmoid(z: Array) -> None:
    """Logistic function: an S-curve from 0 to 1."""
    z.clip(-INF, 40, out=z)  # above that it is 1, and exp(z) would overflow
    np.exp(z, out=z)
    z /= z + 1


@activation(
    formula="−ln(1 + exp(−z))",
    source="D. R. Cox, 1958, The regression analysis of binary sequences",
    frameworks=(
        ("PyTorch", "nn.LogSigmoid"),
        ("Keras", "log_sigmoid"),
        ("JAX", "jax.nn.log_sigmoid"),
    ),
    flat=Flat(upper=0),
    slope=lambda z: share(-z),
    secant=lambda low, high: of_softplus(-high, -low, 1),
)
def log_sigmoid(z: Array) -> None:
    """Logarithm of the sigmoid."""
    rest = np.abs(z)
    np.negative(rest, out=rest)
    np.exp(rest, out=rest)
    np.log1p(rest, out=rest)
    z.clip(-INF, 0, out=z)
    z -= rest


@activation(
    formula="min(max(0, alpha·z + beta), 1)",
    source="M. Courbariaux, Y. Bengio and J.-P. David, 2015, BinaryConnect: training deep neural"
    " networks with binary weights during propagations; A. Howard and others, 2019, Searching for"
    " MobileNetV3",
    parameters=(
        Parameter("alpha", "the slope", 1 / 6, positive=True),
        Parameter("beta", "the value at zero", 0.5),
    ),
    frameworks=(
        ("PyTorch", "nn.Hardsigmoid"),
        ("Keras", "hard_sigmoid"),
        ("JAX", "jax.nn.hard_sigmoid"),
        ("ONNX", "HardSigmoid", {"alpha": Argument(0.16666667, default=0.2)}),
    ),
    flat=Flat(0, 1, clips=True),
    piecewise=True,
    straight=lambda alpha, beta: clipped(0.0, 1.0, alpha, beta),
)
def hard_sigmoid(z: Array, alpha: float, beta: float) -> None:
    """Sigmoid made of straight lines: 0 below -3, 1 above 3.

    PyTorch, JAX and Keras 3 have the slope 1/6, Keras before 3 and ONNX 0.2 by
    default: `alpha: 0.2` is that form.
    """
    z += beta / alpha  # the sum first: next to the lower corner it is exact, a product is not
    z *= alpha
    z.clip(0, 1, out=z)


def _hard_swish_slope(z: Array) -> Array:
    """Left of each corner's own slope: 0, a straight line through 1/2 at zero, 1."""
    inner = (2 * z.clip(-3, 3) + 3) / 6
    slope: Array = np.where(z <= -3, 0, np.where(z <= 3, inner, 1))
    return slope


def _hard_swish_secant(low: Array, high: Array) -> Array:
    """What the parabola and the straight line above it rise, each without cancellation."""
    start, end = low.clip(-3, 3), high.clip(-3, 3)
    above = high.clip(3, INF) - low.clip(3, INF)
    secant: Array = ((end - start) * (start + end + 3) / 6 + above) / (high - low)
    return secant


@activation(
    formula="z·min(max(0, z + 3), 6)/6",
    source="A. Howard and others, 2019, Searching for MobileNetV3",
    frameworks=(
        ("PyTorch", "nn.Hardswish"),
        ("Keras", "hard_silu"),
        ("JAX", "jax.nn.hard_swish"),
        ("ONNX", "HardSwish"),
    ),
    halves=True,
    piecewise=True,
    slope=_hard_swish_slope,
    secant=_hard_swish_secant,
)
def hard_swish(z: Array) -> None:
    """Swish made of straight lines: z times its hard sigmoid."""
    z.clip(-3, INF, out=z)  # the value there is the 0 of all below, -inf among them
    gate = z + 3
    gate.clip(0, 6, out=gate)
    gate /= 6
    z *= gate


@activation(
    formula="min(max(min, z), max)",
    source="R. Collobert, 2004, Large scale machine learning",
    parameters=(
        Parameter("min", "the lowest value", -1.0),
        Parameter("max", "the highest value", 1.0),
    ),
    frameworks=(
        (
            "PyTorch",
            "nn.Hardtanh",
            {"min_val": Argument(-1.0, "min"), "max_val": Argument(1.0, "max")},
        ),
        ("Keras", "hard_tanh"),
        ("JAX", "jax.nn.hard_tanh"),
        Counterpart("ONNX", "Clip", inputs={"min": -1, "max": 1}),
    ),
    flat=lambda min, max: Flat(min, max, clips=True),
    piecewise=True,
    straight=lambda min, max: clipped(min, max),
)
def hard_tanh(z: Array, min: float, max: float) -> None:
    """Tanh made of straight lines: z between two bounds."""
    z.clip(min, max, out=z)


@activation(
    formula="tanh(z)",
    source="Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, 1998, Efficient BackProp",
    frameworks=(
        ("PyTorch", "nn.Tanh"),
        ("Keras", "tanh"),
        ("JAX", "jax.nn.tanh"),
        ("ONNX", "Tanh"),
        ("scikit-learn", "tanh"),
    ),
    flat=Flat(-1, 1),
    slope=lambda z: 4 * bell(2 * z),
    secant=of_tanh,
)
def tanh(z: Array) -> None:
    """Hyperbolic tangent: an S-curve from -1 to 1."""
    np.tanh(z, out=z)


@activation(
    formula="ln(1 + exp(beta·z)) / beta",
    source="C. Dugas, Y. Bengio, F. Bélisle, C. Nadeau and R. Garcia, 2001, Incorporating"
    " second-order functional knowledge for better option pricing",
    parameters=(Parameter("beta", "how sharply it bends at zero", 1.0, positive=True),),
    frameworks=(
        ("PyTorch", "nn.Softplus", {"beta": 1.0, "threshold": 20.0}),
        ("Keras", "softplus"),
        ("JAX", "jax.nn.softplus"),
        ("ONNX", "Softplus"),
    ),
    flat=Flat(lower=0),
    slope=lambda z, beta: share(beta * z),
    secant=of_softplus,
)
def softplus(z: Array, beta: float) -> None:
    """A smooth relu.

    PyTorch returns z itself where beta·z is above 20: its values there are low by up to 2e-9/beta.
    """
    rest = np.abs(z)
    rest *= -beta
    np.exp(rest, out=rest)
    np.log1p(rest, out=rest)
    rest /= beta
    z.clip(0, INF, out=z)
    z += rest


def _softsign_secant(low: Array, high: Array) -> Array:
    """On one side of zero the numerators cancel by themselves; across it nothing does."""
    start, end = low.clip(-1e30, 1e30), high.clip(-1e30, 1e30)
    under = (1 + np.abs(start)) * (1 + np.abs(end))
    across = (end / (1 + np.abs(end)) - start / (1 + np.abs(start))) / (high - low)
    secant: Array = np.where(start * end > 0, (end - start) / (high - low) / under, across)
    return secant


@activation(
    formula="z / (1 + |z|)",
    source="D. L. Elliott, 1993, A better activation function for artificial neural networks",
    frameworks=(
        ("PyTorch", "nn.Softsign"),
        ("Keras", "softsign"),
        ("JAX", "jax.nn.soft_sign"),
        ("ONNX", "Softsign"),
    ),
    flat=Flat(-1, 1),
    slope=lambda z: (1 / (1 + np.abs(z))) ** 2,
    secant=_softsign_secant,
)
def softsign(z: Array) -> None:
    """An S-curve from -1 to 1 with long tails."""
    z.clip(-1e30, 1e30, out=z)  # it has been 1 for long, and inf/inf is nan
    size = np.abs(z)
    size += 1
    z /= size
