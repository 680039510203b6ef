"""fwdprop activations: the catalogue of activations, and each one's formula, curve and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from fwdprop.cli.formats import format_for
from fwdprop.cli.messages import remark
from fwdprop.cli.options import OUTPUT, PRECISION, Option, format_among
from fwdprop.errors import UsageError
from fwdprop.numerals import DIGITS, exact
from fwdprop.system.terminal import Terminal
from fwdprop.tables.formats import text_formats

if TYPE_CHECKING:
    from fwdprop.activations import Activation, Bound
    from fwdprop.views.activations.rows import Data


def formats() -> tuple[str, ...]:
    """The formats of the catalogue and of an activation's values."""
    return ("table", *text_formats())


def names() -> Sequence[str]:
    """The names of all activations."""
    from fwdprop.activations import CATALOGUE

    return list(CATALOGUE)


OPTIONS = (
    Option("name", (), "[NAME]", "The activation; none for a list.", completes=names),
    Option(
        "at",
        ("--at",),
        "NUMBERS",
        "Evaluate it: -1 0 2.5; softmax takes them as a layer.",
        "words",
    ),
    Option("set", ("--set",), "NAME=VALUE", "Set a parameter: alpha=0.2. Repeatable.", "each"),
    format_among(formats),
    OUTPUT,
    PRECISION,
)


def activations(
    terminal: Terminal,
    name: str | None,
    at: list[str] | None,
    set: list[str] | None,
    format: str | None,
    output: str | None,
    precision: int | None,
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
    format = format_for(format, output, "table" if terminal.is_person else "csv", formats())
    if name is None and (at or set):
        option = "--at" if at else "--set"
        raise UsageError(f"{option} is for one activation", "name it: fwdprop activations tanh")
    asked = None if name is None else _asked(name, at or [], set or [], format)

    from fwdprop.system.output import page

    with page(terminal, output) as sheet:
        if format == "table":
            sheet.write(_drawn(asked, sheet.terminal, precision or DIGITS))
        else:
            from fwdprop.tables import lines

            header, rows = _list() if asked is None else _values(asked)
            sheet.write(lines(format)(header, rows, precision))
    if asked is not None and format in ("json", "jsonl"):
        _warn_of_null(terminal, asked)


class _Asked(NamedTuple):
    """An activation, with its parameters where they are all settled, and numbers to evaluate it at.

    Each of the lists in `z` is a layer of its own.
    """

    entry: Activation
    bound: Bound | None
    z: list[list[float]]


def _asked(name: str, at: list[str], set: list[str], format: str) -> _Asked:
    """What was asked for; only the page of an activation may leave its parameters open."""
    from fwdprop.activations import named
    from fwdprop.activations import text as notation
    from fwdprop.cli.at import numbers

    entry = named(name)
    parameters = notation.parse_parameters(set, "--set")
    z = numbers("--at", at)
    if format == "table" and not z and notation.missing_parameters(entry, parameters):
        return _Asked(entry, None, z)
    bound = notation.bind_parameters(entry, parameters, "add --set {}")
    if format != "table" and not z:
        from fwdprop.activations.curve import samples

        z = [samples(bound)]
    return _Asked(entry, bound, z)


def _drawn(asked: _Asked | None, page: Terminal, digits: int) -> Iterator[str]:
    """What a person sees: the catalogue, a page about one activation, or its values alone."""
    if asked is None:
        from fwdprop.activations import CATALOGUE
        from fwdprop.views.activations.overview import overview

        yield overview(CATALOGUE.values(), page)
        return

    from fwdprop.activations.curve import portrait
    from fwdprop.views.activations import page as activation
    from fwdprop.views.activations.plot import points_for

    bound = asked.bound
    if bound is not None and asked.z:
        yield from activation.tables(bound, [(z, bound.at(z)) for z in asked.z], digits, page)
    else:
        points = points_for(activation.drawing_width(page))
        shown = None if bound is None else portrait(bound, points)
        yield activation.page(asked.entry, shown, digits, page)


def _list() -> Data:
    from fwdprop.views.activations import rows as catalogue

    return catalogue.header(), catalogue.rows()


def _values(asked: _Asked) -> Data:
    from fwdprop.views.activations import rows as catalogue

    assert asked.bound is not None
    layers = [(z, asked.bound.at(z)) for z in asked.z]
    return catalogue.values_header(asked.bound), catalogue.values_rows(asked.bound, layers)


def _warn_of_null(terminal: Terminal, asked: _Asked) -> None:
    """Warns of the first number that JSON has no word for, if there is one."""
    assert asked.bound is not None
    for layer in asked.z:
        for z, value in zip(layer, asked.bound.at(layer).tolist(), strict=True):
            if not (isfinite(z) and isfinite(value)):
                found = f"{asked.entry.name}({exact(z)}) = {exact(value)}"
                remark(terminal, "warning", f"{found}: what is not finite is null in JSON")
                return
