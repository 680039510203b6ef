"""The arithmetic of softmax and its relatives: e to the power of each node, and their sum."""

from __future__ import annotations

import math
import sys
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from fwdprop.forward.trace import Shares
from fwdprop.views.trace.notation import Spelling

MOST_EXPONENTIALS = 4
_FAR = Context(prec=28, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def sides(shares: Shares, node: int, write: Spelling) -> list[tuple[bool, str]]:
    """The sides of the node's equation between its sum and its value.

    Each with whether it is the one before that is meant, or only the nearest number that there is.
    """
    notation, total = write.notation, write.number(shares.total, shares.is_total_blank)
    if shares.made_of.is_log:
        logarithm = notation.function(notation.log, total)
        return [(True, f"{_exponent(shares, node, write)}{notation.minus}{logarithm}")]
    over = notation.power(_exponent(shares, node, write))
    exact, exponential = _exponential(shares, node, write)
    under, is_sum = _sum(shares, write)
    first = notation.ratio(over, under, is_sum)
    return [(True, first), (exact, notation.ratio(exponential, total, False))]


def _sum(shares: Shares, write: Spelling) -> tuple[str, bool]:
    """All exponentials: a few of them, or of many a sign for all; and whether they are a sum."""
    notation, many = write.notation, len(shares.exponents)
    if shares.shift == 0 and many > MOST_EXPONENTIALS:
        sign = "-" if shares.made_of.sign < 0 else ""
        return f"{notation.total} {notation.power(f'{sign}z')}", False
    shown = range(min(many, MOST_EXPONENTIALS))
    powers = [notation.power(_exponent(shares, node, write)) for node in shown]
    if many > MOST_EXPONENTIALS:
        powers.append(notation.more)
    return notation.plus.join(powers), many > 1


def _exponent(shares: Shares, node: int, write: Spelling) -> str:
    exponent = write.number(shares.exponents[node], shares.is_blank(node))
    if shares.shift == 0:
        return exponent
    # The shift is one of the exponents.
    shift = write.number(abs(shares.shift), shares.is_total_blank)
    return f"{exponent} {'-' if shares.shift > 0 else '+'} {shift}"


def _exponential(shares: Shares, node: int, write: Spelling) -> tuple[bool, str]:
    """The node's exponential, and whether it is not beyond every range.

    One that is too small for a float64 is worked out in decimals: the value may well be large
    enough to be one.
    """
    if shares.is_blank(node):
        return True, write.notation.blank
    found, exponent = float(shares.exponentials[node]), float(shares.exponents[node])
    is_finite = math.isfinite(exponent) and math.isfinite(shares.shift)
    if not is_finite or not found < sys.float_info.min:
        return True, write.number(found)
    exact = _FAR.exp(_FAR.subtract(Decimal(exponent), Decimal(shares.shift)))
    return bool(exact), write.decimal(exact)
