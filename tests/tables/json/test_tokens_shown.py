"""What is no array of rows is spoken of where 64 characters of it are there, not before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest

from fwdprop.errors import InputError
from fwdprop.tables.json.array import Text
from fwdprop.tables.source import Source


class Chunks:
    """A source with these chunks, which knows how many were taken."""

    name = "chunks"

    def __init__(self, *chunks: bytes) -> None:
        self._chunks, self.taken = chunks, 0

    def chunks(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.taken += 1
            yield chunk


@pytest.mark.parametrize("before", [b"", b" \n", b"[", b"[[1],", b"[[1]", b"[[1] "])
@pytest.mark.parametrize(("there", "taken"), [(65, 1), (64, 1), (63, 2), (1, 3)])
def test_a_token_is_there_before_it_is_spoken_of(before: bytes, there: int, taken: int) -> None:
    source = Chunks(before + b"x" * there, b"x", b"x" * 100, b"x")
    with pytest.raises(InputError, match="expected") as caught:
        list(Text(cast(Source, source)).parts())
    assert f"{'x' * there}"[:30] in str(caught.value)
    assert source.taken == taken
