"""The streams of the process, as one value that tests can replace: what is a terminal, how wide."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from fwdprop.system.report import report, visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from fwdprop.errors import FwdpropError

COLORS = ("auto", "always", "never")
DEFAULT_WIDTH = 80
LEAST_WIDTH = 8


@dataclass
class Terminal:
    """Standard input, output and error as bytes, and the environment that says how to use them.

    `color` is one of COLORS: whether there is colour, whatever the environment says.
    """

    stdin: BinaryIO
    stdout: BinaryIO
    stderr: BinaryIO
    environ: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    color: str = "auto"

    @classmethod
    def of_process(cls) -> Terminal:
        """The process's own streams; one that was closed before the start takes nothing in."""
        return cls(
            _bytes_of(sys.stdin) or io.BytesIO(),
            _bytes_of(sys.stdout) or _Closed(),
            _bytes_of(sys.stderr) or io.BytesIO(),
            os.environ,
            getattr(sys.stdout, "encoding", None) or "utf-8",
        )

    @property
    def is_person(self) -> bool:
        """Whether standard output is a terminal, where a person reads."""
        return self.stdout.isatty()

    @property
    def is_fed(self) -> bool:
        """Whether standard input is a pipe or a file, or bytes in memory that are not none."""
        try:
            mode = os.fstat(self.stdin.fileno()).st_mode
            return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)
        except (OSError, ValueError):
            return isinstance(self.stdin, io.BytesIO) and bool(self.stdin.getbuffer())

    @property
    def width(self) -> int:
        """The columns of a line: `COLUMNS`, else the terminal's, else 80.

        What is coloured is for a terminal, if only through a pager: it is the one of the errors.
        """
        columns = self.environ.get("COLUMNS", "")
        if columns.isdecimal() and 0 < len(columns) < 5 and int(columns) > 0:
            return max(int(columns), LEAST_WIDTH)
        for stream in [self.stdout, *([self.stderr] if self.has_color(self.stdout) else [])]:
            with suppress(OSError, ValueError):
                if columns_there := os.get_terminal_size(stream.fileno()).columns:
                    return max(columns_there, LEAST_WIDTH)
        return DEFAULT_WIDTH

    def has_color(self, stream: BinaryIO) -> bool:
        """Whether the stream shows colour, as `color`, `NO_COLOR` or `FORCE_COLOR` says.

        The first of these that says something counts; else it is a terminal that is not dumb.
        """
        if self.color != "auto":
            return self.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("FORCE_COLOR"):
            return True
        return stream.isatty() and self.environ.get("TERM") != "dumb"

    @property
    def is_laid_out(self) -> bool:
        """Whether texts on standard output are as wide as a terminal, and coloured where it is."""
        return self.is_person or self.has_color(self.stdout)

    @property
    def can_redraw(self) -> bool:
        """Whether standard error is a terminal where a line can be drawn again in its place."""
        return self.stderr.isatty() and self.environ.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """Writes a line for a person to standard error, past everything that is buffered."""
        try:
            self.stderr.write(text.encode("utf-8", "backslashreplace") + b"\n")
            self.stderr.flush()
        except (OSError, ValueError):
            pass  # it is closed: there is no reader

    def report(self, error: FwdpropError) -> None:
        """Writes an error to standard error, after what was written so far."""
        with suppress(OSError, ValueError):  # it may be what the error is about
            self.stdout.flush()
        width = self.of_errors().width
        self.say(report(error, self.has_color(self.stderr), width, self.stderr.isatty()))

    def drawn(self, renderable: RenderableType) -> str:
        """The text that draws something with Rich, as wide as the terminal, coloured where that is.

        No line ends in spaces.
        """
        page = _Page(self.encoding)
        self._console(page, self.width).print(renderable)
        return "\n".join(line.rstrip() for line in page.getvalue().split("\n"))

    def fits(self, renderable: RenderableType) -> bool:
        """Whether something is drawn in the terminal's width without wrapping a cell."""
        console = self._console(_Page(self.encoding), 1_000_000)
        return console.measure(renderable).maximum <= self.width

    def of_errors(self) -> Terminal:
        """The same for drawing on standard error: as wide and as coloured as that is."""
        return replace(self, stdout=self.stderr)

    def console_of_errors(self) -> Console:
        """What Rich draws on standard error with, again and again in its place."""
        page = _Borrowed(self.stderr, self.encoding, "backslashreplace", write_through=True)
        return self.of_errors()._console(page, None, is_terminal=self.can_redraw)

    def for_file(self) -> Terminal:
        """The same for drawing into a file: no colour, UTF-8, 80 columns or `COLUMNS`."""
        return replace(self, stdout=io.BytesIO(), encoding="utf-8", color="never")

    def legible(self, text: str) -> str:
        """A user's text as the terminal can show it, everything else escaped."""
        return visible(text).encode(self.encoding, "backslashreplace").decode(self.encoding)

    @property
    def shows_unicode(self) -> bool:
        """Whether what is drawn may hold any character: the locale has it, and it is not dumb."""
        is_dumb = self.is_person and self.environ.get("TERM") == "dumb"
        return self.encoding.lower().startswith("utf") and not is_dumb

    def symbol(self, character: str, plain: str) -> str:
        """The character where the terminal can show it, else the plain one."""
        return character if self.encoding.lower().startswith("utf") else plain

    def _console(self, page: TextIO, width: int | None, is_terminal: bool | None = None) -> Console:
        from rich.console import Console

        color = self.has_color(self.stdout)
        return Console(
            file=page,
            width=width,
            force_terminal=color if is_terminal is None else is_terminal,
            color_system="standard" if color else None,
            no_color=not color,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
        )

    def encoded(self, text: str) -> bytes:
        """The text for standard output: as the terminal wants it, or in UTF-8 for programs."""
        encoding = self.encoding if self.is_person else "utf-8"
        return text.encode(encoding, "backslashreplace")


class _Page(io.StringIO):
    """Text in memory that says to Rich which characters its reader can show."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The reader's encoding."""
        return self._encoding


class _Borrowed(io.TextIOWrapper):
    """Text on its way to a stream that belongs to others, and stays open when this is closed."""

    def close(self) -> None:
        """Leaves the stream open."""


class _Closed(io.BytesIO):
    """A stream that was closed before the start: writing to it is an error, as the system says."""

    def write(self, data: Any) -> int:
        """Refuses to take anything."""
        if data:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return 0


def _bytes_of(stream: object) -> BinaryIO | None:
    """The stream's bytes, written to the last one even where Python does not buffer them.

    Without a buffer a write that an interrupt cuts short says so, and leaves the rest out.
    """
    found: BinaryIO | None = getattr(stream, "buffer", None)
    if isinstance(found, io.FileIO) and found.writable():
        return io.BufferedWriter(io.FileIO(found.fileno(), "w", closefd=False))
    return found
