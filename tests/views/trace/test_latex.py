"""The arithmetic as LaTeX, whole texts: headings, inputs, formulas, and where lines end."""

from __future__ import annotations

import json
from typing import Any

import pytest
from command_line import Run

from fwdprop.views.latex import number


def latex(fwdprop: Run, network: Any, words: str) -> str:
    return fwdprop(f"trace - {words} --format latex", stdin=json.dumps(network)).stdout


TANH = r"""% the arithmetic of transactions
% needs \usepackage{amsmath}
\begin{flushleft}
\textbf{\large row 1}

\textbf{inputs}
\begin{align*}
  \text{children} &= 2 \\
  \text{accounts} &= 3
\end{align*}

\textbf{output}\quad $\operatorname{identity}(z) = z$
\begin{align*}
  \text{transactions} &= 2 \cdot \text{node\_0} - 1 \cdot \text{node\_1} \\
  &= 2 \cdot 5 - 1 \cdot 1 \\
  &= 9
\end{align*}
\end{flushleft}
\begin{flushleft}
\textbf{\large row 2}

\textbf{inputs}
\begin{align*}
  \text{children} &= -1 \\
  \text{accounts} &= 0
\end{align*}

\textbf{output}\quad $\operatorname{identity}(z) = z$
\begin{align*}
  \text{transactions} &= 2 \cdot \text{node\_0} - 1 \cdot \text{node\_1} \\
  &= 2 \cdot (-1) - 1 \cdot 1 \\
  &= -3
\end{align*}
\end{flushleft}
"""


def test_rows_have_headings_and_each_an_end(fwdprop: Run) -> None:
    line = "trace networks/transactions.yaml -i 2 3 -i -1 0 --layers output --format latex"
    assert fwdprop(line).stdout == TANH


OWN = {
    "name": "a\nb%",
    "inputs": [r"a_b & 50% \x{y}", 'c^~<>|$#"'],
    "layers": [
        {
            "name": "l_1",
            "activation": {"name": "leaky_relu", "alpha": 0.1},
            "nodes": {"n#": [1e-7, -2], "m": {"weights": [1, 0], "activation": "gelu"}},
        }
    ],
}
NAMES = r"""% the arithmetic of a\nb%
% needs \usepackage{amsmath}
\begin{flushleft}
\textbf{inputs (float32)}
\begin{align*}
  \text{a\_b \& 50\% \textbackslash{}x\{y\}} &= \infty \\
  \text{c\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}\$\#''} &= -1
\end{align*}

\textbf{l\_1}\quad $\operatorname{leaky\_relu}(z) = z\text{ if }z > 0\text{ else }\text{alpha} \cdot z$, $\text{alpha} = 0.1$; m: $\operatorname{gelu}(z) = z \cdot \Phi(z); \text{tanh}\colon z/2 \cdot (1 + \tanh(\sqrt{2/\pi} \cdot (z + 0.044715 \cdot z^{3})))$, $\text{approximate} = \text{none}$
\begin{align*}
  \text{n\#} &= \operatorname{leaky\_relu}[\text{alpha}=0.1](1 \cdot 10^{-7} \cdot \text{a\_b \& 50\% \textbackslash{}x\{y\}} \\
  &\quad {} - 2 \cdot \text{c\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}\$\#''}) \\
  &= \operatorname{leaky\_relu}(1 \cdot 10^{-7} \cdot \infty - 2 \cdot (-1)) \\
  &= \operatorname{leaky\_relu}(\infty) \\
  &= \infty \displaybreak[0] \\
  \text{m} &= \operatorname{gelu}(1 \cdot \text{a\_b \& 50\% \textbackslash{}x\{y\}} + 0 \cdot \text{c\textasciicircum{}\textasciitilde{}\textless{}\textgreater{}\textbar{}\$\#''}) \\
  &= \operatorname{gelu}(1 \cdot \infty + 0 \cdot (-1)) \\
  &= \operatorname{gelu}(\infty) \\
  &= \infty
\end{align*}
\end{flushleft}
"""  # noqa: E501


def test_names_are_escaped_and_formulas_have_their_signs(fwdprop: Run) -> None:
    assert latex(fwdprop, OWN, "-i inf -1 --dtype float32") == NAMES


LONG = "a name of so many words that no line of a page could have them all, and a few more of them"
LONG_NAME = r"""\begin{align*}
  &\text{a name of so many words that no line of a page could } \\
  &\quad \text{have them all, and a few more of them} \\
  &= 2 \cdot \text{inputs.a name of so many words that no line of a page } \\
  &\quad \text{could have them all, and a few more of them} + 1 \\
  &= 2 \cdot 3 + 1 \\
  &= 7
\end{align*}
\end{flushleft}
"""


def test_a_long_name_has_lines_of_its_own(fwdprop: Run) -> None:
    network = {"inputs": [LONG], "layers": [{"nodes": {LONG: {"weights": [2], "bias": 1}}}]}
    assert latex(fwdprop, network, "-i 3").endswith(LONG_NAME)


@pytest.mark.parametrize(
    ("name", "start"),
    [("y" * 17, r"  \text{{{}}} &= 2"), ("y" * 18, "  &\\text{{{}}} \\\\\n  &= 2")],
    ids=["short", "long"],
)
def test_a_name_of_a_third_of_a_line_is_long(fwdprop: Run, name: str, start: str) -> None:
    network = {"inputs": ["x"], "layers": [{"nodes": {name: [2]}}]}
    assert start.format(name) in latex(fwdprop, network, "-i 3")


FRACTION = r"""  &= \operatorname{softmax}(1) \\
  &= \frac{e^{1}}{e^{1}} \\
  &= \frac{2.71828}{2.71828} \\
"""
SHIFTED = r"""  &= \operatorname{softmax}(691.23456788999999) \\
  &= e^{691.23456788999999 - 691.23456788999999} \\
  &\quad {} / (e^{691.23456788999999 - 691.23456788999999} \\
  &\quad {} + e^{345.617283945 - 691.23456788999999}) \\
  &= \frac{1}{1} \\
"""


def test_a_fraction_too_wide_for_a_line_has_a_slash(fwdprop: Run) -> None:
    layer: dict[str, Any] = {"activation": "softmax", "weights": [[1]]}
    network = {"inputs": ["a"], "layers": [layer]}
    assert FRACTION in latex(fwdprop, network, "-i 1")
    layer["weights"] = [[1.23456], [2.34567], [3.45678], [4.56789]]
    powers = " + ".join(f"e^{{{weight}}}" for (weight,) in layer["weights"])
    assert rf"\frac{{e^{{1.23456}}}}{{{powers}}} \\" in latex(fwdprop, network, "-i 1")
    layer["weights"] = [[1], [0.5]]
    assert SHIFTED in latex(fwdprop, network, "-i 691.23456789 --precision 17")


def test_a_page_may_end_between_nodes_and_within_a_long_one(fwdprop: Run) -> None:
    network = {"inputs": 30, "layers": [{"weights": [[1 / 3] * 30] * 2}]}
    ones = "-i " + " ".join(["1"] * 30)
    short = latex(fwdprop, network, f"{ones} --top 3")
    assert [line for line in short.splitlines() if "break" in line] == [
        r"  &= 10 \displaybreak[0] \\"
    ]
    nodes = latex(fwdprop, network, f"{ones} --all --precision 17").split(r"\text{node\_")[1:]
    for node in nodes:
        lines = node.partition("\n\\end")[0].splitlines()
        assert len(lines) > 20
        assert all(line.endswith(r" \displaybreak[0] \\") for line in lines[:-1])


def test_a_large_layer_has_several_displays(fwdprop: Run) -> None:
    network = {"inputs": 30, "layers": [{"weights": [[1] * 30] * 100}]}
    text = latex(fwdprop, network, f"-i {' '.join(['1'] * 30)} --all")
    assert text.count(r"\begin{align*}") == text.count(r"\end{align*}") > 3
    displays = text.split(r"\begin{align*}")[2:]
    assert sum(each.count("&= 30") for each in displays) == 100
    assert all(each.strip().splitlines()[-2] == "  &= 30" for each in displays[:-1])


LETTERS = "% needs \\usepackage[T1]{fontenc} for the letters of the names\n"
OTHERS = "% lualatex prints the names, with a font that has their letters:\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [("a", ""), ("αΩ", ""), ("é", LETTERS), ("سلام", OTHERS), ("👩‍👧", OTHERS), ("éд", OTHERS)],
    ids=["ascii", "greek", "accent", "persian", "emoji", "both"],
)
def test_a_comment_says_what_the_names_need(fwdprop: Run, name: str, said: str) -> None:
    network = {"inputs": ["x"], "layers": [{"nodes": {name: [1]}}]}
    head, _, body = latex(fwdprop, network, "-i 1").partition("\\begin{flushleft}\n")
    assert head.startswith("% the arithmetic of network\n% needs \\usepackage{amsmath}\n" + said)
    assert head.count("\n") == (2 if not said else 4 if said == OTHERS else 3)
    assert body


def test_numbers_have_powers_of_ten() -> None:
    texts = ("-2.5e+16", "1e-07", "-inf", "nan", "-0.5")
    written = [r"-2.5 \cdot 10^{16}", r"1 \cdot 10^{-7}", r"-\infty", r"\mathrm{nan}", "-0.5"]
    assert [number(text) for text in texts] == written
