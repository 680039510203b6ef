"""One row out of files of rows."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, UsageError, count
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.skipped import Skipped


def row_numbered(feed: Feed, skipped: Skipped, number: int) -> Array:
    """The row (1, inputs) of that number, from 1 over all files, their headers not counted.

    Rows that are skipped are counted, too; nothing behind the row is read. Raises InputError where
    there is no such row, or where it was skipped.
    """
    before = 0
    with closing(feed.blocks(skipped)) as blocks:
        for block in blocks:
            at = np.searchsorted(block.positions, number - 1 - before)
            if at < len(block.x) and block.positions[at] == number - 1 - before:
                return block.x[at : at + 1]
            before += int(block.positions[-1])
            if before >= number:
                raise InputError(f"row {number:,} was skipped", "choose another row")
    raise InputError(f"there is no row {number:,}: the data has {count(before, 'row')}")


def only_row(feed: Feed, skipped: Skipped) -> Array:
    """The one row (1, inputs) that there is; InputError for none, UsageError for several."""
    found: Array | None = None
    with closing(feed.blocks(skipped)) as blocks:
        for block in blocks:
            if len(block.x) > 1 or (len(block.x) and found is not None):
                raise UsageError("the data has several rows", "choose one: --row 1 is the first")
            found = block.x if len(block.x) else found
    if found is None:
        raise InputError("the data has no row")
    return found
