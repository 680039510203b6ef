"""Columns of batches: what is a number, what stands for a null, and what passes through."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from sum_network import sums

from fwdprop import FwdpropError, arrow

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")


@pytest.mark.parametrize(
    "column",
    [
        pa.array([1, -2], pa.int8()),
        pa.array([1, 2**64 - 1], pa.uint64()),
        pa.array(np.array([0.5, -2], np.float16)),
        pa.array([True, False]),
        pa.array([Decimal("0.30"), Decimal("-12.55")]),
        pa.array([Decimal("0.30"), Decimal("-12.55")], pa.decimal256(40, 2)),
        pa.array([0.25, 7.0]).dictionary_encode(),
        pa.array([1, 2, 3])[1:],
    ],
    ids=lambda column: str(column.type),
)
def test_columns_of_all_numbers_are_read(column: pa.Array) -> None:
    expected = [2 * (float(value) + 1) for value in column.to_pylist()]
    table = pa.table({"b": column, "a": np.ones(2)})
    assert arrow.scorer(sums()).table(table).column("y").to_pylist() == expected


def test_a_null_is_an_error_that_says_where_it_is() -> None:
    score = arrow.scorer(sums())
    first = pa.record_batch({"a": [1.0, 2.0], "b": [1.0, 2.0]})
    second = pa.record_batch({"a": [1.0, None], "b": [None, 2.0]})
    found = score([first, second])
    assert next(found).column(0).to_pylist() == [4, 8]
    help = "missing=0 or missing=float('nan') says what to take for it"
    said = "batch 2: row 1: column b: the cell is empty"
    with pytest.raises(FwdpropError) as error:
        next(found)
    assert (str(error.value), error.value.faults[0].help) == (said, help)


@pytest.mark.parametrize("missing", [0, 2.5, np.float32(3), float("nan"), True, 2**70])
def test_a_null_is_what_missing_says(missing: Any) -> None:
    table = pa.table({"a": [1.0, None, 3.0], "b": pa.nulls(3)})
    found = arrow.scorer(sums(), missing=missing).table(table).column("y").to_numpy()
    filled = float(missing)
    expected = [2 * (1 + filled), 2 * (filled + filled), 2 * (3 + filled)]
    assert np.array_equal(found, expected, equal_nan=True)


def test_a_null_beyond_float32_is_an_infinity_without_a_warning() -> None:
    table = pa.table({"a": [1.0, None], "b": [0, 0]})
    found = arrow.scorer(sums("float32"), layers="h", missing=1e300).table(table)
    assert found.column("h.s").to_pylist() == [1, np.inf]


def test_kept_columns_are_the_same_arrays() -> None:
    """Whatever their types are, and with what is noted beside each."""
    kept = {
        "text": pa.array(["a", None]),
        "view": pa.array(["a", "b"], pa.string_view()),
        "class": pa.array(["b", "b"]).dictionary_encode(),
        "list": pa.array([[1], [2, 3]]),
        "record": pa.array([{"x": 1}, None]),
        "nothing": pa.nulls(2),
    }
    fields = [
        pa.field(name, each.type, metadata={"note": "a"}, nullable=name != "list")
        for name, each in kept.items()
    ]
    fields += [pa.field("a", pa.float64()), pa.field("b", pa.float64())]
    schema = pa.schema(fields, metadata={"pandas": "of this schema alone"})
    values = [*kept.values(), pa.array([1.0, 2.0]), pa.array([1.0, 2.0])]
    batch = pa.RecordBatch.from_arrays(values, schema=schema)
    score = arrow.scorer(sums(), keep=list(kept))
    (found,) = score([batch])
    expected = pa.schema([*fields[:-2], pa.field("y", pa.float64())])
    assert found.schema.equals(expected, check_metadata=True)
    assert score.schema(schema).equals(expected, check_metadata=True)
    assert found.schema.metadata is None
    for name, array in kept.items():
        assert found.column(name).equals(array)


def test_other_columns_and_types_are_fine_where_the_results_are_alike() -> None:
    score = arrow.scorer(sums(), keep=["id"])
    parts = [
        pa.record_batch({"a": [1.0], "b": [2.0], "id": [1]}),
        pa.record_batch({"id": [2], "more": ["x"], "b": [True], "a": [3]}),
    ]
    found = [row for batch in score(parts) for row in batch.to_pylist()]
    assert found == [{"id": 1, "y": 6}, {"id": 2, "y": 8}]


def test_names_to_keep_come_in_anything_that_holds_texts() -> None:
    batch = pa.record_batch({"a": [1], "b": [1], "id": [7]})
    for keep in ("id", {"id"}, np.array(["id"]), iter(["id", "id"])):
        (found,) = arrow.scorer(sums(), keep)([batch])
        assert found.to_pylist() == [{"id": 7, "y": 4}]
    (found,) = arrow.scorer(sums(), [])([batch])
    assert found.to_pylist() == [{"y": 4}]
