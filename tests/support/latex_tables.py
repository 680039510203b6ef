"""Tables of a document, as a paragraph of their own, and what LaTeX has to say against them."""

from __future__ import annotations

from pathlib import Path

from pdflatex import complaints


def faults_of(tables: str, folder: Path) -> list[str]:
    """The complaints, but that the widths of columns are known in a second run."""
    found = complaints(f"\n{tables}\n", "longtable", folder)
    return [each for each in found if "widths have changed" not in each]
