"""What jumps or cuts at a threshold, and what shrinks z towards zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Flat, Parameter
from fwdprop.activations.frameworks import Argument, Counterpart
from fwdprop.activations.kernels import in_pieces, np
from fwdprop.activations.straight import Straight

if TYPE_CHECKING:
    from fwdprop.arrays import Array


@activation(
    formula="z if z > threshold else value",
    source="K. Konda, R. Memisevic and D. Krueger, 2014, Zero-bias autoencoders and the benefits of"
    " co-adapting features",
    parameters=(
        Parameter("threshold", "what z must be above", None),
        Parameter("value", "what takes the place of a z that is not", None),
    ),
    frameworks=(
        ("PyTorch", "nn.Threshold", {"threshold": None, "value": None}),
        ("Keras", "threshold", {"threshold": None, "default_value": Argument(None, "value")}),
        Counterpart(
            "ONNX",
            "ThresholdedRelu",
            {"alpha": Argument(None, "threshold", default=1.0)},
            fixed={"value": 0},
        ),
    ),
    flat=lambda threshold, value: Flat(off=value == 0),
    piecewise=True,
    straight=lambda threshold, value: Straight((threshold,), (0.0, 1.0), (value, 0.0)),
    jumps=True,
)
def threshold(z: Array, threshold: float, value: float) -> None:
    """Cut-off: z where it is above a threshold, else a fixed value."""
    np.copyto(z, value, where=z <= threshold)


@activation(
    formula="0 if z < 0, at_zero if z = 0, 1 if z > 0",
    source="W. S. McCulloch and W. Pitts, 1943, A logical calculus of the ideas immanent in nervous"
    " activity",
    parameters=(Parameter("at_zero", "the value where z is 0", 0.0),),
    aliases=("heaviside",),
    frameworks=(
        ("PyTorch", "torch.heaviside"),
        ("JAX", "jax.numpy.heaviside"),
    ),
    piecewise=True,
    straight=lambda at_zero: Straight((0.0,), (0.0, 0.0), (0.0, 1.0), (at_zero,)),
    jumps=True,
)
def step(z: Array, at_zero: float) -> None:
    """Unit step of the perceptron: fires or not.

    Books disagree about zero: here it does not fire. `at_zero: 1` makes it fire, `at_zero: 0.5` is
    halfway.
    """
    np.heaviside(z, at_zero, out=z)


@activation(
    formula="−1 if z < 0, 0 if z = 0, 1 if z > 0",
    source="M. Courbariaux, I. Hubara, D. Soudry, R. El-Yaniv and Y. Bengio, 2016, Binarized neural"
    " networks: training deep neural networks with weights and activations constrained to +1 or -1",
    frameworks=(
        ("PyTorch", "torch.sign"),
        ("Keras", "keras.ops.sign"),
        ("JAX", "jax.numpy.sign"),
        ("ONNX", "Sign"),
    ),
    piecewise=True,
    straight=Straight((0.0,), (0.0, 0.0), (-1.0, 1.0), (0.0,)),
    jumps=True,
)
def sign(z: Array) -> None:
    """Sign of z: -1, 0 or 1."""
    np.sign(z, out=z)


@activation(
    formula="z − min(max(−lambd, z), lambd)",
    source="D. L. Donoho, 1995, De-noising by soft-thresholding",
    parameters=(
        Parameter("lambd", "how much it takes off, on both sides of zero", 0.5, positive=True),
    ),
    frameworks=(
        ("PyTorch", "nn.Softshrink", {"lambd": 0.5}),
        ("Keras", "soft_shrink", {"threshold": Argument(0.5, "lambd")}),
        ("ONNX", "Shrink", {"lambd": 0.5, "bias": Argument(0.5, "lambd", default=0.0)}),
    ),
    flat=Flat(off=True),
    piecewise=True,
    straight=lambda lambd: Straight((-lambd, lambd), (1.0, 0.0, 1.0), (lambd, 0.0, -lambd)),
)
def soft_shrink(z: Array, lambd: float) -> None:
    """Soft threshold: z moved towards zero by lambd, and 0 where it was nearer than that."""
    z -= z.clip(-lambd, lambd)


@activation(
    formula="z if |z| > lambd else 0",
    source="D. L. Donoho and I. M. Johnstone, 1994, Ideal spatial adaptation by wavelet shrinkage",
    parameters=(Parameter("lambd", "what |z| must be above", 0.5, positive=True),),
    frameworks=(
        ("PyTorch", "nn.Hardshrink", {"lambd": 0.5}),
        ("Keras", "hard_shrink", {"threshold": Argument(0.5, "lambd")}),
        ("ONNX", "Shrink", {"lambd": 0.5, "bias": 0.0}),
    ),
    flat=Flat(off=True),
    piecewise=True,
    straight=lambda lambd: Straight((-lambd, lambd), (1.0, 0.0, 1.0), (0.0,) * 3, (0.0, 0.0)),
    jumps=True,
)
def hard_shrink(z: Array, lambd: float) -> None:
    """Hard threshold: z, and 0 where it is within lambd of zero."""
    np.copyto(z, 0, where=np.abs(z) <= lambd)


@activation(
    formula="z − tanh(z)",
    source="R. Collobert, K. Kavukcuoglu and C. Farabet, 2011, Torch7: a Matlab-like environment"
    " for machine learning",
    frameworks=(
        ("PyTorch", "nn.Tanhshrink"),
        ("Keras", "tanh_shrink"),
    ),
    slope=lambda z: np.tanh(z) ** 2,
)
@in_pieces
def tanh_shrink(z: Array) -> None:
    """What tanh takes off z."""
    near = np.abs(z) < 1.5
    small = z[near]
    z -= np.tanh(z)
    z[near] = _tanh_shrink_near_zero(small)


def _tanh_shrink_near_zero(z: Array) -> Array:
    """The difference z − tanh(z) for |z| < 1.5, where subtracting would lose its leading digits.

    Lambert's continued fraction is tanh(z) = z·f/(f + z²) with f = 3 + z²/(5 + z²/(7 + ...)), which
    leaves z·z²/(f + z²). Cut after 21 it is off by less than 1e-18 of the value.
    """
    square = z * z
    f = np.full_like(z, 21)
    for odd in range(19, 1, -2):
        np.divide(square, f, out=f)
        f += odd
    f += square
    square /= f
    square *= z
    return square
