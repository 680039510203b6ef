"""JSON rows through the command, for a network of two inputs whose answer is a + 10 b."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from command_line import Result, Run
from marked_lines import marked_line

NET = """\
inputs: [a, b]
layers:
- {activation: identity, nodes: [y], weights: [[1, 10]], bias: 0}
"""


class RunRows(Protocol):
    """Runs the network on rows at standard input, with more options."""

    def __call__(self, content: str | bytes, *options: str) -> Result: ...


def runner(fwdprop: Run, folder: Path, *always: str) -> RunRows:
    """What runs the network on rows, always with these options."""
    (folder / "net.yaml").write_text(NET)

    def run(content: str | bytes, *options: str) -> Result:
        return fwdprop("run", "net.yaml", "--data", "-", *always, *options, stdin=content)

    return run


def mark(
    message: str, line: int, text: str, column: int, width: int, help: str | None = None
) -> str:
    """The whole of an error that marks so many characters of a line, from that column on."""
    return marked_line(message, text, " " * (column - 1) + "^" * width, help, line=line)
