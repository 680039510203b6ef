"""How a delimited file is written: its delimiter and its columns."""

from __future__ import annotations

from dataclasses import dataclass

from fwdprop.tables.columns import ColumnMap, ColumnSpec


@dataclass(frozen=True)
class Layout:
    """The delimiter of a file, its columns, and which of its columns are read.

    `named` says whether its first line is a header.
    """

    delimiter: bytes
    column_map: ColumnMap
    columns: ColumnSpec
    named: bool
