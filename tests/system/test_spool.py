"""Temporary files: they hold what they are given, and say so where they find no room."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from command_line import NETWORKS, Run
from opened_rows import written

from fwdprop.errors import OutputError
from fwdprop.system import spool as spools
from fwdprop.system.spool import Spool
from fwdprop.tables.columnar import arrow

INSTEAD = "do without"
MESSAGE = "cannot write a temporary file: no space left on device"


def full(*_: Any) -> IO[bytes]:
    return open("/dev/full", "r+b")


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr("fwdprop.system.spool.new_file", full)


@pytest.mark.parametrize("named", [False, True])
def test_a_spool_holds_what_it_is_given_until_it_is_closed(named: bool) -> None:
    with Spool(INSTEAD, named=named) as spool:
        for part in (b"some ", memoryview(b"bytes"), b""):
            spool.write(part)
        file = spool.rewound()
        assert file.read() == b"some bytes"
        assert not named or Path(file.name).read_bytes() == b"some bytes"
    assert not named or not Path(file.name).exists()


@pytest.mark.usefixtures("no_room")
@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_spool_without_room_is_an_error(named: bool, size: int) -> None:
    def spooled() -> None:
        with Spool(INSTEAD, named=named) as spool:
            spool.write(bytes(size))
            spool.rewound()

    with pytest.raises(OutputError) as refused:
        spooled()
    (fault,) = refused.value.faults
    assert (fault.message, fault.help) == (MESSAGE, "TMPDIR names another folder for it")


@pytest.mark.usefixtures("no_room")
def test_a_stream_that_has_to_wait_tells_where_it_found_no_room(fwdprop: Run) -> None:
    pytest.importorskip("pyarrow")
    import numpy as np

    rows = written("parquet", ["children", "accounts"], [np.ones((9, 2))])
    result = fwdprop(f"run {NETWORKS}/transactions.yaml --from parquet", stdin=rows)
    help = "help: TMPDIR names another folder for it\n"
    assert (result.stdout, result.stderr, result.status) == ("", f"error: {MESSAGE}\n{help}", 2)


class Endless(io.RawIOBase):
    """A pipe without an end: these bytes, and then others again and again."""

    def __init__(self, start: bytes, others: bytes) -> None:
        self.taken, self._parts = 0, self._endless(start, others)

    def _endless(self, start: bytes, others: bytes) -> Iterator[bytes]:
        yield start
        while True:
            yield others

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = next(self._parts)[: len(buffer)]
        buffer[: len(part)] = part
        self.taken += len(part)
        return len(part)


def fed(monkeypatch: pytest.MonkeyPatch, fwdprop: Run, endless: Endless, *words: str) -> str:
    """What is said of an endless pipe on standard input."""
    from fwdprop.system.terminal import Terminal

    made, pipe = Terminal.__init__, io.BufferedReader(endless)

    def with_pipe(self: Terminal, stdin: Any, *others: Any, **named: Any) -> None:
        made(self, pipe, *others, **named)

    monkeypatch.setattr(Terminal, "__init__", with_pipe)
    result = fwdprop("run", f"{NETWORKS}/transactions.yaml", "--data", "-", *words)
    assert result.status == 2
    return result.stderr


OTHER = "--from says which format it has"


@pytest.mark.parametrize(
    ("start", "help"),
    [
        (b"y\n", OTHER),
        (bytes(4), OTHER),
        (b"PAR", OTHER),
        (b"ARROW1", "say so: --from arrow"),
        (b"\x93NUMPY", "say so: --from npy"),
    ],
)
def test_what_is_no_parquet_is_refused_before_anything_waits_on_the_disk(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, start: bytes, help: str
) -> None:
    pytest.importorskip("pyarrow")
    endless = Endless(start, b"y\n" * 4096)
    message = f"error: <stdin> is no Parquet file\nhelp: {help}\n"
    assert fed(monkeypatch, fwdprop, endless, "--from", "parquet") == message
    assert endless.taken < 4 << 20


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_without_end_is_refused_when_it_is_too_long_to_wait(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, packed: bool
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(spools, "LONGEST", 1 << 20)
    start, others = b"PAR1", bytes(1 << 16)
    if packed:
        import zlib

        gz = zlib.compressobj(wbits=31)
        start = gz.compress(b"PAR1" + bytes(1 << 26)) + gz.flush(zlib.Z_FULL_FLUSH)
    message = (
        "error: a temporary file would be longer than 0 GiB\n"
        "help: name the file itself: --data FILE\n"
    )
    assert fed(monkeypatch, fwdprop, Endless(start, others), "--from", "parquet") == message


def test_a_row_without_end_is_refused_when_it_is_too_long_to_be_kept(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spools, "LONGEST", 1 << 20)
    monkeypatch.setattr("fwdprop.tables.framing.LONGEST_ROW", 1 << 19)
    message = (
        "error: a temporary file would be longer than 0 GiB\n"
        "help: are there line ends in the file?\n"
    )
    endless = Endless(b"children,accounts\n", b"y" * (1 << 16))
    assert fed(monkeypatch, fwdprop, endless, "--on-error", "skip") == message


@pytest.mark.parametrize(("total", "least"), [(8 << 20, 0), (1 << 50, 1024)])
def test_a_disk_is_not_filled_to_the_brim(
    monkeypatch: pytest.MonkeyPatch, total: int, least: int
) -> None:
    """Of a large disk 1 GiB stays free, of a small one a twentieth, whoever else writes there."""
    room = min(1 << 30, total // 20)
    free = iter([room + (1 << 20), room + (1 << 19) - 1])
    monkeypatch.setattr(spools, "_EVERY", 0)
    monkeypatch.setattr(
        shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(total, 0, next(free))
    )
    with Spool(INSTEAD) as spool:
        spool.write(bytes(1 << 19))
        with pytest.raises(OutputError) as refused:
            spool.write(bytes(1 << 19))
    (fault,) = refused.value.faults
    folder = tempfile.gettempdir()
    assert fault.message == f"a temporary file would leave less than {least:,} MiB free in {folder}"
    assert fault.help == "TMPDIR names another folder for it"


def test_a_batch_that_claims_too_much_is_refused(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    import numpy as np

    monkeypatch.setattr(arrow, "_LARGEST_BATCH", 1 << 10)
    rows = written("arrow", ["children", "accounts"], [np.ones((999, 2))])
    result = fwdprop(f"run {NETWORKS}/transactions.yaml --from arrow --format csv", stdin=rows)
    assert result.stderr == (
        "error: <stdin> has a batch of more than 0 GiB\n"
        "help: write smaller batches, or name the file itself\n"
    )


def test_what_stands_behind_an_arrow_stream_is_not_waited_for_to_end(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    sink = io.BytesIO()
    table = pyarrow.table({"children": [2.0], "accounts": [3.0]})
    with pyarrow.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    said = fed(monkeypatch, fwdprop, Endless(sink.getvalue(), bytes(999)), "--format", "csv")
    assert said == (
        "error: <stdin> goes on behind the end of its Arrow stream\n"
        "help: give one stream a file, and --data once for each\n"
    )
