"""What a worksheet says above and below its arithmetic, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ANSWERS = "answers"
OF = "worksheet of "
"""What the title of a sheet begins with."""
CHECK = "check them: "
"""What stands in front of the command, in text."""


@dataclass(frozen=True)
class Sheet:
    """A worksheet without its arithmetic, or its key.

    `answers` are the nodes that are asked for, `hidden.node_0`, each with its value as the key
    shows it, or None on the sheet. `check` is the command that marks a file with answers.
    """

    title: str
    answers: Sequence[tuple[str, str | None]]
    check: str
