"""What goes in: `--input`, or `--data` with all the options that belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.argv import JOINT
from fwdprop.cli.formats import one_of
from fwdprop.cli.options import Group, Option
from fwdprop.errors import UsageError, did_you_mean, listed, nearest
from fwdprop.tables.formats import known_as, read_formats

if TYPE_CHECKING:
    from fwdprop.network.network import Network
    from fwdprop.tables.columns import ColumnSpec

ON_ERROR = ("stop", "skip")


class DataOptions(NamedTuple):
    """What the command line says of the rows that go in."""

    input: list[str] | None
    data: list[str] | None
    source_format: str | None
    header: bool | None
    delimiter: str | None
    columns: list[str] | None
    missing: str | None
    on_error: str | None
    rejects: str | None
    quiet: bool

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

    def written(self, name: str) -> str:
        """The option of that name as it was written: `--no-header`, where that says it."""
        option = next(each for each in DATA.options if each.name == name)
        is_off = option.takes == "switch" and getattr(self, name) is False
        return f"--no-{option.flags[0][2:]}" if is_off else option.flags[0]

    def column_spec(
        self, network: Network, keep: Sequence[str] = (), *, expected: bool = False
    ) -> ColumnSpec:
        """Which columns are read and how; a UsageError where an option makes no sense.

        `--columns` names inputs and, where values are `expected`, nodes; `keep` are the texts
        behind `--keep`.
        """
        from fwdprop.cli.column_spec import kept, number_for_missing, one_character
        from fwdprop.forward.blocks import block_rows
        from fwdprop.tables.columns import ColumnSpec

        if self.source_format is not None:
            one_of("--from", self.source_format, read_formats())
        if self.on_error is not None:
            one_of("--on-error", self.on_error, ON_ERROR)
        if self.on_error == "stop" and self.rejects is not None:
            raise UsageError("--rejects keeps rows that are skipped", "leave out --on-error stop")
        skips = self.on_error == "skip" or self.rejects is not None
        return ColumnSpec(
            network.inputs,
            self._renamed(network, expected),
            kept(keep),
            None if self.missing is None else number_for_missing(self.missing, network.dtype),
            self.header,
            None if self.delimiter is None else one_character(self.delimiter),
            not skips,
            block_rows(network),
            network.dtype,
        )

    def _renamed(self, network: Network, expected: bool) -> dict[str, str]:
        """What the file calls inputs, and nodes with expected values, that it calls otherwise."""
        from fwdprop.cli.column_spec import pairs

        columns: dict[str, str] = {}
        for name, column in pairs(self.columns or []):
            known = _called(network, name, expected)
            if known in columns:
                raise UsageError(f"--columns names '{known}' twice", "name each of them once")
            columns[known] = column
        return columns

    def _prove_none_is_for_data(self) -> None:
        for option in DATA.options:
            is_for_all = option.name in ("input", "data", "quiet")
            if not is_for_all and getattr(self, option.name) is not None:
                raise is_for_data(self.written(option.name))


def _called(network: Network, name: str, expected: bool) -> str:
    """What the network calls the input, or the node with `expected` values, that a name means."""
    names = network.names
    index = names.node(0, name)
    if index is not None:
        return network.inputs[index]
    nodes = names.nodes_named(name) if expected else []
    if len(nodes) > 1:
        nodes = names.result(name)
    if len(nodes) == 1:
        return names.whole_name(nodes[0])
    if nodes:
        raise UsageError(names.not_one(name, nodes))
    near = nearest(name, network.inputs) or (names.nearest_node(name, 1) if expected else None)
    help = did_you_mean(near) or f"the inputs are {listed(network.inputs)}"
    what = "neither input nor node" if expected else "no input"
    raise UsageError(f"--columns names '{name.strip()}', which is {what}", help)


def is_for_data(option: str) -> UsageError:
    """The error for an option that belongs to `--data`, where there is none."""
    help = "leave it out, or name a file of rows, - for standard input"
    return UsageError(f"{option} is for --data", help)


DATA = Group(
    "data",
    (
        Option(
            "input",
            ("--input", "-i"),
            "NUMBERS",
            "One row of inputs: 2 3, or children=2 accounts=3. Repeat it for more rows.",
            "words",
        ),
        Option("data", ("--data",), "FILE...", "Files of rows; - for standard input.", "words"),
        Option(
            "source_format",
            ("--from",),
            "FORMAT",
            f"Their format: {', '.join(read_formats())}.",
            parser=known_as,
            completes=read_formats,
        ),
        Option(
            "header",
            ("--header",),
            None,
            "Whether the first line holds names; else the line itself decides.",
            "switch",
        ),
        Option("delimiter", ("--delimiter",), "CHAR", "What stands between columns: ';'."),
        Option(
            "columns",
            ("--columns",),
            "INPUT=COLUMN,...",
            'What the file calls inputs, and nodes to check: age=AGE,size="Body size".',
            "each",
        ),
        Option("missing", ("--missing",), "NUMBER", "What an empty or NA cell is: nan, or 0."),
        Option(
            "on_error",
            ("--on-error",),
            "stop|skip",
            "At a bad row; stop if not set.",
            completes=lambda: ON_ERROR,
        ),
        Option(
            "rejects",
            ("--rejects",),
            "FILE",
            "Skip such rows, and keep them here with the reason.",
        ),
        Option(
            "quiet",
            ("--quiet", "-q"),
            None,
            "Show no progress on standard error.",
            "flag",
            default=False,
        ),
    ),
    DataOptions,
)
