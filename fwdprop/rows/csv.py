"""Comma-separated values, as RFC 4180 describes them, a header line first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.delimited.written import delimited

if TYPE_CHECKING:
    from fwdprop.rows import Reader
    from fwdprop.sources import Source
    from fwdprop.wanted import Wanted

_form = delimited(",")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source; InputError where it has not the columns that are wanted."""
    from fwdprop.delimited import reader

    return reader.read(source, wanted, ",")
