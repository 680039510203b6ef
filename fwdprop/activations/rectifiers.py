"""The identity and what bends it at zero: relu, its leaky and its exponential relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Flat, Parameter
from fwdprop.activations.frameworks import Argument, Counterpart
from fwdprop.activations.kernels import INF, np, scale_negative
from fwdprop.activations.slopes import below_and_above, of_exponential_unit
from fwdprop.activations.straight import WHOLE, bent_at_zero, clipped

if TYPE_CHECKING:
    from fwdprop.arrays import Array

# The constants of selu, as published.
_SCALE = 1.0507009873554804934193349852946
_DEPTH = 1.6732632423543772848170429916717


@activation(
    formula="z",
    source="B. Widrow and M. E. Hoff, 1960, Adaptive switching circuits",
    aliases=("linear", "none"),
    frameworks=(
        ("PyTorch", "nn.Identity"),
        ("Keras", "linear"),
        ("JAX", "jax.nn.identity"),
        ("ONNX", "Identity"),
        ("scikit-learn", "identity"),
    ),
    piecewise=True,
    straight=WHOLE,
)
def identity(z: Array) -> None:
    """The weighted sum itself."""


@activation(
    formula="max(0, z)",
    source="K. Fukushima, 1969, Visual feature extraction by a multilayered network of analog"
    " threshold elements; V. Nair and G. E. Hinton, 2010, Rectified linear units improve restricted"
    " Boltzmann machines",
    frameworks=(
        ("PyTorch", "nn.ReLU"),
        ("Keras", "relu"),
        ("JAX", "jax.nn.relu"),
        ("ONNX", "Relu"),
        ("scikit-learn", "relu"),
    ),
    halves=True,
    flat=Flat(off=True),
    piecewise=True,
    straight=bent_at_zero(0.0),
)
def relu(z: Array) -> None:
    """Rectified linear unit: z where it is positive, else 0."""
    # NumPy's maximum with a single number takes three times as long.
    z.clip(0, INF, out=z)


@activation(
    formula="min(max(0, z), 6)",
    source="A. Krizhevsky, 2010, Convolutional deep belief networks on CIFAR-10",
    frameworks=(
        ("PyTorch", "nn.ReLU6"),
        ("Keras", "relu6"),
        ("JAX", "jax.nn.relu6"),
        Counterpart("ONNX", "Clip", inputs={"min": 0, "max": 6}),
    ),
    halves=True,
    flat=Flat(upper=6, clips=True, off=True),
    piecewise=True,
    straight=clipped(0.0, 6.0),
)
def relu6(z: Array) -> None:
    """Rectified linear unit that stops at 6."""
    z.clip(0, 6, out=z)


@activation(
    formula="z if z > 0 else alpha·z",
    source="A. L. Maas, A. Y. Hannun and A. Y. Ng, 2013, Rectifier nonlinearities improve neural"
    " network acoustic models",
    parameters=(
        Parameter(
            "alpha",
            "the slope below zero",
            None,
            missing="write the slope that the network was trained with, such as {name: leaky_relu,"
            " alpha: 0.01}: frameworks use 0.01 (PyTorch, JAX, ONNX), 0.2 and 0.3 (Keras)",
        ),
    ),
    frameworks=(
        ("PyTorch", "nn.LeakyReLU", {"negative_slope": Argument(0.01, "alpha")}),
        ("Keras", "leaky_relu", {"negative_slope": Argument(0.2, "alpha")}),
        ("Keras", "layers.LeakyReLU", {"negative_slope": Argument(0.3, "alpha")}),
        ("JAX", "jax.nn.leaky_relu", {"negative_slope": Argument(0.01, "alpha")}),
        ("ONNX", "LeakyRelu", {"alpha": 0.01}),
    ),
    halves=True,
    flat=lambda alpha: Flat(off=alpha == 0),
    straight=bent_at_zero,
)
def leaky_relu(z: Array, alpha: float) -> None:
    """Rectified linear unit with a slope below zero that is given.

    Frameworks disagree about the slope: 0.01 in PyTorch, JAX and ONNX, 0.2 in the Keras function,
    0.3 in the Keras layer. There is no default here: alpha says it.
    """
    scale_negative(z, alpha)


@activation(
    formula="z if z > 0 else alpha·z",
    source="K. He, X. Zhang, S. Ren and J. Sun, 2015, Delving deep into rectifiers: surpassing"
    " human-level performance on ImageNet classification",
    parameters=(
        Parameter(
            "alpha",
            "the learned slope below zero, one number or one per node",
            None,
            per_node=True,
            missing="write the slope that was learned, such as {name: prelu, alpha: 0.25}, or a"
            " list with one number per node",
        ),
    ),
    frameworks=(
        ("PyTorch", "nn.PReLU", {"num_parameters": 1}),
        ("Keras", "layers.PReLU"),
        ("ONNX", "PRelu"),
    ),
    halves=True,
    flat=lambda alpha: Flat(off=alpha == 0),
    straight=bent_at_zero,
)
def prelu(z: Array, alpha: float | Array) -> None:
    """Rectified linear unit with a slope below zero that was learned."""
    scale_negative(z, alpha)


@activation(
    formula="z if z > 0 else alpha·(exp(z) − 1)",
    source="D.-A. Clevert, T. Unterthiner and S. Hochreiter, 2016, Fast and accurate deep network"
    " learning by exponential linear units (ELUs)",
    parameters=(Parameter("alpha", "the depth that it falls to below zero", 1.0),),
    frameworks=(
        ("PyTorch", "nn.ELU", {"alpha": 1.0}),
        ("Keras", "elu", {"alpha": 1.0}),
        ("JAX", "jax.nn.elu", {"alpha": 1.0}),
        ("ONNX", "Elu", {"alpha": 1.0}),
    ),
    halves=True,
    flat=lambda alpha: Flat(lower=-alpha) if alpha > 0 else Flat(off=alpha == 0),
    slope=lambda z, alpha: below_and_above(z, alpha * np.exp(z)),
    secant=lambda low, high, alpha: of_exponential_unit(low, high, alpha, 1),
)
def elu(z: Array, alpha: float) -> None:
    """Exponential linear unit: a smooth descent to -alpha below zero."""
    below = z.clip(-INF, 0)
    np.expm1(below, out=below)
    below *= alpha
    z.clip(0, INF, out=z)
    z += below


@activation(
    formula="λ·(z if z > 0 else α·(exp(z) − 1)), λ ≈ 1.0507, α ≈ 1.6733",
    source="G. Klambauer, T. Unterthiner, A. Mayr and S. Hochreiter, 2017, Self-normalizing neural"
    " networks",
    frameworks=(
        ("PyTorch", "nn.SELU"),
        ("Keras", "selu"),
        ("JAX", "jax.nn.selu"),
        ("ONNX", "Selu"),
    ),
    flat=Flat(lower=-1.7580993408473766),
    slope=lambda z: _SCALE * below_and_above(z, _DEPTH * np.exp(z)),
    secant=lambda low, high: _SCALE * of_exponential_unit(low, high, _DEPTH, 1),
)
def selu(z: Array) -> None:
    """Scaled exponential linear unit: keeps mean 0 and variance 1 from layer to layer.

    The two constants are the published ones in full; ONNX writes them down as float32, so its
    values part after the seventh digit.
    """
    elu(z, alpha=_DEPTH)
    z *= _SCALE


@activation(
    formula="max(0, z) + min(0, alpha·(exp(z/alpha) − 1))",
    source="J. T. Barron, 2017, Continuously differentiable exponential linear units",
    parameters=(Parameter("alpha", "the depth that it falls to below zero", 1.0, positive=True),),
    frameworks=(
        ("PyTorch", "nn.CELU", {"alpha": 1.0}),
        ("Keras", "celu", {"alpha": 1.0}),
        ("JAX", "jax.nn.celu", {"alpha": 1.0}),
        ("ONNX", "Celu", {"alpha": 1.0}),
    ),
    halves=True,
    flat=lambda alpha: Flat(lower=-alpha),
    slope=lambda z, alpha: below_and_above(z, np.exp(z / alpha)),
    secant=lambda low, high, alpha: of_exponential_unit(low, high, alpha, alpha),
)
def celu(z: Array, alpha: float) -> None:
    """Exponential linear unit whose slope at zero is 1 for every alpha."""
    below = z.clip(-INF, 0)
    below /= alpha
    np.expm1(below, out=below)
    below *= alpha
    z.clip(0, INF, out=z)
    z += below
