"""How the rows of a JSON file are made, and what of them is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from fwdprop.tables.columns import ALL, Chosen, Wanted


@dataclass(frozen=True)
class Form:
    """Rows are objects, or arrays of `count` values where that is not None.

    `inputs` and `kept` are the keys of what is read, or the positions from 0 in an array; `names`
    and `kept_names` are what they are called.
    """

    wanted: Wanted
    count: int | None
    inputs: Sequence[str | int]
    names: Sequence[str]
    kept: Sequence[str | int] = ()
    kept_names: Sequence[str] = ()

    def unkept(self, keys: Iterable[str | int]) -> list[str | int]:
        """The keys that a row has and the first one has not, where all columns are kept."""
        if self.count is not None or self.wanted.keep is not ALL:
            return []
        return [key for key in keys if key not in self._keeping]

    @cached_property
    def _keeping(self) -> frozenset[str | int]:
        return frozenset(self.kept)


def of_objects(wanted: Wanted, chosen: Chosen) -> Form:
    """The form of rows that are objects, for the keys of the first one."""
    inputs = tuple(map(wanted.column, wanted.inputs))
    return Form(wanted, None, inputs, inputs, chosen.kept_names, chosen.kept_names)


def of_arrays(wanted: Wanted, chosen: Chosen) -> Form:
    """The form of rows that are arrays, for the positions in the first one."""
    names = [chosen.names[index] for index in chosen.inputs]
    count = len(chosen.names)
    return Form(wanted, count, chosen.inputs, names, chosen.kept, chosen.kept_names)


def unseen(wanted: Wanted) -> Form:
    """The form where no row can be read that would show it."""
    inputs = tuple(map(wanted.column, wanted.inputs))
    keep = () if wanted.keep is ALL else wanted.keep
    return Form(wanted, None, inputs, inputs, keep, keep)
