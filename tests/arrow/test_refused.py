"""What a scorer refuses: what is no network, option or batch, and columns that do not fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from scored_batches import NET, SCORE, A, said, scored

from fwdprop import arrow

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

WHOLE = "a scorer takes an iterator of batches; its method table takes tables and frames"


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
    ids=lambda value: str(value)[:40] if isinstance(value, dict) else None,
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
        (None, "NoneType is no table: "),
        (3, "int is no table: "),
        ([A], "list is no table: "),
        ({"a": [1, 2], "b": [1]}, "dict is no table: "),
        ({"a": [1, "x"], "b": [1, 2]}, "dict is no table: "),
    ],
)
def test_what_is_no_table(data: Any, message: str) -> None:
    found, help = said(lambda: SCORE.table(data))
    assert found.startswith(message)
    assert help == "give a table, a frame of pandas or Polars, or a dictionary of columns"


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
