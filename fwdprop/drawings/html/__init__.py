"""The picture as a page to play with: one HTML file that needs nothing else, and no network.

The page holds the whole network, and computes as fwdprop does: its script and its style sheet are
the files beside this one, put together into one of each.
"""

from __future__ import annotations

import numpy as np

from fwdprop.drawings.html.data import data_of
from fwdprop.drawings.html.document import document
from fwdprop.drawings.picture.diagram import Diagram, diagram
from fwdprop.drawings.picture.style import Style
from fwdprop.errors import UsageError
from fwdprop.forward.passes import run
from fwdprop.network.network import Network

MOST_WEIGHTS = 50_000


def draw(diagram: Diagram, style: Style) -> str:
    """The text of the page.

    Where no inputs went through the network, the page starts with those of its first example, or
    with 0. Raises UsageError for a network of more weights than a page holds.
    """
    network = diagram.network
    _prove_size(network)
    origin = None
    if diagram.x is None:
        diagram, origin = _started(diagram)
    return document(diagram, style.theme, data_of(diagram), origin)


def _prove_size(network: Network) -> None:
    weights = sum(layer.weights.size for layer in network.layers)
    if weights > MOST_WEIGHTS:
        message = f"a page holds up to {MOST_WEIGHTS:,} weights, and the network has {weights:,}"
        raise UsageError(message, "draw it as a picture: --format svg")


def _started(drawn: Diagram) -> tuple[Diagram, str]:
    """The diagram with values, and a sentence that says where the inputs come from."""
    network = drawn.network
    if network.examples:
        x, origin = network.examples[0].x, "The inputs are those of the network's first example."
    else:
        x, origin = (0.0,) * len(network.inputs), "The inputs start at 0."
    depths = [column.depth for column in drawn.columns]
    shortened = [len(column.nodes) for column in drawn.columns if column.left_out]
    most = max(shortened, default=None)
    computed = run(network, np.array([x]))
    return diagram(network, computed, depths, most, drawn.digits, drawn.by_product), origin
