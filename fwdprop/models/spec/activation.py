"""An activation as written: a name, or a name with parameters -> Bound."""

from __future__ import annotations

from functools import partial
from itertools import chain

from fwdprop.activations import Activation, Bound, find, no_activation
from fwdprop.activations.parameters import Help, ParameterReader
from fwdprop.errors import Path, count, shortened
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
    """The activation with its parameters, or None where it has faults, which are noted.

    `nodes` is how many nodes it is for; None where that could not be read.
    """
    written: dict[str, Value] = dict(value) if is_mapping(value) else {"name": value}
    name_path = (*path, "name") if is_mapping(value) else path
    if "name" not in written:
        example = "write {name: leaky_relu, alpha: 0.2}"
        help = lambda: _as_mapping(" ".join(map(str, chain(*written.items())))) or example  # noqa: E731
        faults.add("an activation has no 'name'", path, help)
        return None
    name = written.pop("name")
    activation = find(name) if isinstance(name, str) else None
    if activation is None:
        found_name = shortened(str(name)) if isinstance(name, str) else shown(name)
        known = partial(_instead, name if isinstance(name, str) else "")
        faults.add(f"there is no activation '{found_name}'", name_path, known)
        return None
    return _FileReader(activation, path, nodes, faults).read(written)


def _instead(name: str) -> str:
    """What to write in place of a name that is none: the activation in a file's words, if known."""
    return ("(" in name and _as_mapping(name)) or no_activation(name)


def _as_mapping(text: str) -> str | None:
    """How a file has the activation that is written in another form; None where that is unclear."""
    from fwdprop.activations.meant import activation_meant

    meant = activation_meant(text)
    if meant is None:
        return None
    name, _, inside = str(meant).partition("(")
    parameters = inside.rstrip(")").replace("=", ": ")
    return f"write {{name: {name}, {parameters}}}" if parameters else f"write {name}"


def wrong_own(own: Bound | None, layer: Bound | None) -> tuple[str, str] | None:
    """What is wrong with a node's own activation beside that of its layer, and what to do.

    One of the two takes a whole layer; None where neither does.
    """
    if own is not None and own.activation.whole_layer:
        together = f"{own} takes all nodes of a layer together"
        return f"{together}: it cannot be the activation of one node", "give it to the layer"
    if layer is not None and layer.activation.whole_layer:
        message = f"a node of a {layer} layer has no activation of its own"
        return message, f"{layer} takes all nodes of the layer together"
    return None


class _FileReader(ParameterReader):
    """Reads the parameters of one activation at a path of the network as written; notes faults."""

    def __init__(
        self, activation: Activation, path: Path, nodes: int | None, faults: Faults
    ) -> None:
        super().__init__(activation)
        self.path, self.nodes, self.faults = path, nodes, faults

    def number(self, name: str, value: Value) -> float | None:
        return finite_number(value, (*self.path, name), f"'{name}'", self.faults)

    def numbers(self, name: str, value: Value) -> tuple[float, ...] | None:
        """One finite number per node."""
        numbers = finite_numbers(value, (*self.path, name), f"'{name}'", self.faults)
        if numbers is None:
            return None
        if self.nodes is not None and len(numbers) != self.nodes:
            found = f"'{name}' has {count(len(numbers), 'number')}"
            self.fault(f"{found}, expected {self.nodes}, one per node", name)
            return None
        return tuple(numbers.tolist())

    def is_list(self, value: Value) -> bool:
        return is_list(value)

    def shown(self, value: Value) -> str:
        return shown(value)

    def fault(
        self, message: str, name: str | None = None, help: Help = None, *, at_name: bool = False
    ) -> None:
        path = self.path if name is None else (*self.path, name)
        self.faults.add(message, path, help, at_key=at_name)

    @property
    def example(self) -> str:
        missing = ", ".join(f"{name}: ..." for name in self.entry.required)
        return f"write {{name: {self.entry.name}, {missing}}}"
