"""What a source is follows from its first bytes, however few of them come at a time."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Run
from opened_rows import FORMATS, Pipe, everything, read, written

from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.source import opened

NET = str(NETWORKS / "transactions.yaml")
X = np.array([[2.0, 3.0], [1.0, 4.0]])
NAMES = ("children", "accounts")
KNOWN = ("csv", "tsv", "jsonl", "json", *FORMATS)


class Dripping(Pipe):
    """A pipe whose first bytes come alone, `first` of them, and the others one by one."""

    def __init__(self, content: bytes, first: int) -> None:
        super().__init__(content)
        self._next = first

    def readinto(self, buffer: Any) -> int:
        part = super().read(min(self._next, len(buffer)))
        buffer[: len(part)] = part
        self._next = 1
        return len(part)


def zstd(data: bytes) -> bytes:
    packed: bytes = pytest.importorskip("backports.zstd").compress(data)
    return packed


def content(format: str) -> bytes:
    if format == "csv":
        return b"children,accounts\n2,3\n1,4\n"
    if format == "stream":
        pyarrow = pytest.importorskip("pyarrow")
        sink = io.BytesIO()
        table = pyarrow.table(dict(zip(NAMES, X.T.tolist(), strict=True)))
        with pyarrow.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        return sink.getvalue()
    if format != "npy":
        pytest.importorskip("pyarrow")
    return written(format, NAMES, [X])


PLAIN: tuple[Callable[[bytes], bytes], ...] = (bytes, gzip.compress, zstd)


@pytest.mark.parametrize("format", ["csv", "stream", *FORMATS])
@pytest.mark.parametrize("packed", PLAIN, ids=["plain", "gzip", "zstd"])
@pytest.mark.parametrize("first", [1, 2, 3, 5, 7])
def test_first_bytes_that_come_alone_are_waited_for(
    format: str, packed: Callable[[bytes], bytes], first: int
) -> None:
    stream: Any = io.BufferedReader(Dripping(packed(content(format)), first))
    source = opened("-", stream, None, KNOWN)
    assert source.format == {"stream": "arrow"}.get(format, format)
    x, _, _ = everything(read(source, ColumnSpec(NAMES)), 2)
    assert x.tolist() == X.tolist()


@pytest.mark.parametrize("start", [b"A", b"P", b"F", b"PA", b"ARROW", b"\xff", b"\x1f", b""])
def test_a_source_may_end_within_a_mark(start: bytes) -> None:
    source = opened("-", io.BytesIO(start), None, KNOWN)
    assert (source.format, b"".join(source.chunks())) == ("csv", start)


def test_no_more_is_waited_for_than_it_takes() -> None:
    """Whoever types the first number gets an answer before the second comes."""

    class Typed(Pipe):
        asked = 0

        def readinto(self, buffer: Any) -> int:
            self.asked += 1
            part = super().read(1)
            buffer[: len(part)] = part
            return len(part)

    typed = Typed(b"2,3\n")
    opened("-", io.BufferedReader(typed), None, KNOWN)
    assert typed.asked == 1


@pytest.mark.parametrize("format", ["stream", *FORMATS])
@pytest.mark.parametrize("packed", PLAIN, ids=["plain", "gzip", "zstd"])
def test_standard_input_is_known_by_its_first_bytes(
    fwdprop: Run, format: str, packed: Callable[[bytes], bytes]
) -> None:
    stdin = packed(content(format))
    result = fwdprop("run", NET, "--format", "csv", stdin=stdin)
    assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n7\n", "", 0)
    checked = fwdprop(
        "trace", NET, "--data", "-", "--format", "csv", "--layers", "output", stdin=stdin
    )
    assert checked.status == 0
    other = fwdprop("run", NET, "--from", "jsonl", stdin=stdin)
    assert other.status == 2
    delimited = fwdprop("run", NET, "--delimiter", ";", stdin=stdin)
    name = {"stream": "arrow"}.get(format, format)
    assert delimited.stderr == (
        f"error: --delimiter is for csv and tsv, and <stdin> is read as {name}\n"
        "help: leave it out\n"
    )


@pytest.mark.parametrize("format", ["stream", *FORMATS])
@pytest.mark.parametrize("packed", PLAIN, ids=["plain", "gzip", "zstd"])
def test_a_file_whose_name_says_nothing_is_known_by_its_first_bytes(
    fwdprop: Run, folder: Path, format: str, packed: Callable[[bytes], bytes]
) -> None:
    (folder / "rows").write_bytes(packed(content(format)))
    result = fwdprop("run", NET, "--data", "rows", "--format", "csv")
    assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n7\n", "", 0)


@pytest.mark.parametrize("packed", [b"\x1f\x8bnothing", b"\x1f\x8b", b"\x28\xb5\x2f\xfdnothing"])
def test_a_damaged_beginning_is_told_of(fwdprop: Run, packed: bytes) -> None:
    pytest.importorskip("backports.zstd")
    result = fwdprop("run", NET, stdin=packed)
    assert result.stderr.startswith(
        ("error: <stdin> is damaged: ", "error: <stdin> is cut short: ")
    )
    assert (result.stdout, result.status) == ("", 2)
