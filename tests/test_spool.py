"""Temporary files: they hold what they are given, and say so where they find no room."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

import pytest
from conftest import NETWORKS, Run
from opened_rows import written

from fwdprop.errors import OutputError
from fwdprop.spool import Spool

MESSAGE = "cannot write a temporary file: no space left on device"


def full(*_: Any) -> IO[bytes]:
    return open("/dev/full", "r+b")


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    monkeypatch.setattr("fwdprop.spool.new_file", full)


@pytest.mark.parametrize("named", [False, True])
def test_a_spool_holds_what_it_is_given_until_it_is_closed(named: bool) -> None:
    with Spool(named=named) as spool:
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
        with Spool(named=named) as spool:
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
