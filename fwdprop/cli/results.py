"""The results of `fwdprop run` on their way to a page: their format, and what writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.formats import DOCUMENTS, format_for, format_named
from fwdprop.errors import UsageError
from fwdprop.numerals import DIGITS
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import named, written_formats

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fwdprop.network.network import Network
    from fwdprop.system.output import Page
    from fwdprop.tables.types import Writer


def formats() -> tuple[str, ...]:
    """The formats of the results."""
    return ("table", *written_formats(), *DOCUMENTS)


class Results(NamedTuple):
    """Where the results of `fwdprop run` go, and how."""

    terminal: Terminal
    layers: str | None
    labels: bool
    format: str | None
    output: str | None
    precision: int | None
    all: bool
    health: bool
    heading: str | None

    def prove_format(self, is_folder: bool) -> None:
        """Raises UsageError for a format that is not known, or not in a folder of files of rows."""
        if not is_folder:
            format_for(self.format, self.output, "csv", formats())
            return
        asked = self.format and format_named(self.format, DOCUMENTS)
        if asked in DOCUMENTS:
            message = f"-o {self.output} is for files that programs read, and {asked} is for people"
            raise UsageError(message, "choose another --format")
        format_for(self.format, None, "csv", written_formats())

    def format_after(self, came_in: str) -> str:
        """The format of the results; that of the rows is the default in a pipe."""
        default = "table" if self.terminal.is_person else came_in
        return format_for(self.format, self.output, default, formats())

    def prove_whole(self) -> None:
        """Raises UsageError where a file of results would be a table, which leaves rows out."""
        is_file = self.output is not None and self.output != "-"
        if is_file and self.format is None and not self.all and self.format_after("csv") == "table":
            message = f"-o {self.output} would hold a table, which shows the first and last rows"
            raise UsageError(message, "name a file that ends in .csv, or say --format table")

    def writer(
        self, format: str, page: Page, network: Network, depths: list[int], kept: Sequence[str] = ()
    ) -> Writer:
        """A writer of many rows: of kept columns, labels, and the values at the depths."""
        from fwdprop.pipeline.header import columns_of_text, prove_holds_text
        from fwdprop.pipeline.header import header as header_of

        stream, terminal = page.stream, self.terminal
        text = columns_of_text(kept, self.labels)
        header = header_of(network, depths, text)
        if format == "table":
            from fwdprop.views.run.rows_table import TableWriter

            how = self.precision or DIGITS, self.all, self.heading
            return TableWriter(stream, header, len(text), page.terminal, *how)
        if format in DOCUMENTS:
            from fwdprop.views.document import document
            from fwdprop.views.run.document_rows import DocumentWriter

            found, digits = document(format), self.precision or DIGITS
            where = stream, header, len(text), page.terminal
            return DocumentWriter(*where, digits, found, self.heading)
        prove_holds_text(format, kept, self.labels)
        known = named(format)
        assert known is not None
        if known.is_binary and stream is terminal.stdout and terminal.is_person:
            raise UsageError(f"{format} is not for a terminal", "write it to a file: -o FILE")
        from fwdprop.tables import writer

        return writer(format)(stream, header, self.precision)
