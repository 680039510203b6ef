"""What a user types behind `--at`: the numbers at which an activation is evaluated."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fwdprop import numerals
from fwdprop.cli.argv import JOINT
from fwdprop.cli.rewritten import in_place_of
from fwdprop.errors import Fault, InputError, Location, UsageError
from fwdprop.spelling import lone_commas

_item = re.compile(r"[^\s,]+")


def numbers(option: str, texts: Sequence[str]) -> list[list[float]]:
    """The numbers behind each use of an option; commas and spaces alike stand between them.

    Raises InputError with every word that is no number, each with its location.
    """
    faults: list[Fault] = []
    rows = [_row(option, index, text, faults) for index, text in enumerate(texts)]
    if faults:
        raise InputError(faults)
    return rows


def _row(option: str, index: int, text: str, faults: list[Fault]) -> list[float]:
    row: list[float] = []
    before = len(faults)
    line = text.replace(JOINT, " ")
    words = list(_item.finditer(line))
    faults += lone_commas(line, [word.span() for word in words], option, index)
    for match in words:
        number = numerals.parse_argument(match.group())
        if number is None:
            location = Location(option, index + 1, match.start() + 1, line, len(match.group()))
            from fwdprop import meant

            help = meant.number(match.group(), numerals.parse_argument)
            faults.append(Fault(f"'{match.group()}' is not a number", help, location))
        else:
            row.append(number)
    in_place_of(faults, before, text, option, index)
    if not row and not faults:
        help = f"write them there: {option} -1 0 2.5"
        raise UsageError(f"there are no numbers behind {option}", help)
    return row
