"""How verdicts on examples, answers and rows are shown, and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.analysis.verdicts import Verdict
    from fwdprop.system.output import Page


@dataclass(frozen=True)
class Shown:
    """How verdicts are shown, and where."""

    terminal: Terminal
    format: str
    output: str | None
    digits: int | None

    @property
    def most(self) -> int | None:
        """How many of a file's missed examples are shown, None for all of them."""
        from fwdprop.analysis.verdicts import MOST_SHOWN

        return MOST_SHOWN if self.format == "text" else None

    def write(self, page: Page, verdicts: Iterable[Verdict]) -> Iterable[str]:
        """Writes the verdicts as they come; what there is to say about the signs in them."""
        if self.format != "text":
            from fwdprop.tables import lines
            from fwdprop.views.check.rows import HEADER, rows

            cells = (row for each in verdicts for row in rows(each))
            page.write(lines(self.format)(HEADER, cells, self.digits))
            return ()
        from fwdprop.views.check import text as verdict

        equations = verdict.equations()
        for each in verdicts:
            if page.terminal.is_laid_out:
                page.write([verdict.laid_out(each, self.digits, equations, page.terminal)])
            else:
                page.write([verdict.plain(each, self.digits, equations)])
        return equations.notes()
