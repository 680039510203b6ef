"""The share of a whole that an option asks for: `40%`, `0.4`, `2/5`, `all`."""

from __future__ import annotations

from fwdprop import meant, numerals
from fwdprop.errors import UsageError, shortened


def share_of(option: str, text: str) -> float:
    """The share that a value of the option stands for: a number above 0, up to 1.

    Raises UsageError for any other text.
    """
    bare = text.strip()
    if bare == "all":
        return 1.0
    is_percentage = bare.endswith("%")
    number = numerals.parse_argument(bare.removesuffix("%"))
    if number is not None and 0 < number <= (100 if is_percentage else 1):
        return number / 100 if is_percentage else number
    message = f"{option} is a share above 0%, up to 100%, or all, not {shortened(text)}"
    raise UsageError(message, _help(option, bare, number))


def _help(option: str, text: str, number: float | None) -> str:
    if number is not None and 1 < number <= 100:
        return f"write {option} {text}%"
    sign = "%" if text.endswith("%") else ""
    found = meant.number(text.removesuffix("%"), numerals.parse_argument)
    return f"two of five: {option} 40%" if found is None else f"{found}{sign}"
