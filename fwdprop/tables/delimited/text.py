"""How rows are written with a delimiter between the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fwdprop.tables.text import TextFormat


def delimited(delimiter: str) -> TextFormat:
    """The text of rows with that delimiter between the columns, the header first."""
    special = re.compile(f'[{re.escape(delimiter)}"\r\n]').search

    def quoted(text: str) -> str:
        doubled = text.replace('"', '""')
        return f'"{doubled}"' if special(text) else text

    def around(header: Sequence[str]) -> list[str]:
        return ["", *[delimiter] * (len(header) - 1), "\n"]

    def head(header: Sequence[str]) -> str:
        return delimiter.join(map(quoted, header)) + "\n"

    marks = (delimiter.encode(), b'"', b"\r", b"\n")
    return TextFormat(around, quoted, head, numeral=quoted, special=marks)
