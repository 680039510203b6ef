"""The values that an option or an argument may have, as far as they can be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from fwdprop.cli.completion.files import files, folders, network_files
from fwdprop.cli.completion.network import NetworkNames, names_in
from fwdprop.cli.options import Option


class Typed(NamedTuple):
    """What is typed: the `last` word as far as it goes, and what stands before it.

    `given` are the arguments, `network` the network file among them, `used` the options' names.
    """

    last: str
    given: Sequence[str]
    network: str | None
    used: frozenset[str]

    @property
    def names(self) -> NetworkNames:
        """The names in the network file."""
        return NetworkNames((), ()) if self.network is None else names_in(self.network)


def values(option: Option, typed: Typed) -> Iterable[str]:
    """The words that the option takes, those of a file among them."""
    known = _BY_NAME.get(option.name)
    if known is not None:
        return known(typed)
    if option.completes is not None:
        return option.completes()
    by_metavar = _BY_METAVAR.get((option.metavar or "").removesuffix("..."))
    return () if by_metavar is None else by_metavar(typed.last)


def _listed(names: Iterable[str], last: str) -> list[str]:
    """Each of the names behind the commas that are typed, but those that stand there already."""
    before, comma, _ = last.rpartition(",")
    there = before.split(",")
    return [f"{before}{comma}{name}" for name in names if name not in there]


def _named(names: Iterable[str], last: str) -> list[str]:
    """The names with `=` behind them, also behind commas."""
    return [f"{name}=" for name in names] + (
        [f"{each}=" for each in _listed(names, last)] if "," in last else []
    )


def _inputs(typed: Typed) -> list[str]:
    if typed.network is None and not typed.given and typed.last:
        return network_files(typed.last)  # it may stand behind the numbers
    return _named(typed.names.inputs, typed.last)


def _activations(typed: Typed) -> list[str]:
    from fwdprop.activations import CATALOGUE

    return _listed(CATALOGUE, typed.last)


def _parameters(typed: Typed) -> list[str]:
    """The parameters of the activation that is named: `alpha=`, `approximate=tanh`."""
    from fwdprop.activations import CATALOGUE

    found = CATALOGUE.get(typed.given[0]) if typed.given else None
    parameters = () if found is None else found.parameters
    return [f"{each.name}={choice}" for each in parameters for choice in (each.choices or ("",))]


def _settings(typed: Typed) -> list[str]:
    """`hidden.bias=`, `hidden.node_0.activation=` and so on; the activations behind the last."""
    from fwdprop.activations import CATALOGUE

    last, names = typed.last, typed.names
    name, equals, _ = last.partition("=")
    if equals and name.endswith(".activation"):
        entries = list(CATALOGUE.values())
        forms = [
            f"{each.name}({each.required[0]}=" if each.required else each.name for each in entries
        ]
        return [f"{name}={form}" for form in forms]
    keys = ("activation=", "bias=")
    found = [f"{layer}.{key}" for layer, _ in names.layers for key in keys]
    before: Sequence[str] = names.inputs
    for layer, nodes in names.layers:
        for node in nodes:
            whole = f"{layer}.{node}"
            found += [f"{whole}.{key}" for key in keys]
            if last.startswith(f"{whole}.w"):
                found += [f"{whole}.weights.{source}=" for source in before]
        before = nodes
    return found


def _examples(typed: Typed) -> list[str]:
    """The example networks, where one of them is asked for."""
    if "example" not in typed.used:
        return []
    from fwdprop.system.files import examples_folder

    found = [path.name for path in examples_folder().iterdir() if path.suffix in (".yaml", ".csv")]
    return sorted(name.removesuffix(".yaml") for name in found)


_BY_NAME: dict[str, Callable[[Typed], Iterable[str]]] = {
    "input": _inputs,
    "over": lambda typed: _named(typed.names.inputs, ""),
    "columns": lambda typed: _named(typed.names.inputs, typed.last),
    "pairs": lambda typed: _listed(typed.names.inputs, typed.last),
    "expect": lambda typed: _named(typed.names.nodes, typed.last),
    "layers": lambda typed: _listed(typed.names.depths, typed.last),
    "node": lambda typed: typed.names.nodes,
    "activation": _activations,
    "set": _parameters,
    "settings": _settings,
    "sizes": _examples,
    "on": lambda typed: ("dask",),
}
_BY_METAVAR: dict[str, Callable[[str], Iterable[str]]] = {
    "NET": network_files,
    "FILE": files,
    "DIR": folders,
}
