"""Networks to be drawn, and an SVG read back as the numbers and the shapes that are in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

import numpy as np

from fwdprop import Layer, Network, bind

SVG = "{http://www.w3.org/2000/svg}"
SKIPPING = """
inputs: [a, b]
layers:
  - name: h
    nodes: {p: {weights: {a: 2}, bias: 0.5}, q: {weights: {b: -1}, activation: tanh}}
  - nodes: {y: {weights: {p: 1, q: 3, inputs.a: 7}}}
"""
"""A network with a bias, a node with an own activation, and a connection that skips a layer."""


def random_network(sizes: list[int], seed: int, skips: bool = False) -> Network:
    """A network of these sizes; with `skips` each layer reads all that stand before it."""
    rng = np.random.default_rng(seed)
    layers = []
    for depth, nodes in enumerate(sizes[1:], 1):
        sources = tuple(range(depth)) if skips else (depth - 1,)
        fan_in = sum(sizes[source] for source in sources)
        scale = 10.0 ** rng.integers(-9, 9, (nodes, fan_in))
        weights = (rng.standard_normal((nodes, fan_in)) * scale).round(int(rng.integers(1, 9)))
        names = tuple(f"n{node}" * int(rng.integers(1, 9)) for node in range(nodes))
        bias = rng.standard_normal(nodes) * int(rng.integers(2))
        layers.append(Layer(f"layer{depth}", names, weights, bias, bind("tanh"), sources))
    return Network(tuple(f"x{k}" for k in range(sizes[0])), tuple(layers))


class Parsed(NamedTuple):
    """An SVG: the texts in it by the part that they belong to, `data-node` and so on."""

    root: ET.Element

    def nodes(self) -> dict[str, list[str]]:
        """The texts at each node, by its depth and its index: value, name, activation, bias."""
        return {
            group.attrib["data-node"]: [text_of(each) for each in group.iter(f"{SVG}text")]
            for group in self.root.iter(f"{SVG}g")
            if "data-node" in group.attrib
        }

    def labels(self) -> dict[str, str]:
        """The number at each labelled edge, by its ends."""
        return {
            group.attrib["data-label"]: text_of(next(group.iter(f"{SVG}text")))
            for group in self.root.iter(f"{SVG}g")
            if "data-label" in group.attrib
        }

    def edges(self) -> dict[str, ET.Element]:
        """The line of each edge, by its ends."""
        return {
            path.attrib["data-edge"]: path
            for path in self.root.iter(f"{SVG}path")
            if "data-edge" in path.attrib
        }

    def texts(self) -> Iterator[str]:
        """All texts that can be seen."""
        return map(text_of, self.root.iter(f"{SVG}text"))


def parsed(svg: str) -> Parsed:
    """The SVG; an error where it is not well-formed."""
    return Parsed(ET.fromstring(svg))


def text_of(element: ET.Element) -> str:
    """The text that an element shows, without the title that pointing at it shows."""
    titles = "".join(each.text or "" for each in element.iter(f"{SVG}title"))
    return "".join(element.itertext()).removeprefix(titles)


def numbers(text: str) -> list[float]:
    """The numbers in the points of a path."""
    return [float(each) for each in re.findall(r"-?[0-9.]+", text)]
