"""The network, and a row of inputs, as the JSON that the page reads."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fwdprop.drawings.html.ranges import ranges
from fwdprop.drawings.picture.diagram import Diagram
from fwdprop.network.network import Layer, Network

Json = dict[str, Any]
_MOST_DIGITS = 17  # no number has more to show
_MOST_EXAMPLES, _MOST_NUMBERS = 100, 10_000


def data_of(diagram: Diagram) -> str:
    """The JSON text: no character in it ends a script element or begins a comment."""
    network = diagram.network
    assert diagram.x is not None
    whole = {
        "name": network.name,
        "description": network.description,
        "dtype": network.dtype,
        "digits": min(diagram.digits, _MOST_DIGITS),
        "byProduct": diagram.by_product,
        "inputs": network.inputs,
        "layers": [_layer(layer) for layer in network.layers],
        "activations": _catalogue(network),
        "x": _row(diagram.x),
        "examples": _examples(network),
        "ranges": ranges(network, diagram.x),
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _layer(layer: Layer) -> Json:
    """A layer; a weight that is null is a connection that does not exist."""
    weights: Sequence[Sequence[float | None]] = layer.weights.astype(float).tolist()
    if layer.connected is not None:
        weights = [
            [weight if exists else None for weight, exists in zip(row, there, strict=True)]
            for row, there in zip(weights, layer.connected.tolist(), strict=True)
        ]
    return {
        "name": layer.name,
        "nodes": layer.nodes,
        "weights": weights,
        "sparse": layer.connected is not None,
        "bias": layer.bias.astype(float).tolist(),
        "sources": layer.sources,
        "activation": _bound(layer, None),
        "own": {node: _bound(layer, node) for node in layer.node_activations},
    }


def _bound(layer: Layer, node: int | None) -> Json:
    """The activation of a layer, or the own one of a node."""
    bound = layer.activation if node is None else layer.node_activations[node]
    return {
        "name": bound.name,
        "text": bound.brief(),
        "parameters": dict(bound.parameters),
        "off": bound.flat.off is True,
    }


def _catalogue(network: Network) -> Mapping[str, Json]:
    """What the page says about each activation that the network has."""
    return {
        entry.name: {
            "formula": entry.formula,
            "defaults": entry.defaults,
            "piecewise": entry.piecewise,
        }
        for entry in _entries(network)
    }


def _entries(network: Network) -> Iterator[Any]:
    for layer in network.layers:
        yield layer.activation.activation
        yield from (bound.activation for bound in layer.node_activations.values())


def _examples(network: Network) -> list[list[float | str]]:
    """The inputs of the first examples, as far as these are few numbers; one alone is no choice."""
    most = min(_MOST_EXAMPLES, _MOST_NUMBERS // len(network.inputs))
    return [_row(example.x) for example in network.examples[:most]] if most > 1 else []


def _row(x: Sequence[float]) -> list[float | str]:
    """The numbers, with what JavaScript calls those that JSON does not have."""
    return [number if math.isfinite(number) else _special(number) for number in x]


def _special(number: float) -> str:
    return "NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity"
