"""One JSON array of flat objects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.rows import Rows, objects


def lines(header: Sequence[str], rows: Rows, digits: int | None) -> Iterator[str]:
    """The array, an object a line."""
    before = "[\n  "
    for row in objects(header, rows, digits):
        yield before + row
        before = ",\n  "
    yield "\n]\n" if before.startswith(",") else "[]\n"
