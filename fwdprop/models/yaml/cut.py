"""Rows of plain numbers cut out of a YAML text, to be read apart: many times as fast as events.

In the text that is left a mark stands for each row. Whatever looks like a row and is none (in a
quoted text, in a comment) shows when a mark turns up where no row can be: the composer says
`Unusual`, and the whole text is read through the events alone.
"""

from __future__ import annotations

import re

FLOW_MARK, BLOCK_MARK, _END = "\ue000", "\ue001", "\ue002"

# Rows long enough to be worth it. Without "[" in the class, and possessive, the searches are linear
# whatever the text holds.
_flow_row = re.compile(r"\[[-+0-9.eE, \t\r\n]{24,}+\]")
# Further back than this a line is not searched for a "#": its row is left to the events.
_LOOK_BACK = 1000
_ITEM = r"- [-+0-9.eE]++(?=\n|\Z)"
_block_row = re.compile(rf"^( *+)(- )?({_ITEM}(?:\n\1(?(2)  |){_ITEM}){{7,}}+)", re.MULTILINE)
_mark = re.compile(f"[{FLOW_MARK}{BLOCK_MARK}]([0-9]+){_END}").fullmatch
_any_mark = re.compile(f"[{FLOW_MARK}{BLOCK_MARK}{_END}]").search
_line_ends = re.compile("[\n\r]").search


def cut(text: str) -> tuple[str, list[str]]:
    """The text with a mark for each row, and the rows as JSON lists where they are sound.

    `[1, 2, ...]` becomes a scalar with a FLOW_MARK; the items of a block sequence become one item
    with a BLOCK_MARK.
    """
    rows: list[str] = []
    if _any_mark(text):
        return text, rows

    def kept(row: str, mark: str) -> str:
        rows.append(row)
        return f"{mark}{len(rows) - 1}{_END}"

    def flow(match: re.Match[str]) -> str:
        row = match.group()
        # In a comment, a row that goes on in the next line is no row.
        if _line_ends(row) and _is_behind_a_hash(text, match.start()):
            return row
        return kept(row, FLOW_MARK)

    def block(match: re.Match[str]) -> str:
        indent, dash, items = match.groups(default="")
        row = items[2:].replace(f"\n{indent}{' ' * len(dash)}- ", ",")
        return f"{indent}{dash}- {kept(f'[{row}]', BLOCK_MARK)}"

    left = _flow_row.sub(flow, text)
    return _block_row.sub(block, left) if "\n- " in left or " - " in left else left, rows


def marked(text: str) -> int | None:
    """The number of the row that a scalar stands for, or None where it is more than a mark."""
    match = _mark(text)
    return None if match is None else int(match[1])


def _is_behind_a_hash(text: str, at: int) -> bool:
    """Whether a `#` stands before this character in its line, as far as that must be looked at."""
    first = max(at - _LOOK_BACK, 0)
    begin = max(text.rfind("\n", first, at), text.rfind("\r", first, at)) + 1
    return "#" in text[begin or first : at] or (first > 0 and begin == 0)
