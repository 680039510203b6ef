"""Equations of a trace read back from their text, and worked out anew in exact fractions.

`n = relu(2·a - 0.5·b + (3 more: 1.5) + 1) = relu(2·3 - 0.5·(-1) + (3 more: 1.5) + 1) = ...`
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

_RELATION = re.compile(r" ([=≈]) ")
_NUMBER = r"(?:\d+(?:\.\d+)?(?:e[+-]\d+)?|inf|nan)"
_TERM = re.compile(
    rf" ?(?P<sign>[+-]?) ?(?:\((?P<count>\d+) more: (?P<rest>{_NUMBER})\)"
    rf"|(?P<weight>{_NUMBER})(?:·(?P<factor>\(-{_NUMBER}\)|{_NUMBER}|[A-Za-z_][\w.]*))?)"
)
_CALL = re.compile(r"(\w+)(?:\[[^]]*\])?\((.*)\)")


@dataclass(frozen=True)
class Term:
    """A signed weight as printed with what it is multiplied by; or the bias, or so `many` more."""

    weight: str
    factor: str | None
    many: int = 0


@dataclass(frozen=True)
class Read:
    """An equation as printed: its sides, and the sign before each but the first.

    `function` is the name of the activation, or None for the identity.
    """

    sides: Sequence[str]
    relations: Sequence[str]

    @property
    def function(self) -> str | None:
        call = _CALL.fullmatch(self.sides[1])
        return call[1] if call else None

    @property
    def inner(self) -> list[tuple[str, str]]:
        """The sides up to the sum without the activation around them, each with its sign."""
        pairs = list(zip(self.relations, self.sides[1:], strict=True))
        if self.function is None:
            return pairs
        calls = [(relation, _CALL.fullmatch(side)) for relation, side in pairs]
        return [(relation, call[2]) for relation, call in calls if call and call[1] != "ln"]

    @property
    def outer(self) -> list[tuple[str, str]]:
        """The sides behind the sum, each with its sign."""
        return list(zip(self.relations, self.sides[1:], strict=True))[len(self.inner) :]


def read(line: str) -> Read:
    """The equation in a line."""
    parts = _RELATION.split(line)
    return Read(parts[::2], parts[1::2])


def terms(side: str) -> list[Term]:
    """The terms of a sum."""
    found, at = [], 0
    while at < len(side):
        match = _TERM.match(side, at)
        assert match, (side, at)
        sign = "-" if match["sign"] == "-" else ""
        if match["rest"] is not None:
            found.append(Term(sign + match["rest"], None, int(match["count"])))
        else:
            factor = match["factor"]
            found.append(Term(sign + match["weight"], factor and factor.strip("()")))
        at = match.end()
    return found


def total(side: str) -> Fraction | float:
    """The sum of a side: an exact fraction, or nan or an infinity as IEEE has it."""
    products = [_product(term.weight, term.factor or "1") for term in terms(side)]
    odd = [product for product in products if isinstance(product, float)]
    if math.inf in odd and -math.inf in odd:
        return math.nan
    return sum(odd) if odd else sum(products, Fraction())


def _product(one: str, other: str) -> Fraction | float:
    if is_finite(one) and is_finite(other):
        return Fraction(one) * Fraction(other)
    # Of a finite factor the sign alone counts: it may be printed as 2e+308, which is no float.
    return math.prod(
        (Fraction(text) > 0) - (Fraction(text) < 0) if is_finite(text) else float(text)
        for text in (one, other)
    )


def is_finite(printed: str) -> bool:
    """Whether a number as printed is one."""
    return printed.lstrip("-") not in ("inf", "nan")


def rounded(exact: Fraction, digits: int) -> Fraction:
    """The number with so many significant digits, halves to the even one."""
    if not exact:
        return exact
    exponent = len(str(abs(exact).numerator)) - len(str(exact.denominator))
    while abs(exact) >= Fraction(10) ** (exponent + 1):
        exponent += 1
    while abs(exact) < Fraction(10) ** exponent:
        exponent -= 1
    unit = Fraction(10) ** (exponent - digits + 1)
    return round(exact / unit) * unit


def agree(side: str, printed: str, digits: int) -> bool:
    """Whether a sum as printed gives a number as printed."""
    found = total(side)
    if isinstance(found, Fraction):
        return is_finite(printed) and rounded(found, digits) == Fraction(printed)
    return printed == str(found)
