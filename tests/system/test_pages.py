"""Text that is written goes out as soon as there is much of it, and not at its end."""

from __future__ import annotations

from collections.abc import Iterator

from command_line import Stream

from fwdprop.system.output import ENOUGH, Page
from fwdprop.system.terminal import Terminal


def test_a_long_text_is_written_while_it_is_made() -> None:
    stream = Stream()
    written: list[int] = []

    def pieces() -> Iterator[str]:
        for _ in range(6):
            yield "x" * (ENOUGH // 2)
            written.append(len(stream.getvalue()))

    Page(stream, Terminal(Stream(), stream, Stream(), {})).write(pieces())
    assert written == [0, ENOUGH, ENOUGH, 2 * ENOUGH, 2 * ENOUGH, 3 * ENOUGH]
    assert len(stream.getvalue()) == 3 * ENOUGH
