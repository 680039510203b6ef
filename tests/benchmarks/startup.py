"""The whole command, from the shell's point of view, against importing NumPy and PyYAML.

    python tests/benchmarks/startup.py

Prints each command's median time as a ratio to that of `python -c "import numpy, yaml"`; the two
take turns, in the same environment.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROUNDS = 41
FWDPROP = str(Path(sys.executable).with_name("fwdprop"))
FLOOR = [sys.executable, "-c", "import numpy, yaml"]
RUN = [FWDPROP, "run", "networks/transactions.yaml", "--input", "2", "3"]
COMMANDS = {
    "run, into a pipe": RUN,
    "run, as a table": [*RUN, "--format", "table"],
    "--help": [FWDPROP, "--help"],
    "--version": [FWDPROP, "--version"],
}


def seconds(command: list[str]) -> float:
    """How long the command takes, its output read through a pipe."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, env=os.environ)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, command in COMMANDS.items():
        times = [(seconds(command), seconds(FLOOR)) for _ in range(ROUNDS)]
        ours, floor = (statistics.median(column) for column in zip(*times, strict=True))
        print(f"{name:18} {ours / floor:5.2f} times import numpy, yaml ({floor * 1000:.0f} ms)")
