"""Files of rows -> a sample of them, in flat memory."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

from fwdprop.analysis.interactions.sample import Sample
from fwdprop.errors import UsageError
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.skipped import Skipped
from fwdprop.tables.columns import ColumnSpec

_TARGET = "the target"


def draw(
    sample: Sample, feed: Feed, skipped: Skipped, advance: Callable[[int, int], None]
) -> Sample:
    """The sample, when it was shown every row of the files.

    `advance` is called for each block, with its rows and the bytes read so far.
    """
    before = 0
    with closing(feed.blocks(skipped)) as blocks:
        for block in blocks:
            sample.note(block.x, block.positions[:-1] + before + 1)
            before += int(block.positions[-1])
            advance(len(block.x), feed.position)
    return sample


def with_target(columns: ColumnSpec, target: str) -> ColumnSpec:
    """The same columns and one more, whose numbers are read as those of inputs are."""
    if target in map(columns.name_in_file, columns.inputs):
        raise UsageError(f"--target names '{target}', which is an input", "name another column")
    name = _TARGET
    while name in columns.inputs:
        name += "'"
    named = {**columns.names_in_file, name: target}
    return replace(columns, inputs=(*columns.inputs, name), names_in_file=named)
