"""A line of bash as far as it is typed, and what it takes in the place of the last word's end."""

from __future__ import annotations

import re
from collections.abc import Iterable

BREAKS = " \t\n\"'@><=;|&(:"
"""At these bash breaks words, if COMP_WORDBREAKS says nothing else."""
UNFINISHED = ("=", "/", ",")
"""Where a word ends so, there is more to come, and no space behind it."""

_special = re.compile(r"([^\w@%+=:,./~-])", re.ASCII)
_special_in_quotes = re.compile(r'(["\\$`])')


class Line:
    """The words of a line without their quotes; the last one is being typed.

    bash replaces what stands behind the last one's opening quote, or behind one of its `breaks`.
    """

    def __init__(self, text: str, breaks: str) -> None:
        self.words: list[str] = []
        self.last, self._quote, self._kept = "", "", 0
        is_word = False
        rest = iter(text)
        for char in rest:
            if self._quote and char == self._quote:
                self._quote = ""
            elif char == "\\" and self._quote != "'":
                self.last += next(rest, "")
                is_word = True
            elif self._quote:
                self.last += char
            elif char in "'\"":
                self._quote, is_word, self._kept = char, True, len(self.last)
            elif char in " \t\n":
                if is_word:
                    self.words.append(self.last)
                self.last, is_word, self._kept = "", False, 0
            else:
                self.last += char
                is_word = True
                if char in breaks:
                    self._kept = len(self.last)

    def replacements(self, offered: Iterable[str]) -> list[str]:
        """The ends of the words offered, quoted as they are to stand in the line."""
        return [self._replacement(each) for each in offered]

    def _replacement(self, word: str) -> str:
        end = word[self._kept :]
        if self._quote == "'":
            return end.replace("'", "'\\''")
        if self._quote:
            # There bash puts its history in the place of `!`, whatever stands before it.
            found = _special_in_quotes.sub(r"\\\1", end).replace("!", '"\\!"')
            # Behind a quote bash adds none, whatever it belongs to.
            return found + '"' * found.endswith('"')
        space = "" if word.endswith(UNFINISHED) else " "
        return _special.sub(lambda found: _escaped(found[1]), end) + space


def _escaped(char: str) -> str:
    return f"\\{char}" if char.isascii() else char
