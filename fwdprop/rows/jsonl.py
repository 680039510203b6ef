"""JSON lines: one flat object a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.jsontext import objects

if TYPE_CHECKING:
    from fwdprop.rows import Reader
    from fwdprop.sources import Source
    from fwdprop.wanted import Wanted

_form = objects("", "\n")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source, objects or arrays; InputError where it has not the columns wanted."""
    from fwdprop.jsonrows import lines

    return lines.read(source, wanted)
