"""How rows are written as flat JSON objects, keyed like the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from json import JSONEncoder

from fwdprop.tables.text import TextFormat


def objects(
    before: str, after: str, head: str = "", tail: tuple[str, str] = ("", "")
) -> TextFormat:
    """The text of rows as objects, with those texts before and after each.

    `null` stands for nothing, and for nan and the infinities, which JSON does not have. The comma
    that `before` may begin with stands between rows alone.
    """

    def around(header: Sequence[str]) -> list[str]:
        first, *others = [f"{quoted(name)}: " for name in header]
        return [f"{before}{{{first}", *[f", {key}" for key in others], f"}}{after}"]

    joint = "," if before.startswith(",") else ""
    return TextFormat(around, quoted, lambda header: head, "null", "null", joint, tail)


quoted: Callable[[str], str] = JSONEncoder(ensure_ascii=False).encode
"""The text as a JSON string."""
