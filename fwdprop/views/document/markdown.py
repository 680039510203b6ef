"""Documents in Markdown, with tables as GitHub has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from fwdprop.views import markdown


class _Table(NamedTuple):
    head: str
    end: str = ""

    def row(self, texts: Sequence[str]) -> str:
        """The texts between bars."""
        return markdown.row(texts)

    def cell(self, column: int, text: str, is_number: bool) -> str:
        """The text; a number has nothing to escape."""
        return text if is_number else markdown.escaped(text)

    def line(self, cells: Iterable[str]) -> str:
        """The cells between bars."""
        return markdown.line(cells)

    def numbered(self, number: str, line: str) -> str:
        """The number behind the first bar."""
        return f"| {number}{line.removeprefix('| ')}"


class _Markdown:
    gap = "\n"

    def needs(self, texts: Iterable[str]) -> str:
        """Nothing: it is in Unicode."""
        return ""

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
