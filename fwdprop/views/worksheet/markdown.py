"""A worksheet, or its key, as Markdown: the answers are a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.views.markdown import escaped, table
from fwdprop.views.trace.notation import PLAIN
from fwdprop.views.worksheet.sheet import ANSWERS, Sheet


def lines(sheet: Sheet, arithmetic: Iterable[str]) -> Iterator[str]:
    """The title, the arithmetic, a row for each answer, and the command that checks them."""
    yield f"## {escaped(sheet.title)}\n\n"
    yield from arithmetic
    yield f"\n### {ANSWERS}\n\n"
    yield from _answers(sheet)


def key(sheet: Sheet) -> Iterator[str]:
    """The title, a row for each answer, and the command that checks them."""
    yield f"## {escaped(sheet.title)}\n\n"
    yield from _answers(sheet)


def _answers(sheet: Sheet) -> Iterator[str]:
    rows = [(name, PLAIN.blank if value is None else value) for name, value in sheet.answers]
    yield table(("node", "value"), rows)
    yield f"\n    {sheet.check}\n"
