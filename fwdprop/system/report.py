"""An error -> the text that a person reads: message, marked source line, help."""

from __future__ import annotations

import re
import unicodedata

from fwdprop.errors import Fault, FwdpropError, Location

LINE_SHOWN = 76
LONGEST_SENTENCE = 2000
JOINERS = "\u200c\u200d"
_NO_WIDTH = ("Mn", "Me", "Cf")
_RED, _CYAN, _OFF = "\x1b[1;31m", "\x1b[36m", "\x1b[0m"


# What is to be pasted stays on one line, which a terminal that is too narrow folds by itself.
_unit = re.compile(
    r"(?:(?<=: )|^)(?:--?[a-z]|(?:cat|fwdprop|iconv|mkdir|pip|tr) ).*|`[^`]*`\S*|\S+"
)


def report(
    error: FwdpropError, color: bool = False, width: int = 80, is_broken: bool = False
) -> str:
    """The text of an error, one paragraph per fault, without a final line break.

    Source lines are cut around their mark where they are wider than `width`; sentences are broken
    there between words where that `is_broken`.
    """
    most = width if is_broken else None
    parts = [_fault(fault, color, width, most) for fault in error.faults]
    if error.more:
        parts.append(f"and {error.more:,} more")
    return "\n".join(parts)


def remark(kind: str, message: str, color: bool = False, width: int | None = None) -> str:
    """The line that says something beside the results: `warning: ...`, `note: ...`.

    It is broken between words where it is wider than `width`.
    """
    return _sentence(kind, visible(message), _CYAN if color else None, width)


def _sentence(kind: str, text: str, paint: str | None, width: int | None) -> str:
    """The text behind what it is, on lines no wider than that, as far as words allow."""
    label = f"{kind}:" if paint is None else f"{paint}{kind}:{_OFF}"
    if width is None or _cells(text) + len(kind) + 2 <= width:
        return f"{label} {text}"
    indent = len(kind) + 2
    lines, end = [""], 0
    for unit in _unit.finditer(text):
        line = lines[-1] + text[end : unit.end()]  # with all the spaces between
        if lines[-1] and indent + _cells(line) > width:
            lines.append(unit[0])
        else:
            lines[-1] = line
        end = unit.end()
    return f"{label} " + f"\n{' ' * indent}".join(lines)


def visible(text: str) -> str:
    """The text with control characters and others that no one can see escaped, as `\\x1b`.

    Joiners inside words of scripts that are written with them stay as they are.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or _joins(text, place) else _escaped(char)
        for place, char in enumerate(text)
    )


def _joins(text: str, place: int) -> bool:
    """Whether a character says how the letters around it are written: Persian, Hindi, emoji."""
    before, char, after = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    is_behind = before.isprintable() and before > "\x7f"
    is_before = after.isprintable() and (after.isalnum() or after > "\x7f")
    return char in JOINERS and is_behind and is_before


def _escaped(char: str) -> str:
    return char.encode("unicode_escape").decode()


def _fault(fault: Fault, color: bool, width: int, most: int | None) -> str:
    red, cyan = (_RED, _CYAN) if color else (None, None)
    lines = [_sentence("error", visible(_cut(fault.message)), red, most)]
    if fault.location is not None:
        lines += _marked(fault.location, width)
    if fault.help is not None:
        lines.append(_sentence("help", visible(_cut(fault.help)), cyan, most))
    return "\n".join(lines)


def _cut(text: str) -> str:
    """The text, without its middle where a name of a million letters stands in it."""
    if len(text) <= LONGEST_SENTENCE:
        return text
    return f"{text[: LONGEST_SENTENCE // 2]} ... {text[-LONGEST_SENTENCE // 4 :]}"


def _marked(location: Location, width: int) -> list[str]:
    """The location, its line, and a caret under each character that is meant."""
    margin = " " * len(str(location.line))
    head = [f"{margin}--> {visible(str(location))}"]
    if not location.text.strip():
        return head
    before, marked, after = _around(
        location, LINE_SHOWN if width >= 80 else max(width - len(margin) - 9, 16)
    )
    caret = " " * _cells(before) + "^" * max(_cells(marked), 1)
    return [
        *head,
        f"{margin} |",
        f"{location.line} | {before}{marked}{after}",
        f"{margin} | {caret}",
    ]


def _around(location: Location, shown: int) -> tuple[str, str, str]:
    """The line before, under and after the mark; a long line is cut around it."""
    start, end = location.column - 1, location.column - 1 + location.width
    text = location.text.rstrip()
    first, last = 0, len(text)
    if last > shown:
        end = min(end, start + shown // 2)
        first = max(0, min(start - shown // 3, last - shown))
        last = min(last, first + shown)
    before = ("..." if first else "") + text[first:start]
    after = text[end:last] + ("..." if last < len(text) else "")
    return _on_one_line(before), _on_one_line(text[start:end]), _on_one_line(after)


def _on_one_line(text: str) -> str:
    return visible(text.replace("\t", " "))


def _cells(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0
        if unicodedata.category(char) in _NO_WIDTH
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )
