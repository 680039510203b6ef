"""The numbers of an array as programs read them, many at a time: as text, or rounded.

Each text is that of `numerals.exact`. Python writes float64 numbers fast enough; pyarrow, where it
is loaded, is several times as fast, and writes the numbers of `_spelled_alike` in the same way.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from fwdprop import numerals
from fwdprop.arrays import Array
from fwdprop.tables import pyarrow_arrays


def texts(numbers: Array, digits: int | None = None) -> list[str]:
    """The text of each number of an array, in its order: exact, or with so many digits."""
    flat = numbers.ravel()
    if digits is not None:
        return [numerals.rounded(number, digits) for number in flat.tolist()]
    if flat.dtype != np.float64:
        return [numerals.exact(number) for number in flat]
    # One text of all numbers takes half the time of one text each.
    spelled = repr(flat.tolist())[1:-1] + ", "
    return spelled.replace(".0, ", ", ").split(", ")[: len(flat)]


def rounded(y: Array, digits: int | None) -> Array:
    """The numbers, each the nearest to its text with so many significant digits."""
    if digits is None:
        return y
    flat = [float(numerals.rounded(number, digits)) for number in y.ravel().tolist()]
    with np.errstate(over="ignore"):
        return np.array(flat).astype(y.dtype).reshape(y.shape)


def arrow_texts(numbers: Array) -> list[Any]:
    """The exact text of each number (rows, columns): a pyarrow string array for each column."""
    return [_column(column) for column in numbers.T]


def _column(numbers: Array) -> Any:
    import pyarrow
    import pyarrow.compute

    spelled = pyarrow_arrays.of_numbers(numbers).cast(pyarrow.string())
    alike = _spelled_alike(numbers)
    if alike.all():
        return spelled
    others = pyarrow_arrays.of_texts(texts(numbers[~alike]))
    return pyarrow.compute.replace_with_mask(spelled, pyarrow_arrays.of_flags(~alike), others)


def _spelled_alike(numbers: Array) -> Array:
    """Which numbers pyarrow writes as Python does, except for a final `.0`.

    It writes 0.00001 for 1e-05, 1e-7 for 1e-07 and 1e+10 for 10000000000. Numbers near these limits
    do not count, so that the answer holds for float32, too.
    """
    size = np.abs(numbers)
    plain = (size == 0) | (size > 1.001e-4) & (size < 9.99e9) | ~np.isfinite(size)
    alike: Array = plain | (size < 0.99e-10) | (size > 1.001e16)
    return alike
