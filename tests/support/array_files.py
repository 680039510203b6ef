"""Weights files that must be refused, and what is said of them."""

from __future__ import annotations

import numpy as np
from command_line import Run
from marked_lines import marked_line
from refusals import refusal

W = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])


def marked(fields: str, mark: str, message: str, help: str | None = None) -> str:
    """What stderr must be, with the mark under that part of `weights: {...}`."""
    line = f"  - weights: {{{fields}}}"
    carets = " " * line.rindex(mark) + "^" * len(mark)
    return marked_line(message, line, carets, help, line=3, file="net.yaml")


def refused(fwdprop: Run, fields: str) -> str:
    """What stderr is for `weights: {...}` with these fields."""
    return refusal(fwdprop, f"inputs: [a, b]\nlayers:\n  - weights: {{{fields}}}\n")


PICKLE = (
    "w.npy holds pickled objects, which could run code; it is not read",
    "save plain arrays of numbers with numpy.savez",
)
