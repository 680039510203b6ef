"""What lets z through as far as a smooth gate is open: gelu, silu, mish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Parameter
from fwdprop.activations.frameworks import Argument
from fwdprop.activations.kernels import INF, far_below, in_pieces, np, polynomial, times_sigmoid
from fwdprop.activations.slopes import bell, of_sigmoid, share

if TYPE_CHECKING:
    from fwdprop.arrays import Array

# Our words for a flag that selects the approximation through tanh.
_IS_TANH = {False: "none", True: "tanh"}
_ROOT = 0.7978845608028654  # √(2/π)


# exp(t²/2)·(1 − Φ(t)), the scaled tail of the normal distribution, for 0 ≤ t ≤ 40 as a ratio of
# polynomials. It was interpolated with mpmath at 60 digits, at the Chebyshev nodes of
# (t − 4)/(t + 4); the coefficients below, rounded, are off by at most 5e-17 of the value. All are
# positive: nothing cancels.
_TAIL_ABOVE = (
    2.206141608820233e-07,
    6.888404471046805e-06,
    0.00010550308358398394,
    0.0010313590966463827,
    0.007077350580471882,
    0.03548940042984599,
    0.13154403773894913,
    0.3563636068023978,
    0.6783918019176626,
    0.8271826026699026,
    0.5,
)
_TAIL_BELOW = (
    5.529976934507568e-07,
    1.7266669414247877e-05,
    0.0002650100100628648,
    0.002602500542560113,
    0.018003638082759107,
    0.0915094353867671,
    0.34694890025332376,
    0.9772321662020906,
    1.9973289481605838,
    2.8133958314729957,
    2.4522497661426708,
    1.0,
)


def _gelu_slope(z: Array, approximate: str) -> Array:
    """Φ(z) + z·φ(z), or what the approximation through tanh makes of it."""
    z = z.clip(-40, 40)  # beyond that it is 0 or 1
    if approximate == "tanh":
        s = 2 * _ROOT * (z + 0.044715 * z**3)
        return share(s) + 2 * _ROOT * (z + 3 * 0.044715 * z**3) * bell(s)
    t = np.abs(z)
    missing = polynomial(t, _TAIL_ABOVE) / polynomial(t, _TAIL_BELOW) - t * (_ROOT / 2)
    missing *= np.exp(-t * t / 2)
    slope: Array = np.where(z < 0, missing, 1 - missing)
    return slope


@activation(
    formula="z·Φ(z); tanh: z/2·(1 + tanh(√(2/π)·(z + 0.044715·z³)))",
    source="D. Hendrycks and K. Gimpel, 2016, Gaussian error linear units (GELUs)",
    parameters=(
        Parameter("approximate", "exact, or through tanh", "none", choices=("none", "tanh")),
    ),
    frameworks=(
        ("PyTorch", "nn.GELU", {"approximate": "none"}),
        ("Keras", "gelu", {"approximate": Argument(False, words=_IS_TANH)}),
        ("JAX", "jax.nn.gelu", {"approximate": Argument(True, words=_IS_TANH)}),
        ("ONNX", "Gelu", {"approximate": "none"}),
    ),
    halves=True,
    slope=_gelu_slope,
)
@in_pieces
def gelu(z: Array, approximate: str) -> None:
    """Gaussian error linear unit: z times the share of the normal distribution below z.

    PyTorch, Keras and ONNX compute it exactly by default, JAX through tanh:
    `approximate: tanh` is that form. The two differ by up to 0.0005.
    """
    (_gelu_tanh if approximate == "tanh" else _gelu_exact)(z)


def _gelu_exact(z: Array) -> None:
    """Overwrite `z` with max(0, z) − |z|·(1 − Φ(|z|))."""
    t = np.abs(z).clip(0, 40)  # beyond that the tail is 0
    missing = t * polynomial(t, _TAIL_ABOVE)
    missing /= polynomial(t, _TAIL_BELOW)
    t *= t
    t *= -0.5
    missing *= np.exp(t, out=t)
    z.clip(0, INF, out=z)
    z -= missing


def _gelu_tanh(z: Array) -> None:
    """Overwrite `z` with z·sigmoid(2u), which is z/2·(1 + tanh(u))."""
    s = z * z
    s *= 2 * _ROOT * 0.044715
    s += 2 * _ROOT
    s *= z
    times_sigmoid(z, s)


@activation(
    formula="z / (1 + exp(−z))",
    source="S. Elfwing, E. Uchibe and K. Doya, 2018, Sigmoid-weighted linear units for neural"
    " network function approximation in reinforcement learning; P. Ramachandran, B. Zoph and Q. V."
    " Le, 2017, Searching for activation functions",
    aliases=("swish",),
    frameworks=(
        ("PyTorch", "nn.SiLU"),
        ("Keras", "silu"),
        ("JAX", "jax.nn.silu"),
        ("ONNX", "Swish", {"alpha": 1.0}),
    ),
    halves=True,
    slope=lambda z: share(z) * (1 + z.clip(-1000, INF) * share(-z)),
    secant=lambda low, high: share(high) + low.clip(-1000, INF) * of_sigmoid(low, high),
)
def silu(z: Array) -> None:
    """Sigmoid linear unit: z times its own sigmoid."""
    times_sigmoid(z, z)


def _mish_slope(z: Array) -> Array:
    """The tanh t of the softplus, and z times what that changes by: (1 − t²)·sigmoid(z)."""
    low = z.clip(-1000, 20)  # above that it is 1
    n = np.exp(low)
    q = n * (n + 2)
    slope: Array = q / (q + 2) + low * share(low) * 4 * (q + 1) / (q + 2) ** 2
    return slope


@activation(
    formula="z·tanh(ln(1 + exp(z)))",
    source="D. Misra, 2019, Mish: a self regularized non-monotonic activation function",
    frameworks=(
        ("PyTorch", "nn.Mish"),
        ("Keras", "mish"),
        ("JAX", "jax.nn.mish"),
        ("ONNX", "Mish"),
    ),
    halves=True,
    slope=_mish_slope,
)
@in_pieces
def mish(z: Array) -> None:
    """Self-regularized unit: z times the tanh of its softplus."""
    tail = far_below(z, z)
    n = z.clip(-INF, 20)  # above that the factor is 1
    np.exp(n, out=n)
    n *= n + 2
    n /= n + 2
    z *= n
    if tail is not None:
        z[tail[0]] = tail[1]
