"""JSON lines: one flat object a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.rows import Rows, objects


def lines(header: Sequence[str], rows: Rows, digits: int | None) -> Iterator[str]:
    """The rows, a line each."""
    for row in objects(header, rows, digits):
        yield row + "\n"
