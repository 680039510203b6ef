"""Batches that a scorer refuses: empty, damaged, or unlike the first one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scored_batches import NET, SCORE, A, said, scored

from fwdprop import arrow

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")


def test_batches_without_columns() -> None:
    nothing = pa.table({"x": [1, 2]}).select([]).to_batches()
    empty = pa.RecordBatch.from_arrays([], names=[])
    for batches in ([empty], nothing):
        if batches:
            found = said(lambda batches=batches: scored(batches))  # type: ignore[misc]
            assert found[0] == "batch 1: there are no columns 'a', 'b'"
    assert said(lambda: SCORE.table({}))[0] == "the schema: there are no columns 'a', 'b'"


@pytest.mark.parametrize(
    ("second", "is_said"),
    [
        ({**A, "id": ["x"]}, "a double, b double, id string, y double"),
        ({"b": [1.0], "a": [1.0], "id": [1]}, "b double, a double, id int64, y double"),
        (A, "a double, b double, y double"),
    ],
)
def test_a_batch_with_other_kept_columns_than_the_first(second: Any, is_said: str) -> None:
    first = pa.record_batch({**A, "id": [1]})
    results = arrow.scorer(NET, keep="all")([first, pa.record_batch(second)])
    assert next(results).num_rows == 1
    assert said(lambda: next(results)) == (
        f"batch 2 has other kept columns than batch 1: {is_said}",
        "batch 1 has a double, b double, id int64, y double: give all batches the same types",
    )


def test_a_hundred_thousand_columns() -> None:
    """Beside those that are read they cost next to nothing; no more than so many are kept."""
    names = [*(f"x{k}" for k in range(100_000)), "a", "b"]
    batch = pa.RecordBatch.from_arrays([pa.array([1.0])] * len(names), names=names)
    assert scored([batch])[0].to_pylist() == [{"y": 2}]
    found = said(lambda: scored([batch], keep="all"))[0]
    assert found == "batch 1: 100,002 columns to keep, and no more than 100,000 are kept"


def test_errors_of_the_batches_are_raised_as_they_are() -> None:
    def source() -> Iterator[Any]:
        yield pa.record_batch(A)
        raise ConnectionError("gone")

    results = SCORE(source())
    assert next(results).to_pylist() == [{"y": 3}]
    with pytest.raises(ConnectionError, match="gone"):
        next(results)


def test_a_batch_whose_memory_is_damaged() -> None:
    """An index beyond its dictionary, and a text beyond its bytes, are never followed."""
    indices = pa.array([0, 7], pa.int32())
    column = pa.DictionaryArray.from_arrays(indices, pa.array([1.5]), safe=False)
    batch = pa.RecordBatch.from_arrays([column, pa.array([1.0, 2.0])], names=["a", "b"])
    help = "make it or fetch it again"
    assert said(lambda: scored([batch])) == ("batch 1 is damaged or cut short", help)
    ends = pa.py_buffer(np.array([0, 900, 5], np.int32))
    text = pa.Array.from_buffers(pa.string(), 2, [None, ends, pa.py_buffer(b"short")])
    arrays = [pa.array([1.0, 2.0]), pa.array([1.0, 2.0]), text]
    batch = pa.RecordBatch.from_arrays(arrays, names=["a", "b", "id"])
    assert scored([batch])[0].num_rows == 2
    found = said(lambda: scored([batch], keep=["id"]))
    assert found == ("batch 1 is damaged or cut short", help)
