"""What a scorer refuses: what is no network, option or batch, and columns that do not fit."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from fwdprop import FwdpropError, arrow, load

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

NET = load(io.BytesIO(b"inputs: [a, b]\nlayers: [{name: h, nodes: {y: [1, 1]}}]\n"))
SCORE = arrow.scorer(NET)
A = {"a": [1.0], "b": [2.0]}
WHOLE = "a scorer takes an iterator of batches; its method table takes tables and frames"


def said(call: Callable[[], object]) -> tuple[str, str | None]:
    """What is said of a call that is refused, and the help."""
    with pytest.raises(FwdpropError) as error:
        call()
    return str(error.value), error.value.faults[0].help


def scored(data: Any, **options: Any) -> list[Any]:
    batches = data if isinstance(data, list) else [pa.record_batch(data)]
    return list(arrow.scorer(NET, **options)(batches))


@pytest.mark.parametrize(
    ("options", "message", "help"),
    [
        (
            {"net": "net.yaml"},
            "net is str, expected a network",
            "fwdprop.load reads one from a file",
        ),
        (
            {"net": None},
            "net is NoneType, expected a network",
            "fwdprop.load reads one from a file",
        ),
        ({"layers": "g"}, "there is no layer 'g'", "the layers are h"),
        (
            {"layers": ["h"]},
            "layers is list, expected a text",
            "layers='hidden,output' names several",
        ),
        (
            {"keep": [1]},
            "keep has int, expected names of columns",
            "keep=['id', 'date'], or keep='all'",
        ),
        (
            {"keep": 3},
            "keep has int, expected names of columns",
            "keep=['id', 'date'], or keep='all'",
        ),
        (
            {"missing": "0"},
            "missing is '0', expected a number",
            "missing=0, or missing=float('nan')",
        ),
        (
            {"missing": 10**400},
            "missing is 1000000000000000000000000000000000000...",
            "missing=0, or missing=float('nan')",
        ),
        ({"columns": {"c": "x"}}, "columns names 'c', which is no input", "the inputs are a, b"),
        ({"columns": {3: "x"}}, "columns names '3', which is no input", "the inputs are a, b"),
        (
            {"columns": {"a": "x", " a": "y"}},
            "columns names 'a' twice",
            "name each of them once",
        ),
        (
            {"columns": {"a": 3}},
            "columns has int for 'a', expected a name",
            "columns={'age': 'AGE'} says what the column of age is called",
        ),
        (
            {"columns": "a=x"},
            "columns is str, expected a dictionary",
            "columns={'age': 'AGE'} says what the column of age is called",
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else None,
)
def test_options_are_refused_before_any_row(
    options: dict[str, Any], message: str, help: str
) -> None:
    found, helped = said(lambda: arrow.scorer(**{"net": NET, **options}))
    assert (found, helped) == (message if "..." not in message else found, help)
    assert found.startswith(message.removesuffix("..."))


@pytest.mark.parametrize(
    ("batches", "message"),
    [
        (3, "this is int, expected pyarrow.RecordBatch"),
        (None, "this is NoneType, expected pyarrow.RecordBatch"),
        ([A], "batch 1 is dict, expected pyarrow.RecordBatch"),
        (["a"], "batch 1 is str, expected pyarrow.RecordBatch"),
        (pa.table(A), "batch 1 is pyarrow.lib.ChunkedArray, expected pyarrow.RecordBatch"),
        (pa.record_batch(A), "batch 1 is pyarrow.lib.DoubleArray, expected pyarrow.RecordBatch"),
        ([pa.table(A)], "batch 1 is pyarrow.lib.Table, expected pyarrow.RecordBatch"),
        (np.ones((2, 2)), "batch 1 is numpy.ndarray, expected pyarrow.RecordBatch"),
    ],
)
def test_what_is_no_iterator_of_batches(batches: Any, message: str) -> None:
    assert said(lambda: list(SCORE(batches))) == (message, WHOLE)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "NoneType is no table that Arrow reads: "),
        (3, "int is no table that Arrow reads: "),
        ([A], "list is no table that Arrow reads: "),
        ({"a": [1, 2], "b": [1]}, "dict is no table that Arrow reads: "),
        ({"a": [1, "x"], "b": [1, 2]}, "dict is no table that Arrow reads: "),
    ],
)
def test_what_is_no_table(data: Any, message: str) -> None:
    assert said(lambda: SCORE.table(data))[0].startswith(message)


def test_what_is_no_schema() -> None:
    found = said(lambda: SCORE.schema(["a", "b"]))
    assert found == ("the schema is list, expected pyarrow.Schema", None)


@pytest.mark.parametrize(
    ("data", "options", "message", "help"),
    [
        (
            {"a": [1.0], "c": [1.0]},
            {},
            "batch 1: there is no column 'b'",
            "there are a, c",
        ),
        (
            {"a": [1.0], "b": ["x"]},
            {},
            "column b of batch 1 is string, expected numbers",
            "name another column with --columns, or make it one of numbers",
        ),
        (
            {**A, "id": [1]},
            {"keep": ["ID"]},
            "batch 1: there is no column 'ID'",
            "did you mean id? there are a, b, id",
        ),
        (
            {**A, "y": [1], "h.y": [1]},
            {"keep": "all"},
            "the kept column 'h.y' has the name of a result",
            "leave it out of --keep, or call it otherwise in the file",
        ),
        (
            {"a": [1.0], "B": [2.0]},
            {"columns": {"b": "c"}},
            "batch 1: there is no column 'c'",
            "there are a, B",
        ),
    ],
)
def test_columns_that_do_not_fit(
    data: Any, options: dict[str, Any], message: str, help: str
) -> None:
    assert said(lambda: scored(data, **options)) == (message, help)
    message = message.replace("batch 1", "the schema")
    schema = pa.record_batch(data).schema
    assert said(lambda: arrow.scorer(NET, **options).schema(schema)) == (message, help)


def test_columns_may_be_called_otherwise() -> None:
    (found,) = scored({"A b": [1.0], "b": [2.0]}, columns={" a ": "A b"}, keep="A b")
    assert found.to_pylist() == [{"A b": 1, "y": 3}]


def test_two_columns_of_one_name() -> None:
    arrays = [pa.array([1.0])] * 3
    batch = pa.RecordBatch.from_arrays(arrays, names=["a", "b", "a"])
    help = "give each column a name of its own"
    assert said(lambda: scored([batch])) == ("batch 1: 2 columns are called 'a'", help)


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
    """Beside those that are read they cost next to nothing; so many are kept, and no more."""
    many = {f"x{k}": pa.array([k]) for k in range(100_000)}
    batch = pa.record_batch({**many, **{name: pa.array(cell) for name, cell in A.items()}})
    assert scored([batch])[0].to_pylist() == [{"y": 3}]
    found = said(lambda: scored([batch], keep="all"))[0]
    assert found == "batch 1: 100,002 columns to keep, and no more than 100,000 are kept"
    less = batch.select([*range(100_000 - 2), 100_000, 100_001])
    assert scored([less], keep="all")[0].num_columns == 100_001


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
