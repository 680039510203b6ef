"""Files of rows with all that a command needs to go through them: `--data`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.data import DataOptions
from fwdprop.cli.messages import remark, reporting
from fwdprop.errors import ExitStatus
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.rejects import rejects_file
from fwdprop.pipeline.skipped import Skipped
from fwdprop.system.output import Page, page
from fwdprop.system.progress import Advance, progress
from fwdprop.system.terminal import Terminal
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.formats import read_formats

if TYPE_CHECKING:
    from fwdprop.arrays import Array
    from fwdprop.network.network import Network

# A file of so many bytes is read before anyone looks for progress.
_SMALL = 1 << 20


class OpenData(NamedTuple):
    """The rows of the files, those that are skipped, the page for results, and the progress.

    `read` ends the progress, when all rows were read.
    """

    feed: Feed
    skipped: Skipped
    page: Page
    advance: Advance
    read: Callable[[], None]

    def shown(self, rows: int, position: int) -> None:
        """Lets out what was written, and says how far the run is."""
        self.page.flush()
        self.advance(rows, position)

    @property
    def status(self) -> ExitStatus:
        """The exit status as far as it depends on the rows alone."""
        return ExitStatus.NO if self.skipped.rows else ExitStatus.DONE


@contextmanager
def open_data(
    terminal: Terminal,
    data: DataOptions,
    paths: Sequence[str],
    columns: ColumnSpec,
    output: str | None,
    streams: bool = True,
) -> Iterator[OpenData]:
    """The rows of the files, read as the options say, and the page for results.

    Rows that are skipped are reported at the end. Without `streams` the results appear when
    all rows were read, and not while they are.
    """
    feed = Feed(paths, terminal.stdin, data.source_format, read_formats(), columns)
    if feed.warning is not None:
        remark(terminal, "warning", feed.warning)
    with (
        closing(feed),
        rejects_file(terminal, data.rejects, output) as rejects,
        reporting(terminal, Skipped(columns.stop, rejects), data.rejects) as skipped,
        page(terminal, output) as sheet,
        ExitStack() as bar,
    ):
        is_quick = streams or (feed.size is not None and feed.size < _SMALL)
        is_quiet = data.quiet or (is_quick and _is_seen(terminal, sheet))
        advance = bar.enter_context(progress(terminal, is_quiet, feed.size))
        yield OpenData(feed, skipped, sheet, advance, bar.close)
        if rejects is not None:
            rejects.flush()  # where that fails, the results are not put in their place


@contextmanager
def open_chosen(
    terminal: Terminal,
    network: Network,
    data: DataOptions,
    paths: Sequence[str],
    chosen: int | Sequence[int],
    output: str | None,
) -> Iterator[tuple[Page, Array]]:
    """The page for results, and the rows (n, inputs) of these numbers, from 1.

    With one number for the `chosen` ones, these are all the rows there are, and there are so many.
    """
    from fwdprop.pipeline.chosen import only_rows, rows_numbered

    columns = data.column_spec(network)
    with open_data(terminal, data, paths, columns, output, streams=False) as rows:
        source = rows.feed, Skipped(columns.stop)  # without a word: none of them is left out
        if isinstance(chosen, int):
            x = only_rows(*source, chosen)
        else:
            x = rows_numbered(*source, chosen, rows.advance)
        rows.read()
        yield rows.page, x


def _is_seen(terminal: Terminal, sheet: Page) -> bool:
    """Whether the results appear on the terminal where a bar would be drawn."""
    return terminal.is_person and sheet.stream is terminal.stdout
