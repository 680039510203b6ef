"""What `fwdprop show` says about a network, and about each of its layers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fwdprop.errors import count, listed
from fwdprop.network.summary import LayerSummary, Summary

_MOST_NAMES = 8
_SOME_NAMES = 4
_NOTHING = "nothing"


class Shown:
    """The texts of one depth, its names as `legible` spells them."""

    def __init__(self, summary: Summary, depth: int, legible: Callable[[str], str]) -> None:
        nodes = summary.network.nodes_of(depth)
        layer = summary.layers[depth - 1] if depth else None
        self.name = legible(summary.network.name_of(depth))
        self.size, self.nodes = f"{len(nodes):,}", legible(_names(nodes))
        self.activation = self.reads = self.weights = self.parameters = ""
        if layer is not None:
            self.activation = legible(_some_activations(layer))
            self.reads = legible(", ".join(layer.reads) or _NOTHING)
            possible = f" of {layer.weights + layer.missing:,}" if layer.missing else ""
            self.weights = f"{layer.weights:,}{possible}"
            self.parameters = f"{layer.parameters:,}"


def about(summary: Summary) -> str:
    """How many inputs, layers and examples there are, and the type of the numbers."""
    network = summary.network
    examples = count(len(network.examples), "example") if network.examples else "no examples"
    inputs, layers = count(len(network.inputs), "input"), count(len(network.layers), "layer")
    return ", ".join((inputs, layers, network.dtype, examples))


def totals(summary: Summary) -> Iterator[str]:
    """The sums over all layers, a sentence each."""
    weights = count(summary.weights, "weight")
    biases = f"{summary.biases:,} {'bias' if summary.biases == 1 else 'biases'}"
    parameters = count(summary.parameters, "parameter")
    yield f"{parameters} in all: {weights} and {biases}; each node has a bias, 0 if not given"
    adds = count(summary.multiply_adds, "multiply-add")
    yield f"{adds} for a row: one for each weight; biases and activations are not counted"
    if summary.zero:
        yield f"{count(summary.zero, 'weight')} {'is' if summary.zero == 1 else 'are'} 0"
    if summary.missing:
        possible = f"{summary.missing:,} of {summary.weights + summary.missing:,} connections"
        is_or_are = "is" if summary.missing == 1 else "are"
        yield f"{possible} {is_or_are} missing: one that the file does not list does not exist"


def activations(layer: LayerSummary, most: int | None) -> Iterator[str]:
    """Each activation, with its nodes where there are several; `most` words of a list at most."""
    several = layer.activations()
    for bound, nodes in several:
        its = f" ({listed(nodes, most or len(nodes))})" if len(several) > 1 else ""
        yield f"{str(bound) if most is None else bound.brief(most)}{its}"


def _some_activations(layer: LayerSummary) -> str:
    """The activations, where there are many the first of them and how many more there are."""
    texts = list(activations(layer, most=_SOME_NAMES))
    more = len(texts) - _SOME_NAMES
    return "; ".join(texts if more <= 0 else [*texts[:_SOME_NAMES], f"... {more} more"])


def _names(nodes: Sequence[str]) -> str:
    return listed(nodes, _MOST_NAMES if len(nodes) <= _MOST_NAMES else _SOME_NAMES)
