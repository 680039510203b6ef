"""How a way of writing spells numbers, names, functions and powers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from fwdprop import numerals
from fwdprop.system.report import visible


@dataclass(frozen=True)
class Notation:
    """How a way of writing spells what equations are made of."""

    plus: str
    minus: str
    times: str
    about: str
    more: str
    name: Callable[[str], str]
    number: Callable[[str], str]
    function: Callable[[str, str], str]
    power: Callable[[str], str]
    ratio: Callable[[str, str, bool], str]
    log: str
    total: str
    blank: str


@dataclass(frozen=True)
class Spelling:
    """Spells numbers in one notation, with so many significant digits."""

    notation: Notation
    digits: int

    def number(self, number: float, is_blank: bool = False) -> str:
        """The number with its sign, or the blank in place of it."""
        return self.notation.blank if is_blank else self.notation.number(self.plain(number))

    def plain(self, number: float) -> str:
        """The number as `Decimal` reads it, the same in every notation."""
        return numerals.rounded(float(number), self.digits)

    def decimal(self, number: Decimal) -> str:
        """A number that may be beyond the range of float64."""
        mantissa, exponent = f"{number:.{self.digits - 1}e}".split("e")
        if "." in mantissa:
            mantissa = mantissa.rstrip("0").rstrip(".")
        return self.notation.number(f"{mantissa}e{exponent}" if number else "0")


def _power(exponent: str) -> str:
    simple = exponent.replace(".", "").isdigit() or exponent in ("z", "inf", "nan")
    return f"e^{exponent}" if simple else f"e^({exponent})"


PLAIN = Notation(
    plus=" + ",
    minus=" - ",
    times="·",
    about="≈",
    more="…",
    name=visible,
    number=str,
    function=lambda name, inner: f"{name}({inner})",
    power=_power,
    ratio=lambda over, under, is_sum: f"{over} / ({under})" if is_sum else f"{over} / {under}",
    log="ln",
    total="Σ",
    blank="____",
)
