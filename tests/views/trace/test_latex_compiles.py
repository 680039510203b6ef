"""The LaTeX of a trace is taken by pdflatex, and no line of it is wider than the page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_line import Run
from paper_networks import NAMES, SOFTMAXES, WIDE, of_activations, of_names
from pdflatex import complaints, needs

pytestmark = needs("amsmath")

FLOWER, DIGIT = "-i 5.1 3.5 1.4 0.2", " ".join(str(pixel % 17) for pixel in range(64))


def counted(many: int) -> str:
    return "-i " + " ".join(map(str, range(many)))


@pytest.mark.parametrize(
    "line",
    [
        "transactions.yaml -i 2 3",
        "transactions-tanh.yaml -i 2 3 -i 0 -1 --dtype float32",
        "mazur.yaml -i 0.05 0.1",
        "two-hidden.yaml -i 3 5",
        f"iris.yaml {FLOWER}",
        f"iris.yaml {FLOWER} --precision 17",
        f"digits.yaml -i {DIGIT} --all --node node_0 --node output.3",
    ],
)
def test_every_example_fits_the_page(fwdprop: Run, line: str) -> None:
    result = fwdprop(f"trace networks/{line} --format latex")
    assert result.status == 0
    assert complaints(result.stdout, "amsmath") == []


@pytest.mark.parametrize(
    ("network", "words"),
    [
        (of_activations(0.25), "-i 1 -2"),
        (of_activations(1e-300 / 3), "-i 1e-30 -7.1e-30 --precision 17"),
        (of_names(), f"--top 5 {counted(len(NAMES))}"),
        (SOFTMAXES, "-i 1 -i -0.0 -i inf -i nan -i 1e-300 --precision 17"),
        (WIDE, counted(1000)),
        (WIDE, f"{counted(1000)} --all"),
    ],
    ids=["activations", "digits", "names", "softmaxes", "top", "all"],
)
@pytest.mark.parametrize("options", ["10pt", "12pt"])
def test_what_is_wide_or_odd_fits_the_page(
    fwdprop: Run, network: Any, words: str, options: str
) -> None:
    result = fwdprop(f"trace - {words} --format latex", stdin=json.dumps(network))
    assert result.status == 0
    assert complaints(result.stdout, "amsmath", options=options) == []


@pytest.mark.parametrize("kind", ["book", "letter"])
def test_no_heading_is_a_document_s_own(fwdprop: Run, kind: str) -> None:
    result = fwdprop("trace networks/xor.yaml -i 1 0 -i 1 1 --format latex")
    assert result.status == 0
    assert complaints(result.stdout, "amsmath", kind=kind) == []


def test_a_line_that_is_too_wide_would_be_found() -> None:
    body = "\\begin{align*}\n\\text{" + "x" * 100 + "}\n\\end{align*}\n\\unknown\n"
    first, *others = complaints(body, "amsmath")
    assert first.startswith("Overfull \\hbox")
    assert "! Undefined control sequence." in others
