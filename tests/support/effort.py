"""How many examples a property test tries: few by default, many with the long profile."""

from __future__ import annotations

from hypothesis import settings

USUAL = 40
"""So many the short profile tries, where a test says nothing else."""


def examples(short: int) -> int:
    """That many examples with the short profile, and as many times more as the profile has."""
    return short * settings().max_examples // USUAL
