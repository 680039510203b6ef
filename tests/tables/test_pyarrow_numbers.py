"""pyarrow's arrays as numbers, against Python's own arithmetic and pyarrow's own values."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fwdprop.tables.pyarrow_numbers import is_number, numbers

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")


@pytest.mark.parametrize(
    "kind", ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
)
def test_integers_of_every_width_are_read(kind: str) -> None:
    info = np.iinfo(kind)
    values = [info.min, 0, 1, info.max, info.max // 3]
    found, missing = numbers(pa.array([7, None, *values], kind)[2:])
    assert missing is None
    assert found.tolist() == [float(value) for value in values]


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
def test_floats_of_every_width_are_read(kind: str) -> None:
    values = np.array([1.5, -0.0, np.nan, np.inf, 0.1, 6e-8], kind)
    found, missing = numbers(pa.array(values))
    assert missing is None
    assert found.astype(np.float64).tobytes() == values.astype(np.float64).tobytes()


def test_booleans_are_ones_and_zeros_wherever_they_begin() -> None:
    values = [True, False, True, True, False, True, True, False, True, True, None]
    found, missing = numbers(pa.array(values).slice(3))
    assert missing is not None
    assert found[:-1].tolist() == [1, 0, 1, 1, 0, 1, 1]
    assert missing.tolist() == [False] * 7 + [True]


def test_what_is_missing_is_marked_wherever_the_array_begins() -> None:
    array = pa.array([1.0, None, 3.0, None, None] * 5)
    for start in range(len(array)):
        found, missing = numbers(array.slice(start, 7))
        cells = array.slice(start, 7).to_pylist()
        marked = [False] * len(cells) if missing is None else missing.tolist()
        assert marked == [cell is None for cell in cells]
        assert [n for n, gone in zip(found.tolist(), marked, strict=True) if not gone] == [
            cell for cell in cells if cell is not None
        ]


def test_values_in_a_dictionary_are_read() -> None:
    indices = pa.array([1, 0, None, 2, 1])
    array = pa.DictionaryArray.from_arrays(indices, pa.array([0.5, 7.0, None]))
    found, missing = numbers(array)
    assert missing is not None
    assert missing.tolist() == [False, False, True, True, False]
    assert found[[0, 1, 4]].tolist() == [7, 0.5, 7]
    empty = pa.DictionaryArray.from_arrays(pa.array([None, None], "int8"), pa.array([], "float64"))
    _, missing = numbers(empty)
    assert missing is not None
    assert missing.all()


def test_nothing_but_nulls_is_all_missing() -> None:
    _, missing = numbers(pa.nulls(3))
    assert missing is not None
    assert missing.all()
    assert numbers(pa.nulls(0))[1] is None


@given(
    st.integers(-(10**38) + 1, 10**38 - 1) | st.integers(-(2**54), 2**54),
    st.integers(-5, 38),
)
def test_decimals_are_rounded_once(digits: int, scale: int) -> None:
    expected = float(Decimal(digits).scaleb(-scale))
    for kind in (pa.decimal128(38, scale), pa.decimal256(76, scale)):
        width = kind.bit_width // 8
        data = pa.py_buffer(digits.to_bytes(width, "little", signed=True) * 2)
        array = pa.Array.from_buffers(kind, 2, [None, data]).slice(1)
        assert numbers(array)[0].tolist() == [expected]


@pytest.mark.skipif(not hasattr(pa, "decimal32"), reason="this pyarrow has no short decimals")
def test_short_decimals_are_read() -> None:
    for kind in (pa.decimal32(7, 2), pa.decimal64(7, 2)):
        array = pa.array([Decimal("-12345.67"), None, Decimal("0.10")], kind)
        found, missing = numbers(array)
        assert missing is not None
        assert missing.tolist() == [False, True, False]
        assert found[[0, 2]].tolist() == [-12345.67, 0.1]


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.binary(),
        pa.date32(),
        pa.timestamp("us"),
        pa.duration("s"),
        pa.list_(pa.float64()),
        pa.struct([("a", pa.int8())]),
        pa.dictionary(pa.int8(), pa.string()),
        pa.decimal128(3, 100_000),
    ],
    ids=str,
)
def test_what_is_no_number_is_told_apart(kind: pa.DataType) -> None:
    assert not is_number(kind)


def test_pandas_is_not_loaded() -> None:
    code = """
import sys
import numpy as np, pyarrow as pa
from fwdprop.tables import pyarrow_arrays
from fwdprop.tables.cells import cells
from fwdprop.tables.columnar.write import batch
from fwdprop.tables.pyarrow_numbers import numbers
batch = batch(["k", "n", "y"], [["a", None], [1.0, 2.0]], np.ones((2, 1)), 3)
for kind in (pa.timestamp("ns", "UTC"), pa.float64(), pa.date32(), pa.bool_(), pa.int64()):
    cells(pa.nulls(3, kind))
cells(batch.column(0)); numbers(batch.column(1))
batch.column(0).filter(pyarrow_arrays.of_flags(np.array([True, False])))
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)
