"""Settings as they are to be typed."""

from __future__ import annotations

from fwdprop import numerals
from fwdprop.models.settings.target import ACTIVATION, BIAS, Target, columns_of
from fwdprop.network.network import Network
from fwdprop.system import shell


def typed(option: str, text: str) -> str:
    """The setting behind its option, as a shell takes it; the setting alone in Python."""
    return f"{option} {shell.word(text)}" if option.startswith("-") else text


def example(network: Network, target: Target) -> str:
    """A setting of that target: another activation, or the numbers as they are."""
    layer, node = network.layers[target.depth - 1], target.node or 0
    if target.key == ACTIVATION:
        now = layer.activation if target.node is None else layer.activation_of(node)
        return f"{target.name(network)}={'relu' if now.name == 'tanh' else 'tanh'}"
    if target.key == BIAS:
        return f"{target.name(network)}={numerals.exact(layer.bias[node])}"
    columns = columns_of(network, target.depth, node)
    if target.column is None and len(columns):
        target = target._replace(column=columns[0])
    weight = 0 if target.column is None else layer.weights[node, target.column]
    return f"{target.name(network)}={numerals.exact(weight)}"
