"""What is Arrow's own: streams and files, record batches, damaged data."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from opened_rows import Pipe, everything, on_disk, piped, read, written

from fwdprop import FwdpropError
from fwdprop.tables.columns import ColumnSpec

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
feather = pytest.importorskip("pyarrow.feather")

New = Callable[..., Any]
AB = ColumnSpec(("a", "b"), keep=("id",))
VALUES = np.random.default_rng(1).standard_normal((60, 2))
TABLE = pa.table(
    {
        "a": VALUES[:, 0],
        "b": VALUES[:, 1],
        "id": pa.array([f"n{row % 7}" for row in range(60)]),
        "c": pa.array([f"n{row % 7}" for row in range(60)]).dictionary_encode(),
    }
)


def saved(new: New, table: pa.Table = TABLE, rows: int = 20, codec: str | None = None) -> bytes:
    stream = io.BytesIO()
    with new(stream, table.schema, options=pa.ipc.IpcWriteOptions(compression=codec)) as file:
        file.write_table(table, max_chunksize=rows)
    return stream.getvalue()


FILE, STREAM = saved(pa.ipc.new_file), saved(pa.ipc.new_stream)
both = pytest.mark.parametrize("sound", [FILE, STREAM], ids=["file", "stream"])


@pytest.mark.parametrize("codec", [None, "lz4", "zstd"])
@pytest.mark.parametrize("new", [pa.ipc.new_file, pa.ipc.new_stream])
def test_files_and_streams_are_told_apart(tmp_path: Path, new: New, codec: str | None) -> None:
    content = saved(new, codec=codec)
    (tmp_path / "x.arrow").write_bytes(content)
    for source in (piped(content, "arrow"), on_disk(tmp_path / "x.arrow")):
        x, kept, _ = everything(read(source, AB), 2)
        assert np.array_equal(x, VALUES)
        assert kept == [TABLE.column("id").to_pylist()]


def test_a_feather_file_is_read(tmp_path: Path) -> None:
    feather.write_feather(TABLE, tmp_path / "x.feather")
    assert np.array_equal(everything(read(on_disk(tmp_path / "x.feather"), AB), 2)[0], VALUES)


def test_a_large_batch_is_cut_into_pieces() -> None:
    table = pa.table({"a": np.arange(500_000), "b": np.arange(500_000) / 3})
    content = saved(pa.ipc.new_stream, table, 500_000)
    pieces = [piece() for piece in read(piped(content, "arrow"), ColumnSpec(("a", "b"))).pieces()]
    assert [piece.took for piece in pieces] == [131_072] * 3 + [106_784]
    assert np.array_equal(np.concatenate([p.x for p in pieces])[:, 1], np.arange(500_000) / 3)


def test_a_file_is_read_whose_end_alone_says_what_stands_where(tmp_path: Path) -> None:
    content = bytearray(FILE)
    content[8:16] = b"\x04\0\0\0\xf2\xff\xff\xff"  # where the schema stands in other files
    path = tmp_path / "x.arrow"
    path.write_bytes(content)
    assert np.array_equal(everything(read(on_disk(path), AB), 2)[0], VALUES)
    with pytest.raises(FwdpropError) as caught:
        read(piped(bytes(content), "arrow"), AB)
    (fault,) = caught.value.faults
    assert fault.message == "<stdin> is damaged or cut short"
    assert fault.help == "in some files only the end says what stands where: name the file itself"


def test_a_batch_is_there_before_the_next_one_is() -> None:
    first = STREAM[: len(STREAM) * 2 // 3]
    pieces = read(piped(first, "arrow"), AB).pieces()
    assert np.array_equal(next(pieces)().x, VALUES[:20])
    with pytest.raises(FwdpropError, match="<stdin> is damaged or cut short behind row 20"):
        list(pieces)


def test_a_pipe_gets_a_stream_and_a_file_a_file() -> None:
    y = [VALUES[:30], VALUES[30:]]
    stream = written("arrow", ["a", "b"], y, stream=Pipe())
    file = written("arrow", ["a", "b"], y)
    assert not stream.startswith(b"ARROW1")
    assert file.startswith(b"ARROW1")
    table = pa.ipc.open_stream(io.BytesIO(stream)).read_all()
    assert table.equals(pa.ipc.open_file(io.BytesIO(file)).read_all())
    assert np.array_equal(np.column_stack([c.to_numpy() for c in table.columns]), VALUES)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "<stdin> is empty"),
        (b"a,b\n1,2\n3,4\n", "<stdin> is no Arrow data, or damaged"),
        (b"FEA1" + bytes(100), "<stdin> is Feather of version 1, which is not read"),
        (b"ARROW1\0\0", "<stdin> is damaged or cut short"),
        (b"ARROW1\0\0" + b"\xff" * 4 + b"\xff\xff\xff\x7f", "<stdin> is damaged or cut short"),
        (b"\xff" * 4 + b"\xff\xff\xff\x7f" + bytes(50), "<stdin> is no Arrow data, or damaged"),
    ],
)
def test_what_is_no_arrow_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(FwdpropError) as caught:
        read(piped(content, "arrow"), AB)
    assert str(caught.value) == message


def test_a_file_that_is_cut_anywhere_is_an_error_behind_its_rows() -> None:
    for size in range(0, len(FILE), 61):
        with pytest.raises(FwdpropError, match=r"<stdin> is (empty|cut short|damaged|no Arrow)"):
            everything(read(piped(FILE[:size], "arrow"), AB), 2)


def test_more_behind_the_end_of_a_stream_is_an_error() -> None:
    opened = read(piped(STREAM + STREAM, "arrow"), AB)
    with pytest.raises(FwdpropError, match="<stdin> goes on behind the end of its Arrow stream"):
        everything(opened, 2)


def test_lengths_that_lead_out_of_a_text_are_an_error() -> None:
    table = pa.table({"a": [1.0, 2.0], "b": [1.0, 2.0], "id": ["abcde", ""]})
    content = saved(pa.ipc.new_stream, table)
    honest, lying = (np.array([0, 5, end], np.int32).tobytes() for end in (5, 2_000_000_000))
    assert content.count(honest) == 1
    with pytest.raises(FwdpropError, match="<stdin> is damaged or cut short"):
        everything(read(piped(content.replace(honest, lying), "arrow"), AB), 2)


@both
@settings(max_examples=examples(50))
@given(data=st.data())
def test_a_damaged_byte_is_an_error_or_other_values(sound: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sound) - 1))
    content = sound[:at] + bytes([data.draw(st.integers(0, 255))]) + sound[at + 1 :]
    try:
        x, _, _ = everything(read(piped(content, "arrow"), AB), 2)
    except FwdpropError:
        return
    assert x.shape[1] == 2


def test_a_schema_without_an_end_is_not_read_for_ever() -> None:
    claims = b"\xff\xff\xff\xff" + (1 << 30).to_bytes(4, "little")
    with pytest.raises(FwdpropError, match="<stdin> has a schema of more than 64 MiB"):
        read(piped(claims + bytes(65 << 20), "arrow"), AB)


def test_a_text_is_no_arrow_data_however_long_it_is() -> None:
    with pytest.raises(FwdpropError, match="<stdin> is no Arrow data"):
        read(piped(b"y\n" * (33 << 20), "arrow"), AB)
