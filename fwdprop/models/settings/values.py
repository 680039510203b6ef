"""A setting as typed, `hidden.node_0.bias=0.5` -> its target and its value."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from fwdprop import numerals
from fwdprop.activations import Bound
from fwdprop.activations.meant import activation_meant
from fwdprop.activations.text import parse_activations
from fwdprop.arrays import Array
from fwdprop.errors import Fault, FwdpropError, Location, shortened
from fwdprop.models.settings.advice import example, typed
from fwdprop.models.settings.slips import Slips
from fwdprop.models.settings.target import (
    ACTIVATION,
    BIAS,
    Setting,
    Target,
    Targets,
    columns_of,
)
from fwdprop.models.spec.matrix import wrong_bias
from fwdprop.models.spec.values import Faults, Plain, finite_number
from fwdprop.models.spec.weight_count import wrong_weight_count
from fwdprop.network.network import Network
from fwdprop.spelling import lone_commas

_word = re.compile(r"[^\s,]+")
_activation = re.compile(r"[^\s,()\[\]{}]+\s*(?:\([^()\[\]{}]*\))?").fullmatch


class Values:
    """Reads settings of one network; notes the faults, each with its location.

    `option` is what messages call the origin of the texts.
    """

    def __init__(self, network: Network, option: str, faults: list[Fault]) -> None:
        self._network, self._option, self._faults = network, option, faults
        self._targets = Targets(network)

    def read(self, text: str, index: int) -> Setting | None:
        """The setting that is typed here, or None where it has faults, which are noted."""
        found = self._targets.at_start(text)
        if found is None:
            slips = Slips(self._network, self._targets, self._option, self._proposed)
            self._faults.append(slips.fault(text, index))
            return None
        written = text[found.end + 1 :]
        value = written.strip()
        start = found.end + 1 + len(written) - len(written.lstrip())
        name_spot = Location(self._option, index + 1, 1, text, found.end)
        value_spot = Location(self._option, index + 1, start + 1, text, max(len(value), 1))
        if not value:
            help = typed(self._option, example(self._network, found.target))
            self._note(f"'{text[: found.end].strip()}' has no value", name_spot, help)
            return None
        read = self._activation if found.target.key == ACTIVATION else self._numbers
        before = len(self._faults)
        made = read(text[: found.end].strip(), value, found.target, value_spot)
        if made is None or len(self._faults) > before:
            return None
        return Setting(found.target, made, name_spot, value_spot)

    def _proposed(self, text: str) -> str:
        """The line to type for a setting; another value stands in it where that is no value."""
        found = self._targets.at_start(text)
        if found is not None:
            faults: list[Fault] = []
            Values(self._network, self._option, faults).read(text, 0)
            text = example(self._network, found.target) if faults else text
        return typed(self._option, text)

    def _activation(self, name: str, text: str, target: Target, spot: Location) -> Bound | None:
        """The activation that is written here, with its parameters."""
        if not _activation(text):
            line = typed(self._option, f"{name}={activation_meant(text) or 'tanh'}")
            self._note("an activation is a name, with its parameters in brackets", spot, line)
            return None
        try:
            found = parse_activations(text, self._option)
        except FwdpropError as error:
            meant = activation_meant(text)
            help = None if meant is None else typed(self._option, f"{name}={meant}")
            for fault in error.faults:
                self._faults.append(replace(fault, location=spot, help=help or fault.help))
            return None
        return found[0]

    def _numbers(self, name: str, text: str, target: Target, spot: Location) -> Array | None:
        """The numbers that are written here: one, or as many as there are nodes or weights."""
        if text[:1] + text[-1:] in ("[]", "()", "{}"):
            line = self._proposed(f"{name}={text.strip('[](){} ').replace(' ', '')}")
            self._note("numbers stand without brackets", spot, line)
            return None
        what = "a bias" if target.key == BIAS else "a weight"
        takes_several = (target.node is None) == (target.key == BIAS) and target.column is None
        if not takes_several:
            number = self._number(text, what, spot)
            return None if number is None else np.array([number])
        blank = " " * (spot.column - 1)  # what stands in front has commas of its own
        words = list(_word.finditer(blank + text))
        spans = [word.span() for word in words]
        lone = list(lone_commas(blank + text, spans, self._option, spot.line - 1))
        if not lone and not self._fits(target, len(words), spot):
            return None
        spots = [replace(spot, column=at + 1, width=end - at) for at, end in spans]
        numbers = [
            self._number(word[0], what, where) for word, where in zip(words, spots, strict=True)
        ]
        for fault in lone:
            assert fault.location is not None
            self._faults.append(replace(fault, location=replace(fault.location, text=spot.text)))
        found = [number for number in numbers if number is not None]
        return np.array(found) if not lone and len(found) == len(numbers) else None

    def _number(self, text: str, what: str, spot: Location) -> float | None:
        """The finite number that is written here, as a network file has it."""
        faults = Faults()
        faults.dtype = self._network.dtype
        argument = numerals.parse_argument(text)  # `nan`, which is `.nan` in a file
        if argument is not None and not np.isfinite(argument):
            self._note(f"{what} is a finite number, not {shortened(text)}", spot, None)
            return None
        number = finite_number(Plain(text), (), what, faults)
        found = [replace(fault, location=spot, path=None) for fault in faults.found]
        self._faults.extend(found)
        if number is not None and not np.isfinite(_in(number, self._network.dtype)):
            self._note(f"{what} is beyond the range of {self._network.dtype}", spot, None)
            return None
        return number

    def _fits(self, target: Target, found: int, spot: Location) -> bool:
        """Whether there are so many nodes or weights; a fault is noted where there are others."""
        layer = self._network.layers[target.depth - 1]
        where = f"layer {layer.name}"
        if target.node is None:
            wrong = None if found == 1 else wrong_bias(where, (found,), len(layer.nodes))
            message = None if wrong is None else wrong[0]
        else:
            expected = len(columns_of(self._network, target.depth, target.node))
            where += f", node {layer.nodes[target.node]}"
            wrong = wrong_weight_count(where, (found,), expected, "connection"), None
            message = None if found == expected else wrong[0]
        if message is not None:
            self._note(message, spot, self._one_alone(target))
        return message is None

    def _one_alone(self, target: Target) -> str | None:
        """How one of the numbers is set by its name; None where there is none."""
        one = target._replace(node=target.node or 0)
        if target.node is not None:
            columns = columns_of(self._network, target.depth, target.node)
            if not columns:
                return None
            one = one._replace(column=columns[0])
        return f"one alone: {typed(self._option, f'{one.name(self._network)}=0.5')}"

    def _note(self, message: str, spot: Location, help: str | None) -> None:
        self._faults.append(Fault(message, help, spot))


def _in(number: float, dtype: str) -> np.floating:
    with np.errstate(over="ignore"):
        found: np.floating = np.dtype(dtype).type(number)
    return found
