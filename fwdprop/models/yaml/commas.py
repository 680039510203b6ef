"""Lists of numbers as they stand in the text, where a comma may be meant as a decimal point."""

from __future__ import annotations

import re
from dataclasses import replace

from fwdprop import numerals
from fwdprop.errors import Fault

_list = re.compile(r"\[([^\[\]]{1,200})\]")
_with_comma = re.compile(r"[-+]?[0-9]+,[0-9]+").fullmatch


def with_points(fault: Fault) -> Fault:
    """The fault, which has its location, with the list as it is to be written, if that is clear.

    It is where a semicolon parts the numbers, or where the commas between numbers have a space
    behind them, those in numbers have none, and there are then as many numbers as expected.
    """
    spot = fault.location
    if spot is None or (fault.numbers is None and ";" not in spot.text):
        return fault
    begin = spot.column - 1
    if fault.numbers is None:
        begin = spot.text.rfind("[", 0, spot.column)
        if ";" not in spot.text[spot.column - 1 : spot.column - 1 + spot.width]:
            return fault
    match = _list.search(spot.text, max(begin, 0))
    parts = [] if match is None else re.split(r"\s*;\s*|\s*,\s+", match[1].strip())
    commas = [part for part in parts if _with_comma(part)]
    points = [part.replace(",", ".") if _with_comma(part) else part for part in parts]
    if len(parts) < 2 or any(numerals.parse_yaml(part) is None for part in points):
        return fault
    written = f"[{', '.join(points)}]"
    if fault.numbers is None and not commas:
        return replace(fault, help=f"a comma stands between two numbers: {written}")
    if commas and fault.numbers is None:
        return replace(fault, help=f"decimals take a point: {written}")
    if commas and fault.numbers == len(parts):
        return replace(fault, help=f"is a comma meant as a decimal point? {written}")
    return fault
