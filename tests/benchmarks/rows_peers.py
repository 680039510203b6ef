"""The other ways to a prediction on every row of a file, each as its own users would write it.

rows.py runs them, each a process of its own; this file is both the list of them and, for the ones
in Python, their script: `rows_peers.py PEER FOLDER SOURCE TARGET`. They read the network from what
rows_data.py wrote into the folder, so that none of them pays for a package that it does not need.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from processes import Command

NAMES = [f"x{j}" for j in range(8)]
HIDDEN = [f"h{j}" for j in range(16)]
Words = Callable[[Path, Path, Path], list[str]]


@dataclass(frozen=True)
class Peer:
    """Another way to do the job, which needs packages or a program.

    `at_most` are the rows that one has the patience for.
    """

    title: str
    words: Words
    packages: tuple[str, ...] = ()
    program: str | None = None
    at_most: int | None = None

    @property
    def installed(self) -> bool:
        """Whether everything that it needs is there."""
        found = all(importlib.util.find_spec(package) for package in self.packages)
        return found and (self.program is None or shutil.which(self.program) is not None)

    def command(self, source: Path, rows: int) -> Command:
        """The job on a file, whose folder holds the network; a program writes to its stdout."""
        output = source.with_name("theirs" + source.suffix)
        words = self.words(source.parent, source, output)
        return Command(words, rows, output, to_stdout=self.program is not None)


def script(name: str) -> Words:
    """The command line of a peer in this file."""
    return lambda *paths: [sys.executable, __file__, name, *map(str, paths)]


def sums(layer: tuple[list[list[float]], list[float]], names: list[str]) -> list[str]:
    """Each node's products and bias, as an expression in about any language."""
    return [
        " + ".join([f"{b:.16e}", *(f"{v:.16e} * {n}" for v, n in zip(w, names, strict=True))])
        for w, b in zip(*layer, strict=True)
    ]


def sql(folder: Path, source: Path, target: Path) -> str:
    """The whole job as one statement of DuckDB."""
    first, last = json.loads((folder / "net.json").read_text())
    columns = ", ".join(f"'{n}': 'DOUBLE'" for n in NAMES)
    nodes = zip(HIDDEN, sums(first, NAMES), strict=True)
    hidden = ", ".join(f"greatest(0e0, {z}) AS {h}" for h, z in nodes)
    [z] = sums(last, HIDDEN)
    rows = f"read_csv('{source}', header = true, auto_detect = false, columns = {{{columns}}})"
    query = f"SELECT 1 / (1 + exp(-({z}))) AS y FROM (SELECT {hidden} FROM {rows})"
    return f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER)"


def duckdb(folder: Path, source: Path, target: Path) -> None:
    """DuckDB with its own threads, in its own default of keeping the order."""
    import duckdb

    duckdb.sql(sql(folder, source, target))


def polars(folder: Path, source: Path, target: Path) -> None:
    """Polars' streaming engine, the network as expressions."""
    import polars as pl

    first, last = json.loads((folder / "net.json").read_text())

    def affine(layer: tuple[list[list[float]], list[float]], names: list[str]) -> list[pl.Expr]:
        return [
            sum((v * pl.col(n) for v, n in zip(w, names, strict=True)), pl.lit(b))
            for w, b in zip(*layer, strict=True)
        ]

    rows = pl.scan_csv(source, schema=dict.fromkeys(NAMES, pl.Float64))
    hidden = (z.clip(0).alias(h) for h, z in zip(HIDDEN, affine(first, NAMES), strict=True))
    [z] = affine(last, HIDDEN)
    rows.select(*hidden).select((1 / (1 + (-z).exp())).alias("y")).sink_csv(target)


def pandas(folder: Path, source: Path, target: Path) -> None:
    """Chunks through pandas' reader, onnxruntime in float64, and pandas' writer."""
    import onnxruntime as ort
    import pandas as pd

    session = ort.InferenceSession(folder / "net.onnx", providers=["CPUExecutionProvider"])
    with target.open("w") as file:
        for k, chunk in enumerate(pd.read_csv(source, dtype="float64", chunksize=100_000)):
            [y] = session.run(None, {"x": chunk[NAMES].to_numpy()})
            pd.DataFrame(y, columns=["y"]).to_csv(file, header=k == 0, index=False)


def gawk(folder: Path, source: Path, target: Path) -> list[str]:
    """One process of gawk, spared its locale."""
    first, last = json.loads((folder / "net.json").read_text())
    fields = [f"${j}" for j in range(1, 9)]
    hidden = "; ".join(f"{h} = {z}" for h, z in zip(HIDDEN, sums(first, fields), strict=True))
    [z] = sums(last, [f"({h} > 0 ? {h} : 0)" for h in HIDDEN])
    begin = 'BEGIN { FS = ","; OFMT = "%.17g"; print "y" }'
    program = f"{begin} NR > 1 {{ {hidden}; print 1 / (1 + exp(-({z}))) }}"
    return ["env", "LC_ALL=C", "gawk", program, str(source)]


def miller(folder: Path, source: Path, target: Path) -> list[str]:
    """Miller, which has threads of its own."""
    first, last = json.loads((folder / "net.json").read_text())
    fields = [f"${n}" for n in NAMES]
    hidden = "; ".join(f"{h} = {z}" for h, z in zip(HIDDEN, sums(first, fields), strict=True))
    [z] = sums(last, [f"max(0, {h})" for h in HIDDEN])
    program = f'{hidden}; emit1 {{"y": 1 / (1 + exp(-({z})))}}'
    return ["mlr", "--csv", "put", "-q", program, str(source)]


def parquet(folder: Path, source: Path, target: Path) -> None:
    """A plain copy of the columns, batch by batch.

    Without pre_buffer, which is on unless asked: it costs a third more time, and memory that grows.
    """
    from pyarrow.parquet import ParquetFile, ParquetWriter

    file = ParquetFile(source, pre_buffer=False)
    with ParquetWriter(target, file.schema_arrow) as writer:
        for batch in file.iter_batches(columns=NAMES):
            writer.write_batch(batch)


def json_loop(folder: Path, source: Path, target: Path) -> None:
    """json.loads for each line, NumPy for a block of them, json.dumps for each result.

    Where rows have an `id`, it stands beside the result.
    """
    from itertools import islice, repeat
    from operator import itemgetter

    import numpy as np

    layers = json.loads((folder / "net.json").read_text())
    (w0, b0), (w1, b1) = ((np.array(w).T, np.array(b)) for w, b in layers)
    pick = itemgetter(*NAMES)
    with source.open() as lines, target.open("w") as out:
        while rows := [json.loads(line) for line in islice(lines, 10_000)]:
            z = np.maximum(np.array(list(map(pick, rows))) @ w0 + b0, 0) @ w1 + b1
            y = (1 / (1 + np.exp(-z[:, 0]))).tolist()
            own = ({"id": row["id"]} for row in rows) if "id" in rows[0] else repeat({})
            found = zip(own, y, strict=False)
            out.writelines(json.dumps(each | {"y": value}) + "\n" for each, value in found)


def json_bare(folder: Path, source: Path, target: Path) -> None:
    """Only json.loads for each line, and the eight values."""
    from operator import itemgetter

    pick = itemgetter(*NAMES)
    with source.open() as lines:
        for line in lines:
            pick(json.loads(line))


def forward(network: Path, source: Path, target: Path) -> None:
    """A contestant of pairs.py: the forward pass, with the network and the rows in memory.

    It is done twice, and the second time counts: the first wakes what slept.
    """
    import time

    import numpy as np

    import fwdprop

    net, rows = fwdprop.load(network), np.load(source)
    np.save(target, net.forward(rows))
    for _ in sys.stdin:
        net.forward(rows)
        start = time.perf_counter()
        net.forward(rows)
        print(time.perf_counter() - start, flush=True)


def check_parquet(folder: Path, source: Path, result: Path) -> None:
    """Fails unless the result is what NumPy makes of the rows."""
    import numpy as np
    from pyarrow.parquet import read_table

    x = np.column_stack([column.to_numpy() for column in read_table(source, columns=NAMES)])
    [(w0, b0), (w1, b1)] = json.loads((folder / "net.json").read_text())
    z = np.maximum(x @ np.transpose(w0) + b0, 0) @ np.transpose(w1) + b1
    y = read_table(result).column("y").to_numpy()
    np.testing.assert_allclose(y, 1 / (1 + np.exp(-z[:, 0])), rtol=0, atol=1e-6)


CSV = {
    "duckdb": Peer("DuckDB", script("duckdb"), ("duckdb",)),
    "polars": Peer("Polars, streaming", script("polars"), ("polars",)),
    "pandas": Peer("pandas with onnxruntime", script("pandas"), ("pandas", "onnxruntime", "onnx")),
    "gawk": Peer("gawk", gawk, program="gawk", at_most=200_000),
    "mlr": Peer("Miller", miller, program="mlr", at_most=50_000),
}
PARQUET = Peer("pyarrow, a copy of the 8 columns", script("parquet"), ("pyarrow",))
JSON_LINES = Peer("json.loads, NumPy, json.dumps", script("json_loop"))
JSON_BARE = Peer("json.loads and nothing else", script("json_bare"))

if __name__ == "__main__":
    globals()[sys.argv[1]](*map(Path, sys.argv[2:]))
