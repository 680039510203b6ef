"""The catalogue of activations: how an entry gets into it, and how a name finds it."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from fwdprop.activations.entry import NOWHERE, Activation, Bound, Exponentials, Flat, Parameter
from fwdprop.activations.frameworks import Counterpart, Written
from fwdprop.activations.parameters import PythonReader
from fwdprop.activations.straight import Straight
from fwdprop.errors import ActivationError, suggestion

if TYPE_CHECKING:
    from fwdprop.arrays import Array

_entries: dict[str, Activation] = {}
_by_name: dict[str, Activation] = {}

CATALOGUE: Mapping[str, Activation] = MappingProxyType(_entries)
"""Every activation by its own name, in the order of the documentation."""

NAMES: Collection[str] = _by_name.keys()
"""Every name and alias."""


def activation(
    *,
    formula: str,
    source: str,
    parameters: tuple[Parameter, ...] = (),
    aliases: tuple[str, ...] = (),
    whole_layer: bool = False,
    frameworks: tuple[Written, ...] = (),
    flat: Flat | Callable[..., Flat] = NOWHERE,
    exponentials: Exponentials | None = None,
    piecewise: bool = False,
    halves: bool = False,
    slope: Callable[..., Array] | None = None,
    secant: Callable[..., Array] | None = None,
    straight: Straight | Callable[..., Straight] | None = None,
    jumps: bool = False,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Enter the function below into the catalogue, under its name without a final underscore.

    The first paragraph of its docstring is the activation's description, and the rest is its note:
    where the frameworks disagree, and which parameter selects which of them. See `Activation` for
    the others.
    """

    def enter(function: Callable[..., None]) -> Callable[..., None]:
        name = function.__name__.removesuffix("_")
        first, _, rest = (function.__doc__ or "").partition("\n\n")
        entry = Activation(
            name,
            formula,
            " ".join(first.split()).removesuffix("."),
            source,
            function,
            parameters,
            aliases,
            whole_layer,
            tuple(Counterpart(*each) for each in frameworks),
            " ".join(rest.split()) or None,
            flat,
            exponentials,
            piecewise,
            halves,
            slope,
            secant,
            straight,
            jumps,
        )
        _entries[name] = entry
        _by_name.update(dict.fromkeys((name, *aliases), entry))
        return function

    return enter


def find(name: str) -> Activation | None:
    """The activation of that name or alias, or None."""
    return _by_name.get(name)


def named(name: str) -> Activation:
    """The activation of that name or alias; raises ActivationError, with the nearest, for none."""
    entry = find(name)
    if entry is None:
        raise ActivationError(f"there is no activation '{name}'", no_activation(name))
    return entry


def no_activation(name: str) -> str:
    """What to do about the name of an activation that there is not."""
    return suggestion(name, NAMES, "`fwdprop activations` lists them all")


def bind(name: str, /, **parameters: object) -> Bound:
    """The activation of that name or alias with these parameters, and the defaults of the others.

    Raises ActivationError where there is no such activation, or it does not take these parameters.
    """
    bound = PythonReader(named(name)).read(parameters)
    assert bound is not None  # a fault has been raised
    return bound


def bind_counterpart(
    framework: str, name: str, arguments: Mapping[str, object] = MappingProxyType({})
) -> Bound | None:
    """What a framework calls so, with the arguments that it has there; None where nothing is known.

    `bind_counterpart("ONNX", "LeakyRelu", {"alpha": 0.02})` is leaky_relu(alpha=0.02). Arguments
    that are left out have the framework's defaults. What is no argument there, such as the slopes
    that a PRelu has learned, goes by the name of our parameter. Raises ActivationError where the
    activation does not take these values.
    """
    for entry in CATALOGUE.values():
        names = [parameter.name for parameter in entry.parameters]
        for counterpart in entry.counterparts:
            if (counterpart.framework, counterpart.name) == (framework, name):
                parameters = counterpart.parameters(names, arguments)
                if parameters is not None:
                    return bind(entry.name, **parameters)
    return None


def _pickled(entry: Activation) -> tuple[Callable[..., Any], tuple[str]]:
    return named, (entry.name,)


# There is one of each: a copy of a network has the same activations, and equals say so.
copyreg.pickle(Activation, _pickled)
