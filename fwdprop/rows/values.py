"""The bare numbers of a row with spaces between them, for `x=$(fwdprop run ...)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.rows import Rows, text


def lines(header: Sequence[str], rows: Rows, digits: int | None) -> Iterator[str]:
    """The rows, a line each, without a header."""
    for row in rows:
        yield (
            " ".join(text(cell, digits) for cell in row if not isinstance(cell, str | None)) + "\n"
        )
