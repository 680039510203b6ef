"""Files of rows -> their traces, one after the other in flat memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from fwdprop.analysis.examples import rows_together
from fwdprop.forward.passes import Pass, run
from fwdprop.forward.trace import Trace, trace
from fwdprop.network.network import Network
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.skipped import Skipped


@dataclass
class Traced:
    """The trace of every row of the files, each with its number from 1 over all of them.

    Rows that are skipped are counted, too.

    `advance` is called when the traces of a block were taken, with its rows and the bytes read so
    far. `first_non_finite` is the number of the first row with a value that is not finite, and its
    pass alone.
    """

    network: Network
    feed: Feed
    skipped: Skipped
    advance: Callable[[int, int], None]
    first_non_finite: tuple[int, Pass] | None = None

    def __iter__(self) -> Iterator[tuple[int, Trace]]:
        before, step = 0, rows_together(self.network)
        with closing(self.feed.blocks(self.skipped)) as blocks:
            for block in blocks:
                numbers = (block.positions + before + 1).tolist()
                for start in range(0, len(block.x), step):
                    computed = run(self.network, block.x[start : start + step])
                    some = numbers[start : start + step]
                    self._note(computed, some)
                    for row in range(len(computed.x)):
                        yield some[row], trace(computed, row)
                before = numbers[-1] - 1
                self.advance(len(block.x), self.feed.position)

    def _note(self, computed: Pass, numbers: Sequence[int]) -> None:
        """Looks for the first row that is not finite in the pass of the rows with these numbers."""
        if self.first_non_finite is not None or computed.first_non_finite() is None:
            return
        finite = [np.isfinite(each).all(axis=1) for each in (computed.x, *computed.z, *computed.a)]
        row = int(np.argmin(np.logical_and.reduce(finite)))
        self.first_non_finite = numbers[row], run(self.network, computed.x[row : row + 1])
