"""The forward pass in a document: a line for each node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.forward.passes import Pass
from fwdprop.views.document import Document, joined, texts
from fwdprop.views.run.layers import Shown, shown

TITLES = ("layer", "activation", "node", "value")


def tables(
    document: Document,
    computed: Pass,
    depths: Sequence[int],
    digits: int,
    whole: bool,
    labels: Sequence[str | None] | None = None,
    heading: str | None = None,
) -> Iterator[str]:
    """A table for each row, with a heading where there are several: what the table shows.

    A `heading` of its own is a sentence above them all.
    """
    yield document.needs([*texts(computed.network), heading or ""])
    if heading is not None:
        yield document.sentence(heading) + document.gap

    def of_row(row: int) -> Iterator[str]:
        if len(computed.x) > 1:
            yield document.heading(f"row {row + 1}")
        layers = shown(computed, row, depths, digits, whole, str)
        yield from document.table(TITLES, (len(TITLES) - 1,), list(_lines(layers)))
        if labels is not None:
            yield document.gap + document.sentence(f"label: {labels[row] or '-'}")

    yield from joined(document, map(of_row, range(len(computed.x))))


def _lines(layers: Sequence[Shown]) -> Iterator[tuple[str, str, str, str]]:
    """The nodes of all layers; a layer is named once."""
    for layer in layers:
        about = layer.name, layer.activation
        for node in layer.nodes:
            yield *about, *node
            about = "", ""
