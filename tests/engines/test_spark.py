"""Spark scores rows in its own Python processes, and tries again what was lost with one."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from engines import ALONE, expected, found, need, network_of, rows_of

from fwdprop import arrow

need("pyspark")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Two tasks at a time, each tried three times; batches of a hundred rows."""
    os.environ.update(ALONE)
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2,3]").getOrCreate()
    yield session
    session.stop()


def types(spark: Any, score: arrow.ArrowScorer, rows: Any) -> Any:
    """Spark's own schema of the results."""
    schema = score.schema(rows.limit(0).toArrow().schema)
    return spark.createDataFrame(schema.empty_table()).schema


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("keep", ["all", ["id"]])
def test_results_are_those_of_the_network_to_the_last_bit(
    spark: Any, dtype: Any, keep: Any
) -> None:
    network = network_of(dtype)
    table = rows_of(network, 2500)
    rows = spark.createDataFrame(table).repartition(5)
    score = arrow.scorer(network, keep)
    results = rows.mapInArrow(score, types(spark, score, rows)).toArrow()
    assert results.schema.equals(score.schema(table.schema))
    assert found(network, results) == expected(network, table)


def test_partitions_without_rows_and_nulls(spark: Any) -> None:
    network = network_of("float64")
    table = rows_of(network, 600, nulls=True)
    rows = (
        spark.createDataFrame(table)
        .repartition(8)
        .where("id < 3")
        .unionAll(spark.createDataFrame(table).coalesce(1).where("id >= 3"))
    )
    score = arrow.scorer(network, ["id"], missing=2.5)
    results = rows.mapInArrow(score, types(spark, score, rows)).toArrow()
    assert found(network, results) == expected(network, table, missing=2.5)


def test_a_null_that_is_not_expected_ends_the_job_with_its_place(spark: Any) -> None:
    network = network_of("float64")
    rows = spark.createDataFrame(rows_of(network, 600, nulls=True)).coalesce(1)
    score = arrow.scorer(network, ["id"])
    from pyspark.errors import PythonException

    with pytest.raises(PythonException) as error:
        rows.mapInArrow(score, types(spark, score, rows)).toArrow()
    assert ": the cell is empty" in str(error.value)
    assert "fwdprop.errors.InputError: batch 1: row " in str(error.value)
    assert "help: missing=0 or missing=float('nan') says what to take for it" in str(error.value)


def test_a_process_that_is_killed_costs_its_task_and_no_row(spark: Any, tmp_path: Path) -> None:
    network = network_of("float64")
    table = rows_of(network, 4000)
    rows = spark.createDataFrame(table).repartition(4)
    score = arrow.scorer(network, ["id"])
    started, killed = tmp_path / "started", tmp_path / "killed"

    def dies_once(batches: Iterator[Any]) -> Iterator[Any]:
        with started.open("a") as notes:
            notes.write("x")
        for number, batch in enumerate(score(batches)):
            if number == 5:
                try:
                    killed.touch(exist_ok=False)
                except FileExistsError:
                    pass
                else:
                    os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    results = rows.mapInArrow(dies_once, types(spark, score, rows)).toArrow()
    assert killed.exists()
    assert len(started.read_text()) == 5
    assert found(network, results) == expected(network, table)


def test_a_process_that_dies_each_time_ends_the_job(spark: Any) -> None:
    """Three times, and there are no results that look complete."""
    network = network_of("float64")
    rows = spark.createDataFrame(rows_of(network, 1000)).repartition(2)
    score = arrow.scorer(network, ["id"])

    def dies(batches: Iterator[Any]) -> Iterator[Any]:
        yield next(score(batches))
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Exception, match="failed 3 times"):
        rows.mapInArrow(dies, types(spark, score, rows)).toArrow()


def test_columns_by_name_of_any_numbers_in_any_order(spark: Any) -> None:
    network = network_of("float64")
    table = rows_of(network, 300)
    numbers = pa.table({name: [k % 2 for k in range(300)] for name in network.inputs})
    rows = spark.createDataFrame(numbers.append_column("id", table.column("id")))
    kinds = ["double", "float", "int", "boolean", "decimal(5,2)"]
    cast = [f"cast({name} as {kinds[k % 5]})" for k, name in enumerate(network.inputs)]
    rows = rows.selectExpr("id", "'note' as note", *reversed(cast))
    score = arrow.scorer(network, ["id", "note"])
    results = rows.mapInArrow(score, types(spark, score, rows)).toArrow()
    expect = numbers.append_column("id", table.column("id"))
    assert found(network, results) == expected(network, expect)
    assert set(results.column("note").to_pylist()) == {"note"}
