"""The forward pass in the process: fwdprop against onnxruntime and plain NumPy.

    python tests/benchmarks/engine.py [float64] [float32]

Prints, for each network and peer, how many times as fast fwdprop is: ratios of medians of paired
runs, and their geometric mean over the activations. fwdprop runs in a process that was started
as the command starts it, with one BLAS thread; the peers have processes and threads of their own.
Needs onnx and onnxruntime for that peer.
"""

from __future__ import annotations

import importlib.util
import itertools
import math
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from pairs import Contestant, ratio

if TYPE_CHECKING:
    from fwdprop.arrays import Array
    from fwdprop.numerals import DType

SIZES = {
    "8-16-1": 100_000,
    "64-32-10": 100_000,
    "784-128-10": 50_000,
    "784-512-512-10": 16_000,
}
ACTIVATIONS = ("relu", "tanh", "sigmoid")
ROUNDS = 11
AS_THE_COMMAND = {"OPENBLAS_NUM_THREADS": "1"}
Work = Callable[[], object]


def parameters(sizes: str, dtype: DType) -> list[tuple[Array, Array]]:
    """The same seeded weights and biases for every contestant."""
    rng = np.random.default_rng(0)
    widths = [int(width) for width in sizes.split("-")]
    return [
        (
            (rng.standard_normal((nodes, fan_in)) / math.sqrt(fan_in)).astype(dtype),
            rng.standard_normal(nodes).astype(dtype),
        )
        for fan_in, nodes in itertools.pairwise(widths)
    ]


def rows(sizes: str, dtype: DType) -> Array:
    """The same seeded rows for every contestant."""
    width = int(sizes.split("-")[0])
    return np.random.default_rng(1).standard_normal((SIZES[sizes], width)).astype(dtype)


def fwdprop(sizes: str, dtype: DType, activation: str) -> Work:
    """Our own forward pass."""
    from fwdprop import Layer, Network, bind

    layers = tuple(
        Layer(f"layer{k}", tuple(f"n{j}" for j in range(len(b))), w, b, bind(activation), (k,))
        for k, (w, b) in enumerate(parameters(sizes, dtype))
    )
    inputs = tuple(f"x{j}" for j in range(layers[0].weights.shape[1]))
    network, x = Network(inputs, layers, dtype=dtype), rows(sizes, dtype)
    return lambda: network.forward(x)


def numpy(sizes: str, dtype: DType, activation: str) -> Work:
    """`act(x @ W.T + b)`, with the BLAS's own threads."""
    functions: dict[str, Callable[[Array], Array]] = {
        "relu": lambda z: np.maximum(z, 0),
        "tanh": np.tanh,
        "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    }
    act, layers, x = functions[activation], parameters(sizes, dtype), rows(sizes, dtype)

    def work() -> object:
        a = x
        for w, b in layers:
            a = act(a @ w.T + b)
        return a

    return work


def onnxruntime(sizes: str, dtype: DType, activation: str) -> Work:
    """The network as Gemm and activation nodes, in onnxruntime with its own threads."""
    import onnxruntime as ort
    from onnx import TensorProto, helper, numpy_helper

    kind = TensorProto.DOUBLE if dtype == "float64" else TensorProto.FLOAT
    operator = {"relu": "Relu", "tanh": "Tanh", "sigmoid": "Sigmoid"}[activation]
    nodes, weights, last = [], [], "x"
    for k, (w, b) in enumerate(parameters(sizes, dtype)):
        weights += [numpy_helper.from_array(w, f"w{k}"), numpy_helper.from_array(b, f"b{k}")]
        nodes.append(helper.make_node("Gemm", [last, f"w{k}", f"b{k}"], [f"z{k}"], transB=1))
        last = f"a{k}"
        nodes.append(helper.make_node(operator, [f"z{k}"], [last]))
    graph = helper.make_graph(
        nodes,
        "mlp",
        [helper.make_tensor_value_info("x", kind, [None, None])],
        [helper.make_tensor_value_info(last, kind, [None, None])],
        weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10)
    session = ort.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    x = rows(sizes, dtype)
    return lambda: session.run(None, {"x": x})


def contest(name: str, sizes: str, dtype: str, activation: str) -> None:
    """Does a contestant's work for each line on standard input and prints the seconds.

    It is done twice, and the second time counts: the first wakes the cores and threads that slept
    while the other contestant had its turn.
    """
    work: Work = globals()[name](sizes, dtype, activation)
    for _ in sys.stdin:
        work()
        start = time.perf_counter()
        work()
        print(time.perf_counter() - start, flush=True)


def compare(dtype: str, peers: list[str]) -> None:
    """Prints a table of ratios, one line for each network and peer."""
    print(
        f"\n{dtype}: times as fast as     "
        + "  ".join(f"{a:>8}" for a in ACTIVATIONS)
        + "     mean"
    )
    for sizes in SIZES:
        for peer in peers:
            ratios = []
            for activation in ACTIVATIONS:
                words = (sizes, dtype, activation)
                with (
                    Contestant(__file__, ["fwdprop", *words], AS_THE_COMMAND) as ours,
                    Contestant(__file__, [peer, *words]) as theirs,
                ):
                    ratios.append(ratio(ours, theirs, ROUNDS))
            mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
            cells = "  ".join(f"{each:8.2f}" for each in [*ratios, mean])
            print(f"{sizes:15} {peer:12} {cells}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) == 5:
        contest(*sys.argv[1:])
    else:
        known = [name for name in ("numpy", "onnxruntime") if importlib.util.find_spec(name)]
        for dtype in sys.argv[1:] or ("float64", "float32"):
            compare(dtype, known)
