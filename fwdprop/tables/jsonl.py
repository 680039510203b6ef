"""JSON lines: one flat object a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fwdprop.tables.json.write import objects

if TYPE_CHECKING:
    from fwdprop.tables.columns import Wanted
    from fwdprop.tables.source import Source
    from fwdprop.tables.types import Reader

_form = objects("", "\n")

write = _form.write
lines = _form.lines


def read(source: Source, wanted: Wanted) -> Reader:
    """The rows of a source, objects or arrays; InputError where it has not the columns wanted."""
    from fwdprop.tables.json import lines as reader

    return reader.read(source, wanted)
