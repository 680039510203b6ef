"""What many rows that do not hold have in common, in words."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop import numerals
from fwdprop.analysis.overall import Differences, Overall
from fwdprop.errors import count
from fwdprop.network.network import Network


def sentences(network: Network, overall: Overall, off: int, digits: int) -> Iterator[str]:
    """How far the `off` rows are off, and which slips explain them, a line each."""
    yield _differences(network, overall.differences, digits)
    for words, number in overall.slips:
        these = f"all {off:,}" if number == off else f"{number:,} of the {off:,}"
        yield f"{these} are what you get when {words}"
    if not overall.slips:
        yield f"no known slip explains any of the first {overall.explained}"


def _differences(network: Network, found: Differences, digits: int) -> str:
    others = ""
    if found.others:
        others = f"{count(found.others, 'difference')} {'is' if found.others == 1 else 'are'}"
        others += " not finite"
    if found.node is None:
        return others
    depth, node = found.node
    where = f"layer {network.name_of(depth)}, node {network.nodes_of(depth)[node]}"
    mean, largest = (numerals.rounded(each, digits) for each in (found.mean, found.largest))
    most = f"off by {mean} on average and {largest} at most, in row {found.row:,}, {where}"
    return f"{most}; {others}" if others else most
