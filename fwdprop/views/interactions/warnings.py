"""What was left out of the interactions, in words."""

from __future__ import annotations

from collections.abc import Iterator

from fwdprop.analysis.interactions.result import Interactions
from fwdprop.errors import count, listed


def left_out(found: Interactions) -> Iterator[str]:
    """A sentence for the rows, and one for the mixed rows, with numbers that are not finite."""
    rows = found.rows
    if rows.left_out:
        has, was = ("has", "was") if rows.left_out == 1 else ("have", "were")
        which = listed([f"row {number:,}" for number in rows.first])
        more = rows.left_out - len(rows.first)
        further = f" and {more:,} more" if more else ""
        yield (
            f"{count(rows.left_out, 'row')} {has} a number or a result that is not finite and"
            f" {was} left out: {which}{further}"
        )
    for index, pair in enumerate(found.pairs.tolist()):
        lost = int(found.not_finite[:, index].max())
        if lost:
            names = " and ".join(found.network.inputs[each] for each in pair)
            yield (
                f"{names}: {lost:,} of {count(len(rows.x) ** 2, 'comparison')} {_were(lost)} left"
                " out, since a result for a mixed row is not finite"
            )


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
