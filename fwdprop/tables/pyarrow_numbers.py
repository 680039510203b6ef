"""A pyarrow array as numbers: the one nearest to each value, and which of them are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from fwdprop.arrays import Array
from fwdprop.float32 import all_halfway, beside

if TYPE_CHECKING:
    from fractions import Fraction

# What a float64 holds exactly, and the powers of ten that it does: their quotient is rounded once.
_EXACT, _EXACT_POWER = 1 << 53, 22
# A decimal beyond this is no number that anyone measured, and it would take for ever to reckon.
_MOST_PLACES = 400


def is_number(kind: Any) -> bool:
    """Whether values of that type are read as numbers: all widths, decimals, booleans, nothing."""
    from pyarrow import types

    kind = plain(kind)
    if types.is_decimal(kind):
        return bool(abs(kind.scale) <= _MOST_PLACES)
    known = (types.is_integer, types.is_floating, types.is_boolean, types.is_null)
    return any(bool(each(kind)) for each in known)


def plain(kind: Any) -> Any:
    """The type of the values where these are kept in a dictionary, or are of an extension."""
    import pyarrow

    while True:
        if isinstance(kind, pyarrow.DictionaryType):
            kind = kind.value_type
        elif isinstance(kind, pyarrow.BaseExtensionType):
            kind = kind.storage_type
        else:
            return kind


def numbers(array: Any, dtype: str = "float64") -> tuple[Array, Array | None]:
    """The numbers (rows,) of an array, and which are missing; None where none is.

    float32 and float64 as they are, whole numbers as the nearest of `dtype`, everything else as a
    float64: the nearest, or for float32 one that is rounded as the value itself would.
    """
    import pyarrow
    from pyarrow import types

    if isinstance(array, pyarrow.ExtensionArray):
        return numbers(array.storage, dtype)
    if types.is_dictionary(array.type):
        return _from_dictionary(array, dtype)
    if types.is_null(array.type) or not len(array):
        return np.zeros(len(array)), np.ones(len(array), bool) if len(array) else None
    missing = None
    if array.null_count:
        missing = ~_bits(array.buffers()[0], array.offset, len(array))
    return _values(array, types, dtype), missing


def _values(array: Any, types: Any, dtype: str) -> Array:
    """The numbers of a plain array; what stands where one is missing means nothing."""
    kind, data = array.type, array.buffers()[1]
    if types.is_boolean(kind):
        return _bits(data, array.offset, len(array)).astype(np.float64)
    width = kind.bit_width // 8
    if types.is_decimal(kind):
        stored = np.frombuffer(data, np.uint8, len(array) * width, array.offset * width)
        return _of_decimals(stored, width, kind.scale, dtype)
    letter = "f" if types.is_floating(kind) else "i" if types.is_signed_integer(kind) else "u"
    stored = np.frombuffer(data, f"{letter}{width}", len(array), array.offset * width)
    if letter != "f":
        return stored.astype(dtype)
    return stored if stored.dtype in (np.float64, np.float32) else stored.astype(np.float64)


def _from_dictionary(array: Any, dtype: str) -> tuple[Array, Array | None]:
    values, without = numbers(array.dictionary, dtype)
    indices, missing = numbers(array.indices)
    if missing is not None:
        indices = np.where(missing, 0, indices)
    if not len(values):
        return np.zeros(len(array)), missing
    at = indices.astype(np.int64)
    if without is not None:
        missing = without[at] if missing is None else missing | without[at]
    return values[at], missing


def _bits(data: Any, start: int, count: int) -> Array:
    """So many bits from a start on, as booleans."""
    stored = np.frombuffer(data, np.uint8)[start // 8 : (start + count + 7) // 8]
    return np.unpackbits(stored, bitorder="little")[start % 8 : start % 8 + count].astype(bool)


def _of_decimals(stored: Array, width: int, scale: int, dtype: str) -> Array:
    """The numbers whose digits are little-endian integers of so many bytes, side by side."""
    words = stored.view("<i4" if width == 4 else "<i8").reshape(-1, max(width // 8, 1))
    low = words[:, 0].astype(np.int64)
    small = (low >= -_EXACT) & (low <= _EXACT) & (words[:, 1:] == (low >> 63)[:, None]).all(axis=1)
    if 0 <= scale <= _EXACT_POWER:
        found = low / float(10**scale)
    else:
        found, small = np.zeros(len(low)), np.zeros(len(low), bool)

    def digits(index: int) -> int:
        data = stored[index * width : (index + 1) * width].tobytes()
        return int.from_bytes(data, "little", signed=True)

    for index in np.flatnonzero(~small).tolist():
        found[index] = _quotient(digits(index), scale)
    for index in all_halfway(found).tolist() if dtype == "float32" else ():
        found[index] = beside(found[index], _exact(digits(index), scale))
    return found


def _exact(digits: int, scale: int) -> Fraction:
    from fractions import Fraction

    return digits * Fraction(10) ** -scale


def _quotient(digits: int, scale: int) -> float:
    """Python divides integers of any length with one rounding."""
    try:
        return digits / 10**scale if scale >= 0 else float(digits * 10**-scale)
    except OverflowError:
        return float("inf") if digits > 0 else float("-inf")
