"""JSON lines: one flat object a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fwdprop.network import Array
from fwdprop.rows import objects


def lines(header: Sequence[str], blocks: Iterable[Array], digits: int | None) -> Iterator[str]:
    """The rows, a line each."""
    for row in objects(header, blocks, digits):
        yield row + "\n"
