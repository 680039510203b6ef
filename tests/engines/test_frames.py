"""Engines in one process: Dask, DuckDB, Polars and pandas hand over frames and get results back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from engines import expected, found, need, network_of, rows_of

from fwdprop import FwdpropError, arrow


def reader(score: arrow.ArrowScorer, rows: Any) -> pa.RecordBatchReader:
    """The results of a reader as another one."""
    return pa.RecordBatchReader.from_batches(score.schema(rows.schema), score(rows))


both = pytest.mark.parametrize("dtype", ["float64", "float32"])


@both
def test_dask_in_several_partitions_with_an_index(dtype: Any) -> None:
    need("dask")
    frames, pandas = import_module("dask.dataframe"), import_module("pandas")
    network = network_of(dtype)
    table = rows_of(network, 900, nulls=True)
    frame = table.to_pandas().set_index(pandas.Index(np.arange(900) * 2, name="key"))
    rows = frames.from_pandas(frame, npartitions=4)
    score = arrow.scorer(network, ["id"], missing=2.5)
    scored = rows.map_partitions(lambda part: score.table(part).to_pandas().set_index(part.index))
    assert scored.divisions == rows.divisions
    results = scored.compute(scheduler="threads")
    assert results.index.tolist() == list(range(0, 1800, 2))
    assert scored.dtypes.to_dict() == results.dtypes.to_dict()
    assert found(network, pa.table(results)) == expected(network, table, missing=2.5)
    assert len(scored.loc[10:20].compute(scheduler="synchronous")) == 6


def test_dask_in_other_processes() -> None:
    need("dask")
    frames = import_module("dask.dataframe")
    network = network_of("float64")
    table = rows_of(network, 300)
    rows = frames.from_pandas(table.to_pandas(), npartitions=3)
    score = arrow.scorer(network, "all")
    scored = rows.map_partitions(lambda part: score.table(part).to_pandas())
    results = pa.table(scored.compute(scheduler="processes", num_workers=2))
    assert found(network, results) == expected(network, table)


@both
def test_duckdb_reads_results_while_they_come(dtype: Any) -> None:
    need("duckdb")
    duckdb = import_module("duckdb")
    network = network_of(dtype)
    table = rows_of(network, 30_000)
    score = arrow.scorer(network, "all")
    source, con = duckdb.connect(), duckdb.connect()
    source.register("rows", table)
    con.register("scored", reader(score, source.sql("FROM rows").to_arrow_reader(1000)))
    results = con.sql("FROM scored WHERE id >= 0 ORDER BY id").to_arrow_table()
    assert found(network, results) == expected(network, table)


def test_duckdb_calls_it_as_a_function() -> None:
    need("duckdb")
    duckdb = import_module("duckdb")
    network = network_of("float64")
    table = rows_of(network, 5000)
    score = arrow.scorer(network)
    first, inputs = network.layers[-1].nodes[0], network.inputs

    def function(*columns: Any) -> Any:
        return score.table(dict(zip(inputs, columns, strict=True))).column(first)

    con = duckdb.connect()
    con.register("rows", table)
    con.create_function("score", function, None, "DOUBLE", type="arrow")
    query = f"SELECT score({', '.join(inputs)}) AS y FROM rows ORDER BY id"
    results = con.sql(query).to_arrow_table().column("y").to_numpy()
    assert results.tobytes() == expected(network, table)[first]


def test_duckdb_hands_over_a_relation() -> None:
    need("duckdb")
    duckdb = import_module("duckdb")
    network = network_of("float64")
    table = rows_of(network, 5000)
    con = duckdb.connect()
    con.register("rows", table)
    relation = con.sql("FROM rows")
    results = arrow.scorer(network, ["id"]).table(relation)
    assert found(network, results) == expected(network, table)


@both
@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_polars_in_lazy_frames(dtype: Any, engine: Any, tmp_path: Path) -> None:
    need("polars")
    polars = import_module("polars")
    network = network_of(dtype)
    table = rows_of(network, 5000, nulls=True)
    pq.write_table(table, tmp_path / "rows.parquet", row_group_size=500)
    score = arrow.scorer(network, ["id"], missing=2.5)
    schema = polars.Schema(score.schema(table.schema))
    rows = polars.scan_parquet(tmp_path / "rows.parquet")
    scored = rows.map_batches(
        lambda frame: polars.DataFrame(score.table(frame)), schema=schema, streamable=True
    )
    results = scored.collect(engine=engine)
    assert results.schema == schema
    assert found(network, results.to_arrow()) == expected(network, table, missing=2.5)
    few = scored.filter(polars.col("id") < 7).select("id").collect(engine=engine)
    assert sorted(few["id"].to_list()) == list(range(7))


def test_polars_hands_over_its_own_types() -> None:
    need("polars")
    polars = import_module("polars")
    network = network_of("float64")
    table = rows_of(network, 50)
    kept = {"text": ["a", None] * 25, "date": [None] * 50}
    frame = polars.DataFrame(table).with_columns(
        polars.Series("text", kept["text"]),
        polars.Series("class", kept["text"], polars.Categorical),
    )
    results = polars.DataFrame(arrow.scorer(network, "all").table(frame))
    assert results.columns[: frame.width] == frame.columns
    assert results["text"].to_list() == results["class"].to_list() == kept["text"]
    assert found(network, results.select("id", *network.layers[-1].nodes).to_arrow()) == expected(
        network, table
    )


def test_pandas_nan_is_a_null() -> None:
    need("pandas")
    pandas = import_module("pandas")
    network = network_of("float64")
    frame = pandas.DataFrame({name: [1.0, np.nan] for name in network.inputs})
    with pytest.raises(FwdpropError, match=r"batch 1: row 2: column .*: the cell is empty"):
        arrow.scorer(network).table(frame)
    assert arrow.scorer(network, missing=0).table(frame).num_rows == 2


@both
def test_a_dataset_is_scanned_and_written(dtype: Any, tmp_path: Path) -> None:
    network = network_of(dtype)
    table = rows_of(network, 5000)
    part = pa.array(np.arange(5000) % 3)
    ds.write_dataset(
        table.append_column("part", part), tmp_path / "in", format="parquet", partitioning=["part"]
    )
    rows = ds.dataset(tmp_path / "in", partitioning=["part"])
    score = arrow.scorer(network, ["part", "id"])
    results = score.schema(rows.schema)
    ds.write_dataset(score(rows.to_batches()), tmp_path / "out", schema=results, format="parquet")
    assert found(network, ds.dataset(tmp_path / "out").to_table()) == expected(network, table)
