"""The bare numbers of a row with spaces between them, for `x=$(fwdprop run ...)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fwdprop.network import Array
from fwdprop.rows import texts


def lines(header: Sequence[str], blocks: Iterable[Array], digits: int | None) -> Iterator[str]:
    """The rows, a line each, without a header."""
    for row in texts(blocks, digits):
        yield " ".join(row) + "\n"
