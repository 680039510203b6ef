"""What the frameworks call an activation, as data: the catalogue's text is written from it.

    ("ONNX", "LeakyRelu", {"alpha": 0.01})

is a framework, the name there, and the arguments there with their defaults. An argument that is
called like a parameter of ours sets this parameter; one that is not is a constant, and with
another value it is another function. `Argument` says what differs from that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

Scalar = float | str | bool
_NONE: Mapping[Any, Any] = MappingProxyType({})


class Argument(NamedTuple):
    """An argument of a framework of which there is more to say than its default.

    `value` is the one in the catalogue's text, None for the name alone: an argument that must be
    written. `parameter` is the parameter of ours that it sets, where that has another name.
    `default` is what the framework takes where it is not written, None where that is `value`.
    `words` are our words for its values, where these differ.
    """

    value: Scalar | None
    parameter: str | None = None
    default: Scalar | None = None
    words: Mapping[Any, str] = _NONE


class Counterpart(NamedTuple):
    """What one framework calls an activation.

    `inputs` must be written, and are no attributes of the operator but inputs beside z, as the
    bounds of ONNX's Clip are. `fixed` are parameters of ours with the only value that they have
    there.
    """

    framework: str
    name: str
    arguments: Mapping[str, Argument | Scalar | None] = _NONE
    inputs: Mapping[str, Scalar] = _NONE
    fixed: Mapping[str, Scalar] = _NONE

    def __str__(self) -> str:
        """As the framework's users write it: `nn.LeakyReLU(negative_slope=0.01)`."""
        arguments = ", ".join(
            name if value is None else f"{name}={_literal(value)}"
            for name, (value, *_) in self._arguments().items()
        )
        # In Python a class is called even where it needs no argument; ONNX has operators.
        is_class = self.framework != "ONNX" and self.name.rpartition(".")[2][0].isupper()
        text = f"{self.name}({arguments})" if arguments or is_class else self.name
        inputs = " and ".join(f"{name} {_literal(value)}" for name, value in self.inputs.items())
        fixed = "".join(f", with {name} {_literal(value)}" for name, value in self.fixed.items())
        return f"{text} with {inputs}" if inputs else text + fixed

    def parameters(
        self, names: Collection[str], written: Mapping[str, Any]
    ) -> dict[str, Any] | None:
        """The values of our parameters where a model has this with the arguments `written`.

        `names` are those of our parameters, and may be among the arguments themselves. None where
        the arguments make it another function.
        """
        if not self.inputs.keys() <= written.keys():
            return None
        known = self._arguments()
        defaults = {name: _default(argument) for name, argument in known.items()}
        values = {name: value for name, value in defaults.items() if value is not None}
        found: dict[str, Any] = dict(self.fixed)
        for name, value in {**values, **written}.items():
            argument = known.get(name, Argument(self.inputs.get(name)))
            parameter = argument.parameter or name
            if parameter not in names:
                if value != argument.value:
                    return None
                continue
            ours = argument.words.get(value, value) if argument.words else value
            if found.setdefault(parameter, ours) != ours:
                return None
        return found

    def _arguments(self) -> dict[str, Argument]:
        return {
            name: each if isinstance(each, Argument) else Argument(each)
            for name, each in self.arguments.items()
        }


Written = Counterpart | tuple[str, str] | tuple[str, str, Mapping[str, Any]]
"""A counterpart as an entry of the catalogue writes it."""


def _default(argument: Argument) -> Scalar | None:
    return argument.value if argument.default is None else argument.default


def _literal(value: Scalar) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
