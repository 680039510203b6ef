"""Comma-separated values, as RFC 4180 describes them, a header line first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.writing.delimited import delimited

if TYPE_CHECKING:
    from fwdprop.reading.sources import Source
    from fwdprop.reading.wanted import Wanted
    from fwdprop.rowtypes import Reader

_form = delimited(",")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source; InputError where it has not the columns that are wanted."""
    from fwdprop.reading.delimited import reader

    return reader.read(source, wanted, ",")
