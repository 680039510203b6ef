"""Objects whose arrays nobody can write to, in copies as well."""

from __future__ import annotations

from typing import Any

import numpy as np


class Sealed:
    """An object whose arrays, alone or in tuples, stay read-only when it is copied or pickled.

    NumPy keeps an array's values in a copy and forgets that it was read-only.
    """

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        for value in state.values():
            for each in value if isinstance(value, tuple) else (value,):
                if isinstance(each, np.ndarray):
                    each.flags.writeable = False
