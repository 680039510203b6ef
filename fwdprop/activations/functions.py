"""Functions of mathematics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Flat
from fwdprop.activations.kernels import np
from fwdprop.activations.slopes import of_exp, of_gaussian
from fwdprop.activations.straight import Straight

if TYPE_CHECKING:
    from fwdprop.arrays import Array


@activation(
    formula="exp(−z²)",
    source="D. S. Broomhead and D. Lowe, 1988, Multivariable functional interpolation and adaptive"
    " networks",
    flat=Flat(lower=0),
    slope=lambda z: -2 * z.clip(-40, 40) * np.exp(-(z.clip(-40, 40) ** 2)),
    secant=of_gaussian,
)
def gaussian(z: Array) -> None:
    """Bell curve: 1 at zero, falling on both sides.

    Some write exp(−z²/2), and neat-python exp(−5z²): scale the weights and the bias by √½ or √5
    for these.
    """
    z *= z
    np.negative(z, out=z)
    np.exp(z, out=z)


@activation(
    formula="sin(z)",
    source="V. Sitzmann and others, 2020, Implicit neural representations with periodic activation"
    " functions",
    frameworks=(
        ("PyTorch", "torch.sin"),
        ("Keras", "keras.ops.sin"),
        ("JAX", "jax.numpy.sin"),
        ("ONNX", "Sin"),
    ),
    slope=lambda z: np.cos(z),
    secant=lambda low, high: np.cos((low + high) / 2) * np.sinc((high - low) / (2 * np.pi)),
)
def sin(z: Array) -> None:
    """Sine."""
    np.sin(z, out=z)


@activation(
    formula="cos(z)",
    source="A. Rahimi and B. Recht, 2007, Random features for large-scale kernel machines",
    frameworks=(
        ("PyTorch", "torch.cos"),
        ("Keras", "keras.ops.cos"),
        ("JAX", "jax.numpy.cos"),
        ("ONNX", "Cos"),
    ),
    slope=lambda z: -np.sin(z),
    secant=lambda low, high: -np.sin((low + high) / 2) * np.sinc((high - low) / (2 * np.pi)),
)
def cos(z: Array) -> None:
    """Cosine."""
    np.cos(z, out=z)


@activation(
    formula="exp(z)",
    source="J. A. Nelder and R. W. M. Wedderburn, 1972, Generalized linear models",
    frameworks=(
        ("PyTorch", "torch.exp"),
        ("Keras", "exponential"),
        ("JAX", "jax.numpy.exp"),
        ("ONNX", "Exp"),
    ),
    slope=lambda z: np.exp(z),
    secant=of_exp,
)
def exp(z: Array) -> None:
    """Exponential function: the mean of a count whose logarithm is z."""
    np.exp(z, out=z)


@activation(
    formula="|z|",
    source="K. Jarrett, K. Kavukcuoglu, M. Ranzato and Y. LeCun, 2009, What is the best multi-stage"
    " architecture for object recognition?",
    frameworks=(
        ("PyTorch", "torch.abs"),
        ("Keras", "keras.ops.abs"),
        ("JAX", "jax.numpy.abs"),
        ("ONNX", "Abs"),
    ),
    piecewise=True,
    straight=Straight((0.0,), (-1.0, 1.0), (0.0, 0.0)),
)
def abs_(z: Array) -> None:
    """Absolute value."""
    np.abs(z, out=z)


@activation(
    formula="z²",
    source="R. Gilad-Bachrach and others, 2016, CryptoNets: applying neural networks to encrypted"
    " data with high throughput and accuracy",
    frameworks=(
        ("PyTorch", "torch.square"),
        ("Keras", "keras.ops.square"),
        ("JAX", "jax.numpy.square"),
    ),
    slope=lambda z: 2 * z,
    secant=lambda low, high: low + high,
)
def square(z: Array) -> None:
    """Square."""
    z *= z


@activation(
    formula="1 / z",
    source="J. A. Nelder and R. W. M. Wedderburn, 1972, Generalized linear models",
    frameworks=(
        ("PyTorch", "torch.reciprocal"),
        ("Keras", "keras.ops.reciprocal"),
        ("JAX", "jax.numpy.reciprocal"),
        ("ONNX", "Reciprocal"),
    ),
    slope=lambda z: -1 / z / z,
    secant=lambda low, high: -1 / low / high,
)
def reciprocal(z: Array) -> None:
    """One over z, infinite at zero with the sign of the zero."""
    np.divide(1, z, out=z)
