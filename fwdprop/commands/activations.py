"""fwdprop activations: the catalogue of activations, and each one's formula, curve and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from fwdprop import options
from fwdprop.errors import UsageError
from fwdprop.numerals import exact
from fwdprop.terminal import Terminal

if TYPE_CHECKING:
    from fwdprop.activations import Activation, Bound

FORMATS = ("table", "csv", "tsv", "jsonl", "json")


def activations(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="The activation; none for a list.")
    ] = None,
    at: Annotated[
        list[str] | None,
        typer.Option(
            "--at", metavar="NUMBERS", help="Evaluate it: -1 0 2.5; softmax takes them as a layer."
        ),
    ] = None,
    set: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Set a parameter: alpha=0.2. Repeatable."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="table, csv, tsv, jsonl or json."),
    ] = None,
    output: options.Output = None,
    precision: options.Precision = None,
) -> None:
    """List the activations, or show one: its formula, curve, values, names in the frameworks.

    \b
    Examples:
      fwdprop activations
      fwdprop activations gelu
      fwdprop activations leaky_relu --set alpha=0.2 --at -1 0 2.5
      fwdprop activations softmax --at 1 2 3 --format csv

    At a terminal it shows a page, in a pipe CSV with every digit.
    """
    terminal: Terminal = context.obj
    form = options.format_for(format, output, "table" if terminal.is_person else "csv", FORMATS)
    if name is not None:
        text = _one(terminal, name, at or [], set or [], form, precision)
    elif at or set:
        option = "--at" if at else "--set"
        raise UsageError(f"{option} is for one activation", "name it: fwdprop activations tanh")
    else:
        text = _list(terminal, form, precision)

    from fwdprop.destination import destination

    with destination(terminal, output, "") as stream:
        for piece in text:
            stream.write(terminal.encoded(piece) if form == "table" else piece.encode())


def _list(terminal: Terminal, form: str, precision: int | None) -> Iterator[str]:
    """The catalogue in a format, piece by piece."""
    if form == "table":
        from fwdprop.activations import CATALOGUE
        from fwdprop.views.catalogue import overview

        return iter([overview(CATALOGUE.values(), terminal)])
    from fwdprop import catalogue
    from fwdprop.rows import writer

    return writer(form)(catalogue.header(), catalogue.rows(), precision)


def _one(
    terminal: Terminal,
    name: str,
    at: list[str],
    set: list[str],
    form: str,
    precision: int | None,
) -> Iterator[str]:
    """One activation in a format: its page, or its values alone."""
    from fwdprop import settings

    entry = settings.known(name)
    given = settings.given(set, "--set")
    settings.checked(entry, given)
    if form == "table" and not at:
        bound = None if settings.missing(entry, given) else settings.checked(entry, given)
        return iter([_page(terminal, entry, bound, precision or 6)])
    bound = settings.settled(entry, given, "add --set {}")
    return _values(terminal, bound, settings.numbers("--at", at), form, precision)


def _page(terminal: Terminal, entry: Activation, bound: Bound | None, digits: int) -> str:
    from fwdprop.curve import portrait
    from fwdprop.views.activation import drawing_width, page
    from fwdprop.views.plot import points_for

    points = points_for(drawing_width(terminal))
    return page(entry, None if bound is None else portrait(bound, points), digits, terminal)


def _values(
    terminal: Terminal, bound: Bound, z: list[list[float]], form: str, precision: int | None
) -> Iterator[str]:
    """What the activation makes of these layers of numbers, or of some of its own without any."""
    from fwdprop.curve import samples

    layers = [(numbers, bound.at(numbers)) for numbers in z or [samples(bound)]]
    if form == "table":
        from fwdprop.views.activation import tables

        return tables(bound, layers, precision or 6, terminal)
    from fwdprop import catalogue
    from fwdprop.rows import writer

    rows = list(catalogue.values_rows(bound, layers))
    if form.startswith("json"):
        _warn_of_null(terminal, bound, rows)
    return writer(form)(catalogue.values_header(bound), rows, precision)


def _warn_of_null(terminal: Terminal, bound: Bound, rows: Sequence[Sequence[float]]) -> None:
    """Warns of the first number that JSON has no word for, if there is one."""
    for *_, z, value in rows:
        if not (isfinite(z) and isfinite(value)):
            found = f"{bound.name}({exact(z)}) = {exact(value)}"
            message = f"{found}: what is not finite is null in JSON"
            options.remark(terminal, "warning", message)
            return
