"""Tab-separated values, quoted as comma-separated ones are, a header line first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.tables.delimited.write import delimited

if TYPE_CHECKING:
    from fwdprop.tables.columns import Wanted
    from fwdprop.tables.source import Source
    from fwdprop.tables.types import Reader

_form = delimited("\t")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source; InputError where it has not the columns that are wanted."""
    from fwdprop.tables.delimited import reader

    return reader.read(source, wanted, "\t")
