"""What is Parquet's own: row groups, whole files, damaged files."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from opened_rows import everything, on_disk, piped, read, written

from fwdprop import FwdpropError
from fwdprop.tables.columns import ColumnSpec

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

AB = ColumnSpec(("a", "b"), keep=("id",))
VALUES = np.random.default_rng(1).standard_normal((500, 2))


def saved(table: pa.Table, **options: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


TABLE = pa.table({"a": VALUES[:, 0], "b": VALUES[:, 1], "id": [f"n{row}" for row in range(500)]})
SOUND = saved(TABLE, row_group_size=200, write_page_checksum=True)


@pytest.mark.parametrize("codec", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_files_of_every_making_are_read(codec: str, version: str) -> None:
    content = saved(TABLE, compression=codec, data_page_version=version, row_group_size=77)
    x, kept, _ = everything(read(piped(content, "parquet"), AB), 2)
    assert np.array_equal(x, VALUES)
    assert kept == [TABLE.column("id").to_pylist()]


def test_a_name_with_a_point_is_not_a_record(tmp_path: Path) -> None:
    table = pa.table({"a": [1], "a.b": [2], "r": [{"b": 3}], "r.b": [4]})
    pq.write_table(table, tmp_path / "x.parquet")
    columns = ColumnSpec(("a", "b"), {"b": "r.b"}, ("r", "a.b"))
    x, kept, _ = everything(read(on_disk(tmp_path / "x.parquet"), columns), 2)
    assert (x.tolist(), kept) == ([[1, 4]], [['{"b": 3}'], ["2"]])


def test_row_groups_are_as_large_as_they_should_be_however_small_the_blocks() -> None:
    blocks = list(np.arange(600_000.0).reshape(-1, 100, 1))
    content = written("parquet", ["y"], blocks)
    metadata = pq.read_metadata(io.BytesIO(content))
    rows = [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]
    assert (sum(rows), len(rows)) == (600_000, 3)
    column = pq.read_table(io.BytesIO(content)).column("y")
    assert np.array_equal(column.to_numpy(), np.arange(600_000.0))


def test_a_type_that_parquet_does_not_have_is_an_error_in_words() -> None:
    kept = [[pa.array([(1, 2, 3)], pa.month_day_nano_interval())]]
    with pytest.raises(FwdpropError, match="Parquet cannot hold these columns") as caught:
        written("parquet", ["k", "y"], [np.ones((1, 1))], kept)
    assert caught.value.faults[0].help == "write csv or arrow, or keep other columns"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "<stdin> is empty"),
        (b"PAR1", "<stdin> is damaged or cut short"),
        (b"PAR1PAR1", "<stdin> is damaged or cut short"),
        (b"a,b\n1,2\n3,4\n", "<stdin> is no Parquet file"),
        (b"PAR1" + bytes(100) + b"PARE", "<stdin> is encrypted"),
        (SOUND[:-1], "<stdin> is cut short: the end of a Parquet file is missing"),
        (b"PAR1" + SOUND[-200:], "<stdin> is damaged or cut short"),
        (b"PAR1" + b"\xff\xff\xff\x7fPAR1", "<stdin> is damaged or cut short"),
    ],
)
def test_what_is_no_parquet_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(FwdpropError) as caught:
        read(piped(content, "parquet"), AB)
    assert str(caught.value) == message


def test_a_file_that_is_cut_anywhere_is_an_error() -> None:
    for size in range(0, len(SOUND), 97):
        with pytest.raises(FwdpropError, match=r"<stdin> is (empty|cut short|damaged|no Parquet)"):
            read(piped(SOUND[:size], "parquet"), AB)


def test_a_page_that_is_damaged_ends_the_rows_before_it() -> None:
    table = pa.table({"a": np.arange(300_000.0), "b": np.arange(300_000)})
    plain = saved(table, compression="none", use_dictionary=False, write_page_checksum=True)
    at = plain.index(np.arange(250_000.0, 250_004).tobytes())
    pieces = read(
        piped(plain[:at] + b"x" + plain[at + 1 :], "parquet"), ColumnSpec(("a", "b"))
    ).pieces()
    assert np.array_equal(next(pieces)().x[-1], [131_071] * 2)
    with pytest.raises(FwdpropError, match="<stdin> is damaged or cut short behind row 131,072"):
        list(pieces)


@settings(max_examples=examples(50))
@given(st.integers(0, len(SOUND) - 1), st.integers(0, 255))
def test_a_damaged_byte_is_an_error_or_does_not_matter(at: int, byte: int) -> None:
    content = SOUND[:at] + bytes([byte]) + SOUND[at + 1 :]
    try:
        x, _, _ = everything(read(piped(content, "parquet"), AB), 2)
    except FwdpropError:
        return
    # The pages have checksums; what stands around them may name another type or another page.
    assert x.shape[1] == 2
