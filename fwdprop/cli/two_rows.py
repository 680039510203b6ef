"""The two rows that a command compares: words, `--input` twice, or two rows of `--data`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.cli.data import DataOptions
from fwdprop.cli.one_row import prove_row
from fwdprop.cli.options import Option, whole_number
from fwdprop.errors import UsageError, count
from fwdprop.spelling import between_commas
from fwdprop.system import shell
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.arrays import Array
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

ROWS = Option(
    "rows",
    (),
    "[ROW_A ROW_B]",
    "The two rows of inputs, a word each: 2,3 or children=2,accounts=3.",
    "words",
    is_row=True,
)
TWO_OF_DATA = Option("row", ("--row",), "N,M", "Which two rows of --data, from 1: 3,17.", "each")

_WORD = "row"
_MOST_IN_COMMAND = 20
_TWO = "two rows are compared"


def prove_rows(
    rows: Sequence[str] | None, row: Sequence[str] | None, data: DataOptions, paths: Sequence[str]
) -> None:
    """Raises UsageError for options that exclude each other, or make no sense with two rows."""
    if rows and data.input is not None:
        raise UsageError("rows are words or --input, not both", "leave --input out")
    if rows and paths:
        raise UsageError("rows are words or come from --data, not both", "leave --data out")
    prove_row(row, data, paths, _TWO)


def numbers_of(row: Sequence[str] | None) -> list[int] | None:
    """The numbers of the two rows of `--data`, from 1; None where they are not named."""
    if row is None:
        return None
    parse = whole_number("--row", 1)
    found = [parse(text) for each in row for text in between_commas(each, "--row")]
    if len(found) != 2:
        message = f"{_TWO}, and --row names {len(found)}"
        raise UsageError(message, "name two: --row 1 --row 2")
    if found[0] == found[1]:
        raise UsageError(f"--row names row {found[0]:,} twice", "name two: --row 1 --row 2")
    return found


@contextmanager
def page_and_rows(
    terminal: Terminal,
    network: Network,
    net: str,
    data: DataOptions,
    paths: Sequence[str],
    words: Sequence[str] | None,
    numbers: Sequence[int] | None,
    output: str | None,
) -> Iterator[tuple[Page, Array]]:
    """The page for what is made of the rows, and the rows (2, inputs)."""
    if paths:
        from fwdprop.cli.rows import open_chosen

        with open_chosen(terminal, network, data, paths, numbers or 2, output) as (sheet, x):
            yield sheet, x
        return

    from fwdprop.cli.input import rows_of
    from fwdprop.system.output import page

    texts = words or data.input or []
    if len(texts) != 2:
        raise _not_two(network, net, texts, is_words=data.input is None)
    x = rows_of(network, texts, "--input" if words is None else _WORD)
    with page(terminal, output) as sheet:
        yield sheet, x


def _not_two(network: Network, net: str, texts: Sequence[str], is_words: bool) -> UsageError:
    """The error for more or fewer rows than two, with a command to type."""
    found = count(len(texts), "row") if texts else "none"
    if not is_words:
        message = f"{_TWO}, and there is --input once" if len(texts) == 1 else ""
        message = message or f"{_TWO}, and there are {len(texts)} times --input"
        return UsageError(message, _to_type(network, net))
    message = f"{_TWO}, and there {'is' if len(texts) < 2 else 'are'} {found}"
    if len(texts) == 2 * len(network.inputs):
        half = len(network.inputs)
        typed = " ".join(shell.word(",".join(each)) for each in (texts[:half], texts[half:]))
        return UsageError(message, f"write each as one word: fwdprop why {shell.path(net)} {typed}")
    return UsageError(message, _to_type(network, net))


def _to_type(network: Network, net: str) -> str:
    """A command that compares two rows of this network."""
    inputs = len(network.inputs)
    if inputs > _MOST_IN_COMMAND:
        return f"name two rows of a file: fwdprop why {shell.path(net)} --data FILE --row 1,2"
    first = network.examples[0].x if network.examples else (1.0,) * inputs
    second = next((each.x for each in network.examples if each.x != first), None)
    second = second or (first[0] + 1, *first[1:])
    rows = (",".join(map(numerals.exact, row)) for row in (first, second))
    return f"fwdprop why {shell.path(net)} {' '.join(rows)}"
