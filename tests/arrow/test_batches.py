"""Batches of rows in Arrow -> batches of results, as they come."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from command_line import Run
from dense_networks import dense_network
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from mixed_networks import mixed_network
from sum_network import SUMS, sums

import fwdprop as package
from fwdprop import arrow

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


def batches(table: pa.Table, rows: int) -> list[pa.RecordBatch]:
    found: list[pa.RecordBatch] = table.to_batches(max_chunksize=rows)
    return found


@settings(max_examples=examples(60))
@given(
    seed=st.integers(0, 10**6),
    dtype=st.sampled_from(["float64", "float32"]),
    rows=st.integers(0, 40),
    cut=st.integers(1, 40),
    layers=st.sampled_from([None, "all", "inputs,output"]),
)
def test_results_are_those_of_the_network_to_the_last_bit(
    seed: int, dtype: Any, rows: int, cut: int, layers: str | None
) -> None:
    network = mixed_network(seed, dtype)
    x = np.random.default_rng(seed).standard_normal((rows, len(network.inputs))).astype(dtype)
    table = pa.table({name: x[:, k] for k, name in enumerate(network.inputs)})
    score = arrow.scorer(network, layers=layers)
    parts = batches(table, cut)
    found = list(score(iter(parts)))
    assert [each.num_rows for each in found] == [each.num_rows for each in parts]
    assert {each.schema for each in found} <= {score.schema(table.schema)}
    whole = score.table(table)
    assert whole.equals(pa.Table.from_batches(found, score.schema(table.schema)))
    passed = network.run(x)
    every = range(1, len(network.layers) + 1)
    depths = {None: every[-1:], "all": every, "inputs,output": [0, every[-1]]}[layers]
    expected = np.hstack([passed.values(depth) for depth in depths])
    values = np.column_stack([whole.column(k).to_numpy() for k in range(whole.num_columns)])
    assert values.dtype == np.dtype(dtype)
    assert values.tobytes() == np.ascontiguousarray(expected).tobytes()


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("layers", [None, "h", "all", "inputs,output"])
@pytest.mark.parametrize("keep", [None, "all", ["id"], ["id", "y"]])
def test_a_table_gets_what_run_makes_of_the_file(
    fwdprop: Run, folder: Path, dtype: Any, layers: str | None, keep: Any
) -> None:
    """Columns, their names and types, kept ones as well: a node called like one has its layer."""
    rng = np.random.default_rng(3)
    columns = {"y": np.arange(9), "b": rng.standard_normal(9), "id": [f"n{k}" for k in range(9)]}
    table = pa.table({**columns, "a": rng.integers(-99, 99, 9)})
    pq.write_table(table, "rows.parquet")
    Path("net.yaml").write_bytes(SUMS)
    words = [] if layers is None else ["--layers", layers]
    words += [] if keep is None else ["--keep", keep if keep == "all" else ",".join(keep)]
    line = ["run", "net.yaml", "--data", "rows.parquet", "-o", "out.parquet", "--dtype", dtype]
    result = fwdprop(*line, *words)
    score = arrow.scorer(sums(dtype), keep, layers)
    assert (result.stderr, result.status) == ("", 0)
    expected = pq.read_table("out.parquet")
    assert score.table(table).equals(expected)
    assert score.schema(table.schema).equals(expected.schema)


def test_a_large_batch_stays_one_and_takes_little_beside_its_results() -> None:
    network = dense_network([40, 20, 3])
    x = np.random.default_rng(1).standard_normal((50_000, 40))
    batch = pa.record_batch({name: x[:, k].copy() for k, name in enumerate(network.inputs)})
    (found,) = arrow.scorer(network)([batch])
    values = np.column_stack([found.column(k).to_numpy() for k in range(3)])
    assert values.tobytes() == network.forward(x).tobytes()


def test_empty_batches_and_no_batches_stay() -> None:
    score = arrow.scorer(sums("float32"), keep="all")
    schema = pa.schema([("a", pa.float32()), ("b", pa.int64()), ("id", pa.string())])
    empty = pa.RecordBatch.from_pylist([], schema)
    row = pa.RecordBatch.from_pylist([{"a": 1.0, "b": 2, "id": "n"}], schema)
    found = list(score([empty, row, empty]))
    assert [each.num_rows for each in found] == [0, 1, 0]
    assert {each.schema for each in found} == {score.schema(schema)}
    assert found[1].to_pylist() == [{"a": 1, "b": 2, "id": "n", "y": 6}]
    assert list(score([])) == []
    assert score.table(schema.empty_table()).schema == score.schema(schema)


def test_batches_come_one_at_a_time_and_may_be_left() -> None:
    taken, closed = [], []

    def source() -> Iterator[Any]:
        try:
            for number in range(5):
                taken.append(number)
                yield pa.record_batch({"a": [number], "b": [0]})
        finally:
            closed.append(True)

    found = arrow.scorer(sums())(source())
    assert taken == []
    assert next(found).to_pylist() == [{"y": 0}]
    assert (taken, closed) == ([0], [])
    found.close()  # type: ignore[attr-defined]
    del found
    assert closed == [True]


def test_memory_does_not_grow_with_the_batches() -> None:
    rows = pa.record_batch({"a": np.ones(100_000), "b": np.ones(100_000)})
    before = pa.total_allocated_bytes()
    for found in arrow.scorer(sums(), keep="all")(rows for _ in range(300)):
        assert found.num_rows == 100_000
    assert pa.total_allocated_bytes() <= before + 2 * rows.nbytes


def test_a_call_has_nothing_to_do_with_another_one() -> None:
    """Also where their batches have other columns and come in turn."""
    score = arrow.scorer(sums(), keep="all")
    first = score([pa.record_batch({"a": [k], "b": [1], "id": [k]}) for k in range(3)])
    second = score([pa.record_batch({"b": [k], "a": [2]}) for k in range(3)])
    found = [(one.to_pylist(), two.to_pylist()) for one, two in zip(first, second, strict=True)]
    assert found == [
        ([{"a": k, "b": 1, "id": k, "y": 2 * k + 2}], [{"b": k, "a": 2, "y": 2 * k + 4}])
        for k in range(3)
    ]


def test_the_package_has_it_on_first_use() -> None:
    assert package.arrow is sys.modules["fwdprop.arrow"]
    assert "arrow" in dir(package)
