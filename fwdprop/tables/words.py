"""Words in the cells of rows: those that stand for no value, and `true` and `false`, 1 and 0."""

from __future__ import annotations

from fwdprop import numerals
from fwdprop.errors import spelled

MISSING = ("", "NA", "na", "<NA>", "#N/A", "#DIV/0!", ".")
"""The cells that stand for no value."""

NOTHING = (None, *MISSING)
"""The same where there are cells without anything, too."""

_TRUTHS = {"true": 1.0, "false": 0.0}


def number(text: str, dtype: str = "float64") -> float | None:
    """The number that a cell of an input stands for, `true` and `false` among them; or None."""
    found = numerals.parse_cell(text, dtype)
    return truth(text) if found is None else found


def truth(text: str) -> float | None:
    """1 for `true` and 0 for `false`, in any case and with spaces around it; else None."""
    return _TRUTHS.get(text.strip().lower()) if len(text) < 100 else None


def missing_value(column: str, cell: str) -> tuple[str, str]:
    """The message for a cell without a value where a number is expected, and what helps."""
    shown = cell if cell.isalnum() else f"'{cell}'"
    found = f"{shown} is a missing value" if cell else "the cell is empty"
    return (
        f"column {spelled(column)}: {found}",
        "--missing nan or --missing 0 says what to take for it",
    )
