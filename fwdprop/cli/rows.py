"""What a command needs that goes through files of rows: the rows, and where results go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass

from fwdprop.cli.data import Given
from fwdprop.cli.messages import telling_of
from fwdprop.errors import ExitStatus
from fwdprop.pipeline.feed import Feed
from fwdprop.pipeline.rejects import kept_rows
from fwdprop.pipeline.skipped import Skipped
from fwdprop.system.output import Page, page
from fwdprop.system.progress import Advance, progress
from fwdprop.system.terminal import Terminal
from fwdprop.tables.columns import Wanted
from fwdprop.tables.formats import read_formats


@dataclass(frozen=True)
class Fed:
    """The rows of the files that were named, those that are skipped, and the page for results."""

    feed: Feed
    skipped: Skipped
    page: Page
    advance: Advance

    def shown(self, rows: int, position: int) -> None:
        """Lets out what was written, and says how far the run is."""
        self.page.flush()
        self.advance(rows, position)

    @property
    def status(self) -> ExitStatus:
        """The exit status as far as it depends on the rows alone."""
        return ExitStatus.NO if self.skipped.rows else ExitStatus.DONE


@contextmanager
def fed(
    terminal: Terminal,
    given: Given,
    paths: Sequence[str],
    wanted: Wanted,
    output: str | None,
) -> Iterator[Fed]:
    """The rows of the files, read as the options say, with a page for what becomes of them.

    Rows that are skipped are told of at the end.
    """
    feed = Feed(paths, terminal.stdin, given.format, read_formats(), wanted)
    with (
        closing(feed),
        kept_rows(terminal, given.rejects, output) as rejects,
        telling_of(terminal, Skipped(wanted.stop, rejects), given.rejects) as skipped,
        page(terminal, output) as sheet,
        progress(terminal, given.quiet or _is_seen(terminal, sheet), feed.size) as advance,
    ):
        yield Fed(feed, skipped, sheet, advance)
        if rejects is not None:
            rejects.flush()  # where that fails, the results are not put in their place


def _is_seen(terminal: Terminal, sheet: Page) -> bool:
    """Whether the results appear on the terminal where a bar would be drawn."""
    return terminal.is_person and sheet.stream is terminal.stdout
