"""What views write into documents, in Markdown or LaTeX: headings, sentences and tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from importlib import import_module
from typing import Protocol

from fwdprop.errors import count
from fwdprop.network.network import Network

AROUND = 7
"""A number has so many letters beside its digits: a sign, a point, an exponent."""


class Table(Protocol):
    """A table whose rows come one by one: `head`, then each `row`, then `end`.

    A row is the `line` of its cells, each spelled by `cell`.
    """

    @property
    def head(self) -> str:
        """What begins it, with its titles."""

    @property
    def end(self) -> str:
        """What ends it."""

    def row(self, texts: Sequence[str]) -> str:
        """A row of these texts."""

    def cell(self, column: int, text: str, is_number: bool) -> str:
        """A text or a number in the column."""

    def line(self, cells: Iterable[str]) -> str:
        """The cells in a row."""

    def numbered(self, number: str, line: str) -> str:
        """A line whose first cell is empty, with the number in it."""


class Document(Protocol):
    """A format of documents; all texts are escaped."""

    @property
    def gap(self) -> str:
        """What stands between two parts."""

    def needs(self, texts: Iterable[str]) -> str:
        """Comments on what a document needs that has the letters of these texts."""

    def heading(self, text: str) -> str:
        """What stands above a table or a sentence."""

    def sentence(self, text: str) -> str:
        """A paragraph."""

    def table(self, titles: Sequence[str], numbers: Collection[int], rows: Rows) -> Iterator[str]:
        """A table of these rows, the columns at `numbers` on the right side."""

    def long_table(
        self, titles: Sequence[str], numbers: Collection[int], widths: Sequence[float]
    ) -> Table:
        """A table of any number of rows, whose cells have at most so many letters."""

    def has_room(self, widths: Sequence[float]) -> bool:
        """Whether columns of so many letters fit side by side; inf for texts of any length."""

    def incomplete(self, why: str) -> str:
        """What stands in place of a table's end, where rows are missing."""


Rows = Sequence[Sequence[str]]


def document(format: str) -> Document:
    """The format of that name: the `DOCUMENT` of its module in this folder."""
    found: Document = import_module(f"fwdprop.views.document.{format}").DOCUMENT
    return found


def stopped_after(rows: int) -> str:
    """What is said where an error ended a table after so many rows."""
    return f"incomplete: an error stopped the run after {count(rows, 'row')}"


def texts(network: Network) -> Iterator[str]:
    """The names of all inputs, layers and nodes."""
    yield from network.inputs
    for layer in network.layers:
        yield from (layer.name, *layer.nodes)


def joined(document: Document, parts: Iterable[Iterable[str]]) -> Iterator[str]:
    """The pieces of all parts, with gaps between the parts."""
    for index, part in enumerate(parts):
        if index:
            yield document.gap
        yield from part
