"""A worksheet as text, and its key as a file of answers that `fwdprop check` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fwdprop.system.report import visible
from fwdprop.system.terminal import Terminal
from fwdprop.views.trace.notation import PLAIN
from fwdprop.views.worksheet.sheet import ANSWERS, CHECK, Sheet


def lines(sheet: Sheet, arithmetic: Iterable[str], terminal: Terminal) -> Iterator[str]:
    """The title, the arithmetic, a line for each answer, and how they are checked."""
    yield _styled(sheet.title, "bold", terminal)
    yield "\n"
    yield from arithmetic
    yield "\n" + _styled(ANSWERS, "bold cyan", terminal)
    yield from (f"  {line}" for line in _answers(sheet))
    # It may be wider than the terminal: a command that is pasted stands on one line.
    yield f"\n{CHECK}{sheet.check}\n"


def key(sheet: Sheet) -> Iterator[str]:
    """The answers, a line each, below comments with the title and the command that reads them."""
    yield f"# {visible(sheet.title)}\n# {sheet.check}\n"
    yield from _answers(sheet)


def _answers(sheet: Sheet) -> Iterator[str]:
    for name, value in sheet.answers:
        yield f"{visible(name)} = {PLAIN.blank if value is None else value}\n"


def _styled(text: str, style: str, terminal: Terminal) -> str:
    if not terminal.is_laid_out:
        return f"{visible(text)}\n"
    from rich.text import Text

    return terminal.drawn(Text(visible(text), style, overflow="fold"))
