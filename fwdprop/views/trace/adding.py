"""Whether the numbers of an equation as they are printed give the sum as it is printed.

Worked out in decimals without any rounding and without a largest number. Python's decimals know
infinities and nan as IEEE has them: `0 · inf` and `inf - inf` are nan.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Context, Decimal, localcontext
from enum import Enum

# Float64 has 17 digits that count, from 1e308 to 1e-324: no product or sum of such is cut off here.
_EXACT = Context(prec=5_000, Emax=99_999, Emin=-99_999, traps=[])


class Agreement(Enum):
    """What stands between the printed numbers and the printed sum.

    `EXACT`: they give it, rounded half to even. `ROUNDED`: a little more or less. `TOO_LARGE`,
    `TOO_SMALL`: they give a number beyond the range, where another one stands.
    """

    EXACT = 0
    ROUNDED = 1
    TOO_LARGE = 2
    TOO_SMALL = 3


def agreement(
    products: Iterable[tuple[str, str]], total: str, digits: int, smallest: float
) -> Agreement:
    """How the sum of products agrees with a total, all as printed with so many digits.

    A number below the `smallest` one has no digits to lose.
    """
    with localcontext(_EXACT):
        found = sum((Decimal(one) * Decimal(other) for one, other in products), Decimal())
        printed = Decimal(total)
        if found.is_nan() or printed.is_nan():
            return Agreement.EXACT if found.is_nan() and printed.is_nan() else Agreement.TOO_LARGE
        if found.is_infinite() or printed.is_infinite():
            return Agreement.EXACT if found == printed else Agreement.TOO_LARGE
        if Decimal(f"{found:.{digits}g}") == printed:
            return Agreement.EXACT
        is_small = abs(found) < smallest > abs(printed)
        return Agreement.TOO_SMALL if is_small else Agreement.ROUNDED
