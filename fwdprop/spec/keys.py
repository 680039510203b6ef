"""The keys of a network file: each one's type and what it means, declared once, as data.

The reader checks files against these declarations and words its messages with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fwdprop.errors import Path, listed, nearest
from fwdprop.spec.values import (
    Faults,
    Value,
    is_list,
    is_mapping,
    is_missing,
    number,
    shown,
    whole_number,
)

_TESTS = {
    "text": lambda value: isinstance(value, str) and not is_missing(value),
    "number": lambda value: number(value) is not None,
    "count": lambda value: whole_number(value) is not None,
    "list": is_list,
    "mapping": is_mapping,
}


@dataclass(frozen=True)
class Kind:
    """What a value may be: in words, and as the shapes that are accepted."""

    words: str
    shapes: tuple[str, ...]
    choices: tuple[str, ...] = ()

    def accepts(self, value: Value) -> bool:
        """Whether the value has one of the shapes, and is one of the choices if there are any."""
        if self.choices and value not in self.choices:
            return False
        return any(_TESTS[shape](value) for shape in self.shapes)


TEXT = Kind("text", ("text",))
NUMBER = Kind("a number", ("number",))
DTYPE = Kind("float64 or float32", ("text",), ("float64", "float32"))
YES_OR_NO = Kind("true or false", ("text",), ("true", "True", "TRUE", "false", "False", "FALSE"))
NAMES_OR_COUNT = Kind("a list of names, or how many there are", ("list", "count"))
LAYERS = Kind("a list of layers", ("list",))
EXAMPLES = Kind("a list of examples", ("list",))
ACTIVATION = Kind("a name, or a mapping with a name and parameters", ("text", "mapping"))
NODES = Kind(
    "a mapping from each node's name to its weights, or (beside weights) a list of names",
    ("mapping", "list"),
)
MATRIX = Kind("a list with one row of weights per node, or a file", ("list", "mapping"))
BIASES = Kind(
    "a list with one number per node, one number, or a file", ("list", "number", "mapping")
)
WEIGHTS = Kind("a list of numbers, or a mapping from names to numbers", ("list", "mapping"))
VALUES = Kind("a list of numbers, or a mapping from names to numbers", ("list", "mapping"))


@dataclass(frozen=True)
class Key:
    """One key: its name, what its value may be, and a line that says what it is for."""

    name: str
    kind: Kind
    help: str
    required: bool = False


@dataclass(frozen=True)
class Section:
    """The keys of one mapping in the file; `others` is what any further key stands for."""

    noun: str
    keys: tuple[Key, ...]
    others: Kind | None = None
    by_name: dict[str, Key] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {key.name: key for key in self.keys})

    def read(self, value: Value, path: Path, faults: Faults) -> dict[str, Value] | None:
        """The values that are what their keys ask for, by key; None where it is not a mapping.

        Unknown keys (with the nearest known one), missing keys and values of the wrong kind are
        noted as faults and left out.
        """
        if not is_mapping(value):
            faults.add(
                f"{self.noun} is a mapping, not {shown(value)}",
                path,
                f"its keys are {listed(list(self.by_name))}",
            )
            return None
        good = {
            str(name): found
            for name, found in value.items()
            if self._accepts(str(name), found, path, faults)
        }
        for key in self.keys:
            if key.required and key.name not in value:
                faults.add(
                    f"{self.noun} has no '{key.name}'",
                    path,
                    f"add {key.name}: {key.kind.words}",
                )
        return good

    def _accepts(self, name: str, value: Value, path: Path, faults: Faults) -> bool:
        key = self.by_name.get(name)
        kind = self.others if key is None else key.kind
        if kind is None:
            near = nearest(name, self.by_name)
            faults.add(
                f"{self.noun} has no key '{name}'",
                (*path, name),
                f"did you mean {near}?" if near else f"its keys are {listed(list(self.by_name))}",
                at_key=True,
            )
            return False
        if not kind.accepts(value):
            faults.add(f"'{name}' is {kind.words}, not {shown(value)}", (*path, name))
            return False
        return True


NETWORK = Section(
    "a network",
    (
        Key("$schema", TEXT, "The JSON Schema that editors check this file with."),
        Key("name", TEXT, "The network's name; else the file's name without its ending."),
        Key("description", TEXT, "What the network computes, and where it comes from."),
        Key("dtype", DTYPE, "The floating-point type of all arithmetic; float64 if not given."),
        Key("inputs", NAMES_OR_COUNT, "The inputs' names, or a count (x0, x1, ...).", True),
        Key("layers", LAYERS, "The layers, from the inputs to the output.", True),
        Key("examples", EXAMPLES, "Inputs with the values that the layers must then have."),
    ),
)
LAYER = Section(
    "a layer",
    (
        Key("name", TEXT, "The layer's name; else hidden_1, hidden_2, ..., and output."),
        Key("activation", ACTIVATION, "What every node makes of its sum; identity if not given."),
        Key("nodes", NODES, "Node by node: name and weights. Beside weights: the names alone."),
        Key("weights", MATRIX, "The matrix form: one row of weights per node."),
        Key("bias", BIASES, "The matrix form's biases: one per node, or one for all."),
    ),
)
NODE = Section(
    "a node",
    (
        Key("weights", WEIGHTS, "One weight per node of the layer before, or name: weight.", True),
        Key("bias", NUMBER, "The number added to the weighted sum; 0 if not given."),
        Key("activation", ACTIVATION, "This node's own activation; else the layer's."),
    ),
)
FILE = Section(
    "a file with weights",
    (
        Key(
            "file", TEXT, "A .npy, .npz or .safetensors file in this file's folder or below.", True
        ),
        Key("array", TEXT, "The array's name, where the file holds several."),
        Key("transpose", YES_OR_NO, "true for a matrix that is stored (inputs, nodes)."),
    ),
)
EXAMPLE = Section(
    "an example",
    (
        Key("input", VALUES, "The inputs: a list in order, or name: value.", True),
        Key("tolerance", NUMBER, "How far a value may be off; else its printed digits decide."),
    ),
    others=VALUES,
)
