"""Some rows out of files of rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

import numpy as np

from fwdprop.arrays import Array
from fwdprop.errors import InputError, UsageError, count
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.skipped import Skipped


def rows_numbered(
    feed: Feed, skipped: Skipped, numbers: Sequence[int], advance: Callable[[int, int], None]
) -> Array:
    """The rows (n, inputs) of those numbers, from 1 over all files, their headers not counted.

    Rows that are skipped are counted, too; nothing behind the last of them is read. `advance` is
    called for each block, with its rows and the bytes read so far. Raises InputError where there is
    no such row, where it was skipped, and where it cannot be read.
    """
    found: dict[int, Array] = {}
    before = 0
    with closing(feed.blocks(skipped)) as blocks:
        for block in blocks:
            end = before + int(block.positions[-1])
            for number in sorted({*numbers} - {*found}):
                at = np.searchsorted(block.positions, number - 1 - before)
                if at < len(block.x) and block.positions[at] == number - 1 - before:
                    found[number] = block.x[at].copy()
                elif number <= end and not skipped.stop:  # else the next block says why
                    raise InputError(f"row {number:,} was skipped", "choose another row")
            before = end
            advance(len(block.x), feed.position)
            if len(found) == len({*numbers}):
                return np.stack([found[number] for number in numbers])
    missing = min({*numbers} - {*found})
    raise InputError(f"there is no row {missing:,}: the data has {count(before, 'row')}")


def only_rows(feed: Feed, skipped: Skipped, number: int) -> Array:
    """The one or two rows (number, inputs) there are; InputError for fewer, UsageError for more."""
    found: list[Array] = []
    with closing(feed.blocks(skipped)) as blocks:
        for block in blocks:
            found += [row.copy() for row in block.x[: number + 1]]
            if len(found) > number:
                several = "several rows" if number == 1 else f"more than {number} rows"
                which = "one: --row 1 is the first" if number == 1 else "two: --row 1 --row 2"
                raise UsageError(f"the data has {several}", f"choose {which}")
    if len(found) < number:
        has = count(len(found), "row") if found else "no row"
        needed = "" if number == 1 else f", and {number} are compared"
        raise InputError(f"the data has {has}{needed}")
    return np.stack(found)
