"""A node's arithmetic as one equation: symbols first, then numbers, then the result.

node_0 = relu(1·children + 1·accounts) = relu(1·2 + 1·3) = relu(5) = 5
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fwdprop import numerals
from fwdprop.activations import Bound
from fwdprop.report import visible
from fwdprop.terms import NodeTerms, Shares

MOST_EXPONENTIALS = 4


@dataclass(frozen=True)
class Notation:
    """How a way of writing spells what equations are made of."""

    times: str
    about: str
    more: str
    name: Callable[[str], str]
    number: Callable[[str], str]
    function: Callable[[str, str], str]
    power: Callable[[str], str]
    ratio: Callable[[str, str], str]
    log: str
    total: str


def _power(exponent: str) -> str:
    simple = exponent[0] != "-" and " " not in exponent
    return f"e^{exponent}" if simple else f"e^({exponent})"


PLAIN = Notation(
    times="·",
    about="≈",
    more="…",
    name=visible,
    number=str,
    function=lambda name, inner: f"{name}({inner})",
    power=_power,
    ratio=lambda over, under: f"{over} / {under}",
    log="ln",
    total="Σ e^z",
)


@dataclass(frozen=True)
class Equation:
    """The sides of an equation, the node's name first; `relations[k]` stands before side k + 1."""

    sides: tuple[str, ...]
    relations: tuple[str, ...]

    @property
    def is_rounded(self) -> bool:
        """Whether the digits as printed add up to a little more or less than the printed sum."""
        return any(relation != "=" for relation in self.relations)

    def __str__(self) -> str:
        pairs = zip(self.relations, self.sides[1:], strict=True)
        return self.sides[0] + "".join(f" {relation} {side}" for relation, side in pairs)


@dataclass
class Equations:
    """Writes nodes' equations: so many `digits`, the `top` connections of each node (None: all).

    `any_rounded` says whether one of those written so far was rounded.
    """

    digits: int
    top: int | None
    any_rounded: bool = False

    def of(self, terms: NodeTerms, notation: Notation, digits: int | None = None) -> Equation:
        """The node's equation, with digits of its own where they are given."""
        number = self.digits if digits is None else digits
        equation = written(terms, notation, number, self.top)
        self.any_rounded = self.any_rounded or equation.is_rounded
        return equation


@dataclass(frozen=True)
class _Term:
    """One weight with what it is multiplied by, as symbol and as number; or the rest's sum."""

    weight: float
    symbol: str
    value: float | None


def equation(terms: NodeTerms, digits: int = 6, top: int | None = 8) -> str:
    """The node's equation in plain text, `top` connections long at most (None: all)."""
    return str(written(terms, PLAIN, digits, top))


def written(terms: NodeTerms, notation: Notation, digits: int, top: int | None) -> Equation:
    """The node's equation in a notation.

    Of more than `top` connections the ones with the largest products are shown, and the sum of the
    rest. Where the printed digits do not add up to the printed sum, the sum stands behind "≈".
    """
    write = _Writer(notation, digits)
    shown = _shown(terms, top, write)
    bias = float(terms.bias)
    name = terms.activation.name
    symbols, numbers = write.sum(shown, bias, write.symbol), write.sum(shown, bias, write.value)
    total = write.number(terms.sum)
    sides = [notation.name(terms.name), symbols, numbers, total]
    adds_up = _adds_up(shown, bias, float(terms.sum), digits)
    relations = ["=", "=", "=" if adds_up else notation.about]
    if name != "identity":
        first = notation.function(_with_settings(terms.activation), sides[1])
        sides[1:] = [first, *(notation.function(name, side) for side in sides[2:])]
        for side in [*_shares(terms, write), write.number(terms.result)]:
            sides.append(side)
            relations.append("=")
    return _without_repeats(sides, relations)


def _with_settings(bound: Bound) -> str:
    """The activation's name, with the parameters that are not the usual ones in brackets."""
    return str(bound).replace("(", "[").replace(")", "]")


def _without_repeats(sides: list[str], relations: list[str]) -> Equation:
    """The equation without sides that say the same as the one before: `b = 0.5 = 0.5`."""
    kept, between = [sides[0]], []
    for relation, side in zip(relations, sides[1:], strict=True):
        if side != kept[-1] or len(kept) == 1:
            kept.append(side)
            between.append(relation)
    return Equation(tuple(kept), tuple(between))


class _Writer:
    """Spells terms in one notation and to one number of digits."""

    def __init__(self, notation: Notation, digits: int) -> None:
        self.notation, self.digits = notation, digits

    def number(self, number: float) -> str:
        return self.notation.number(self._rounded(number))

    def _rounded(self, number: float) -> str:
        return numerals.rounded(float(number), self.digits)

    def symbol(self, term: _Term) -> str:
        return self.notation.name(term.symbol)

    def value(self, term: _Term) -> str:
        assert term.value is not None
        text = self.number(term.value)
        return f"({text})" if text.startswith("-") else text

    def sum(self, terms: Sequence[_Term], bias: float, factor: Callable[[_Term], str]) -> str:
        """Terms and bias with their signs between them; `0` where there is nothing to add."""
        parts = [
            (
                term.weight,
                self.number(abs(term.weight)) + f"{self.notation.times}{factor(term)}"
                if term.value is not None
                else f"({self.notation.name(term.symbol)}: {self.number(abs(term.weight))})",
            )
            for term in terms
        ]
        if bias:
            parts.append((bias, self.number(abs(bias))))
        text = ""
        for signed, part in parts:
            minus = math.copysign(1, signed) < 0
            joint = (" - " if minus else " + ") if text else ("-" if minus else "")
            text += joint + part
        return text or "0"


def _shown(terms: NodeTerms, top: int | None, write: _Writer) -> list[_Term]:
    """The connections to show, in their order, and one last term for the sum of the others."""
    connections, rest = terms.largest(top)
    shown = [
        _Term(float(terms.weights[index]), terms.sources[index], float(terms.values[index]))
        for index in connections
        if not terms.is_sparse or terms.weights[index] != 0
    ]
    if rest:
        shown.append(_Term(terms.sum_of(rest), f"{len(rest)} more", None))
    return shown


def _adds_up(terms: Sequence[_Term], bias: float, total: float, digits: int) -> bool:
    """Whether the numbers as printed, multiplied and added exactly, print as the sum."""

    def printed(number: float) -> Decimal:
        return Decimal(numerals.rounded(number, digits))

    try:
        found = printed(bias) + sum(
            printed(term.weight) * (1 if term.value is None else printed(term.value))
            for term in terms
        )
    except (InvalidOperation, OverflowError):
        return True
    if not (found.is_finite() and math.isfinite(total)):
        return True
    return Decimal(f"{found:.{digits}g}") == printed(total)


def _shares(terms: NodeTerms, write: _Writer) -> list[str]:
    """The arithmetic of an activation over the whole layer: exponentials and their sum."""
    shares = terms.shares
    if shares is None:
        return []
    notation = write.notation
    total = write.number(shares.total)
    if terms.activation.name == "log_softmax":
        exponent = _exponent(shares, terms.node, write)
        return [f"{exponent} - {notation.function(notation.log, total)}"]
    powers = [notation.power(_exponent(shares, k, write)) for k in range(len(shares.exponents))]
    below = notation.total if shares.shift == 0 and len(powers) > MOST_EXPONENTIALS else None
    if below is None:
        below = f"({' + '.join(powers[:MOST_EXPONENTIALS])}{_and_more(powers, notation)})"
    exponential = write.number(shares.exponentials[terms.node])
    return [notation.ratio(powers[terms.node], below), notation.ratio(exponential, total)]


def _and_more(powers: list[str], notation: Notation) -> str:
    return f" + {notation.more}" if len(powers) > MOST_EXPONENTIALS else ""


def _exponent(shares: Shares, node: int, write: _Writer) -> str:
    exponent = write.number(shares.exponents[node])
    if shares.shift == 0:
        return exponent
    shift = write.number(abs(shares.shift))
    return f"{exponent} {'-' if shares.shift > 0 else '+'} {shift}"
