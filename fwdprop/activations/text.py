"""Activations and their parameters as text on the command line: `leaky_relu(alpha=0.2)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from fwdprop import numerals
from fwdprop.activations import Activation, Bound, bind, named
from fwdprop.errors import UsageError
from fwdprop.spelling import lone_commas

Parameters = Mapping[str, float | str]
"""The values of parameters, by name."""

_item = re.compile(r"[^\s,]+")
_called = re.compile(r"([^\s,()]+)\s*(?:\(([^()]*)\))?")
_comma = re.compile(r"\s*(?:,\s*(?=\S)|$)")


def parse_parameters(texts: Iterable[str], option: str) -> dict[str, float | str]:
    """The parameters in texts such as `alpha=0.2`; several stand apart by commas or spaces.

    `option` is what messages call the origin of the texts: `--set`. Raises UsageError for what is
    not `name=value`, for a name that is there twice, and for nothing between two commas.
    """
    found: dict[str, float | str] = {}
    number: float | None = None
    for word in _words(texts, option):
        name, _, value = word.partition("=")
        if not name or not value:
            help = "write it as alpha=0.2"
            if word.isdigit() and found and isinstance(number, float) and number.is_integer():
                help = f"decimals take a point: {list(found)[-1]}={numerals.exact(number)}.{word}"
            raise UsageError(f"{option} takes name=value, not '{word}'", help)
        if name in found:
            raise UsageError(f"{option} has '{name}' twice")
        number = numerals.parse_argument(value)
        found[name] = value if number is None else number
    return found


def _words(texts: Iterable[str], option: str) -> Iterator[str]:
    """What stands between commas or spaces in the texts."""
    for index, text in enumerate(texts):
        words = list(_item.finditer(text))
        faults = list(lone_commas(text, [word.span() for word in words], option, index))
        if faults:
            raise UsageError(faults)
        yield from (word[0] for word in words)


def missing_parameters(entry: Activation, parameters: Parameters) -> list[str]:
    """The names of the parameters that the activation needs and that are not there.

    Raises ActivationError for a parameter that it does not take, or not with that value.
    """
    missing = [name for name in entry.required if name not in parameters]
    bind(entry.name, **parameters, **dict.fromkeys(missing, 0.1))
    return missing


def bind_parameters(entry: Activation, parameters: Parameters, example: str) -> Bound:
    """The activation with these parameters and the defaults of the others.

    Raises UsageError for one that is missing; `example` shows how to set it, `alpha=0.1` standing
    where {} does. Raises ActivationError for one that it does not take, or not with that value.
    """
    missing = missing_parameters(entry, parameters)
    if not missing:
        return bind(entry.name, **parameters)
    help = {each.name: each.help for each in entry.parameters}
    needs = ", and ".join(f"'{name}', {help[name]}" for name in missing)
    raise UsageError(f"{entry.name} needs {needs}", example.format(assignments(missing)))


def assignments(names: Sequence[str]) -> str:
    """The text that sets these parameters on the command line: `threshold=0.1,value=0.1`."""
    return ",".join(f"{name}=0.1" for name in names)


def parse_activations(text: str, option: str) -> list[Bound]:
    """The activations in a text such as `relu,leaky_relu(alpha=0.2),softmax`.

    Raises UsageError or ActivationError where there is something else.
    """
    found: list[Bound] = []
    at = len(text) - len(text.lstrip())
    while at < len(text) or not found:
        match = _called.match(text, at)
        after = None if match is None else _comma.match(text, match.end())
        if match is None or after is None:
            example = "write names, parameters in brackets: relu,'leaky_relu(alpha=0.2)',softmax"
            raise UsageError(f"{option} is no list of activations: '{text}'", example)
        entry = named(match[1])
        parameters = parse_parameters([match[2] or ""], f"{option} {entry.name}")
        found.append(bind_parameters(entry, parameters, f"write it as '{entry.name}({{}})'"))
        at = after.end()
    return found
