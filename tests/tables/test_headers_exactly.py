"""The longest headers and schemas, and the longest ends of files: one byte more is refused."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from npy_files import header

NET = "networks/transactions.yaml"


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("more", [0, 1])
def test_a_header_has_10000_bytes(fwdprop: Run, version: int, more: int) -> None:
    text = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2)}"
    row = np.array([2.0, 3.0]).tobytes()
    stdin = header(text.ljust(9_999 + more) + "\n", row, version)
    result = fwdprop(f"run {NET} --data - --from npy --format csv", stdin=stdin)
    if more:
        message = (
            "error: <stdin> has a header that makes no sense\nhelp: make it or fetch it again\n"
        )
        assert (result.stdout, result.stderr, result.status) == ("", message, 2)
    else:
        assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n", "", 0)


def saved(kind: str) -> tuple[bytes, int]:
    """A row in Arrow's file or stream format, and how many bytes its schema takes."""
    pa = pytest.importorskip("pyarrow")
    table = pa.table({"children": [2.0], "accounts": [3.0]})
    content = io.BytesIO()
    with getattr(pa.ipc, f"new_{kind}")(content, table.schema) as writer:
        writer.write_table(table)
    return content.getvalue(), len(table.schema.serialize())


@pytest.mark.parametrize("more", [0, 1])
def test_a_schema_is_as_long_as_the_limit(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    stdin, size = saved("stream")
    monkeypatch.setattr("fwdprop.tables.columnar.arrow._LONGEST_SCHEMA", size - more)
    result = fwdprop(f"run {NET} --data - --from arrow --format csv", stdin=stdin)
    if more:
        message = "error: <stdin> has a schema of more than 0 MiB\n"
        assert (result.stdout, result.status) == ("", 2)
        assert result.stderr.startswith(message)
    else:
        assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n", "", 0)


@pytest.mark.parametrize("more", [0, 1])
def test_the_end_of_a_file_is_as_long_as_the_limit(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    pieces: list[int] = []
    (folder / "net.yaml").write_text("inputs: [children]\nlayers: [{nodes: {y: [2]}}]\n")
    from fwdprop.tables.columnar.arrow import _Bytes

    read = _Bytes.read

    def noted(self: _Bytes, size: int) -> bytearray:
        found = read(self, size)
        if size == 1 << 20:
            pieces.append(len(found))
        return found

    monkeypatch.setattr(_Bytes, "read", noted)
    stdin, _ = saved("file")
    line = "run net.yaml --data - --from arrow --format csv"
    assert fwdprop(line, stdin=stdin).stdout == "y\n4\n"
    (end, nothing) = pieces
    assert nothing == 0
    # It is read a MiB at a time: where that is more than the limit, no more is read.
    pieces.clear()
    monkeypatch.setattr("fwdprop.tables.columnar.arrow._LONGEST_END", end - more)
    assert fwdprop(line, stdin=stdin).stdout == "y\n4\n"
    assert pieces == ([end] if more else [end, 0])
