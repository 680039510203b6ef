"""Kept columns and results as Parquet and Arrow files, read back by pyarrow."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from opened_rows import Pipe, written

from fwdprop import FwdpropError
from fwdprop.tables import writer
from fwdprop.tables.types import Numeral

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

LOADS: dict[str, Callable[[bytes], pa.Table]] = {
    "parquet": lambda content: pq.read_table(io.BytesIO(content)),
    "arrow": lambda content: pa.ipc.open_file(io.BytesIO(content)).read_all(),
}
RNG = np.random.default_rng(3)
each_format = pytest.mark.parametrize("format", LOADS)


@each_format
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_values_are_columns_of_the_type_that_they_have(format: str, dtype: str) -> None:
    blocks = [RNG.standard_normal((size, 2)).astype(dtype) for size in (1, 0, 1000, 7)]
    blocks[0][0] = [np.nan, -np.inf]
    table = LOADS[format](written(format, ["a", "b.c"], blocks))
    assert table.schema == pa.schema({"a": dtype, "b.c": dtype})
    found = np.column_stack([column.to_numpy() for column in table.columns])
    assert np.array_equal(found, np.concatenate(blocks), equal_nan=True)


@each_format
def test_kept_cells_are_text_and_floats_are_numbers(format: str) -> None:
    texts = ["007", None, Numeral("1e5"), "ä", True, 12345678901234567890]
    kept = [texts, [0.5, 1.5, -0.0, 1e300, 7.0, float("inf")], (None,) * 6]
    table = LOADS[format](written(format, ["t", "n", "-", "y"], [np.ones((6, 1))], [kept]))
    assert table.schema.types == [pa.string(), pa.float64(), pa.string(), pa.float64()]
    assert table.column("t").to_pylist() == [
        "007", None, "1e5", "ä", "true", "12345678901234567890",
    ]  # fmt: skip
    assert table.column("n").to_pylist() == kept[1]
    assert table.column("-").to_pylist() == [None] * 6


@each_format
def test_kept_arrays_stay_as_they_are(format: str) -> None:
    kept = [
        pa.array([1, None, 3], pa.int16()),
        pa.array([Decimal("1.10"), None, Decimal("2.00")], pa.decimal128(9, 2)),
        pa.array([0, 1, None], pa.timestamp("us", "Europe/Berlin")),
        pa.array([[1], None, []], pa.list_(pa.int8())),
    ]
    header = ["i", "d", "t", "l", "y"]
    content = written(
        format, header, [np.ones((3, 1)), np.ones((2, 1))], [kept, [k[1:] for k in kept]]
    )
    table = LOADS[format](content)
    for column, name in zip(kept, header, strict=False):
        assert table.column(name).combine_chunks().equals(pa.concat_arrays([column, column[1:]]))


@each_format
def test_categories_that_differ_from_block_to_block_are_written(format: str) -> None:
    kept = [[pa.array(values).dictionary_encode()] for values in (["x", "y"], ["z", "x"])]
    table = LOADS[format](written(format, ["k", "y"], [np.ones((2, 1))] * 2, kept))
    assert table.column("k").to_pylist() == ["x", "y", "z", "x"]


@each_format
def test_a_column_of_another_type_becomes_what_it_was_where_that_loses_nothing(format: str) -> None:
    kept = [[pa.array([1], pa.int64())], [pa.array([2], pa.int8())], [pa.array(["3"])]]
    table = LOADS[format](written(format, ["k", "y"], [np.ones((1, 1))] * 3, kept))
    assert table.column("k").to_pylist() == [1, 2, 3]
    with pytest.raises(FwdpropError, match="column k is string, and int64 in the rows before"):
        written(format, ["k", "y"], [np.ones((1, 1))] * 2, [kept[0], [pa.array(["x"])]])


@each_format
def test_no_rows_are_a_file_with_the_columns(format: str) -> None:
    table = LOADS[format](written(format, ["k", "y"], []))
    assert (table.num_rows, table.schema.names) == (0, ["k", "y"])
    table = LOADS[format](
        written(format, ["k", "y"], [np.empty((0, 1), "f4")], [[pa.array([], pa.date32())]])
    )
    assert table.schema == pa.schema({"k": pa.date32(), "y": pa.float32()})


@each_format
def test_an_empty_block_does_not_settle_the_types(format: str) -> None:
    blocks = [np.empty((0, 1)), np.ones((1, 1))]
    table = LOADS[format](written(format, ["k", "y"], blocks, [[()], [pa.array([5])]]))
    assert table.schema == pa.schema({"k": pa.int64(), "y": pa.float64()})


@each_format
def test_digits_round_the_values_and_not_what_is_kept(format: str) -> None:
    y = np.array([[1 / 3], [np.nan], [123456.5]])
    content = written(format, ["k", "y"], [y], [[[1 / 3, 2.0, 3.0]]], digits=3)
    table = LOADS[format](content)
    assert table.column("k").to_pylist() == [1 / 3, 2.0, 3.0]
    found = table.column("y").to_pylist()
    assert [found[0], found[2]] == [0.333, 123000.0]
    assert np.isnan(found[1])


@each_format
def test_what_breaks_off_has_no_end(format: str) -> None:
    stream = io.BytesIO()
    rows = writer(format)(stream, ["y"], None)
    for _ in range(10):
        rows.write(rows.encode([], RNG.standard_normal((100_000, 1))))
    size = len(stream.getvalue())
    assert size > 100_000
    del rows
    assert len(stream.getvalue()) == size
    with pytest.raises(Exception, match=r"(?i)not a Parquet file|magic bytes|not an Arrow file"):
        LOADS[format](stream.getvalue())


class Full(Pipe):
    """A stream with room for so many bytes."""

    def write(self, data: Any) -> int:
        if len(self.getvalue()) + len(data) > 100_000:
            raise OSError(28, "No space left on device")
        return super().write(data)


@each_format
def test_a_full_disk_is_the_error_that_it_is(format: str) -> None:
    blocks = [RNG.standard_normal((200_000, 1))] * 3
    with pytest.raises(OSError, match="No space left") as caught:
        written(format, ["y"], blocks, stream=Full())
    assert caught.value.errno == 28


@each_format
def test_writing_loads_no_pandas(format: str) -> None:
    code = (
        "import io, sys, numpy as np\n"
        "from fwdprop.tables import writer\n"
        f"rows = writer({format!r})(io.BytesIO(), ['k', 'y'], None)\n"
        "rows.write(rows.encode([['x']], np.ones((1, 1)))); rows.close()\n"
        "assert 'pandas' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
