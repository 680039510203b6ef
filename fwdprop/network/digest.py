"""A network's digest: two networks with the same one give the same numbers under the same names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from fwdprop.activations import Bound
from fwdprop.network.network import Layer, Network


def digest(network: Network) -> str:
    """`sha256:` and 64 hexadecimal digits, of all that the network's values depend on.

    These are names, weights, biases, activations with their parameters, connections and dtype;
    neither its own name and description nor its examples.
    """
    found = hashlib.sha256()
    for part in _parts(network):
        # Lengths keep apart what stands side by side.
        found.update(b"%d:" % len(part))
        found.update(part)
    return f"sha256:{found.hexdigest()}"


def _parts(network: Network) -> Iterator[bytes | memoryview]:
    yield repr((network.dtype, network.inputs)).encode()
    for layer in network.layers:
        yield _described(layer).encode()
        for array in (layer.weights, layer.bias):
            yield array.astype(array.dtype.newbyteorder("<"), copy=False).data.cast("B")
        yield b"" if layer.connected is None else layer.connected.tobytes()


def _described(layer: Layer) -> str:
    own = [(node, _settings(bound)) for node, bound in sorted(layer.node_activations.items())]
    return repr((layer.name, layer.nodes, layer.sources, _settings(layer.activation), own))


def _settings(bound: Bound) -> object:
    return bound.name, bound.parameters
