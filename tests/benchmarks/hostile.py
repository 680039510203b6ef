"""How time grows with texts that could make a reader slow: twice the text takes twice the time.

    python tests/benchmarks/hostile.py

Prints, for each text, the median time and what twice as much of it takes, as a ratio of medians:
about 2 where the time is linear, 4 where it is quadratic.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fwdprop import FwdpropError, numerals
from fwdprop.models.yaml import parse

ROUNDS = 7
SIZE = 250_000
"""So many characters, and then twice as many."""

NETWORKS = {
    "list of numbers, then a comment": ("", "- 1\n", "- 1 # one"),
    "indented list, then one deeper": ("", "  - 1\n", "   - 1"),
    "short runs of numbers": ("", "- 1\n" * 6 + "- x\n", ""),
    "a long number": ("[", "1" * 10, ""),
    "a long row that ends in a word": ("[", "1,", "x]"),
    "rows that do not end": ("", "[1,", ""),
    "brackets in a comment": ("# ", "[]", ""),
    "escaped quotes behind a surrogate": ('{"a": "\\ud83d', '\\"', ""),
    "surrogates without partners": ('{"a": "', "\\ud83d", '"}'),
}
NUMBERS = {
    "digits, then a letter": ("", "9", "x"),
    "digits behind the point": (".", "9", "x"),
    "a fraction, then a letter": ("9/", "9", "x"),
}


def read_network(text: str) -> None:
    """Reads a network file, which is at fault."""
    with suppress(FwdpropError):
        parse(text, "net.yaml", Path(), "net")


def read_number(text: str) -> None:
    """Reads a text as a number in each of the ways that there are."""
    numerals.parse_yaml(text)
    numerals.parse_cell(text)
    numerals.parse_argument(text)


def growth(read: Callable[[str], None], start: str, middle: str, end: str) -> tuple[float, float]:
    """The median seconds for a text, and how many times as long twice the text takes, in pairs."""
    texts = [start + middle * (size // len(middle)) + end for size in (SIZE, 2 * SIZE)]
    times = [[seconds(read, text) for text in texts] for _ in range(ROUNDS)]
    one, two = (statistics.median(each) for each in zip(*times, strict=True))
    return one, two / one


def seconds(read: Callable[[str], None], text: str) -> float:
    """How long it takes to read the text."""
    start = time.perf_counter()
    read(text)
    return time.perf_counter() - start


def main() -> None:
    """Prints a line for each text."""
    for read, texts in ((read_network, NETWORKS), (read_number, NUMBERS)):
        for name, parts in texts.items():
            one, ratio = growth(read, *parts)
            print(f"{name:36} {one:8.4f} s   twice the text: {ratio:.2f} times")


if __name__ == "__main__":
    main()
