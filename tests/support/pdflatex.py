"""Documents that pdflatex makes of what a command writes, where it is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

needs_pdflatex = pytest.mark.skipif(
    shutil.which("pdflatex") is None, reason="needs LaTeX: pdflatex"
)


def compiled(body: str, *packages: str) -> list[str]:
    """What LaTeX complains about in an article of that body: `Overfull ...`; errors fail."""
    uses = "".join(f"\\usepackage{{{package}}}\n" for package in packages)
    text = f"\\documentclass{{article}}\n\\usepackage[T1]{{fontenc}}\n{uses}"
    text += f"\\begin{{document}}\n{body}\\end{{document}}\n"
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "it.tex").write_text(text, encoding="utf-8")
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "it.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        log = Path(folder, "it.log").read_text(encoding="latin-1")
        assert done.returncode == 0, log[-2000:]
    return re.findall(r"^(?:Overfull|Underfull|LaTeX Warning: (?!Label)).*", log, re.MULTILINE)
