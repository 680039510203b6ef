"""The options that say what goes in: `--input`, or `--data` with all that belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import numerals
from fwdprop.cli.argv import JOINT
from fwdprop.cli.options import one_of
from fwdprop.errors import UsageError, listed, nearest, shortened
from fwdprop.tables.columns import ALL, Wanted
from fwdprop.tables.formats import known_as, read_formats

if TYPE_CHECKING:
    from fwdprop.network.network import Network

ON_ERROR = ("stop", "skip")


@dataclass(frozen=True)
class Given:
    """What the command line says of the rows that go in."""

    input: Annotated[
        list[str] | None,
        typer.Option(
            "--input",
            "-i",
            metavar="NUMBERS",
            help="One row of inputs: 2 3, or children=2 accounts=3. Repeat it for more rows.",
        ),
    ] = None
    data: Annotated[
        list[str] | None,
        typer.Option("--data", metavar="FILE...", help="Files of rows; - for standard input."),
    ] = None
    form: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="FORMAT", help=f"Their format: {', '.join(read_formats())}."
        ),
    ] = None
    header: Annotated[
        bool | None,
        typer.Option(
            "--header/--no-header",
            help="Whether the first line holds names; else the line itself decides.",
        ),
    ] = None
    delimiter: Annotated[
        str | None,
        typer.Option("--delimiter", metavar="CHAR", help="What stands between columns: ';'."),
    ] = None
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="INPUT=COLUMN,...",
            help='What the file calls inputs, and outputs to check: age=AGE,size="Body size".',
        ),
    ] = None
    missing: Annotated[
        str | None,
        typer.Option("--missing", metavar="NUMBER", help="What an empty or NA cell is: nan, or 0."),
    ] = None
    on_error: Annotated[
        str | None,
        typer.Option(
            "--on-error",
            metavar="stop|skip",
            help="At a bad row; stop if not told.",
        ),
    ] = None
    rejects: Annotated[
        str | None,
        typer.Option(
            "--rejects", metavar="FILE", help="Skip such rows, and keep them here with the reason."
        ),
    ] = None
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Show no progress on standard error.")
    ] = False

    @property
    def format(self) -> str | None:
        """The format that was asked for, by the name that it has here."""
        return None if self.form is None else known_as(self.form)

    def paths(self, net: str, piped: bool = False) -> list[str]:
        """The files of rows, `-` for standard input; none where `--input` gives the rows.

        `piped` says that standard input is read where nothing else is named. Raises UsageError
        where the options exclude each other.
        """
        if self.data is None and (self.input is not None or not piped or net == "-"):
            self._prove_none_is_for_data()
            return []
        if self.input is not None and self.data is not None:
            help = "leave one of them out"
            raise UsageError("--input and --data exclude each other", help)
        files = [file for each in self.data or ["-"] for file in each.split(JOINT)]
        if not all(files):
            raise UsageError("there is no file behind --data", "name one, or - for standard input")
        if [net, *files].count("-") > 1:
            help = "name - once, and a file for the other"
            raise UsageError("standard input can be read only once", help)
        return files

    def wanted(
        self, network: Network, others: Sequence[str] = (), keep: Sequence[str] = ()
    ) -> Wanted:
        """What is to be read of every row; a UsageError where an option makes no sense.

        `--columns` may name the inputs, and these `others`; `keep` are the texts behind `--keep`.
        """
        from fwdprop.forward.blocks import block_rows

        if self.format is not None:
            one_of("--from", self.format, read_formats())
        if self.on_error is not None:
            one_of("--on-error", self.on_error, ON_ERROR)
        if self.on_error == "stop" and self.rejects is not None:
            raise UsageError("--rejects keeps rows that are skipped", "leave out --on-error stop")
        skips = self.on_error == "skip" or self.rejects is not None
        pairs = list(_pairs(self.columns or []))
        columns = dict(pairs)
        if len(columns) < len(pairs):
            raise UsageError("--columns names an input twice", "name each of them once")
        known = (*network.inputs, *others)
        for name in columns:
            if name not in known:
                near = nearest(name, known)
                help = (
                    f"did you mean {near}?" if near else f"the inputs are {listed(network.inputs)}"
                )
                what = "neither input nor output" if others else "no input"
                raise UsageError(f"--columns names '{name}', which is {what}", help)
        return Wanted(
            network.inputs,
            columns,
            _kept(keep),
            None if self.missing is None else _missing(self.missing, network.dtype),
            self.header,
            None if self.delimiter is None else _delimiter(self.delimiter),
            not skips,
            block_rows(network),
            network.dtype,
        )

    def _prove_none_is_for_data(self) -> None:
        given = {
            "--from": self.form,
            "--header": self.header,
            "--delimiter": self.delimiter,
            "--columns": self.columns,
            "--missing": self.missing,
            "--on-error": self.on_error,
            "--rejects": self.rejects,
        }
        for option, value in given.items():
            if value is not None:
                raise is_for_data(option)


def is_for_data(option: str) -> UsageError:
    """The error for an option that belongs to `--data`, where there is none."""
    help = "leave it out, or name a file of rows, - for standard input"
    return UsageError(f"{option} is for --data", help)


def _parts(texts: Iterable[str], option: str) -> Iterator[str]:
    """The parts of an option's values that stand between commas, but for those within quotes."""
    import csv

    for text in texts:
        # A quote opens a part only where it begins: name="a, b" is put as "name=a, b".
        turned = re.sub(r'(?<![^,"=])([^,"=]++)="', r'"\1=', text)
        try:
            parts = next(csv.reader([turned], skipinitialspace=True, strict=True), [])
        except csv.Error:
            raise UsageError(
                f"{option} has a quote that is not closed: {shortened(text)}"
            ) from None
        if not all(part.strip() for part in parts) or not parts:
            raise UsageError(f"{option} has an empty name: '{shortened(text)}'")
        yield from (part.strip() for part in parts)


def _pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for part in _parts(texts, "--columns"):
        name, equals, column = part.partition("=")
        if not (equals and name.strip() and column.strip()):
            help = "write the input, then what the file calls it: age=AGE"
            raise UsageError(f"--columns: '{shortened(part)}' is not INPUT=COLUMN", help)
        yield name.strip(), column.strip()


def _kept(texts: Iterable[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_parts(texts, "--keep")))
    return ALL if names == ("all",) else names


def _missing(text: str, dtype: str) -> float:
    number = numerals.of_word(text, dtype)
    if number is None:
        help = "--missing nan, or --missing 0"
        raise UsageError(f"--missing is a number, not '{shortened(text)}'", help)
    return number


def _delimiter(text: str) -> str:
    delimiter = {r"\t": "\t", "tab": "\t", "space": " "}.get(text, text)
    if len(delimiter) == 1 and delimiter.isascii() and delimiter not in '"\r\n\0':
        return delimiter
    help = "such as --delimiter ';', or tab"
    raise UsageError(f"--delimiter is one character, not '{shortened(text)}'", help)
