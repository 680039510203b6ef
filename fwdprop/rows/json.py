"""One JSON array of flat objects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fwdprop.network import Array
from fwdprop.rows import objects


def lines(header: Sequence[str], blocks: Iterable[Array], digits: int | None) -> Iterator[str]:
    """The array, an object a line."""
    before = "[\n  "
    for row in objects(header, blocks, digits):
        yield before + row
        before = ",\n  "
    yield "\n]\n" if before.startswith(",") else "[]\n"
