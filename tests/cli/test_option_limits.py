"""Whole numbers of options: the least and the most, with the most digits, and one beyond."""

from __future__ import annotations

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("option", "least", "most"), [("--precision", 1, 17), ("--seed", 0, None), ("--top", 0, None)]
)
def test_whole_numbers_of_options(fwdprop: Run, option: str, least: int, most: int | None) -> None:
    line = {
        "--precision": "run networks/transactions.yaml -i 2 3 --format values",
        "--seed": "new 2-1",
        "--top": "trace networks/transactions.yaml -i 2 3",
    }[option]
    beyond = [str(least - 1), str(least).zfill(40), *([] if most is None else [str(most + 1)])]
    at = [str(least), str(least + 1).zfill(39), *([] if most is None else [str(most)])]
    expected = f"of at least {least}" if most is None else f"from {least} to {most}"
    for value in at:
        assert fwdprop(f"{line} {option} {value}").status == 0
    for value in beyond:
        message = f"error: {option} is a whole number {expected}, not {value}\n"
        result = fwdprop(f"{line} {option}={value}")
        assert (result.stdout, result.stderr, result.status) == ("", message, 2)
