"""An error that marks a part of a line, as it stands on standard error."""

from __future__ import annotations


def marked_line(
    message: str,
    text: str,
    carets: str,
    help: str | None = None,
    *,
    line: int = 1,
    file: str = "<stdin>",
) -> str:
    """The whole of an error about a line of a file; `carets` stand below the text that is meant."""
    margin = " " * len(str(line))
    end = "" if help is None else f"help: {help}\n"
    return (
        f"error: {message}\n{margin}--> {file}:{line}:{carets.index('^') + 1}\n{margin} |\n"
        f"{line} | {text}\n{margin} | {carets}\n{end}"
    )
