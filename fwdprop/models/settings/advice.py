"""Settings as they are to be typed."""

from __future__ import annotations

import re

from fwdprop import numerals
from fwdprop.activations import NAMES, find
from fwdprop.activations.text import parse_activations
from fwdprop.errors import FwdpropError, nearest
from fwdprop.models.settings.target import ACTIVATION, BIAS, Target, columns_of
from fwdprop.network.network import Network
from fwdprop.system import shell

_LONGEST = 1000
"""Nothing is proposed for a longer text."""
_word = re.compile(r"[A-Za-z_]\w*|[-+]?[.0-9][-+.0-9eE]*")


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


def activation_meant(text: str) -> str | None:
    """The activation, with parameters, that a text in another form stands for; None if unclear.

    Numbers without a name are those of the parameters in their order; one that is missing is 0.1.
    """
    words = _word.findall(text) if len(text) <= _LONGEST else []
    entry = None
    for word in words:
        near = word if find(word) else nearest(word, NAMES)
        entry = entry or (None if near is None else find(near))
    if entry is None:
        return None
    known = {parameter.name: parameter for parameter in entry.parameters}
    settings: dict[str, str] = {}
    name = None
    for word in words:
        if word in known:
            name = word
        elif numerals.parse_argument(word) is not None or word in _choices(known.values()):
            free = [each for each in known if each not in settings]
            name = name or next(iter(free), None)
            if name is not None:
                settings.setdefault(name, word)
            name = None
    settings |= {each: "0.1" for each in entry.required if each not in settings}
    inside = ",".join(f"{name}={value}" for name, value in settings.items())
    try:
        return str(parse_activations(f"{entry.name}({inside})", "")[0])
    except FwdpropError:
        return None


def _choices(parameters: object) -> set[str]:
    return {choice for each in parameters for choice in each.choices}  # type: ignore[attr-defined]
