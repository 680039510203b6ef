"""Blank lines by the megabyte: no more of them are held than what is said, and rows are kept."""

from __future__ import annotations

import io

import pytest

from fwdprop.tables.framing import MOST_BLANK, framed
from fwdprop.tables.source import CHUNK, opened


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("start", [b"", b"1\n2\n"])
@pytest.mark.parametrize("size", [MOST_BLANK - CHUNK, MOST_BLANK, MOST_BLANK + 1, 5 * MOST_BLANK])
def test_blocks_are_short_and_have_all_rows(size: int, start: bytes, end: bytes) -> None:
    content = start + end * (size // len(end)) + b"3\n"
    blocks = list(framed(opened("-", io.BytesIO(content), "csv", ["csv"]), stop=True))
    # A block that waits is looked at again when it is twice as long.
    assert max(len(block) for block in blocks) <= 2 * (MOST_BLANK + CHUNK)
    assert b"".join(block for block in blocks if isinstance(block, bytes)) == content
