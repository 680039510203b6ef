"""Shares of a whole layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.activations.catalogue import activation
from fwdprop.activations.entry import Exponentials
from fwdprop.activations.kernels import in_pieces, nodes_first, np, total

if TYPE_CHECKING:
    from fwdprop.arrays import Array


@activation(
    formula="exp(zⱼ) / Σₖ exp(zₖ)",
    source="J. S. Bridle, 1990, Probabilistic interpretation of feedforward classification network"
    " outputs, with relationships to statistical pattern recognition",
    whole_layer=True,
    frameworks=(
        ("PyTorch", "nn.Softmax", {"dim": -1}),
        ("Keras", "softmax"),
        ("JAX", "jax.nn.softmax"),
        ("ONNX", "Softmax", {"axis": -1}),
        ("scikit-learn", "softmax"),
    ),
    exponentials=Exponentials(),
)
@nodes_first
def softmax(z: Array) -> None:
    """Shares of the layer: positive numbers that sum to 1."""
    z -= z.max(axis=0)
    np.exp(z, out=z)
    z /= total(z)


@activation(
    formula="zⱼ − ln Σₖ exp(zₖ)",
    source="J. S. Bridle, 1990, Probabilistic interpretation of feedforward classification network"
    " outputs, with relationships to statistical pattern recognition",
    whole_layer=True,
    frameworks=(
        ("PyTorch", "nn.LogSoftmax", {"dim": -1}),
        ("Keras", "log_softmax"),
        ("JAX", "jax.nn.log_softmax"),
        ("ONNX", "LogSoftmax", {"axis": -1}),
    ),
    exponentials=Exponentials(is_log=True),
)
@in_pieces
@nodes_first
def log_softmax(z: Array) -> None:
    """Logarithm of the softmax."""
    z -= z.max(axis=0)
    largest = z == 0
    others = np.exp(z)
    # Without one of the largest, which is exp(0) = 1, log1p keeps what the others add to it.
    others -= largest
    z -= np.log1p(total(others) + (np.count_nonzero(largest, axis=0) - 1))


@activation(
    formula="exp(−zⱼ) / Σₖ exp(−zₖ)",
    source="L. Boltzmann, 1868, Studien über das Gleichgewicht der lebendigen Kraft zwischen"
    " bewegten materiellen Punkten",
    whole_layer=True,
    frameworks=(("PyTorch", "nn.Softmin", {"dim": -1}),),
    exponentials=Exponentials(sign=-1),
)
def softmin(z: Array) -> None:
    """Softmax of -z: the largest share goes to the smallest."""
    np.negative(z, out=z)
    softmax(z)
