"""A line of a text that is not YAML, as it was most likely meant: tried before it is proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from fwdprop import meant
from fwdprop.errors import shortened

LONGEST = 1_000_000
"""A longer text is not read again to try a repair."""

_fence = re.compile(r"\s*```\w*\s*")
_minus = re.compile(r"(?<=[\[,:])(\s*-)[ \t]+(?=[.0-9])")
_bullet = re.compile(r"(\s*)(?:[*\u2022\u00b7]\s*|-)(?=[^\W\d])")
_key = re.compile(r"((?:^|[{,])[\s-]*)([^\s:,\"'#\[\]{}]+):(?=[^\s:/\\])")


def repair(text: str, lines: list[int], broken: Callable[[str], int | None]) -> str | None:
    """How to write one of these lines (from 0) so that the parser goes on beyond all of them.

    `broken` gives the line at which it gives a text up, or None. None where no repair helps.
    """
    if len(text) > LONGEST:
        return None
    written = text.splitlines(keepends=True)
    for line in lines:
        for help, changed in _repairs(written[line].rstrip("\r\n")) if line < len(written) else ():
            stopped = broken("".join([*written[:line], changed, "\n", *written[line + 1 :]]))
            if stopped is None or stopped > max(lines):
                return f"{help}: {shortened(changed.strip(), 80)}"
    return None


def _repairs(line: str) -> Iterator[tuple[str, str]]:
    """What may be wrong with a line, and the line without it."""
    if _fence.fullmatch(line):
        return
    spaced = _key.sub(r"\1\2: ", line)
    if spaced != line:
        yield "a space stands behind a colon", spaced
    strange = meant.strange(line)
    if strange is not None:
        plain = meant.typed(line, syntax=True)
        yield meant.described(strange), plain
        yield meant.described(strange), _key.sub(r"\1\2: ", plain)
    before, slashes, behind = line.partition(" //")
    if slashes:
        yield "a comment begins with #", f"{before} #{behind}"
    if line.endswith((";", ",")):
        yield f"leave out the {line[-1]} at the end", line.rstrip(";, ")
    joined = _minus.sub(r"\1", line)
    if joined != line:
        yield "a minus stands right before its number", joined
    if (bullet := _bullet.match(line)) is not None:
        yield "an item of a list begins with a dash and a space", _dashed(line, bullet)
    if line.count("`") > 1:
        yield "quotes are \" or '", line.replace("`", '"')


def _dashed(line: str, bullet: re.Match[str]) -> str:
    return f"{bullet[1]}- {line[bullet.end() :]}"
