"""Settings that are read -> the network that has them, made of its layers anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np

from fwdprop.activations import Bound
from fwdprop.arrays import Array
from fwdprop.errors import Fault, UsageError, listed
from fwdprop.models.settings.target import ACTIVATION, BIAS, WEIGHTS, Setting, columns_of
from fwdprop.models.spec.activation import wrong_own
from fwdprop.network.network import Layer, Network

N = TypeVar("N", bound=Network)


def with_values(network: N, settings: Sequence[Setting]) -> tuple[N, list[str]]:
    """The network with these settings, no two of one thing, and notes on what they do not reach.

    Raises UsageError where a node would have an activation that it cannot have.
    """
    layers, faults, notes = list(network.layers), list[Fault](), list[str]()
    for depth in sorted({each.target.depth for each in settings}):
        own = [each for each in settings if each.target.depth == depth]
        layer = _with_activations(layers[depth - 1], own)
        faults += _wrong_activations(layer, own)
        notes += _kept(layer, own)
        layers[depth - 1] = replace(
            layer, weights=_weights(network, layer, own), bias=_bias(layer, own)
        )
    if faults:
        raise UsageError(faults)
    return replace(network, layers=tuple(layers)), notes


def _with_activations(layer: Layer, settings: Sequence[Setting]) -> Layer:
    whole, own = layer.activation, dict(layer.node_activations)
    for each in settings:
        if isinstance(each.value, Bound) and each.target.node is None:
            whole = each.value
        elif isinstance(each.value, Bound) and each.target.node is not None:
            own[each.target.node] = each.value
    return replace(layer, activation=whole, node_activations=dict(sorted(own.items())))


def _wrong_activations(layer: Layer, settings: Sequence[Setting]) -> list[Fault]:
    """A fault for each setting that a file could not say: all or nothing takes a whole layer."""
    faults = []
    own = {each.target.node for each in settings if each.target.key == ACTIVATION}
    kept = [node for node in layer.node_activations if node not in own]
    for each in settings:
        if each.target.key == ACTIVATION:
            nodes = kept[:1] if each.target.node is None else [each.target.node]
            for node in nodes:
                wrong = wrong_own(layer.node_activations[node], layer.activation)
                if wrong is not None:
                    faults.append(Fault(*wrong, each.value_spot))
    return faults


def _kept(layer: Layer, settings: Sequence[Setting]) -> list[str]:
    """Says which nodes keep their own activation, where that of their layer is set."""
    targets = [each.target for each in settings if each.target.key == ACTIVATION]
    if all(each.node is not None for each in targets):
        return []
    kept = {*layer.node_activations} - {each.node for each in targets}
    names = [layer.nodes[node] for node in sorted(kept)]
    keep = "keeps its own activation" if len(names) == 1 else "keep their own activations"
    return [f"{listed(names)} of layer {layer.name} {keep}"] if names else []


def _bias(layer: Layer, settings: Sequence[Setting]) -> Array:
    return _changed(
        layer.bias,
        [
            (slice(None) if each.target.node is None else [each.target.node], each.value)
            for each in settings
            if each.target.key == BIAS
        ],
    )


def _weights(network: Network, layer: Layer, settings: Sequence[Setting]) -> Array:
    changes: list[tuple[Any, Any]] = []
    for each in settings:
        node, column = each.target.node, each.target.column
        if each.target.key == WEIGHTS and node is not None:
            columns = columns_of(network, each.target.depth, node) if column is None else [column]
            changes.append(((node, columns), each.value))
    return _changed(layer.weights, changes)


def _changed(array: Array, changes: Sequence[tuple[Any, Any]]) -> Array:
    """The array with other values at some places, read-only; the same one without changes."""
    if not changes:
        return array
    array = np.array(array)
    for place, value in changes:
        array[place] = value
    array.flags.writeable = False  # so that no copy is needed
    return array
