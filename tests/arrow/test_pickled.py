"""A scorer in other processes and threads: small, the same to the last bit, and of one version."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from command_line import NETWORKS
from dense_networks import dense_network
from mixed_networks import mixed_network

from fwdprop import Example, FwdpropError, Network, __version__, arrow, load

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")


def rows_for(network: Network, rows: int) -> pa.Table:
    """A table of inputs with a kept column."""
    x = np.random.default_rng(rows).standard_normal((rows, len(network.inputs)))
    columns: dict[str, Any] = {name: x[:, k] for k, name in enumerate(network.inputs)}
    return pa.table({**columns, "id": np.arange(rows)})


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("keep", [None, "all", ["id"]])
def test_a_copy_gives_the_same_results(seed: int, keep: Any) -> None:
    network = mixed_network(seed, "float32" if seed % 2 else "float64")
    score = arrow.scorer(network, keep, "all", missing=1.5)
    table = rows_for(network, 30)
    expected = score.table(table)
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(score, protocol)).table(table).equals(expected)
    assert copy.deepcopy(score).table(table).equals(expected)
    assert pickle.loads(pickle.dumps(score.table))(table).equals(expected)


def test_cloudpickle_carries_it_too() -> None:
    cloudpickle = pytest.importorskip("cloudpickle")
    network = mixed_network(1)
    score = arrow.scorer(network, "all")
    table = rows_for(network, 30)
    for each in (score, lambda: score):
        found = pickle.loads(cloudpickle.dumps(each))
        found = found if each is score else found()
        assert found.table(table).equals(score.table(table))


def test_it_is_as_small_as_its_numbers_whatever_it_did_before() -> None:
    """Neither work space nor indices of names travel, nor the examples of the network."""
    examples = tuple(Example((float(row),) * 200, ()) for row in range(1000))
    plain = dense_network([200, 300, 10])
    network = Network(plain.inputs, plain.layers, examples=examples)
    numbers = sum(layer.weights.nbytes + layer.bias.nbytes for layer in plain.layers)
    score = arrow.scorer(network, keep="all")
    score.table(rows_for(network, 2000))
    assert len(pickle.dumps(score)) < numbers + 20_000
    assert pickle.loads(pickle.dumps(score)).network.layers[0].weights.flags.writeable is False


def test_weights_may_travel_beside_it_without_a_copy() -> None:
    """As Ray and Dask hand large arrays over, in memory that stays theirs."""
    network = dense_network([200, 300, 10])
    buffers: list[Any] = []
    small = pickle.dumps(arrow.scorer(network), 5, buffer_callback=buffers.append)
    assert len(small) < 20_000
    memory = [bytes(each) for each in buffers]
    again = pickle.loads(small, buffers=memory)
    assert not again.network.layers[0].weights.flags.owndata
    table = rows_for(network, 100)
    assert again.table(table).equals(arrow.scorer(network).table(table))


def test_a_process_that_is_started_afresh() -> None:
    network = mixed_network(2)
    score = arrow.scorer(network, "all")
    parts = rows_for(network, 90).to_batches(max_chunksize=30)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(score.table, parts))
    assert found == [score.table(each) for each in parts]


def test_threads_share_one() -> None:
    network = dense_network([9, 30, 4])
    score = arrow.scorer(network, ["id"])
    parts = rows_for(network, 40_000).to_batches(max_chunksize=500)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(score.table, parts))
    assert found == [score.table(each) for each in parts]


ALONE = """\
from pyarrow import parquet
import fwdprop
network = fwdprop.load("net.yaml")
scored = fwdprop.arrow.scorer(network).table(parquet.read_table("rows.parquet"))
parquet.write_table(scored, "scored.parquet")
"""


def test_a_process_with_one_blas_thread_has_the_digits_of_the_command(tmp_path: Path) -> None:
    """A layer of 300 nodes has other last digits where OpenBLAS has several threads."""
    rng = np.random.default_rng(2)
    np.savez(tmp_path / "w.npz", a=rng.standard_normal((300, 300)), b=np.ones((1, 300)))
    layers = [
        "{activation: tanh, weights: {file: w.npz, array: a}}",
        "{weights: {file: w.npz, array: b}}",
    ]
    (tmp_path / "net.yaml").write_text(f"inputs: 300\nlayers: [{', '.join(layers)}]\n")
    rows = {f"x{k}": rng.standard_normal(1500) for k in range(300)}
    parquet.write_table(pa.table(rows), tmp_path / "rows.parquet")
    environ = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    subprocess.run([sys.executable, "-c", ALONE], cwd=tmp_path, env=environ, check=True)
    words = ["-m", "fwdprop", "run", "net.yaml", "--data", "rows.parquet", "-o", "out.parquet"]
    subprocess.run([sys.executable, *words], cwd=tmp_path, check=True)
    found, expected = (
        parquet.read_table(tmp_path / name) for name in ("scored.parquet", "out.parquet")
    )
    assert found.equals(expected)


OTHER = """\
import sys
import fwdprop
fwdprop.__version__ = "9.8.7"
import pickle
try:
    pickle.load(sys.stdin.buffer)
except fwdprop.FwdpropError as error:
    print(error, "|", error.faults[0].help, "|", pickle.loads(pickle.dumps(error)))
"""


def test_another_version_refuses_it_and_names_both() -> None:
    """Before it reads anything else, which may be of another form there."""
    sent = pickle.dumps(arrow.scorer(mixed_network(3)))
    sent = sent.replace(b"fwdprop.forward.callable", b"fwdprop.forward.xallable")
    ran = subprocess.run([sys.executable, "-c", OTHER], input=sent, capture_output=True, check=True)
    said = f"the scorer is of fwdprop {__version__}, and this process has fwdprop 9.8.7"
    help = "install the same version on every machine"
    assert ran.stdout.decode() == f"{said} | {help} | {said}\n"


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FwdpropError) as error:
        arrow.scorer(load(NETWORKS / "transactions.yaml"))
    assert str(error.value) == "scoring Arrow batches needs the pyarrow package"
    assert error.value.faults[0].help == "pip install 'fwdprop-cli[data]'"
