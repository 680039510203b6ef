"""A sweep as rows for programs: the inputs, then the nodes, a row a combination."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fwdprop.analysis.sweep.sweep import Sweep
from fwdprop.arrays import numbers
from fwdprop.tables.types import Cell
from fwdprop.views.sweep.names import columns


def header(sweep: Sweep) -> list[str]:
    """The names of the inputs, then those of the nodes."""
    return [*sweep.network.inputs, *columns(sweep)]


def rows(sweep: Sweep) -> Iterator[Sequence[Cell]]:
    """The cells of the header, the first input that varies slowest."""
    for x, y in sweep.rows():
        for inputs, values in zip(x, y, strict=True):
            yield (*numbers(inputs), *numbers(values))
