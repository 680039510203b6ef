"""The files of rows that a command reads, one after the other, as one stream of blocks."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol, TypeVar

from fwdprop.errors import InputError, UsageError, listed
from fwdprop.pipeline.skipped import Skipped
from fwdprop.pipeline.threads import in_order
from fwdprop.spelling import are_alike
from fwdprop.system.files import STANDARD_INPUT, note, note_url
from fwdprop.system.stores import is_remote, shown, store_of
from fwdprop.system.stores.streams import Fetched
from fwdprop.system.stores.url import local_path
from fwdprop.tables import reader
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.endings import format_of
from fwdprop.tables.formats import delimited_formats
from fwdprop.tables.source import CHUNK, STDIN, Source, opened
from fwdprop.tables.types import BadRow, Block, Piece, Reader


class Read(Protocol):
    """The result of a piece: how much of the file it was, and which rows could not be read."""

    @property
    def took(self) -> int:
        """Its lines, or its rows in a format without lines."""

    @property
    def bad(self) -> Sequence[BadRow]:
        """The rows that could not be read."""


Done = TypeVar("Done", bound=Read)

# Bad rows are held until their block is done, and take far more memory than their text.
CHUNK_WITH_BAD_ROWS = 1 << 19


@dataclass
class Feed:
    """The files at `paths`, `-` for standard input, all with the same kept columns.

    The first one is opened when it is asked for, each other when its turn comes. `groups` are the
    row groups of a Parquet file that are read, all where it is None. So many `workers` compute, one
    per core if None. A single file may have another `name` in messages than its path.
    """

    paths: Sequence[str]
    stdin: BinaryIO
    format: str | None
    known: Sequence[str]
    columns: ColumnSpec
    groups: range | None = None
    workers: int | None = None
    name: str | None = None
    source: Source = field(init=False)
    _reader: Reader = field(init=False)
    _read_before: int = 0
    _sizes: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in self.paths:
            if path == "-":
                note(self.stdin, STANDARD_INPUT)
                continue
            self._sizes.append(_size(path))
            if self.format is None:
                format_of(path, self.known)
            if is_remote(path):
                note_url(path)
            else:
                note(local_path(path), path)
        self._open(self.paths[0])

    @property
    def kept(self) -> tuple[str, ...]:
        """The names of the columns that pass through."""
        return tuple(self._reader.kept)

    @property
    def warning(self) -> str | None:
        """What may be wrong with the way that the file is read; None where nothing is."""
        found = self._reader.warning
        return None if found is None else f"{self.source.name}: {found}"

    @property
    def size(self) -> int | None:
        """The bytes of all files, or None where that is not known."""
        if "-" in self.paths:
            return self.source.size if len(self.paths) == 1 else None
        known = [size for size in self._sizes if size is not None]
        return sum(known) if len(known) == len(self.paths) else None

    @property
    def position(self) -> int:
        """How many of these bytes were taken."""
        return self._read_before + self.source.position

    def through(self, work: Callable[[Piece], Done], skipped: Skipped) -> Generator[Done]:
        """What the work makes of each piece of the files, in order.

        After the result of a piece, `skipped` takes its bad rows, which may end the run.
        """
        first = self._reader
        for index, path in enumerate(self.paths):
            if index:
                self._read_before += self.source.size or 0
                self._open(path)
            before = self._reader.before
            try:
                self._prove_alike(path, first)
                with closing(in_order(work, self._reader.pieces(), self.workers)) as results:
                    for done in results:
                        yield done
                        skipped.note(self.source.name, before, done.bad)
                        before += done.took
            finally:
                self.close()

    def blocks(self, skipped: Skipped) -> Generator[Block]:
        """The blocks of rows in order."""
        return self.through(lambda piece: piece(), skipped)

    def _prove_alike(self, path: str, first: Reader) -> None:
        """Raises InputError where the columns of a further file are not those of the first."""
        first_name = shown(self.paths[0])
        if self._reader.lacks_header and not first.lacks_header:
            message = f"{shown(path)} has no names for its columns, and {first_name} has"
            format = self.source.format  # standard input is csv where nobody says otherwise
            said = "" if format == "csv" else f" --from {format}"
            help = "are these parts of one file? cat puts them together: cat FILE... | fwdprop ..."
            raise InputError(message, f"{help}{said}")
        if not are_alike(self.kept, first.kept):
            message = f"{shown(path)} has other columns than {first_name}: {listed(self.kept)}"
            raise InputError(message, f"the first has {listed(first.kept)}")

    def _prove_options(self) -> None:
        """Raises UsageError for options that this file's format has no use for."""
        name, format = self.source.name, self.source.format
        header = "--no-header" if self.columns.header is False else "--header"
        asked = {header: self.columns.header, "--delimiter": self.columns.delimiter}
        for option, value in asked.items():
            if value is not None and format not in delimited_formats():
                known = " and ".join(delimited_formats())
                message = f"{option} is for {known}, and {name} is read as {format}"
                raise UsageError(message, "leave it out")

    def close(self) -> None:
        """Closes the file being read; a pipe is left alone, where someone may still be waiting."""
        is_pipe = self.source.size is None and not isinstance(self.source.raw, Fetched)
        if self.source.name != STDIN and not is_pipe:
            self.source.raw.close()

    def _open(self, path: str) -> None:
        self.source = opened(path, self.stdin, self.format, self.known)
        self.source.groups, self.source.name = self.groups, self.name or self.source.name
        # Narrow rows are many in any chunk; of wide ones a block of the engine takes more.
        self.source.least = self.columns.text if self.columns.text > 2 * CHUNK else 0
        if not self.columns.stop:
            self.source.most = CHUNK_WITH_BAD_ROWS
        try:
            self._prove_options()
            self._reader = reader(self.source.format)(self.source, self.columns)
        except BaseException:
            self.close()
            raise


def _size(place: str) -> int | None:
    """The size of a file, None where it has none; InputError where there is no file."""
    store = store_of(place)
    found = store.entry(place)
    if found is None:
        raise store.missing(place)
    return found.size
