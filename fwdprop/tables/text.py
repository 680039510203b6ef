"""Rows as text: what stands around the cells of a row, and how each cell is spelled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.system.extras import has_pyarrow
from fwdprop.tables import figures, pyarrow_arrays
from fwdprop.tables.cells import cells
from fwdprop.tables.types import Cell, Column, Numeral

# With fewer numbers, loading pyarrow takes longer than writing them without.
WORTH_IT = 1000


class TextFormat(NamedTuple):
    """A format of text.

    `around` gives, for the names of k columns, the k + 1 texts around a row's cells, and `head`
    what stands before all rows. `quoted` spells a cell of text, and `numeral` a Numeral; `nothing`
    stands for no value, and `not_finite` for nan and the infinities, where these are not spelled
    out. Where a `joint` stands between rows, each begins with it, and the first leaves it out;
    `tail` ends the rows, for one or more of them and for none. A text without any of the `special`
    characters is spelled as it is; where there are none of these, no text is.
    """

    around: Callable[[Sequence[str]], Sequence[str]]
    quoted: Callable[[str], str]
    head: Callable[[Sequence[str]], str] = lambda header: ""
    nothing: str = ""
    not_finite: str | None = None
    joint: str = ""
    tail: tuple[str, str] = ("", "")
    numeral: Callable[[str], str] = str
    special: tuple[bytes, ...] = ()

    def lines(
        self, header: Sequence[str], rows: Iterable[Sequence[Cell]], digits: int | None
    ) -> Iterator[str]:
        """The text of rows of mixed cells, piece by piece, with all that stands around them."""
        template = _template(self.around(header))
        yield self.head(header)
        joint, tail = self.joint, self.tail[1]
        for row in rows:
            text = template % tuple([self.cell(cell, digits) for cell in row])
            yield text.removeprefix(joint)
            joint, tail = "", self.tail[0]
        yield tail

    def write(self, stream: BinaryIO, header: Sequence[str], digits: int | None) -> TextWriter:
        """A writer of rows to the stream."""
        return TextWriter(self, stream, header, digits)

    def spelled(self, numbers: Array, digits: int | None) -> list[str]:
        """The text of each number of an array."""
        texts = figures.texts(numbers, digits)
        if self.not_finite is not None:
            for index in np.flatnonzero(~np.isfinite(numbers.ravel())):
                texts[index] = self.not_finite
        return texts

    def cell(self, cell: Cell, digits: int | None) -> str:
        """The text of one cell."""
        if cell is None:
            return self.nothing
        if type(cell) is float and digits is None and self.not_finite is None:
            return numerals.exact(cell)  # most cells are these
        if cell is True or cell is False:
            return "true" if cell else "false"
        if isinstance(cell, str):
            return self.numeral(cell) if isinstance(cell, Numeral) else self.quoted(cell)
        if isinstance(cell, int) and digits is None:
            return str(cell)  # a float does not hold every int
        exact = numerals.exact(cell) if digits is None else numerals.rounded(float(cell), digits)
        return exact if self.not_finite is None or np.isfinite(cell) else self.not_finite


class TextWriter:
    """Writes rows as text: the head at once, then what was encoded."""

    def __init__(
        self, format: TextFormat, stream: BinaryIO, header: Sequence[str], digits: int | None
    ) -> None:
        self._format, self._stream, self._digits = format, stream, digits
        self._around = format.around(header)
        self._joint, self._tail = format.joint.encode(), format.tail[1]
        stream.write(format.head(header).encode())

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> bytes:
        """The text of rows: kept columns, then values (rows, columns)."""
        by_pyarrow = y.size >= WORTH_IT and self._digits is None and has_pyarrow()
        if by_pyarrow and (self._format.not_finite is None or np.isfinite(y).all()):
            return self._by_pyarrow(kept, y)
        texts = self._format.spelled(y, self._digits)
        if kept:
            columns = [[self._format.cell(cell, None) for cell in cells(each)] for each in kept]
            columns += [texts[index :: y.shape[1]] for index in range(y.shape[1])]
            texts = list(chain.from_iterable(zip(*columns, strict=True)))
        return (_template(self._around) * len(y) % tuple(texts)).encode()

    def write(self, encoded: bytes) -> None:
        """Writes rows in their order."""
        if encoded:
            self._stream.write(encoded.removeprefix(self._joint))
            self._stream.flush()
            self._joint, self._tail = b"", self._format.tail[0]

    def close(self) -> None:
        """Writes what stands behind all rows."""
        self._stream.write(self._tail.encode())

    def stop(self) -> None:
        """Ends the line where the joint to the next row would."""
        if self._format.joint:
            self._stream.write(b"\n")

    def _by_pyarrow(self, kept: Sequence[Column], y: Array) -> bytes:
        """The text of rows: every piece of it joined in one go."""
        import pyarrow.compute

        *around, nothing = pyarrow_arrays.of_texts([*self._around, ""])
        columns = [*map(self._arrow_texts, kept), *figures.arrow_texts(y)]
        pieces = chain(*zip(around, columns, strict=False), around[-1:])
        rows = pyarrow.compute.binary_join_element_wise(*pieces, nothing)
        text: bytes = rows.buffers()[2].to_pybytes()
        return text

    def _arrow_texts(self, column: Column) -> Any:
        """The texts of a kept column as a pyarrow array: itself, where none has to be quoted."""
        import pyarrow

        if isinstance(column, pyarrow.StringArray) and len(column) and not column.null_count:
            # The buffers may be those of a larger array, of which this is a part.
            _, offsets, data = column.buffers()
            ends = np.frombuffer(offsets, np.int32, len(column) + 1, 4 * column.offset)
            text = data.slice(ends[0], ends[-1] - ends[0]).to_pybytes()
            if self._format.special and not any(char in text for char in self._format.special):
                return column
        found = cells(column)
        if set(map(type, found)) == {str}:
            return pyarrow_arrays.of_texts(list(map(self._format.quoted, found)))  # type: ignore[arg-type]
        return pyarrow_arrays.of_texts([self._format.cell(cell, None) for cell in found])


def _template(around: Sequence[str]) -> str:
    """What stands around a row's cells, with a `%s` for each of these."""
    return "%s".join(text.replace("%", "%%") for text in around)
