"""An activation as written: a name, or a name with parameters -> Bound."""

from __future__ import annotations

from functools import partial

from fwdprop.activations import NAMES, Activation, Bound, Parameter, Setting, find
from fwdprop.errors import Path, count, listed, nearest, shortened
from fwdprop.models.spec.values import (
    Faults,
    Value,
    finite_number,
    finite_numbers,
    is_list,
    is_mapping,
    shown,
)


def read_activation(value: Value, path: Path, nodes: int | None, faults: Faults) -> Bound | None:
    """The activation with its parameters settled, or None where it has faults, which are noted.

    `nodes` is how many nodes it is for; None where that could not be read.
    """
    written: dict[str, Value] = dict(value) if is_mapping(value) else {"name": value}
    name_path = (*path, "name") if is_mapping(value) else path
    if "name" not in written:
        faults.add("an activation has no 'name'", path, "write {name: leaky_relu, alpha: 0.2}")
        return None
    name = written.pop("name")
    activation = find(name) if isinstance(name, str) else None
    if activation is None:
        found_name = shortened(str(name)) if isinstance(name, str) else shown(name)
        faults.add(f"there is no activation '{found_name}'", name_path, partial(_near, name))
        return None
    found = _Settings(activation, path, nodes, faults)
    return found.read(written)


def _near(name: Value) -> str:
    near = nearest(name, NAMES) if isinstance(name, str) else None
    return f"did you mean {near}?" if near else "`fwdprop activations` lists them all"


class _Settings:
    """Reads the parameters of one activation at one place."""

    def __init__(
        self, activation: Activation, path: Path, nodes: int | None, faults: Faults
    ) -> None:
        self.activation, self.path, self.nodes, self.faults = activation, path, nodes, faults

    def read(self, written: dict[str, Value]) -> Bound | None:
        known = {parameter.name: parameter for parameter in self.activation.parameters}
        unknown = [name for name in written if name not in known]
        for name in unknown:
            self._unknown(name, list(known))
        settings = [(name, self._setting(parameter, written)) for name, parameter in known.items()]
        if unknown or any(setting is None for _, setting in settings):
            return None
        return Bound(
            self.activation,
            tuple((name, setting) for name, setting in settings if setting is not None),
        )

    def _unknown(self, name: str, known: list[str]) -> None:
        def help() -> str:
            near = nearest(name, known)
            if near:
                return f"did you mean {near}?"
            return f"its parameters are {listed(known)}" if known else "it has none"

        message = f"{self.activation.name} has no parameter '{name}'"
        self.faults.add(message, (*self.path, name), help, at_key=True)

    def _setting(self, parameter: Parameter, written: dict[str, Value]) -> Setting | None:
        path = (*self.path, parameter.name)
        if parameter.name not in written:
            if parameter.default is None:
                message = f"{self.activation.name} needs '{parameter.name}', {parameter.help}"
                self.faults.add(message, self.path, parameter.missing or self._usage())
            return parameter.default
        value = written[parameter.name]
        if parameter.choices:
            if value in parameter.choices:
                return str(value)
            message = f"'{parameter.name}' is {' or '.join(parameter.choices)}, not {shown(value)}"
            self.faults.add(message, path)
            return None
        if is_list(value) and parameter.per_node:
            return self._one_per_node(parameter, value, path)
        number = finite_number(value, path, f"'{parameter.name}'", self.faults)
        if number is not None and parameter.positive and number <= 0:
            self.faults.add(f"'{parameter.name}' is greater than 0, not {shown(value)}", path)
            return None
        return number

    def _one_per_node(self, parameter: Parameter, value: Value, path: Path) -> Setting | None:
        numbers = finite_numbers(value, path, f"'{parameter.name}'", self.faults)
        if numbers is None:
            return None
        if self.nodes is not None and len(numbers) != self.nodes:
            found = f"'{parameter.name}' has {count(len(numbers), 'number')}"
            self.faults.add(f"{found}, expected {self.nodes}, one per node", path)
            return None
        return tuple(numbers.tolist())

    def _usage(self) -> str:
        needed = [p for p in self.activation.parameters if p.default is None]
        return (
            f"write {{name: {self.activation.name}, {', '.join(f'{p.name}: ...' for p in needed)}}}"
        )
