"""The catalogue of activations as rows for programs, and the values of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from fwdprop import numerals
from fwdprop.activations import CATALOGUE, Bound, Parameter

if TYPE_CHECKING:
    from fwdprop.arrays import Array
    from fwdprop.tables.types import Rows

Data = tuple[Sequence[str], "Rows"]
"""A header, and rows with a cell for each of its columns."""

_COLUMNS = (
    "name",
    "aliases",
    "formula",
    "parameters",
    "whole_layer",
    "description",
    "note",
    "source",
)


def header() -> list[str]:
    """The columns of `rows`."""
    return [*_COLUMNS, *_frameworks()]


def rows() -> Iterator[list[str | bool | None]]:
    """One row for each activation; None where there is nothing to say."""
    frameworks = _frameworks()
    for entry in CATALOGUE.values():
        names = entry.frameworks
        yield [
            entry.name,
            " ".join(entry.aliases) or None,
            entry.formula,
            " ".join(map(_parameter, entry.parameters)) or None,
            entry.whole_layer,
            entry.description,
            entry.note,
            entry.source,
            *(names.get(framework) for framework in frameworks),
        ]


def _frameworks() -> list[str]:
    """Every framework that an activation has a name in, in order of first appearance."""
    counterparts = (each for entry in CATALOGUE.values() for each in entry.counterparts)
    return list(dict.fromkeys(each.framework for each in counterparts))


def values_header(bound: Bound) -> list[str]:
    """The columns of `values_rows`."""
    return ["row", "z", "value"] if bound.activation.whole_layer else ["z", "value"]


def values_rows(
    bound: Bound, layers: Iterable[tuple[Sequence[float], Array]]
) -> Iterator[list[float]]:
    """One row for each z with its value; a whole-layer activation's say which layer's it is."""
    for index, (z, a) in enumerate(layers, 1):
        for pair in zip(z, a.tolist(), strict=True):
            yield [index, *pair] if bound.activation.whole_layer else [*pair]


def _parameter(parameter: Parameter) -> str:
    """The parameter, with its default where it has one: `alpha`, `beta=1`."""
    default = parameter.default
    if default is None:
        return parameter.name
    return f"{parameter.name}={default if isinstance(default, str) else numerals.exact(default)}"
