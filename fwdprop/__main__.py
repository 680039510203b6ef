"""The command's way in: `fwdprop`, or `python -m fwdprop`."""

from __future__ import annotations

import os
import sys
from typing import NoReturn


def entry() -> NoReturn:
    """Runs the command line of this process and leaves with its status.

    One BLAS thread, settled before NumPy is loaded, halves the CPU time of loading it; the engine
    shares blocks out over the cores itself. pyarrow's own memory pools keep a third more memory
    than the system's and gain nothing here. Leaving without tearing the interpreter down saves a
    seventh of the whole. An interrupt while modules are still being loaded is one, too.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    try:
        from fwdprop.cli import main
        from fwdprop.terminal import Terminal

        os._exit(main(sys.argv[1:], Terminal.of_process()))
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    entry()
