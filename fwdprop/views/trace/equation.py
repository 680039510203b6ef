"""A node's arithmetic as one equation: symbols first, then numbers, then the result.

node_0 = relu(1·children + 1·accounts) = relu(1·2 + 1·3) = relu(5) = 5
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from fwdprop.activations import Bound
from fwdprop.forward.trace import NodeTerms
from fwdprop.views.trace import exponentials
from fwdprop.views.trace.adding import Agreement, agreement
from fwdprop.views.trace.notation import Notation, Spelling

ROUNDED = "≈ stands where the digits as printed add up to a little more or less than the sum"
TOO_SMALL = "≈ stands where a number is too small to keep its digits"


@dataclass(frozen=True)
class Equation:
    """The sides of an equation, the node's name first; `relations[k]` stands before side k + 1.

    It `is_rounded` where the digits as printed add up to a little more or less than the printed
    sum, and `is_small` where a number is too small to keep its digits.
    """

    sides: tuple[str, ...]
    relations: tuple[str, ...]
    is_rounded: bool = False
    is_small: bool = False

    def __str__(self) -> str:
        pairs = zip(self.relations, self.sides[1:], strict=True)
        return self.sides[0] + "".join(f" {relation} {side}" for relation, side in pairs)


@dataclass
class Equations:
    """Writes nodes' equations: so many `digits`, the `top` connections of each node (None: all).

    `any_rounded` and `any_small` say so of those written so far.
    """

    digits: int
    top: int | None
    any_rounded: bool = False
    any_small: bool = False

    def of(self, terms: NodeTerms, notation: Notation, digits: int | None = None) -> Equation:
        """The node's equation, with these digits instead of `digits` where they are not None."""
        number = self.digits if digits is None else digits
        equation = written(terms, notation, number, self.top)
        self.any_rounded = self.any_rounded or equation.is_rounded
        self.any_small = self.any_small or equation.is_small
        return equation

    def notes(self) -> Iterator[str]:
        """What the sign for "nearly" means, where one was written.

        Where a number is too large, there is a warning of an infinity already.
        """
        if self.any_rounded:
            yield ROUNDED
        if self.any_small:
            yield TOO_SMALL


@dataclass(frozen=True)
class _Term:
    """One weight with what it is multiplied by, as symbol and as number; or the rest's sum."""

    weight: float
    symbol: str
    value: float | None
    is_blank: bool = False


def written(terms: NodeTerms, notation: Notation, digits: int, top: int | None) -> Equation:
    """The node's equation in a notation.

    Of more than `top` connections the ones with the largest products are shown, and the sum of the
    rest. Where the printed digits do not add up to the printed sum, the sum stands behind "≈".
    What stands behind the activation is worked out from all digits, and not from those printed.
    Where it is a number that the type cannot hold, the one in its place stands behind "≈", too.
    """
    write = _Writer(notation, digits)
    shown = _shown(terms, top)
    bias = float(terms.bias)
    sides = [
        notation.name(terms.name),
        write.sum(shown, bias, write.symbol),
        write.sum(shown, bias, write.value),
        write.number(terms.sum, terms.is_blank),
    ]
    agrees = _agreement(terms, shown, write)
    steps = [True, True, agrees is Agreement.EXACT]
    if terms.activation.name != "identity":
        name = terms.activation.name
        first = notation.function(_with_settings(terms.activation), sides[1])
        sides[1:] = [first, *(notation.function(name, side) for side in sides[2:])]
        last = (not _is_beyond(terms), write.number(terms.result, terms.is_blank))
        between = exponentials.sides(terms.shares, terms.node, write) if terms.shares else []
        for exact, side in [*between, last]:
            steps.append(exact)
            sides.append(side)
    relations = ["=" if exact else notation.about for exact in steps]
    is_small = agrees is Agreement.TOO_SMALL or (not all(steps[3:]) and math.isfinite(terms.result))
    return _without_repeats(sides, relations, agrees is Agreement.ROUNDED, is_small)


def _with_settings(bound: Bound) -> str:
    """The activation's name, with the parameters that are not the usual ones in brackets."""
    return str(bound).replace("(", "[").replace(")", "]")


def _without_repeats(
    sides: list[str], relations: list[str], is_rounded: bool, is_small: bool
) -> Equation:
    """The equation without sides that say the same as the one before: `b = 0.5 = 0.5`."""
    kept, between = [sides[0]], []
    for relation, side in zip(relations, sides[1:], strict=True):
        if side != kept[-1] or len(kept) == 1:
            kept.append(side)
            between.append(relation)
    return Equation(tuple(kept), tuple(between), is_rounded, is_small)


class _Writer(Spelling):
    """Spells terms in one notation and with one number of digits."""

    def symbol(self, term: _Term) -> str:
        return self.notation.name(term.symbol)

    def value(self, term: _Term) -> str:
        assert term.value is not None
        text = self.number(term.value, term.is_blank)
        return f"({text})" if text.startswith("-") else text

    def sum(self, terms: Sequence[_Term], bias: float, factor: Callable[[_Term], str]) -> str:
        """Terms and bias with their signs between them; `0` where there is nothing to add."""
        parts = [
            (
                term.weight,
                self.number(abs(term.weight)) + f"{self.notation.times}{factor(term)}"
                if term.value is not None
                else f"({self.notation.name(f'{term.symbol}: ')}{self.number(abs(term.weight))})",
            )
            for term in terms
        ]
        if bias:
            parts.append((bias, self.number(abs(bias))))
        text = ""
        for signed, part in parts:
            minus = math.copysign(1, signed) < 0 and not math.isnan(signed)
            sign = self.notation.minus if minus else self.notation.plus
            text += (sign if text else "-" if minus else "") + part
        return text or "0"


def _shown(terms: NodeTerms, top: int | None) -> list[_Term]:
    """The connections to show, in their order, and one last term for the sum of the others.

    In a sparse layer a weight of 0 is left out, unless nan or an infinity makes nan of it.
    """
    connections, rest = terms.largest(top)
    shown = [
        _Term(
            float(terms.weights[index]),
            terms.sources[index],
            float(terms.values[index]),
            terms.blank is not None and bool(terms.blank[index]),
        )
        for index in connections
        if not terms.is_sparse
        or terms.weights[index] != 0
        or not math.isfinite(terms.values[index])
    ]
    if rest:
        shown.append(_Term(terms.sum_of(rest), f"{len(rest)} more", None))
    return shown


def _agreement(terms: NodeTerms, shown: Sequence[_Term], write: Spelling) -> Agreement:
    """Whether the terms and the bias as they are printed add up to the printed sum."""
    products = [
        (write.plain(term.weight), "1" if term.value is None else write.plain(term.value))
        for term in shown
    ]
    products.append((write.plain(terms.bias), "1"))
    return agreement(products, write.plain(terms.sum), write.digits, terms.smallest)


def _is_beyond(terms: NodeTerms) -> bool:
    """Whether the value of the activation is too large or too small for its type.

    Infinite from finite numbers, or so small that it has lost digits, if it is not 0 at all.
    """
    z, value = float(terms.sum), float(terms.result)
    if not (math.isfinite(z) if terms.shares is None else terms.shares.is_finite):
        return False
    if not math.isfinite(value):
        return True
    if abs(value) >= terms.smallest:
        return False
    activation = terms.activation
    if value == 0:
        at_zero = z == 0 and terms.shares is None
        is_piece = activation.activation.piecewise and abs(z) >= terms.smallest
        return not (at_zero or is_piece or activation.flat.off)
    return not (activation.activation.piecewise and abs(value) == abs(z))
