"""Reading a network with 1 MB of weights in its YAML, against PyYAML's own C loader.

    python tests/benchmarks/reading.py

Prints the ratio of the median times in one process, and how much each adds to the peak memory of a
process of its own after the imports.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np

ROUNDS = 15


def network_file(sizes: tuple[int, ...], folder: Path) -> Path:
    """A network file with its weights inline, node by node."""
    rng = np.random.default_rng(0)
    lines = [f"inputs: {sizes[0]}", "layers:"]
    for fan_in, nodes in pairwise(sizes):
        lines += ["  - activation: relu", "    nodes:"]
        for node, row in enumerate(rng.standard_normal((nodes, fan_in))):
            lines.append(f"      n{node}: [{', '.join(f'{weight:.6f}' for weight in row)}]")
    path = folder / "net.yaml"
    path.write_text("\n".join(lines))
    return path


def with_pyyaml(path: Path) -> object:
    """What PyYAML's C loader makes of the file."""
    import yaml

    return yaml.load(path.read_text(), Loader=yaml.CSafeLoader)


def with_fwdprop(path: Path) -> object:
    """The network."""
    from fwdprop import load

    return load(path)


READERS = {"pyyaml": with_pyyaml, "fwdprop": with_fwdprop}


def added_memory(reader: str, path: Path) -> float:
    """MiB that reading adds to the peak memory of a fresh process after the imports."""
    words = [sys.executable, __file__, reader, str(path)]
    return float(subprocess.run(words, capture_output=True, text=True, check=True).stdout)


def print_added_memory(reader: str, path: Path) -> None:
    """The work of the fresh process: imports, then one reading."""
    import yaml  # noqa: F401

    from fwdprop import load  # noqa: F401

    before = peak_memory()
    READERS[reader](path)
    print(peak_memory() - before)


def peak_memory() -> float:
    """MiB that this process has had at most, by Linux's account of it alone."""
    status = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmHWM:\s*(\d+)", status)[0]) / 1024


def compare() -> None:
    """Prints the two ratios."""
    with tempfile.TemporaryDirectory() as folder:
        path = network_file((784, 128, 10), Path(folder))
        size = path.stat().st_size / 1e6
        times: dict[str, list[float]] = {name: [] for name in READERS}
        for _ in range(ROUNDS):
            for name, read in READERS.items():
                start = time.perf_counter()
                read(path)
                times[name].append(time.perf_counter() - start)
        ours, theirs = (statistics.median(times[name]) for name in ("fwdprop", "pyyaml"))
        print(f"784-128-10, {size:.1f} MB of YAML: {ours / theirs:.3f} times yaml.CSafeLoader")
        ours, theirs = (added_memory(name, path) for name in ("fwdprop", "pyyaml"))
        print(f"memory added: {ours:.1f} of {theirs:.1f} MiB, {ours / theirs:.2f} times")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print_added_memory(sys.argv[1], Path(sys.argv[2]))
    else:
        compare()
