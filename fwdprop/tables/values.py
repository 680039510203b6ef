"""The bare numbers of a row with spaces between them, for `x=$(fwdprop run ...)`."""

from collections.abc import Sequence

from fwdprop.tables.text import TextFormat


def _around(header: Sequence[str]) -> list[str]:
    return ["", *[" "] * (len(header) - 1), "\n"]


write = TextFormat(_around, str).write
