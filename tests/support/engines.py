"""Engines that hold rows in Arrow: which of them are here, and rows to score in them."""

from __future__ import annotations

import os
import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from mixed_networks import mixed_network

from fwdprop import Network
from fwdprop.numerals import DType

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

BESIDE = {"pyspark": ("pandas",), "dask": ("pandas",)}
"""What an engine needs for frames and Arrow."""

ALONE = {
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": "--conf spark.ui.enabled=false --conf spark.log.level=ERROR"
    " --conf spark.sql.execution.arrow.maxRecordsPerBatch=100 pyspark-shell",
    "SPARK_LOCAL_IP": "127.0.0.1",
    "RAY_USAGE_STATS_ENABLED": "0",
}
"""The environment in which an engine listens to this machine and talks to nobody."""

LONGEST = 300
"""After so many seconds an engine hangs."""


def need(name: str) -> None:
    """Skips the test, or the file, where an engine is absent, and says how to have it."""
    for each in (name, *BESIDE.get(name, ())):
        if find_spec(each) is None:
            pytest.skip(f"{each} is not installed: bash .ci/engines", allow_module_level=True)
    if name == "pyspark" and shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java: bash .ci/engines", allow_module_level=True)


def rows_of(network: Network, rows: int, nulls: bool = False) -> pa.Table:
    """A table of rows for a network, with their numbers in a column `id` behind the inputs."""
    rng = np.random.default_rng(rows)
    columns: dict[str, Any] = {}
    for name in network.inputs:
        missing = rng.random(rows) < 0.1 if nulls else None
        columns[name] = pa.array(rng.standard_normal(rows), mask=missing)
    return pa.table({**columns, "id": np.arange(rows)})


def expected(network: Network, table: pa.Table, missing: float = 0) -> dict[str, bytes]:
    """The bytes of each output of the network for a table in the order of its `id`."""
    table = table.sort_by("id")
    x = np.column_stack([table.column(name).fill_null(missing) for name in network.inputs])
    y = network.forward(x)
    names = network.layers[-1].nodes
    return {name: y[:, index].tobytes() for index, name in enumerate(names)}


def found(network: Network, results: pa.Table) -> dict[str, bytes]:
    """The bytes of each output in a table of results, in the order of their `id`.

    Proves that each `id` is there once.
    """
    results = results.sort_by("id")
    assert results.column("id").to_pylist() == list(range(results.num_rows))
    names = network.layers[-1].nodes
    return {name: results.column(name).to_numpy().tobytes() for name in names}


def network_of(dtype: DType) -> Network:
    """A network of each type, the same in every process."""
    return mixed_network(6, dtype)
