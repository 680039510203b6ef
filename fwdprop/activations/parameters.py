"""An activation's parameters -> Bound: the reading that every notation shares."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NoReturn

from fwdprop.activations.entry import Activation, Bound, Parameter, Setting
from fwdprop.errors import ActivationError, listed, suggestion

Help = str | Callable[[], str | None] | None
"""What to do about a fault; a function where finding the words takes time."""


class ParameterReader:
    """Reads the parameters of an activation.

    A subclass says how its notation writes a number or a list of numbers, and notes the faults.
    """

    def __init__(self, entry: Activation) -> None:
        self.entry = entry

    def number(self, name: str, value: Any) -> float | None:
        """The finite number written for a parameter; None where it is something else, a fault."""
        raise NotImplementedError

    def numbers(self, name: str, value: Any) -> tuple[float, ...] | None:
        """The finite numbers of a list; None where one of them is something else, a fault."""
        raise NotImplementedError

    def is_list(self, value: Any) -> bool:
        """Whether a list is written here."""
        raise NotImplementedError

    def shown(self, value: Any) -> str:
        """The value as a message shows it."""
        raise NotImplementedError

    def fault(
        self, message: str, name: str | None = None, help: Help = None, *, at_name: bool = False
    ) -> None:
        """Notes a fault, or raises it.

        It is about the value of the parameter `name`, or with `at_name` about this name; about the
        whole activation where that is None.
        """
        raise NotImplementedError

    @property
    def example(self) -> str | None:
        """How to write the parameters that have no default."""
        return None

    def read(self, written: Mapping[str, Any]) -> Bound | None:
        """The activation with these parameters and the defaults of the others; None after a fault.

        All faults are noted: unknown names first, then the parameters in the activation's order.
        """
        known = {parameter.name: parameter for parameter in self.entry.parameters}
        unknown = [name for name in written if name not in known]
        for name in unknown:
            message = f"{self.entry.name} has no parameter '{name}'"
            self.fault(message, name, partial(_known, name, list(known)), at_name=True)
        settings = [(name, self._setting(each, written)) for name, each in known.items()]
        valid = tuple((name, value) for name, value in settings if value is not None)
        if unknown or len(valid) < len(settings):
            return None
        return Bound(self.entry, valid)

    def _setting(self, parameter: Parameter, written: Mapping[str, Any]) -> Setting | None:
        name = parameter.name
        if name not in written and parameter.default is not None:
            return parameter.default
        value = written.get(name)
        if value is None:
            message = f"{self.entry.name} needs '{name}', {parameter.help}"
            self.fault(message, help=parameter.missing or self.example)
            return None
        if parameter.choices:
            return self._choice(parameter, value)
        if parameter.per_node and self.is_list(value):
            return self.numbers(name, value)
        number = self.number(name, value)
        if number is not None and parameter.positive and number <= 0:
            self.fault(f"'{name}' is greater than 0, not {self.shown(value)}", name)
            return None
        return number

    def _choice(self, parameter: Parameter, value: Any) -> str | None:
        if value in parameter.choices:
            return str(value)
        expected = " or ".join(parameter.choices)
        self.fault(f"'{parameter.name}' is {expected}, not {self.shown(value)}", parameter.name)
        return None


class PythonReader(ParameterReader):
    """Reads parameters that are values of Python; raises the first fault as ActivationError."""

    def number(self, name: str, value: Any) -> float:
        """A finite float of anything that is a number and no text."""
        try:
            number = math.nan if isinstance(value, str | bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not math.isfinite(number):
            from fwdprop import meant, numerals

            help = meant.number(value, numerals.parse_argument) if isinstance(value, str) else None
            self.fault(f"'{name}' is a finite number, not {value}", help=help)
        return number

    def numbers(self, name: str, value: Any) -> tuple[float, ...]:
        """The finite floats of an iterable."""
        return tuple(self.number(name, one) for one in value)

    def is_list(self, value: Any) -> bool:
        """Whether it is an iterable, and no text."""
        return isinstance(value, Iterable) and not isinstance(value, str)

    def shown(self, value: Any) -> str:
        """The value as Python prints it."""
        return str(value)

    def fault(
        self, message: str, name: str | None = None, help: Help = None, *, at_name: bool = False
    ) -> NoReturn:
        """Raises the fault."""
        raise ActivationError(message, help() if callable(help) else help)


def _known(name: str, known: list[str]) -> str:
    return suggestion(
        name, known, f"its parameters are {listed(known)}" if known else "it has none"
    )
