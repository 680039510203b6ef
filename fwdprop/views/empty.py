"""The table that views fill: columns three spaces apart, a rule below the titles, no frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.table import Table


def empty_table(header_style: str = "") -> Table:
    """A table without columns and rows."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    return Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style=header_style)
