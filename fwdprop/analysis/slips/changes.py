"""Slips in a layer's weights, bias or activation: tried on a network that is changed like that."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from fwdprop.activations import Bound, bind
from fwdprop.analysis.slips.trial import Family, Trial, Values, layers_called
from fwdprop.arrays import Array
from fwdprop.forward.passes import run
from fwdprop.network.network import Layer, Network

ACTIVATIONS = ("identity", "relu", "sigmoid", "tanh")


class _Slip(NamedTuple):
    """What is done to a layer, in words, too; `{}` in them stands for where."""

    family: Family
    words: str
    change: Callable[[Layer], Layer]


def changes(network: Network) -> Iterator[Trial]:
    """Every slip that changes layers, in one of them and in all that it can be made in."""
    for slip, indices in _slips(network):
        words = slip.words.format(layers_called(network, indices))
        values = partial(_changed_pass, network, slip, indices)
        yield Trial(slip.family, words, len(indices) > 1, values)


def _slips(network: Network) -> Iterator[tuple[_Slip, Sequence[int]]]:
    """Each slip with the layers in which it is made."""
    layers = range(len(network.layers))
    square = [index for index in layers if _is_square(network.layers[index])]
    oblong = [index for index in layers if _is_oblong(network.layers[index])]
    biased = [index for index in layers if network.layers[index].bias.any()]
    yield from _each_and_all(_TRANSPOSED, square, square)
    for slip in (_FILLED_BY_COLUMN, _READ_BY_COLUMN):
        yield from _each_and_all(slip, oblong, sorted([*square, *oblong]) if oblong else [])
    for slip in (_WITHOUT_BIAS, _WITH_BIAS_TWICE):
        yield from _each_and_all(slip, biased, biased)
    for name in ACTIVATIONS:
        yield from _activations(network, bind(name))


def _each_and_all(
    slip: _Slip, each: Sequence[int], all: Sequence[int]
) -> Iterator[tuple[_Slip, Sequence[int]]]:
    """The slip in one layer after the other, and in several at once."""
    for index in each:
        yield slip, [index]
    if len(all) > 1:
        yield slip, all


def _activations(network: Network, other: Bound) -> Iterator[tuple[_Slip, Sequence[int]]]:
    """The slips of using this activation where there is another one."""
    layers = network.layers
    applies = [
        k for k, layer in enumerate(layers) if layer.node_activations or layer.activation != other
    ]
    for index in applies:
        yield _activation_slip(other, layers[index]), [index]
    active = [
        k for k in applies if layers[k].node_activations or layers[k].activation.name != "identity"
    ]
    hidden = [k for k in applies if k < len(layers) - 1]
    for scope in dict.fromkeys(map(tuple, (applies, active, hidden))):
        if len(scope) > 1:
            yield _activation_slip(other), scope


def _activation_slip(other: Bound, layer: Layer | None = None) -> _Slip:
    """The slip of using this activation: in one layer instead of its own, or in several layers."""
    if other.name == "identity":
        words = "the activation of {} is left out"
    elif layer is None:
        words = f"{other} is used in {{}}"
    else:
        found = "the nodes' own activations" if layer.node_activations else layer.activation
        words = f"{other} is used in {{}} in place of {found}"

    def change(layer: Layer) -> Layer:
        return replace(layer, activation=other, node_activations={})

    return _Slip("another activation", words, change)


def _changed_pass(network: Network, slip: _Slip, indices: Sequence[int], x: Array) -> list[Values]:
    layers = list(network.layers)
    for index in indices:
        layers[index] = slip.change(layers[index])
    computed = run(replace(network, layers=tuple(layers)), x)
    return [(computed.x, *computed.a)]


def _is_square(layer: Layer) -> bool:
    """Whether the layer's weights may be transposed, which makes a difference."""
    nodes, fan_in = layer.weights.shape
    alike = nodes == fan_in and len(layer.sources) == 1
    return alike and not np.array_equal(layer.weights, layer.weights.T)


def _is_oblong(layer: Layer) -> bool:
    """Whether the layer's weights may be taken for another matrix of the same numbers."""
    nodes, fan_in = layer.weights.shape
    whole = layer.connected is None and len(layer.sources) == 1
    return whole and nodes != fan_in and min(nodes, fan_in) > 1


def _transposed(layer: Layer) -> Layer:
    return _rearranged(layer, lambda matrix: matrix.T)


def _filled(layer: Layer) -> Layer:
    """The layer with its weights, row after row, put into the matrix column after column."""
    return _rearranged(layer, lambda matrix: matrix.ravel().reshape(matrix.shape, order="F"))


def _read(layer: Layer) -> Layer:
    """The layer with its weights, column after column, put into the matrix row after row."""
    return _rearranged(layer, lambda matrix: matrix.ravel(order="F").reshape(matrix.shape))


def _rearranged(layer: Layer, arrange: Callable[[Array], Array]) -> Layer:
    """The layer with its weights rearranged, and its missing connections with them."""
    connected = None if layer.connected is None else arrange(layer.connected)
    return replace(layer, weights=arrange(layer.weights), connected=connected)


def _without_bias(layer: Layer) -> Layer:
    return replace(layer, bias=0 * layer.bias)


def _with_bias_twice(layer: Layer) -> Layer:
    with np.errstate(over="ignore"):  # no network takes a bias beyond the range
        return replace(layer, bias=2 * layer.bias)


_TRANSPOSED = _Slip("transposed weights", "the weights of {} are transposed", _transposed)
_FILLED_BY_COLUMN = _Slip(
    "transposed weights", "the weights of {} are filled in column by column", _filled
)
_READ_BY_COLUMN = _Slip("transposed weights", "the weights of {} are read column by column", _read)
_WITHOUT_BIAS = _Slip("another bias", "the bias of {} is left out", _without_bias)
_WITH_BIAS_TWICE = _Slip("another bias", "the bias of {} is added twice", _with_bias_twice)
