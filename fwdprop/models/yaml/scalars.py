"""What the parser's events of scalars say: tags, plain numbers, rows that were cut out."""

from __future__ import annotations

from typing import Any

import yaml

from fwdprop.models.spec.values import Row

CORE = "tag:yaml.org,2002:"
SCALAR_TAGS = {None, "!", *(CORE + name for name in ("str", "int", "float", "bool", "null"))}
_DIGITS = frozenset("+-.0123456789")


def is_number(event: Any) -> bool:
    """Whether an event is a scalar that looks like a number, and nothing but that."""
    return (
        type(event) is yaml.ScalarEvent
        and event.value[:1] in _DIGITS
        and not event.style
        and event.tag is None
        and event.anchor is None
    )


class Run(Row):
    """The items of a block sequence, which stand in the sequence as one."""

    __slots__ = ()
