"""The one row that a command is about: `--input`, or a row of `--data` by its number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from fwdprop.cli.data import DataOptions, is_for_data
from fwdprop.cli.options import Option, whole_number
from fwdprop.errors import UsageError
from fwdprop.system.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.arrays import Array
    from fwdprop.network.network import Network
    from fwdprop.system.output import Page

ROW = Option(
    "row",
    ("--row",),
    "N",
    "Which row of --data, from 1.",
    parser=whole_number("--row", 1),
)


def prove_row(row: object, data: DataOptions, paths: Sequence[str], about: str) -> None:
    """Raises UsageError for options that make no sense with chosen rows: `about` these it is."""
    if row is not None and not paths:
        raise is_for_data("--row")
    if paths and data.rejects is not None:
        message = f"--rejects keeps rows that are skipped, and {about}"
        raise UsageError(message, "leave it out")


@contextmanager
def page_and_row(
    terminal: Terminal,
    network: Network,
    data: DataOptions,
    paths: Sequence[str],
    row: int | None,
    output: str | None,
    about: str,
) -> Iterator[tuple[Page, Array | None]]:
    """The page for what is made of the row, and the row (1, inputs); None where there is no input.

    `about` says that it is one row, as `a picture shows one row`.
    """
    if paths:
        from fwdprop.cli.rows import open_chosen

        chosen = 1 if row is None else [row]
        with open_chosen(terminal, network, data, paths, chosen, output) as (sheet, x):
            yield sheet, x
        return

    from fwdprop.cli.input import rows_of
    from fwdprop.system.output import page

    texts = data.input
    if texts is not None and len(texts) > 1:
        message = f"{about}, and there are {len(texts)} times --input"
        raise UsageError(message, "take one of them at a time")
    given = None if texts is None else rows_of(network, texts)
    with page(terminal, output) as sheet:
        yield sheet, given
