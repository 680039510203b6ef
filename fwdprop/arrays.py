"""Arrays as every room types them, and how they stay read-only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Sealed:
    """An object whose arrays, alone or in tuples, stay read-only when it is copied or pickled.

    NumPy keeps an array's values in a copy and forgets that it was read-only.
    """

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.seal()

    def seal(self) -> None:
        """Makes all its arrays read-only."""
        for value in self.__dict__.values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, np.ndarray):
                    each.flags.writeable = False


class ReadOnly(Sealed):
    """A dataclass whose arrays, alone or in tuples, are its own and read-only from the start."""

    def __post_init__(self) -> None:
        self.seal()


def numbers(array: Array) -> Sequence[float]:
    """The array's items as Python's floats, or as the float32 numbers that they are."""
    return array.tolist() if array.dtype == float else list(array)


def frozen(array: Array, dtype: Any) -> Array:
    """The array in C order and `dtype`, read-only; the same one where it is so already."""
    if array.dtype == dtype and array.flags.c_contiguous and not array.flags.writeable:
        return array
    with np.errstate(over="ignore"):  # what is beyond the range of float32 is refused later
        copy = np.array(array, dtype, order="C")
    copy.flags.writeable = False
    return copy
