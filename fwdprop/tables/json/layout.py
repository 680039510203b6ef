"""How the rows of a JSON file are made, and which of its columns are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from fwdprop.tables.columns import ALL, ColumnMap, ColumnSpec


@dataclass(frozen=True)
class Layout:
    """Rows are objects, or arrays of `count` values where that is not None.

    `inputs` and `kept` are the keys of what is read, or the positions from 0 in an array; `names`
    and `kept_names` are what they are called.
    """

    columns: ColumnSpec
    count: int | None
    inputs: Sequence[str | int]
    names: Sequence[str]
    kept: Sequence[str | int] = ()
    kept_names: Sequence[str] = ()

    def unkept(self, keys: Iterable[str | int]) -> list[str | int]:
        """The keys that a row has and the first one has not, where all columns are kept."""
        if self.count is not None or self.columns.keep is not ALL:
            return []
        return [key for key in keys if key not in self._keeping]

    def may_be_spelled(self, key: str | int, keys: Collection[str | int]) -> bool:
        """Whether a row without this key may have it with other spaces at the ends."""
        if self.count is not None or key in keys:
            return False
        return any(each != each.strip() for each in (key, *keys) if isinstance(each, str))

    @cached_property
    def _keeping(self) -> frozenset[str | int]:
        return frozenset(self.kept)


def of_objects(columns: ColumnSpec, column_map: ColumnMap) -> Layout:
    """The layout of rows that are objects, for the keys of the first one."""
    inputs = tuple(column_map.names[index] for index in column_map.inputs)
    return Layout(columns, None, inputs, inputs, column_map.kept_names, column_map.kept_names)


def of_arrays(columns: ColumnSpec, column_map: ColumnMap) -> Layout:
    """The layout of rows that are arrays, for the positions in the first one."""
    names = [column_map.names[index] for index in column_map.inputs]
    count = len(column_map.names)
    return Layout(columns, count, column_map.inputs, names, column_map.kept, column_map.kept_names)


def unseen(columns: ColumnSpec) -> Layout:
    """The layout where no row can be read that would show it."""
    inputs = tuple(map(columns.name_in_file, columns.inputs))
    keep = () if columns.keep is ALL else tuple(map(str.strip, columns.keep))
    return Layout(columns, None, inputs, inputs, keep, keep)
