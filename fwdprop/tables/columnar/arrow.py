"""Arrow IPC, the file format and the stream format, by pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from fwdprop.arrays import Array
from fwdprop.errors import InputError, OutputError, shortened
from fwdprop.system.extras import package
from fwdprop.system.stores.streams import Sent
from fwdprop.system.threads import can_start
from fwdprop.tables.beginnings import which_format
from fwdprop.tables.columnar.reader import Columnar, choose, damaged, needed, without_rows
from fwdprop.tables.columnar.write import alike, batch, no_rows
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.source import AGAIN, Source
from fwdprop.tables.types import Column

_MAGIC, _FEATHER = b"ARROW1", b"FEA1"
# In the file format a stream stands behind so many bytes, and the magic once more at the very end.
_AHEAD = 8
_LONGEST_SCHEMA = 1 << 26
# So messages begin, but for those of releases before 0.15.
_CONTINUED = b"\xff\xff\xff\xff"
# A batch of a stream is held whole, and what stands behind the last one of a file is no rows.
_LARGEST_BATCH, _LONGEST_END = 2 << 30, 1 << 28


def read(source: Source, columns: ColumnSpec) -> Columnar:
    """The rows of an Arrow file or stream, as they arrive.

    Raises InputError where it is damaged, or lacks one of the columns.
    """
    ipc = package("pyarrow.ipc", f"{source.name} is Arrow data, and reading it")
    data = _Bytes(source)
    start = data.read(_AHEAD)
    if not start:
        raise InputError(f"{source.name} is empty")
    if start.startswith(_FEATHER):
        message = f"{source.name} is Feather of version 1, which is not read"
        raise InputError(message, "write it in version 2, or as Parquet")
    is_file = start.startswith(_MAGIC)
    if is_file and source.is_whole and can_start(1):  # its reader has threads of its own
        return _from_file(ipc, source, columns)
    data.put_back(b"" if is_file else bytes(start))
    try:
        # The schema says which columns are needed; the reader wants to know before it begins.
        column_map = choose(ipc.open_stream(_wrapped(data)).schema, columns, source.name)
        data.rewind()
        options = ipc.IpcReadOptions(included_fields=needed(column_map), use_threads=False)
        stream = ipc.open_stream(_wrapped(data), options=options)
    except Exception as error:
        if is_file and not isinstance(error, InputError):
            help = "in some files only the end says what stands where: name the file itself"
            raise InputError(f"{source.name} is damaged or cut short", help) from None
        if isinstance(error, InputError):
            raise
        help = which_format(bytes(start), "arrow")
        raise InputError(f"{source.name} is no Arrow data, or damaged", help) from None
    return Columnar(source.name, column_map, columns, _batches(stream, data, source.name, is_file))


def _from_file(ipc: Any, source: Source, columns: ColumnSpec) -> Columnar:
    """The rows of a file that can be read anywhere: its end says what stands where."""
    data = _Anywhere(source)
    if not data.ends_with(_MAGIC):
        raise _cut_short(source.name)
    try:
        column_map = choose(ipc.open_file(_wrapped(data)).schema, columns, source.name)
        options = ipc.IpcReadOptions(included_fields=needed(column_map), use_threads=False)
        file = ipc.open_file(_wrapped(data), options=options)
    except Exception as error:
        raise damaged(source.name, error) from None
    found = map(file.get_batch, range(file.num_record_batches))
    return Columnar(source.name, column_map, columns, _with_rows(found, file.schema))


def _with_rows(batches: Iterable[Any], schema: Any) -> Iterator[Any]:
    """The batches that have rows; one without rows where there is none."""
    rows = 0
    for found in batches:
        if found.num_rows:
            rows += found.num_rows
            yield found
    if not rows:
        yield without_rows(schema)


def _batches(stream: Any, data: _Bytes, name: str, is_file: bool) -> Iterator[Any]:
    """The record batches; one without rows where there is none. InputError where no end follows."""
    yield from _with_rows(stream, stream.schema)
    end = data.end(_LONGEST_END if is_file else 0)
    if is_file and not end.endswith(_MAGIC):
        raise _cut_short(name)
    if end and not is_file:
        message = f"{name} goes on behind the end of its Arrow stream"
        raise InputError(message, "give one stream a file, and --data once for each")


def _cut_short(name: str) -> InputError:
    return InputError(f"{name} is cut short: the end of an Arrow file is missing", AGAIN)


class _Anywhere:
    """The bytes of a file as pyarrow asks for them, and no more than there are."""

    closed = False

    def __init__(self, source: Source) -> None:
        self._source, self._size = source, source.size or 0
        self.seek, self.tell = source.raw.seek, source.raw.tell

    def ends_with(self, magic: bytes) -> bool:
        """Whether these are the last bytes."""
        self.seek(max(self._size - len(magic), 0))
        return self.read(len(magic)) == magic

    def read(self, size: int) -> bytes:
        """So many bytes, fewer at the end."""
        return self._source.raw.read(min(size, max(self._size - self.tell(), 0)))

    def close(self) -> None:
        """Leaves the source open, which belongs to others."""


class _Bytes:
    """The bytes of a source as pyarrow asks for them; what a message claims is never trusted."""

    closed = False

    def __init__(self, source: Source) -> None:
        self._name, self._chunks = source.name, source.chunks()
        self._ready = memoryview(b"")
        self._taken: bytes | None = b""

    def read(self, size: int) -> bytearray:
        """So many bytes, fewer at the end."""
        data = bytearray()  # a batch may be as large as the file: it is held once
        most = size if self._taken is None else min(size, _LONGEST_SCHEMA + 1)
        if most > _LARGEST_BATCH:
            message = f"{self._name} has a batch of more than {_LARGEST_BATCH >> 30} GiB"
            raise InputError(message, "write smaller batches, or name the file itself")
        while len(data) < most:
            if not self._ready:
                self._ready = memoryview(next(self._chunks, b""))
            if not self._ready:
                break
            part = self._ready[: most - len(data)]
            self._ready = self._ready[len(part) :]
            data += part
        if self._taken is not None:
            self._taken += data
            if len(self._taken) > _LONGEST_SCHEMA:
                if not self._taken.startswith(_CONTINUED):  # some text, taken for a length
                    help = which_format(self._taken, "arrow")
                    raise InputError(f"{self._name} is no Arrow data", help)
                message = f"{self._name} has a schema of more than {_LONGEST_SCHEMA >> 20} MiB"
                raise InputError(message, AGAIN)
        return data

    def put_back(self, data: bytes) -> None:
        """Makes those bytes the next ones; what is read from here on is remembered."""
        self._taken = b""
        self._ready = memoryview(data + self._ready)

    def rewind(self) -> None:
        """Puts back all that was read so far, and remembers no more from here on."""
        self.put_back(self._taken or b"")
        self._taken = None

    def end(self, most: int) -> bytes:
        """The last bytes of all that is left, a few; some where that is more than `most`."""
        last, size = b"", 0
        while size <= most and (data := self.read(1 << 20)):
            last, size = (last + data)[-_AHEAD:], size + len(data)
        return last

    def close(self) -> None:
        """Leaves the source open, which belongs to others."""


def _wrapped(data: _Bytes | _Anywhere) -> Any:
    import pyarrow

    return pyarrow.PythonFile(data, mode="r")


def write(stream: BinaryIO, header: Sequence[str], digits: int | None) -> Arrow:
    """A writer of rows to the stream: a file has the file format, a pipe the stream format."""
    package("pyarrow.ipc", "writing Arrow")
    return Arrow(stream, header, digits)


class Arrow:
    """Writes a record batch a block: the first rows settle the types of the columns."""

    def __init__(self, stream: BinaryIO, header: Sequence[str], digits: int | None) -> None:
        self._stream = stream
        self._header, self._digits = header, digits
        self._first: Any = None
        self._file: Any = None

    def encode(self, kept: Sequence[Column], y: Array, positions: Array | None = None) -> Any:
        """The record batch of kept columns and values (rows, columns)."""
        # A file has one dictionary for all of its batches, which is not known yet.
        return batch(self._header, [_decoded(column) for column in kept], y, self._digits)

    def write(self, encoded: Any) -> None:
        """Writes what was encoded."""
        import pyarrow

        if self._first is None or not self._first.num_rows:
            self._first = encoded
        if not encoded.num_rows:
            return
        encoded = alike(encoded, self._first.schema)
        try:
            self._file = self._file or self._created()
            self._file.write_batch(encoded)
        except pyarrow.ArrowException as error:
            reason = shortened(str(error).split("\n")[0], 100)
            raise OutputError(f"Arrow cannot hold these columns: {reason}") from None

    def close(self) -> None:
        """Writes the end of the file."""
        if self._first is None:
            self._first = no_rows(self._header)
        self._file = self._file or self._created()
        self._file.close()

    def stop(self) -> None:
        """Leaves out the end."""

    def _created(self) -> Any:
        from pyarrow import PythonFile, ipc

        sink = PythonFile(self._stream, mode="w")
        is_file = self._stream.seekable() or isinstance(self._stream, Sent)
        new = ipc.new_file if is_file else ipc.new_stream
        return new(sink, self._first.schema)


def _decoded(column: Column) -> Column:
    """The column with its values in place, where a dictionary holds them."""
    return column.dictionary_decode() if hasattr(column, "dictionary_decode") else column
