"""A network in figures: what each layer reads, and how many weights, parameters, operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fwdprop.activations import Bound
from fwdprop.network.network import Layer, Network


@dataclass(frozen=True, eq=False)
class LayerSummary:
    """One layer in figures.

    `reads` names the depths that connections come from. `weights` counts the connections that
    exist: one that the file does not list is `missing`, and one whose weight is 0 exists and is
    among the `zero` ones too.
    """

    layer: Layer
    reads: tuple[str, ...]
    weights: int
    zero: int
    missing: int

    @property
    def biases(self) -> int:
        """One for each node, 0 where the file gives none."""
        return len(self.layer.nodes)

    @property
    def parameters(self) -> int:
        """The weights and the biases."""
        return self.weights + self.biases

    @property
    def multiply_adds(self) -> int:
        """One for each weight; biases and activations are not counted."""
        return self.weights

    def activations(self) -> list[tuple[Bound, Sequence[str]]]:
        """The different activations, each with the names of its nodes."""
        found: dict[Bound, list[str]] = {}
        if not self.layer.node_activations:
            return [(self.layer.activation, self.layer.nodes)]
        for index, node in enumerate(self.layer.nodes):
            found.setdefault(self.layer.activation_of(index), []).append(node)
        return list(found.items())


@dataclass(frozen=True, eq=False)
class Summary:
    """A network in figures: `layers` one by one, and the sums over all of them."""

    network: Network
    layers: tuple[LayerSummary, ...]

    @property
    def weights(self) -> int:
        """The connections that exist."""
        return sum(layer.weights for layer in self.layers)

    @property
    def zero(self) -> int:
        """The connections whose weight is 0."""
        return sum(layer.zero for layer in self.layers)

    @property
    def missing(self) -> int:
        """The connections that the file does not list, where it lists others of the same layer."""
        return sum(layer.missing for layer in self.layers)

    @property
    def biases(self) -> int:
        """One for each node, 0 where the file gives none."""
        return sum(layer.biases for layer in self.layers)

    @property
    def parameters(self) -> int:
        """The weights and the biases."""
        return self.weights + self.biases

    @property
    def multiply_adds(self) -> int:
        """For each row of inputs one for each weight; biases and activations are not counted."""
        return self.weights


def summarize(network: Network) -> Summary:
    """The network in figures, without running it."""
    return Summary(network, tuple(_layer(network, layer) for layer in network.layers))


def _layer(network: Network, layer: Layer) -> LayerSummary:
    if layer.connected is None:
        reads = tuple(map(network.name_of, layer.sources))
        size, zero = layer.weights.size, int(np.count_nonzero(layer.weights == 0))
        return LayerSummary(layer, reads, size, zero, 0)
    size = int(np.count_nonzero(layer.connected))
    zero = int(np.count_nonzero(layer.connected & (layer.weights == 0)))
    missing = layer.connected.size - size
    return LayerSummary(layer, _connected_layers(network, layer), size, zero, missing)


def _connected_layers(network: Network, layer: Layer) -> tuple[str, ...]:
    """The names of the depths that at least one connection comes from."""
    assert layer.connected is not None
    ends = np.cumsum([len(network.nodes_of(source)) for source in layer.sources])
    parts = np.split(layer.connected, ends[:-1], axis=1)
    depths = zip(layer.sources, parts, strict=True)
    return tuple(network.name_of(source) for source, part in depths if part.any())
