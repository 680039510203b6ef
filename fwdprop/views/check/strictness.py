"""To how many digits, or to which tolerance, values hold, in words."""

from __future__ import annotations

from fwdprop import numerals
from fwdprop.analysis.examples import ComparedValue
from fwdprop.analysis.strictness import Strictness
from fwdprop.analysis.tolerances import Rule
from fwdprop.errors import count
from fwdprop.network.network import Network


def words(strictness: Strictness) -> str:
    """`to 3-6 digits or within 1e-09 relative or 1e-12`; nothing if nothing was compared."""
    ranges = strictness.ranges
    found = [_digits(*map(int, ranges["digits"]))] if "digits" in ranges else []
    none = (0.0, 0.0)
    kinds: tuple[tuple[Rule, str], ...]
    kinds = ("relative", " relative"), ("absolute", "")
    within = [_span(ranges[rule]) + kind for rule, kind in kinds if ranges.get(rule, none) != none]
    if within:
        found.append(f"within {' or '.join(within)}")
    if "exact" in ranges or ranges.get("absolute") == none:
        found.append("exactly")
    return " or ".join(found)


def cut_off(network: Network, value: ComparedValue, more: int) -> str:
    """Which value is cut off, and what it rounds to; how many `more` there are.

    `layer output, node o1 is cut off: 0.70860 rounds to 0.709; so are 2 more values`.
    """
    layer, node = value.expected.layer, value.expected.node
    where = f"layer {network.name_of(layer)}, node {network.nodes_of(layer)[node]}"
    others = f"; so {'is' if more == 1 else 'are'} {more:,} more" if more else ""
    return f"{where} is {value.remark}{others}"


def _digits(fewest: int, most: int) -> str:
    return f"to {count(most, 'digit')}" if fewest == most else f"to {fewest}-{most} digits"


def _span(amounts: tuple[float, float]) -> str:
    least, most = map(numerals.rounded, amounts)
    return least if least == most else f"{least} to {most}"
