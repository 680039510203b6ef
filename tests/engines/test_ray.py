"""Ray scores rows in tasks and in actors, two at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from engines import ALONE, expected, found, need, network_of, rows_of

from fwdprop import arrow

need("ray")
pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's, about Ray


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """A cluster of two processes, which nobody else can reach."""
    os.environ.update(ALONE)
    import ray as package

    package.init(
        num_cpus=2,
        include_dashboard=False,
        log_to_driver=False,
        logging_level="ERROR",
        _node_ip_address="127.0.0.1",
    )
    package.data.DataContext.get_current().enable_progress_bars = False
    yield package
    package.shutdown()


def whole(ray: Any, rows: Any) -> pa.Table:
    return pa.concat_tables(ray.get(rows.to_arrow_refs()))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("keep", ["all", ["id"]])
def test_results_of_tasks_are_those_of_the_network(ray: Any, dtype: Any, keep: Any) -> None:
    network = network_of(dtype)
    table = rows_of(network, 2500)
    rows = ray.data.from_arrow([table.slice(start, 500) for start in range(0, 2500, 500)])
    score = arrow.scorer(network, keep)
    size = ray.data.TaskPoolStrategy(size=2)
    results = rows.map_batches(score.table, batch_format="pyarrow", batch_size=150, compute=size)
    results = whole(ray, results)
    assert results.schema.equals(score.schema(table.schema))
    assert found(network, results) == expected(network, table)


def test_results_of_actors_are_those_of_the_network(ray: Any) -> None:
    network = network_of("float64")
    table = rows_of(network, 2500, nulls=True)
    rows = ray.data.from_arrow([table.slice(start, 250) for start in range(0, 2500, 250)])
    score = arrow.scorer(network, ["id"], missing=2.5)

    class Actor:
        def __call__(self, batch: Any) -> Any:
            return score.table(batch)

    size = ray.data.ActorPoolStrategy(size=2)
    results = rows.map_batches(Actor, batch_format="pyarrow", compute=size)
    assert found(network, whole(ray, results)) == expected(network, table, missing=2.5)


def test_blocks_without_rows(ray: Any) -> None:
    network = network_of("float64")
    table = rows_of(network, 40)
    parts = [table.slice(0, 0), table.slice(0, 15), table.slice(0, 0), table.slice(15)]
    score = arrow.scorer(network, ["id"])
    rows = ray.data.from_arrow(parts).map_batches(score.table, batch_format="pyarrow")
    results = whole(ray, rows)
    assert found(network, results) == expected(network, table)


def test_a_null_that_is_not_expected_ends_the_job_with_its_place(ray: Any) -> None:
    network = network_of("float64")
    rows = ray.data.from_arrow(rows_of(network, 600, nulls=True))
    score = arrow.scorer(network)
    results = rows.map_batches(score.table, batch_format="pyarrow")
    with pytest.raises(Exception, match="the cell is empty"):
        whole(ray, results)


def test_a_process_that_is_killed_costs_no_row(ray: Any, tmp_path: Path) -> None:
    network = network_of("float64")
    table = rows_of(network, 2000)
    rows = ray.data.from_arrow([table.slice(start, 250) for start in range(0, 2000, 250)])
    score = arrow.scorer(network, ["id"])
    killed = tmp_path / "killed"

    def dies_once(batch: Any) -> Any:
        try:
            killed.touch(exist_ok=False)
        except FileExistsError:
            return score.table(batch)
        import signal

        os.kill(os.getpid(), signal.SIGKILL)
        return None

    results = whole(ray, rows.map_batches(dies_once, batch_format="pyarrow"))
    assert killed.exists()
    assert found(network, results) == expected(network, table)
