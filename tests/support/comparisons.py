"""How often words are compared with one another."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

import pytest


def comparisons(monkeypatch: pytest.MonkeyPatch, *measures: str) -> list[int]:
    """A list that gets the first word's length for each comparison by one of these measures.

    The measures are methods of SequenceMatcher: `ratio`, `quick_ratio`.
    """
    lengths: list[int] = []

    def noted(
        measure: Callable[[SequenceMatcher[str]], float],
    ) -> Callable[[SequenceMatcher[str]], float]:
        def measured(matcher: SequenceMatcher[str]) -> float:
            lengths.append(len(vars(matcher)["a"]))
            return measure(matcher)

        return measured

    for name in measures:
        monkeypatch.setattr(SequenceMatcher, name, noted(getattr(SequenceMatcher, name)))
    return lengths
