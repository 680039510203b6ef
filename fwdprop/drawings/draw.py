"""A picture in one call, for Python: `fwdprop.draw(net, [2, 3])`."""

from __future__ import annotations

import io
from collections.abc import Sequence

from fwdprop.drawings import COLOR_BY, LEAST_SCALE, MOST_NODES, MOST_SCALE, THEMES, formats, named
from fwdprop.drawings.picture.diagram import diagram
from fwdprop.drawings.picture.style import Style
from fwdprop.errors import InputError, UsageError, listed
from fwdprop.forward.inputs import Inputs, as_rows
from fwdprop.forward.passes import run
from fwdprop.network.network import Network
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal


def draw(
    net: Network,
    row: Inputs | None = None,
    format: str = "svg",
    *,
    layers: str | None = None,
    max_nodes: int | None = MOST_NODES,
    digits: int = DIGITS,
    color_by: str = "weight",
    theme: str = "auto",
    scale: float = 2.0,
) -> str | bytes:
    """The picture of a network as text, or as bytes for `png` and `pdf`.

    With a `row` of inputs it has every value. `layers`, such as "hidden,output", are those that are
    drawn, each with `max_nodes` nodes, or all of them if None. Raises UsageError for a word that is
    not known or a number below 1, InputError where the row does not fit or a format needs a package
    that is not there.
    """
    _prove_words((format, formats()), (color_by, COLOR_BY), (theme, THEMES))
    _prove_numbers(max_nodes, digits, scale)
    x = None if row is None else as_rows(net, row)[0]
    if x is not None and len(x) != 1:
        raise InputError(f"a picture shows one row, not {len(x)}")
    depths = sorted(net.names.layers_named(layers, [0, *net.depths]))
    computed = None if x is None else run(net, x)
    shown = diagram(net, computed, depths, max_nodes, digits, color_by == COLOR_BY[1])
    nowhere = Terminal(io.BytesIO(), io.BytesIO(), io.BytesIO())
    return named(format).draw(shown, Style(theme, scale, nowhere))


def _prove_words(*words: tuple[str, Sequence[str]]) -> None:
    for word, known in words:
        if word not in known:
            raise UsageError(f"there is no '{word}'", f"there are {listed(known)}")


def _prove_numbers(max_nodes: int | None, digits: int, scale: float) -> None:
    if max_nodes is not None and max_nodes < 1:
        raise UsageError(f"max_nodes is at least 1, or None for all, not {max_nodes}")
    if digits < 1:
        raise UsageError(f"digits is at least 1, not {digits}")
    if not LEAST_SCALE <= scale <= MOST_SCALE:
        raise UsageError(f"scale is from {LEAST_SCALE:g} to {MOST_SCALE:g}, not {scale:g}")
