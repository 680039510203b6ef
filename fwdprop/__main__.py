"""The command's way in: `fwdprop`, or `python -m fwdprop`."""

from __future__ import annotations

import os
import signal

# An interrupt while modules are being loaded would leave them halfway, in words of Python's own.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))

import sys
from typing import NoReturn


def entry() -> NoReturn:
    """Runs the command line of this process and leaves with its status.

    One BLAS thread, settled before NumPy is loaded, halves the CPU time of loading it; the engine
    shares blocks out over the cores itself. pyarrow's own memory pools keep a third more memory
    than the system's and gain nothing here. Leaving without tearing the interpreter down saves a
    seventh of the whole.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    # Without threads that pool would complain on standard error as soon as it is loaded.
    os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")
    if "_FWDPROP_COMPLETE" in os.environ:
        _complete()
    from fwdprop.cli.app import main
    from fwdprop.system.interrupts import interrupt, leave
    from fwdprop.system.terminal import Terminal

    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, interrupt)
        os._exit(main(sys.argv[1:], Terminal.of_process()))
    except KeyboardInterrupt:
        leave()


def _complete() -> None:
    """Answers a shell that asks for completions, and leaves; nothing where it is another shell."""
    from fwdprop.cli.completion import answer

    found = answer(sys.argv[1:], os.environ)
    if found is not None:
        os.write(1, found.encode("utf-8", "surrogateescape"))
        os._exit(0)


if __name__ == "__main__":
    entry()
