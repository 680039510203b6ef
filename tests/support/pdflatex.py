"""pdflatex says whether it takes a text; where there is none, tests are skipped by name."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

# Of a table on several pages LaTeX knows how wide it is from the second time on.
_complaint = re.compile(
    r"^(?:!|(?:Over|Under)full|Missing character"
    r"|(?!LaTeX Font)\S+.* Warning:(?! (?:Table|Column) widths)).*",
    re.M,
)


def needs(package: str, of: str = "texlive-latex-base") -> pytest.MarkDecorator:
    """Skips a test where there is no pdflatex, or not the package of LaTeX."""
    reason = f"needs LaTeX: pdflatex and {package} of {of}"
    return pytest.mark.skipif(not _has(package), reason=reason)


def _has(package: str) -> bool:
    if shutil.which("pdflatex") is None or shutil.which("kpsewhich") is None:
        return False
    asked = ["kpsewhich", f"{package}.sty"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def complaints(
    body: str, *packages: str, options: str = "10pt", kind: str = "article"
) -> list[str]:
    """What LaTeX has to say against the text in the middle of a document, each once."""
    document = [
        rf"\documentclass[{options}]{{{kind}}}",
        r"\usepackage[T1]{fontenc}",
        *(rf"\usepackage{{{package}}}" for package in packages),
        r"\begin{document}",
        "Before it,",
        body + "and after it.",
        r"\end{document}",
    ]
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "text.tex").write_text("\n".join(document), encoding="utf-8")
        # No page is written: the fonts' pictures would have to be made first.
        words = ["-draftmode", "-interaction=nonstopmode", "-halt-on-error", "text.tex"]
        subprocess.run(["pdflatex", *words], cwd=folder, capture_output=True, check=False)
        log = (folder / "text.log").read_text(encoding="utf-8", errors="replace")
    return list(dict.fromkeys(each[0] for each in _complaint.finditer(log)))


def complaints_apart(body: str, *packages: str) -> list[str]:
    """The same of a table or a picture, which is a paragraph of its own."""
    return complaints(f"\n{body}\n", *packages)
