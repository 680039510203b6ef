"""The networks and the rows that rows.py measures with, always the same.

python tests/benchmarks/rows_data.py FOLDER               the networks
python tests/benchmarks/rows_data.py FILE COUNT [WIDTH]   rows, in the format of the ending
"""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from engine import parameters

if TYPE_CHECKING:
    import pyarrow as pa

ROOT = Path(__file__).parents[2]
BLOCK = 100_000


def write_networks(folder: Path) -> None:
    """Writes 8-16-1 as net.yaml, net.json and net.onnx; and wide.yaml and digits.yaml."""
    layers = parameters("8-16-1", "float64")
    plain = [(w.tolist(), b.tolist()) for w, b in layers]
    (folder / "net.json").write_text(json.dumps(plain))
    (hidden, hidden_bias), (output, output_bias) = plain
    (folder / "net.yaml").write_text(
        "inputs: 8\nlayers:\n"
        f"  - {{activation: relu, weights: {hidden}, bias: {hidden_bias}}}\n"
        f"  - {{activation: sigmoid, nodes: [y], weights: {output}, bias: {output_bias}}}\n"
    )
    if importlib.util.find_spec("onnx") is not None:
        write_onnx(folder / "net.onnx", layers)
    write_wide(folder)
    for path in (ROOT / "networks").glob("digits.*"):
        shutil.copy(path, folder)


def write_onnx(path: Path, layers: list[tuple[np.ndarray, np.ndarray]]) -> None:
    """Writes 8-16-1 as ONNX, in float64."""
    from onnx import TensorProto, helper, numpy_helper, save

    weights, nodes, last = [], [], "x"
    for k, ((w, b), operator) in enumerate(zip(layers, ("Relu", "Sigmoid"), strict=True)):
        weights += [numpy_helper.from_array(w, f"w{k}"), numpy_helper.from_array(b, f"b{k}")]
        nodes.append(helper.make_node("Gemm", [last, f"w{k}", f"b{k}"], [f"z{k}"], transB=1))
        last = f"a{k}"
        nodes.append(helper.make_node(operator, [f"z{k}"], [last]))
    ends = [
        [helper.make_tensor_value_info(name, TensorProto.DOUBLE, [None, None])]
        for name in ("x", last)
    ]
    graph = helper.make_graph(nodes, "mlp", *ends, weights)
    opsets = [helper.make_opsetid("", 17)]
    save(helper.make_model(graph, opset_imports=opsets, ir_version=10), path)


def write_wide(folder: Path) -> None:
    """Writes 784-512-512-10, its weights in an archive beside the YAML."""
    layers = parameters("784-512-512-10", "float64")
    arrays: dict[str, Any] = {f"w{k}": w for k, (w, _) in enumerate(layers)}
    arrays |= {f"b{k}": b for k, (_, b) in enumerate(layers)}
    np.savez(folder / "wide.npz", **arrays)
    lines = ["inputs: 784", "layers:"]
    for k, activation in enumerate(("relu", "relu", "softmax")):
        lines += [
            f"  - activation: {activation}",
            f"    weights: {{file: wide.npz, array: w{k}}}",
            f"    bias: {{file: wide.npz, array: b{k}}}",
        ]
    (folder / "wide.yaml").write_text("\n".join(lines) + "\n")


def blocks(count: int, width: int) -> Iterator[np.ndarray]:
    """Normal numbers with five digits after the point, (up to BLOCK, width) at a time."""
    rng = np.random.default_rng(1)
    for start in range(0, count, BLOCK):
        yield rng.standard_normal((min(BLOCK, count - start), width)).round(5)


def write_csv(path: Path, count: int, width: int) -> None:
    """Writes rows below a header, with pyarrow where it is installed."""
    with path.open("wb") as file:
        file.write((",".join(names(width)) + "\n").encode())
        for block in blocks(count, width):
            if importlib.util.find_spec("pyarrow") is None:
                np.savetxt(file, block, "%.5f", ",")
            else:
                from pyarrow import csv

                csv.write_csv(arrow(block), file, csv.WriteOptions(include_header=False))


def write_parquet(path: Path, count: int, width: int) -> None:
    """Writes rows in groups of BLOCK, and else as pyarrow does when nothing is asked of it."""
    from pyarrow import parquet

    with parquet.ParquetWriter(path, arrow(np.empty((0, width))).schema) as writer:
        for block in blocks(count, width):
            writer.write_table(arrow(block))


def write_jsonl(path: Path, count: int, width: int) -> None:
    """Writes one flat object a row, with a text of its own in a file that is called `ids`."""
    ids = ({"id": f"row {number}"} if path.stem == "ids" else {} for number in count_from(1))
    with path.open("w") as file:
        for block in blocks(count, width):
            rows = zip(ids, block.tolist(), strict=False)
            lines = (own | dict(zip(names(width), row, strict=True)) for own, row in rows)
            file.writelines(json.dumps(line) + "\n" for line in lines)


def write_npy(path: Path, count: int, width: int) -> None:
    """Writes one float64 array, (count, width)."""
    array = np.lib.format.open_memmap(path, "w+", np.float64, (count, width))
    for k, block in enumerate(blocks(count, width)):
        array[k * BLOCK :][: len(block)] = block


def arrow(block: np.ndarray) -> pa.Table:
    """The block as an Arrow table."""
    import pyarrow as pa

    return pa.table([np.ascontiguousarray(column) for column in block.T], names(block.shape[1]))


def names(width: int) -> list[str]:
    """x0, x1, ..."""
    return [f"x{j}" for j in range(width)]


WRITERS = {
    ".csv": write_csv,
    ".jsonl": write_jsonl,
    ".parquet": write_parquet,
    ".npy": write_npy,
}

if __name__ == "__main__":
    target = Path(sys.argv[1])
    if len(sys.argv) == 2:
        write_networks(target)
    else:
        count, width = int(sys.argv[2]), int((*sys.argv, "8")[3])
        WRITERS[target.suffix](target, count, width)
