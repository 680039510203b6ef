"""fwdprop interactions: its cost beside run's start-up, at other sizes, and beside scikit-learn.

    python tests/benchmarks/interactions.py

Prints for each job its median time, user time and memory, and as a ratio to `fwdprop run` of one
row, the two taking turns; then the pairs of inputs per second beside a loop over scikit-learn's
`partial_dependence` of the same network, which needs scikit-learn.
"""

from __future__ import annotations

import importlib.util
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

import fwdprop
from fwdprop.arrays import Array

ROOT = Path(__file__).parents[2]
FWDPROP = str(Path(sys.executable).with_name("fwdprop"))
RUN = [FWDPROP, "run", "networks/bank.yaml", "--input", "40", "10", "0"]
ROUNDS = 5
RNG = np.random.default_rng(0)


def rows(folder: Path, name: str, x: Array) -> str:
    """A file with the rows."""
    path = folder / name
    np.savetxt(path, x, fmt="%.4g", delimiter=",")
    return str(path)


def jobs(folder: Path) -> dict[str, list[str]]:
    """The command lines, by what they are."""
    iris = RNG.normal([5.8, 3, 3.7, 1.2], [0.8, 0.4, 1.7, 0.7], (300, 4))
    digits = RNG.integers(0, 17, (300, 64))
    many = RNG.normal([5.8, 3, 3.7, 1.2], [0.8, 0.4, 1.7, 0.7], (1_000_000, 4))
    line = [FWDPROP, "interactions"]
    return {
        "bank, 300 rows": [*line, "networks/bank.yaml", "--data", "networks/bank.csv"],
        "iris, 300 rows": [*line, "networks/iris.yaml", "--data", rows(folder, "iris", iris)],
        "iris, a million": [*line, "networks/iris.yaml", "--data", rows(folder, "many", many)],
        "digits --top 8": [
            *(*line, "networks/digits.yaml", "--top", "8"),
            *("--data", rows(folder, "digits", digits)),
        ],
    }


def timed(command: list[str]) -> tuple[float, float]:
    """The seconds that a command takes, on the clock and of the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime - before.ru_utime


def memory(command: list[str]) -> int:
    """The most memory that a command takes, in KiB."""
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], capture_output=True)\n"
    code += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    ran = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(ran.stdout)


def pairs_beside_scikit_learn() -> None:
    """Prints how many times as many pairs are measured a second."""
    from sklearn.base import BaseEstimator, RegressorMixin
    from sklearn.inspection import partial_dependence

    network = fwdprop.load(ROOT / "networks/iris.yaml")
    x = RNG.normal([5.8, 3, 3.7, 1.2], [0.8, 0.4, 1.7, 0.7], (100, 4))

    class Estimator(RegressorMixin, BaseEstimator):  # type: ignore[misc]
        def fit(self, x: Array, y: Array) -> Estimator:
            self.fitted_ = True
            return self

        def predict(self, x: Array) -> Array:
            return network.forward(x)[:, 0]

    model = Estimator().fit(x, x)

    def theirs() -> None:
        for row in x:
            for columns in ([0], [1], [0, 1]):
                grid = {column: row[[column]] for column in columns}
                partial_dependence(
                    model, x, columns, custom_values=grid, method="brute", kind="average"
                )

    def seconds(work) -> float:  # type: ignore[no-untyped-def]
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    times = [
        (seconds(lambda: fwdprop.interactions(network, x, nodes=["setosa"])), seconds(theirs))
        for _ in range(5)
    ]
    ours, other = (statistics.median(column) for column in zip(*times, strict=True))
    rates = f"{6 / ours:,.0f}, scikit-learn {1 / other:,.2f}"
    print(f"pairs a second: {rates}: {6 * other / ours:.0f} times as many")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for title, command in jobs(Path(name)).items():
            pairs = [(timed(command), timed(RUN)) for _ in range(ROUNDS)]
            wall, user = (statistics.median(each[0][k] for each in pairs) for k in (0, 1))
            floor, own = (statistics.median(each[1][k] for each in pairs) for k in (0, 1))
            print(
                f"{title:16} {wall:6.2f} s, {wall / floor:5.2f} times run; user {user:6.2f} s,"
                f" {user / own:5.2f} times; {memory(command) / 1024:.0f} MiB"
            )
    if importlib.util.find_spec("sklearn"):
        pairs_beside_scikit_learn()
