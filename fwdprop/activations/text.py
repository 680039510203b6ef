"""What a user types about an activation -> its parameters, and the numbers to evaluate it at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from fwdprop import numerals
from fwdprop.activations import Activation, Bound, bind, find
from fwdprop.errors import UsageError

Given = Mapping[str, float | str]
"""The parameters that were set, by name."""

_item = re.compile(r"[^\s,]+")
_called = re.compile(r"([^\s,()]+)\s*(?:\(([^()]*)\))?")
_comma = re.compile(r"\s*(?:,\s*(?=\S)|$)")


def known(name: str) -> Activation:
    """The activation of that name or alias; else an ActivationError that names the nearest."""
    found = find(name)
    return bind(name).activation if found is None else found


def given(texts: Iterable[str], where: str) -> dict[str, float | str]:
    """The parameters in texts such as `alpha=0.2`; several stand apart by commas or spaces.

    `where` is what messages call the place: `--set`. Raises UsageError for what is no `name=value`,
    and for a name that is there twice.
    """
    found: dict[str, float | str] = {}
    for word in (word for text in texts for word in _item.findall(text)):
        name, _, value = word.partition("=")
        if not name or not value:
            raise UsageError(f"{where} takes name=value, not '{word}'", "write it as alpha=0.2")
        if name in found:
            raise UsageError(f"{where} has '{name}' twice")
        number = numerals.of_typed(value)
        found[name] = value if number is None else number
    return found


def missing(entry: Activation, given: Given) -> list[str]:
    """The parameters that the activation needs and that were not set."""
    needed = [each.name for each in entry.parameters if each.default is None]
    return [name for name in needed if name not in given]


def checked(entry: Activation, given: Given) -> Bound:
    """The activation with these parameters, and something in the place of those that are missing.

    Raises ActivationError for a parameter that it does not take, or not with that value.
    """
    return bind(entry.name, **given, **dict.fromkeys(missing(entry, given), 0.1))


def settled(entry: Activation, given: Given, example: str) -> Bound:
    """The activation with these parameters and the defaults of the others.

    Raises UsageError for one that is missing; `example` shows how to set it, `alpha=0.1` standing
    where {} does. Otherwise as `checked`.
    """
    found = checked(entry, given)
    lacking = missing(entry, given)
    if not lacking:
        return found
    help = {each.name: each.help for each in entry.parameters}
    needs = ", and ".join(f"'{name}', {help[name]}" for name in lacking)
    raise UsageError(f"{entry.name} needs {needs}", example.format(assignments(lacking)))


def assignments(names: Sequence[str]) -> str:
    """What sets these parameters, to be typed as it stands: `threshold=0.1,value=0.1`."""
    return ",".join(f"{name}=0.1" for name in names)


def called(text: str, option: str) -> list[Bound]:
    """The activations in a text such as `relu,leaky_relu(alpha=0.2),softmax`.

    Raises UsageError or ActivationError where there is something else.
    """
    found: list[Bound] = []
    at = 0
    while at < len(text) or not found:
        match = _called.match(text, at)
        after = None if match is None else _comma.match(text, match.end())
        if match is None or after is None:
            example = "write names, parameters in brackets: relu,'leaky_relu(alpha=0.2)',softmax"
            raise UsageError(f"{option} is no list of activations: '{text}'", example)
        entry = known(match[1])
        parameters = given([match[2] or ""], f"{option} {entry.name}")
        found.append(settled(entry, parameters, f"write it as {entry.name}({{}})"))
        at = after.end()
    return found
