"""Network and Layer: names and arrays whose shapes are proven once, when they are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fwdprop.activations import Bound
from fwdprop.arrays import Array, Sealed, frozen
from fwdprop.errors import Fault, NetworkError, count
from fwdprop.network.names import INPUTS, Names
from fwdprop.numerals import DTYPES, DType

MAX_INPUTS = 1_000_000
MAX_LAYERS = 10_000
MAX_EXAMPLES = 10_000
MAX_NODES = 1_000_000
MAX_WEIGHTS = 100_000_000


@dataclass(frozen=True, eq=False)
class Layer(Sealed):
    """One layer: its nodes and the connections into them.

    `weights` (nodes, fan_in): row j holds the weights into node j. `bias` (nodes,).
    `sources` says what the fan_in columns are: the values of these depths one after the other,
    0 the inputs and k the k-th layer. `activation` is the layer's, `node_activations` those of
    nodes, by index, that have one of their own. `connected` (nodes, fan_in) marks the connections
    that exist where some do not; None means that all do. Arrays are read-only and C-ordered.
    """

    name: str
    nodes: tuple[str, ...]
    weights: Array
    bias: Array
    activation: Bound
    sources: tuple[int, ...]
    node_activations: Mapping[int, Bound] = field(default_factory=dict)
    connected: NDArray[np.bool_] | None = None

    def activation_of(self, node: int) -> Bound:
        """The activation of one node, by its index, with its own number where each has one."""
        return (
            self.node_activations[node].of_node(0)
            if node in self.node_activations
            else self.activation.of_node(node)
        )

    @cached_property
    def own_activations(self) -> Sequence[tuple[Bound, Sequence[int]]]:
        """Each activation that nodes have of their own, with the indices of these nodes."""
        groups: dict[Bound, list[int]] = {}
        for node, bound in self.node_activations.items():
            groups.setdefault(bound, []).append(node)
        return tuple(groups.items())

    def as_type(self, dtype: DType) -> Layer:
        """The same layer with its weights and biases in `dtype`, read-only and C-ordered."""
        return Layer(
            self.name,
            self.nodes,
            frozen(self.weights, dtype),
            frozen(self.bias, dtype),
            self.activation,
            self.sources,
            self.node_activations,
            None if self.connected is None else frozen(self.connected, np.bool_),
        )

    def __repr__(self) -> str:
        return f"Layer({self.name!r}, {count(len(self.nodes), 'node')}, {self.activation})"


@dataclass(frozen=True)
class Expected:
    """What an example expects of one node: `layer` counts from 1, `node` from 0.

    `unit` is one unit of the last printed digit, or 0 where no digits were printed after a point.
    `is_single` says that the number was kept as a float32, and is as exact as that.
    """

    layer: int
    node: int
    value: float
    unit: float
    is_single: bool = False


@dataclass(frozen=True)
class Example:
    """One row of inputs with the values that some layers must then have.

    `tolerance` is absolute and replaces the printed digits where the file gives one.
    """

    x: tuple[float, ...]
    expected: tuple[Expected, ...]
    tolerance: float | None = None


@dataclass(frozen=True, eq=False)
class Network:
    """A feed-forward network as data; `forward.callable` has the one that can be called and run.

    `inputs` are the input names; `layers` run in order, the last one is the output. All arithmetic
    is in `dtype`. Making one proves every shape and raises NetworkError where one does not fit.
    """

    inputs: tuple[str, ...]
    layers: tuple[Layer, ...]
    name: str = "network"
    description: str | None = None
    dtype: DType = "float64"
    examples: tuple[Example, ...] = ()

    def __post_init__(self) -> None:
        if self.dtype not in DTYPES:
            raise NetworkError(f"dtype is {' or '.join(DTYPES)}, not {self.dtype}")
        if not self.inputs:
            raise NetworkError("a network has at least one input")
        if not self.layers:
            raise NetworkError("a network has at least one layer")
        for index, layer in enumerate(self.layers):
            self._prove(index, layer)
        cast = tuple(layer.as_type(self.dtype) for layer in self.layers)
        for index, layer in enumerate(cast):
            if not (np.isfinite(layer.weights).all() and np.isfinite(layer.bias).all()):
                message = (
                    f"layer {layer.name} has a weight or bias beyond the range of {self.dtype}"
                )
                raise NetworkError(Fault(message, path=("layers", index)))
        object.__setattr__(self, "layers", cast)

    def __getitem__(self, name: str) -> Layer:
        """The layer of that name; `output` is always the last one."""
        depth = self.depth(name)
        if depth == 0:
            raise KeyError(name)
        return self.layers[depth - 1]

    def depth(self, name: str) -> int:
        """Where a name stands: 0 for `inputs`, k for the k-th layer; `output` is the last one.

        Raises KeyError for a name that there is not.
        """
        depth = self.names.depth(name)
        if depth is None:
            raise KeyError(name)
        return depth

    def nodes_of(self, source: int) -> tuple[str, ...]:
        """The node names of a depth: 0 the inputs, k the k-th layer."""
        return self.layers[source - 1].nodes if source else self.inputs

    def name_of(self, source: int) -> str:
        """The name of a depth: 0 is `inputs`, k the name of the k-th layer."""
        return self.layers[source - 1].name if source else INPUTS

    def connections_into(self, layer: Layer) -> Iterator[tuple[int, str]]:
        """Depth and node name of each of the layer's fan_in columns, in order."""
        return ((source, node) for source in layer.sources for node in self.nodes_of(source))

    @cached_property
    def names(self) -> Names:
        """The names of its layers and nodes, and what a name that a user types means."""
        names = Names(self.inputs)
        for layer in self.layers:
            names.add(layer.name, layer.nodes)
        return names

    @property
    def depths(self) -> range:
        """The depths of all layers, without the inputs."""
        return range(1, len(self.layers) + 1)

    @cached_property
    def width(self) -> int:
        """The most values that stand side by side in a row at any depth of the network."""
        sizes: list[int] = [len(self.inputs)]
        for layer in self.layers:
            sizes += [len(layer.nodes), layer.weights.shape[1]]
        return max(sizes)

    def __repr__(self) -> str:
        sizes = "-".join(str(len(self.nodes_of(k))) for k in range(len(self.layers) + 1))
        return f"Network({self.name!r}, {sizes}, {self.dtype})"

    def _prove(self, index: int, layer: Layer) -> None:
        early = all(0 <= source <= index for source in layer.sources)
        fan_in = sum(len(self.nodes_of(k)) for k in layer.sources) if early else -1
        shape = (len(layer.nodes), fan_in)
        if not early:
            message = f"layer {layer.name} reads a later layer"
        elif layer.weights.shape != shape:
            message = f"layer {layer.name}: weights are {layer.weights.shape}, expected {shape}"
        elif layer.connected is not None and layer.connected.shape != shape:
            message = f"layer {layer.name}: connected is {layer.connected.shape}, expected {shape}"
        elif layer.bias.shape != shape[:1]:
            message = f"layer {layer.name}: bias is {layer.bias.shape}, expected {shape[:1]}"
        elif layer.connected is not None and np.any(layer.weights, where=~layer.connected):
            message = f"layer {layer.name}: a connection that does not exist has a weight"
        else:
            return
        raise NetworkError(Fault(message, path=("layers", index)))
