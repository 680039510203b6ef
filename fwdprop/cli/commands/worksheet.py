"""fwdprop worksheet: a trace with blanks to fill in, and its key."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from fwdprop import numerals
from fwdprop.cli.data import DATA, DataOptions
from fwdprop.cli.formats import format_for
from fwdprop.cli.messages import notes, warn_of_non_finite
from fwdprop.cli.network import READING, Reading, read_network
from fwdprop.cli.one_row import ROW, page_and_row, prove_row
from fwdprop.cli.options import (
    LAYERS,
    NET,
    NODES,
    OUTPUT,
    PRECISION,
    Option,
    format_among,
    whole_number,
)
from fwdprop.cli.share import share_of
from fwdprop.errors import ExitStatus, count
from fwdprop.numerals import DIGITS
from fwdprop.system import shell
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.analysis.worksheet import Ref
    from fwdprop.arrays import Array
    from fwdprop.forward.trace import Trace
    from fwdprop.views.trace.equation import Equations
    from fwdprop.views.trace.text import NodesShown
    from fwdprop.views.worksheet.sheet import Sheet

ABOUT = "a worksheet is about one row"
HIDDEN = "40%"


def formats() -> tuple[str, ...]:
    """The formats of worksheets and of their keys."""
    return ("text", "markdown", "latex")


OPTIONS = (
    NET,
    DATA,
    ROW,
    LAYERS,
    NODES,
    Option(
        "hide",
        ("--hide",),
        "SHARE",
        f"How many of the nodes shown are left blank: 25%, 1/3 or all; {HIDDEN} if not set.",
        completes=lambda: ("25%", "50%", "75%", "all"),
    ),
    Option(
        "seed",
        ("--seed",),
        "N",
        "What the blanks are drawn from; 0 if not set.",
        parser=whole_number("--seed", 0),
    ),
    Option("key", ("--key",), None, "The answers, not the sheet.", "flag", default=False),
    format_among(formats),
    OUTPUT,
    PRECISION,
    READING,
)


def worksheet(
    terminal: Terminal,
    net: str,
    data: DataOptions,
    row: int | None,
    layers: str | None,
    node: list[str] | None,
    hide: str | None,
    seed: int | None,
    key: bool,
    format: str | None,
    output: str | None,
    precision: int | None,
    reading: Reading,
) -> ExitStatus:
    """Print the arithmetic of every node with blanks to fill in, or the answers.

    \b
    Examples:
      fwdprop worksheet networks/transactions-relu.yaml --input 3 5
      fwdprop worksheet networks/two-hidden.yaml --input 3 5 --hide all --precision 4
      fwdprop worksheet networks/mazur.yaml -i 0.05 0.1 --hide 40% --seed 7 -o sheet.tex
      fwdprop worksheet networks/mazur.yaml -i 0.05 0.1 --hide 40% --seed 7 --key -o key.txt
      fwdprop check networks/mazur.yaml -i 0.05 0.1 --answers key.txt

    Of a node that is asked for, the sum and the value are blank, also where other nodes read it.
    Weights, biases and inputs always stand there. The same seed leaves the same nodes blank, on
    every machine, and a larger share leaves these blank and others. `fwdprop check` marks a file
    with lines such as hidden.node_0 = 5.
    """
    format = format_for(format, output, "text", formats())
    hide = HIDDEN if hide is None else hide
    asked = _Asked(hide, share_of("--hide", hide), seed or 0, key, format, output, precision)
    paths = data.paths(net)
    prove_row(row, data, paths, ABOUT)
    network = read_network(terminal, net, reading)

    from fwdprop.cli.layers import nodes_shown

    shown = nodes_shown(network, layers, node)
    if not paths:
        from fwdprop.cli.input import required

        required("worksheet", network, net, data.input)

    from fwdprop.forward.passes import run
    from fwdprop.forward.trace import trace
    from fwdprop.views.trace.equation import Equations

    equations = Equations(precision or DIGITS, None)
    with page_and_row(terminal, network, data, paths, row, output, ABOUT) as (page, x):
        assert x is not None
        whole = trace(run(network, x))
        check = _check(net, x[0], asked, reading)
        page.write(_pieces(whole, shown, asked, check, equations, page.terminal))
    notes(terminal, equations.notes())
    warn_of_non_finite(terminal, whole.computed)
    return ExitStatus.DONE


class _Asked(NamedTuple):
    """What the options say of a worksheet."""

    hide: str
    share: float
    seed: int
    is_key: bool
    format: str
    output: str | None
    digits: int | None


def _pieces(
    whole: Trace,
    shown: NodesShown,
    asked: _Asked,
    check: str,
    equations: Equations,
    terminal: Terminal,
) -> Iterator[str]:
    """The text of the worksheet, or of its key, piece by piece."""
    from fwdprop.analysis.worksheet import drawn

    nodes = [(depth, each) for depth, found in shown for each in found]
    blanks = drawn(nodes, asked.share, asked.seed)
    sheet = _sheet(whole, shown, blanks, asked, check)
    if asked.is_key:
        return _key(sheet, asked.format)
    return _lines(sheet, whole, shown, blanks, equations, asked.format, terminal)


def _check(net: str, x: Array, asked: _Asked, reading: Reading) -> str:
    """The command that marks a file with answers, the key itself where it is one."""
    from fwdprop.cli.to_type import command

    is_file = asked.is_key and asked.format == "text" and asked.output not in (None, "-")
    answers = asked.output if is_file else "answers.txt"
    options = [("answers", answers), ("precision", asked.digits)]
    return command("check", net, x, reading, options)


def _sheet(
    trace: Trace, shown: NodesShown, blanks: Sequence[Ref], asked: _Asked, check: str
) -> Sheet:
    """What stands above and below the arithmetic."""
    from fwdprop.views.worksheet.sheet import OF, Sheet

    network, digits = trace.computed.network, asked.digits or DIGITS
    total = count(sum(len(nodes) for _, nodes in shown), "value")
    made = f"--hide {shell.word(asked.hide)} --seed {asked.seed}"
    title = f"{'key of ' if asked.is_key else OF}{network.name}: "
    title += f"{len(blanks):,} of {total} blank ({made})"
    answers: list[tuple[str, str | None]] = []
    for ref in blanks:
        depth, node = ref
        value = numerals.rounded(float(trace.at(depth).value[node]), digits)
        answers.append((network.names.whole_name(ref), value if asked.is_key else None))
    return Sheet(title, answers, check)


def _key(sheet: Sheet, format: str) -> Iterator[str]:
    """The text of the answers, piece by piece."""
    view = import_module(f"fwdprop.views.worksheet.{format}")
    lines: Iterator[str] = view.key(sheet)
    return lines


def _lines(
    sheet: Sheet,
    whole: Trace,
    shown: NodesShown,
    blanks: Sequence[Ref],
    equations: Equations,
    format: str,
    terminal: Terminal,
) -> Iterator[str]:
    """The text of the worksheet, piece by piece."""
    from fwdprop.analysis.worksheet import with_blanks
    from fwdprop.views.trace.text import Traces

    traces = Traces([(1, with_blanks(whole, blanks))], are_many=False)
    if format == "text":
        from fwdprop.views.trace import text as arithmetic
        from fwdprop.views.worksheet import text

        # A sheet is for people wherever it goes: it is as wide as a terminal, or as 80 columns.
        return text.lines(sheet, arithmetic.laid_out(traces, shown, equations, terminal), terminal)
    of_trace = import_module(f"fwdprop.views.trace.{format}")
    view = import_module(f"fwdprop.views.worksheet.{format}")
    lines: Iterator[str] = view.lines(sheet, of_trace.lines(traces, shown, equations))
    return lines
