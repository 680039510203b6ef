"""What other tools call what fwdprop does: words that no misspelling explains."""

from __future__ import annotations

_WORDS = {
    "--version": ("version", "ver", "-v", "-V"),
    "run": ("predict", "infer", "score", "forward", "eval", "evaluate", "apply", "compute", "calc"),
    "trace": ("explain", "steps", "debug"),
    "check": ("test", "verify", "validate", "lint"),
    "show": ("info", "inspect", "summary", "describe", "print", "cat", "ls"),
    "draw": ("plot", "graph", "diagram", "visualize", "visualise", "view", "render"),
    "new": ("init", "create", "generate", "make"),
    "worksheet": ("exercise", "exercises", "quiz"),
}
_meant = {word: ours for ours, words in _WORDS.items() for word in words}


def meant_by(word: str) -> str | None:
    """What is typed here in place of another tool's word: `predict` is `run`; None if unknown."""
    return _meant.get(word) or _meant.get(word.lower())
