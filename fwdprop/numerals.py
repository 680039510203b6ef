"""Numbers as people write them: which texts are numbers, and how a number is printed."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Literal

from fwdprop import float32

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

DType = Literal["float64", "float32"]
DTYPES: tuple[DType, ...] = ("float64", "float32")
"""The types that a network computes in."""

DIGITS = 6
"""The significant digits of numbers that a person reads, where no precision is asked for."""

# A number of a column has at least three digits.
_FEW = 100

# A longer text is not taken for a number: reading one takes a time that grows with its square.
LONGEST = 100_000

# Fractions of longer numbers, and of larger powers, are not worked out exactly.
_EXACT, _EXACT_POWER = 400, 400

_DECIMAL = r"[-+]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]++)?"
_FRACTION = rf"({_DECIMAL})/({_DECIMAL})"

_yaml_decimal = re.compile(_DECIMAL).fullmatch
_yaml_special = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)").fullmatch
_yaml_based = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+").fullmatch
_argument = re.compile(rf"{_DECIMAL}|[-+]?(?:nan|inf|infinity)", re.IGNORECASE).fullmatch
_fraction = re.compile(_FRACTION).fullmatch
_printed = re.compile(r"[-+]?[0-9]*\.([0-9]*)(?:[eE]([-+]?[0-9]+))?").fullmatch


def parse_yaml(text: str, dtype: str = "float64") -> float | None:
    """The number that an unquoted YAML 1.2 scalar stands for, or None where it is not one.

    The core schema's integers, floats, `.inf` and `.nan`, and a fraction such as `1/3`. A number
    beyond the range of float64 is an infinity. One that is for float32 rounds as the text would.
    """
    if len(text) > LONGEST:
        return None
    if _yaml_decimal(text):
        return nearest(text, dtype)
    if _yaml_special(text):
        return float(text.replace(".", ""))
    if _yaml_based(text):
        return _of_whole(int(text, 0), dtype)
    return _quotient(text, dtype)


def parse_cell(text: str, dtype: str = "float64") -> float | None:
    """The number that a word on the command line or a cell of a file stands for, or None.

    An optional sign, digits with at most one point, an optional exponent; or `nan`, `inf`,
    `infinity` in any case. Spaces around it are ignored. One that is for float32 rounds as the text
    would.
    """
    text = text.strip()
    return nearest(text, dtype) if len(text) <= LONGEST and _argument(text) else None


def parse_argument(text: str, dtype: str = "float64") -> float | None:
    """The number that a value of `--input` stands for: as `parse_cell`, or a fraction, `1/3`."""
    number = parse_cell(text, dtype)
    return _quotient(text.strip(), dtype) if number is None else number


def nearest(text: str, dtype: str) -> float:
    """The float64 nearest to a decimal text; for float32 one that is rounded as the text would."""
    number = float(text)
    return number if dtype == "float64" else float32.of_text(number, text)


def printed_unit(text: str) -> float:
    """One unit of the last digit printed after the point, or 0 for a number without a point.

    0, too, where it is beyond the range of float64.
    """
    match = _printed(text)
    if match is None or not match[1]:
        return 0.0
    exponent = match[2] or "0"
    power = exponent.lstrip("+-").lstrip("0") or "0"
    if len(power) > 8:
        return 0.0
    sign = -1 if exponent.startswith("-") else 1
    unit = float(f"1e{sign * int(power) - len(match[1])}")
    return unit if math.isfinite(unit) else 0.0


def unit_of(number: float, digits: int) -> float:
    """One unit of the last of so many significant digits; 0 for 0, nan and the infinities."""
    if not number or not math.isfinite(number):
        return 0.0
    exponent = int(f"{number:.{digits - 1}e}".partition("e")[2])
    return float(f"1e{exponent - digits + 1}")


def exact(number: float) -> str:
    """The shortest text that reads back as the same float64 or float32, without a final `.0`.

    As Python's `repr` spells it: `5`, `0.1`, `1e-05`, `nan`, `inf`.
    """
    text = repr(number if type(number) is float else float(str(number)))
    return text[:-2] if text.endswith(".0") else text


def rounded(number: float, digits: int = DIGITS) -> str:
    """The number with at most so many significant digits, as a person reads it: `5`, `0.76`."""
    return f"{number:.{digits}g}"


def exact_value(text: str) -> Fraction | None:
    """What a text that `parse_argument` takes stands for, exactly.

    None for any other text, for nan and the infinities, and for a number of more than 400 digits.
    """
    from fractions import Fraction

    over, slash, under = text.strip().partition("/")
    parts = [over, under] if slash else [over]
    if not all(_yaml_decimal(part) and _is_exact(part) for part in parts):
        return None
    value = Fraction(over)
    if not slash:
        return value
    divisor = Fraction(under)
    return value / divisor if divisor else None


def of_exact(exact: Fraction, dtype: str = "float64") -> float:
    """The float64 nearest to an exact number, an infinity beyond the range.

    For float32 it is one that rounds as the number would.
    """
    try:
        found = float(exact)
    except OverflowError:
        return math.inf if exact > 0 else -math.inf
    return _for_type(found, exact, dtype)


def aligned(numbers: Sequence[float], digits: int = DIGITS) -> list[str]:
    """The numbers as they stand below each other: the largest with so many significant digits.

    All have as many decimals, unless that would leave too few digits of a small one.
    """
    texts = [rounded(number, digits) for number in numbers]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    finite = [abs(number) for number in numbers if math.isfinite(number)]
    if not decimals or any("e" in text for text in texts):
        return texts
    power = int(f"{max(finite):.{digits - 1}e}".partition("e")[2])
    decimals = min(decimals, max(digits - 1 - power, 0))
    unit = 10.0**-decimals
    few = (number for number in finite if 0 < number < _FEW * unit)
    if any(round(number / unit) * unit != number for number in few):
        return texts
    fixed = [f"{number:.{decimals}f}" for number in numbers]
    return [text.removeprefix("-") if float(text) == 0 else text for text in fixed]


def _of_whole(number: int, dtype: str) -> float:
    try:
        found = float(number)
    except OverflowError:
        return math.inf
    return _for_type(found, number, dtype)


def _quotient(text: str, dtype: str) -> float | None:
    """The number that a fraction stands for, rounded once."""
    match = _fraction(text) if len(text) <= LONGEST else None
    if match is None:
        return None
    over, under = float(match[1]), float(match[2])
    if not under:
        return None
    if not over:  # a zero keeps its sign
        return over / under
    if dtype == "float64" and _is_small(match[1]) and _is_small(match[2]):
        return over / under
    if not (_is_exact(match[1]) and _is_exact(match[2])):
        return over / under
    from fractions import Fraction

    return of_exact(Fraction(match[1]) / Fraction(match[2]), dtype)


def _for_type(found: float, exact: Fraction | int, dtype: str) -> float:
    """The float64 nearest to the exact number, which rounds to the type as that does."""
    if dtype == "float64" or not float32.is_halfway(found):
        return found
    return float32.beside(found, exact)


def _is_small(text: str) -> bool:
    """Whether it is a whole number that a float64 holds."""
    return len(text) <= 15 and text.isdigit()


def _is_exact(text: str) -> bool:
    """Whether the number is short enough to be worked out exactly, in little time."""
    _, _, power = text.lower().partition("e")
    return len(text) <= _EXACT and len(power) <= 5 and abs(int(power or 0)) <= _EXACT_POWER
