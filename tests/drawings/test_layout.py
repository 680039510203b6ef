"""Where the parts of a picture stand: no label on another, or on a node."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from svg_files import random_network

from fwdprop import bind
from fwdprop.drawings.picture.diagram import Diagram, diagram
from fwdprop.drawings.picture.labels import Box
from fwdprop.drawings.picture.layout import laid_out
from fwdprop.drawings.picture.parts import Layout
from fwdprop.forward.passes import run
from fwdprop.network.network import Network


def layout_of(network: Network, most: int | None = 10, digits: int = 6) -> Layout:
    computed = run(network, np.ones((1, len(network.inputs))))
    depths = range(len(network.layers) + 1)
    return laid_out(diagram(network, computed, depths, most, digits, by_product=False))


def dots_of(box: Box) -> set[tuple[int, int]]:
    """The whole pixels in a box, found by trying each one nearby: an oracle without geometry."""
    reach = math.ceil(box.half_width + box.half_height)
    found = set()
    for x in range(int(box.x) - reach, int(box.x) + reach + 1):
        for y in range(int(box.y) - reach, int(box.y) + reach + 1):
            dx, dy = x - box.x, y - box.y
            along, across = dx * box.cos + dy * box.sin, dy * box.cos - dx * box.sin
            if abs(along) < box.half_width and abs(across) < box.half_height:
                found.add((x, y))
    return found


@given(
    st.lists(st.integers(1, 5), min_size=2, max_size=4),
    st.integers(0, 10**6),
    st.booleans(),
    st.integers(1, 17),
)
def test_labels_stand_on_no_other_label_and_no_node(
    sizes: list[int], seed: int, skips: bool, digits: int
) -> None:
    layout = layout_of(random_network(sizes, seed, skips), digits=digits)
    taken: set[tuple[int, int]] = set()
    for line in layout.lines:
        if line.label is not None:
            dots = dots_of(line.label)
            assert not dots & taken
            taken |= dots
    for circle in layout.circles:
        reach = layout.radius - 1
        inside = {(x, y) for x, y in taken if math.dist((x, y), (circle.x, circle.y)) < reach}
        assert not inside


@given(
    st.lists(st.integers(1, 30), min_size=1, max_size=5),
    st.integers(0, 10**6),
    st.booleans(),
    st.integers(1, 12) | st.none(),
)
def test_everything_is_inside_the_picture(
    sizes: list[int], seed: int, skips: bool, most: int | None
) -> None:
    layout = layout_of(random_network([3, *sizes], seed, skips), most)
    texts = [text.box for heading in layout.headings for text in (heading.name, heading.about)]
    for circle in layout.circles:
        texts += [text.box for text in circle[3:] if text is not None]
        texts.append(Box(circle.x, circle.y, layout.radius, layout.radius))
    texts += [dots.text.box for dots in layout.dots]
    for box in texts:
        assert box.half_width <= box.x <= layout.width - box.half_width
        assert box.half_height <= box.y <= layout.height - box.half_height + 1
    for line in layout.lines:
        assert all(0 <= x <= layout.width and 0 <= y <= layout.height for x, y in line.points)


def boxes_of(layout: Layout) -> list[tuple[str, Box]]:
    """All that may not stand on anything else, a little smaller, as letters seldom fill a box."""
    found = [("label", line.label) for line in layout.lines if line.label is not None]
    for circle in layout.circles:
        found.append(("node", Box(circle.x, circle.y, layout.radius, layout.radius)))
        texts = {"name": circle.name, "activation": circle.activation, "bias": circle.bias}
        found += [(part, text.box) for part, text in texts.items() if text is not None]
    found += [("dots", dots.text.box) for dots in layout.dots]
    found += [("heading", heading.name.box) for heading in layout.headings]
    return [
        (part, box._replace(half_width=box.half_width - 1.5, half_height=box.half_height - 1.5))
        for part, box in found
    ]


@given(
    st.lists(st.integers(1, 6), min_size=2, max_size=4),
    st.integers(0, 10**6),
    st.integers(1, 6) | st.none(),
    st.sampled_from([1, 6, 17]),
)
def test_no_text_stands_on_another_text_or_beside_the_picture(
    sizes: list[int], seed: int, most: int | None, digits: int
) -> None:
    network = random_network(sizes, seed)
    own = {0: bind("leaky_relu", alpha=0.123456)}
    layers = tuple(replace(layer, node_activations=own) for layer in network.layers)
    layout = layout_of(replace(network, layers=layers), most, digits)
    found = boxes_of(layout)
    for index, (part, box) in enumerate(found):
        assert [each for each, other in found[:index] if box.meets(other)] == [], part
        if part != "label":
            assert box.half_width <= box.x <= layout.width - box.half_width, part
    assert all(circle.value is None or circle.value.size > 7.9 for circle in layout.circles)


def distances(layout: Layout) -> list[float]:
    places = [(circle.x, circle.y) for circle in layout.circles]
    return [math.dist(one, two) for k, one in enumerate(places) for two in places[:k]]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(1, 12))
def test_nodes_stand_apart(sizes: list[int], most: int) -> None:
    layout = layout_of(random_network([3, *sizes], 1), most)
    assert min(distances(layout), default=math.inf) > 2 * layout.radius


def drawn(network: Network, most: int | None) -> Diagram:
    return diagram(network, None, range(len(network.layers) + 1), most, 6, by_product=False)


def test_of_a_long_layer_the_first_and_the_last_nodes_are_shown() -> None:
    network = random_network([2, 11, 10, 1], 1)
    for most, first, last in ((10, 5, 5), (9, 5, 4), (2, 1, 1), (1, 1, 0)):
        column = drawn(network, most).columns[1]
        assert [node.ref.node for node in column.first] == list(range(first))
        assert [node.ref.node for node in column.last] == list(range(11 - last, 11))
        assert column.left_out == 11 - most
    assert [column.left_out for column in drawn(network, 10).columns] == [0, 1, 0, 0]
    assert [column.left_out for column in drawn(network, None).columns] == [0, 0, 0, 0]


def test_only_connections_between_shown_nodes_are_drawn() -> None:
    network = random_network([30, 20, 4], 2)
    shown = drawn(network, 6)
    assert [len(bundle.edges) for bundle in shown.bundles] == [36, 24]
    edge = shown.bundles[0].edges[-1]
    assert (edge.source, edge.target) == ((0, 29), (1, 19))
    assert edge.weight == network.layers[0].weights[19, 29]
