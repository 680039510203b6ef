"""JSON lines: one flat object a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.writing.objects import objects

if TYPE_CHECKING:
    from fwdprop.reading.sources import Source
    from fwdprop.reading.wanted import Wanted
    from fwdprop.rowtypes import Reader

_form = objects("", "\n")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source, objects or arrays; InputError where it has not the columns wanted."""
    from fwdprop.reading.jsonrows import lines

    return lines.read(source, wanted)
