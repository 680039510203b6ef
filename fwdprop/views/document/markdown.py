"""Documents in Markdown, with tables as GitHub has them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from fwdprop.views import markdown


class _Table(NamedTuple):
    head: str
    end: str = ""

    def row(self, cells: Sequence[str], numbers: Collection[int] | None = None) -> str:
        """The cells between bars."""
        return markdown.row(cells)


class _Markdown:
    gap = "\n"

    def heading(self, text: str) -> str:
        """A heading of the third level."""
        return f"### {markdown.escaped(text)}\n\n"

    def sentence(self, text: str) -> str:
        """A line."""
        return f"{markdown.escaped(text)}\n"

    def table(
        self, titles: Sequence[str], numbers: Collection[int], rows: Sequence[Sequence[str]]
    ) -> Iterator[str]:
        """The head and the rows."""
        yield markdown.table(titles, rows, numbers)

    def long_table(
        self, titles: Sequence[str], numbers: Collection[int], widths: Sequence[float]
    ) -> _Table:
        """A table of any size."""
        return _Table(markdown.head(titles, numbers))

    def has_room(self, widths: Sequence[float]) -> bool:
        """Always: what shows it sees to that."""
        return True

    def incomplete(self, why: str) -> str:
        """A bold line of its own."""
        return f"\n**{markdown.escaped(why)}**\n"


DOCUMENT = _Markdown()
