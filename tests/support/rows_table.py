"""The table of results, a line a row, drawn without a command; and texts to put into it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
from command_line import Stream

from fwdprop.system.terminal import Terminal
from fwdprop.tables.types import Column
from fwdprop.views.run.rows_table import TableWriter


def drawn(
    header: Sequence[str],
    kept: Sequence[Column],
    y: np.ndarray,
    *,
    block: int = 1_000,
    columns: int = 80,
    whole: bool = False,
    encoding: str = "utf-8",
    color: bool = False,
) -> str:
    """The table of rows that come in blocks of one size."""
    environ = {"COLUMNS": str(columns)} | ({} if color else {"NO_COLOR": "1"})
    page = Terminal(Stream(), Stream(tty=True), Stream(), environ, encoding)
    stream = io.BytesIO()
    writer = TableWriter(stream, header, len(kept), page, 6, whole)
    for start in range(0, len(y), block):
        part = slice(start, start + block)
        writer.write(writer.encode([column[part] for column in kept], y[part]))
    writer.close()
    return stream.getvalue().decode(encoding)


ODD = ["[red]x[/red]", ":smile:", "日本", "[/]", "e\x1b[31m", "l\nn", "\\", "‮rtl", "e\u0301", ""]
