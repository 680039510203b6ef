"""A worksheet and its key in LaTeX are no wider than the page, whatever the names are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from pdflatex import complaints, needs


@needs("amsmath", "texlive-latex-base")
@pytest.mark.parametrize("options", ["", " --key"])
def test_long_names_are_broken(fwdprop: Run, folder: Path, options: str) -> None:
    long = "WM" * 40
    path = folder / ("folder_with_a_long_name" * 3) / f"{'file' * 30}.json"
    path.parent.mkdir()
    layers = [{"name": long, "nodes": {long: [1, 2], "a": [1, 1]}}]
    path.write_text(json.dumps({"inputs": ["x", "y"], "layers": layers}))
    net = path.relative_to(folder)
    result = fwdprop(f"worksheet {net} -i 1 2 --hide all --format latex{options}")
    assert (result.stderr, result.status) == ("", 0)
    assert complaints(result.stdout, "amsmath") == []
