"""The network itself in a document, in Markdown and LaTeX: its layers and its weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Run
from pdflatex import complaints_apart, needs

NET = """
name: "a*b"
inputs: [x, "y|"]
layers:
  - name: "[h]"
    activation: tanh
    nodes: {n_1: {weights: {"y|": -0.5}}, n2: [1e-7, 1234.5678]}
  - nodes: {out: {weights: [1, 2], bias: 3}}
"""
MARKDOWN = r"""### a\*b

2 inputs, 2 layers, float64, no examples

| layer | nodes | activation | reads | weights | parameters |
|---|---:|---|---|---:|---:|
| inputs | 2 |  |  |  |  |
| \[h\] | 2 | tanh | inputs | 3 of 4 | 5 |
| output | 1 | identity | \[h\] | 2 | 3 |

inputs: x, y\|

\[h\]: n\_1, n2

output: out

8 parameters in all: 5 weights and 3 biases; each node has a bias, 0 if not given

5 multiply-adds for a row: one for each weight; biases and activations are not counted

1 of 6 connections is missing: one that the file does not list does not exist
"""
MARKDOWN_WEIGHTS = r"""
| \[h\] | source | weight |
|---|---|---:|
| n\_1 | x | missing |
|  | y\| | -0.5 |
|  | bias | 0 |
| n2 | x | 1e-07 |
|  | y\| | 1234.57 |
|  | bias | 0 |

| output | source | weight |
|---|---|---:|
| out | n\_1 | 1 |
|  | n2 | 2 |
|  | bias | 3 |
"""
LATEX = (
    r"""\par{\raggedright\textbf{a*b}\par}\nopagebreak
\par{\raggedright 2 inputs, 2 layers, float64, no examples\par}

\smallskip
\par\noindent\begin{tabular}{@{}lrllrr@{}}
layer & nodes & activation & reads & weights & parameters \\
\hline\noalign{\smallskip}
{}[h] & $2$ & tanh & inputs & 3 of 4 & $5$ \\
\end{tabular}\par

\smallskip
\par{\raggedright [h]: n\_1, n2\par}

\smallskip
\par{\raggedright 8 parameters in all: 5 weights and 3 biases; """
    r"""each node has a bias, 0 if not given\par}

\smallskip
\par{\raggedright 5 multiply-adds for a row: one for each weight; """
    r"""biases and activations are not counted\par}

\smallskip
\par{\raggedright 1 of 6 connections is missing: one that the file does not list does not exist\par}

\smallskip
\par\noindent\begin{tabular}{@{}llr@{}}
{}[h] & source & weight \\
\hline\noalign{\smallskip}
n\_1 & x & missing \\
 & y\textbar{} & $-0.5$ \\
 & bias & $0$ \\
n2 & x & $1 \cdot 10^{-7}$ \\
 & y\textbar{} & $1234.57$ \\
 & bias & $0$ \\
\end{tabular}\par
"""
)


def test_a_network_is_a_table_of_its_layers(fwdprop: Run) -> None:
    result = fwdprop("show - --format markdown", stdin=NET)
    assert (result.stdout, result.stderr, result.status) == (MARKDOWN, "", 0)


def test_weights_are_a_table_for_each_layer(fwdprop: Run) -> None:
    result = fwdprop("show - --weights --format md", stdin=NET)
    assert (result.stdout, result.status) == (MARKDOWN + MARKDOWN_WEIGHTS, 0)
    result = fwdprop("show - --weights --format latex --layers [h]", stdin=NET)
    assert (result.stdout, result.stderr, result.status) == (LATEX, "", 0)


@pytest.mark.parametrize("ending", ["md", "tex"])
def test_the_ending_of_a_file_says_the_format(fwdprop: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"net.{ending}"
    assert fwdprop("show", "networks/iris.yaml", "-o", str(path)).status == 0
    expected = fwdprop("show", "networks/iris.yaml", "--format", ending).stdout
    assert path.read_text(encoding="utf-8") == expected


def test_the_description_is_a_paragraph(fwdprop: Run) -> None:
    shown = fwdprop("show networks/xor.yaml --format md").stdout.split("\n\n")
    assert shown[2].startswith("Exclusive or: 1 where exactly one input is 1. A linear network, ")
    assert "\n" not in shown[2]


def test_the_weights_of_large_layers_are_all_there_on_request(fwdprop: Run) -> None:
    weights = [[row * 50 + column for column in range(50)] for row in range(40)]
    net = json.dumps({"inputs": 50, "layers": [{"weights": weights}]})
    words = "show - --weights --format"
    some = fwdprop(f"{words} md", stdin=net).stdout.split("\n\n")[-1].splitlines()
    assert len(some) == 2 + 12 + 1 + 4
    assert some[14] == "|  | ... 2,024 more ... |  |"
    whole = fwdprop(f"{words} md --all", stdin=net).stdout.split("\n\n")[-1].splitlines()
    assert len(whole) == 2 + 40 * 51
    assert whole[2 + 51 : 2 + 53] == [r"| node\_1 | x0 | 50 |", "|  | x1 | 51 |"]
    latex = fwdprop(f"{words} tex --all", stdin=net).stdout.splitlines()
    start = latex.index(r"\begin{longtable}[l]{@{}llr@{}}")
    assert latex[start - 1] == "% needs \\usepackage{longtable}"
    assert latex[start + 1 : start + 5] == [
        r"output & source & weight \\",
        r"\hline\noalign{\smallskip}",
        r"\endhead",
        r"node\_0 & x0 & $0$ \\",
    ]
    assert latex[-2:] == [r" & bias & $0$ \\", r"\end{longtable}"]
    assert len(latex) == start + 4 + 40 * 51 + 1


@needs("longtable")
@pytest.mark.parametrize("net", ["transactions", "bank", "iris", "digits"])
def test_latex_sets_a_network(fwdprop: Run, net: str) -> None:
    shown = fwdprop(f"show networks/{net}.yaml --weights --format tex").stdout
    assert complaints_apart(shown, "longtable") == []


@needs("longtable")
def test_latex_folds_names_of_any_length(fwdprop: Run) -> None:
    long = "A_VERY_long_name_" * 9
    nodes = {long: {"weights": [1, 2], "activation": "relu"}, f"{long} too": [1, 2], "*": [1, 2]}
    layers = [{"name": f"[{long}", "nodes": nodes}, {"weights": [[1, 2, 3]] * 30}]
    net = json.dumps({"name": long, "description": long, "inputs": ["x", long], "layers": layers})
    shown = fwdprop("show - --weights --format tex", stdin=net).stdout
    assert complaints_apart(shown, "longtable") == []
    shown = fwdprop("show - --weights --all --format tex", stdin=net).stdout
    assert complaints_apart(shown, "longtable") == []
