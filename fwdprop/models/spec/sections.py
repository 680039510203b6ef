"""What the keys and values of a network file are declared with: Kind, Key and Section.

The reader checks values with these and words its messages with them; the JSON Schema is made of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from fwdprop.errors import Path, listed, nearest, suggestion
from fwdprop.models.spec import advice
from fwdprop.models.spec.values import (
    Faults,
    Value,
    is_list,
    is_mapping,
    is_missing,
    number,
    number_help,
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


class Kind:
    """What a value may be: in words, and as the shapes that are accepted.

    The rest is for the JSON Schema: `items` is what a list holds; `values` is the section that a
    mapping is, or what it has under each name; `limits` are more of JSON Schema's keywords, by
    shape (and `errorMessage`, which editors show). The reader checks all that where it knows more
    about it, and says it in better words.
    """

    __slots__ = ("choices", "items", "limits", "shapes", "values", "words")

    def __init__(
        self,
        words: str,
        shapes: tuple[str, ...],
        choices: tuple[str, ...] = (),
        items: Kind | Section | None = None,
        values: Kind | Section | None = None,
        limits: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
    ) -> None:
        self.words, self.shapes, self.choices = words, shapes, choices
        self.items, self.values, self.limits = items, values, limits

    def accepts(self, value: Value) -> bool:
        """Whether the value has one of the shapes, and is one of the choices if there are any."""
        if self.choices and value not in self.choices:
            return False
        return any(_TESTS[shape](value) for shape in self.shapes)

    def help_for(self, value: Value) -> str | None:
        """What to write in place of a value that is not accepted; None where that is not known."""
        if is_mapping(value) and "list" in self.shapes:
            return "each item of a list has a dash in front of it"
        if help := advice.with_space(value):
            return help
        if "number" in self.shapes and (help := number_help(value)):
            return help
        if "list" not in self.shapes:
            return None
        if "mapping" in self.shapes and (help := advice.file_named(value)):
            return help
        inner: Kind | Section = self
        depth = 0
        while isinstance(inner, Kind) and inner.items is not None:
            inner, depth = inner.items, depth + 1
        if isinstance(inner, Kind) and "number" in inner.shapes:
            return advice.listed_numbers(value, depth)
        if isinstance(inner, Kind) and "text" in inner.shapes:
            return number_help(value) or advice.listed_names(value)
        return None


class Key(NamedTuple):
    """One key: its name, what its value may be, and a line that says what it is for."""

    name: str
    kind: Kind
    help: str
    required: bool = False


class Section:
    """The keys of one mapping in the file; `others` is what any further key stands for.

    `rules` are keywords of JSON Schema about the keys together, which the reader checks on its own.
    """

    __slots__ = ("by_name", "keys", "noun", "others", "rules")

    def __init__(
        self,
        noun: str,
        keys: tuple[Key, ...],
        others: Kind | None = None,
        rules: Mapping[str, object] = MappingProxyType({}),
    ) -> None:
        self.noun, self.keys, self.others, self.rules = noun, keys, others, rules
        self.by_name = {key.name: key for key in keys}

    def read(self, value: Value, path: Path, faults: Faults) -> dict[str, Value] | None:
        """The values that are what their keys ask for, by key; None where it is not a mapping.

        Unknown keys (with the nearest known one), missing keys and values of the wrong kind are
        noted as faults and left out.
        """
        if not is_mapping(value):
            faults.add(
                f"{self.noun} is a mapping, not {shown(value)}",
                path,
                advice.with_space(value) or f"its keys are {listed(list(self.by_name))}",
            )
            return None
        good = {
            str(name): found
            for name, found in value.items()
            if self._accepts(value, name, path, faults)
        }
        misspelt = {
            nearest(str(name), self.by_name) for name in list(value)[:20] if name not in good
        }
        # Where any key may stand, an `inputs` that should be `input` is one of these.
        plural = {key.name for key in self.keys if key.required and f"{key.name}s" in value}
        for key in self.keys:
            if key.required and key.name not in value and key.name not in misspelt:
                faults.add(
                    f"{self.noun} has no '{key.name}'",
                    path,
                    f"did you mean {key.name}?"
                    if key.name in plural
                    else f"add {key.name}: {key.kind.words}",
                )
        return good

    def _accepts(self, mapping: Mapping[str, Value], name: str, path: Path, faults: Faults) -> bool:
        value = mapping[name]
        key = self.by_name.get(name)
        kind = self.others if key is None else key.kind
        if kind is None:
            message = f"{self.noun} has no key '{name}'"
            faults.add(message, (*path, name), partial(self._near, mapping, name), at_key=True)
            return False
        if not kind.accepts(value):
            message = f"'{name}' is {kind.words}, not {shown(value)}"
            faults.add(message, (*path, name), partial(kind.help_for, value))
            return False
        return True

    def _near(self, mapping: Mapping[str, Value], name: str) -> str:
        if help := advice.key_help(mapping, name):
            return help
        return suggestion(name, self.by_name, f"its keys are {listed(list(self.by_name))}")
