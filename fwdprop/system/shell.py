"""Texts as a shell takes them, so that what a message says can be pasted."""

from __future__ import annotations

from shlex import quote

from fwdprop.system.report import visible


def word(text: str) -> str:
    """The text as one word of a command, all of it printable: `$'a\\u00a0b'`."""
    return quote(text) if visible(text) == text else f"$'{''.join(map(_spelled, text))}'"


def path(file: str) -> str:
    """The name of a file as one word of a command, which no command takes for an option."""
    return word(f"./{file}" if file.startswith("-") and file != "-" else file)


def _spelled(char: str) -> str:
    """A character between `$'` and `'`. Beyond ASCII, `\\x` stands for a byte and no character."""
    code = ord(char)
    if char in "\\'":
        return f"\\{char}"
    if char.isprintable():
        return char
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file's name that is no text
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
