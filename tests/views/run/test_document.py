"""Results of `run` as a table of a document, in Markdown and LaTeX: a line a node for one row."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from pdflatex import complaints_apart, needs

NET = "networks/transactions-tanh.yaml"
MARKDOWN = r"""| layer | activation | node | value |
|---|---|---|---:|
| inputs |  | children | 2 |
|  |  | accounts | 3 |
| hidden | tanh | node\_0 | 0.999909 |
|  |  | node\_1 | 0.761594 |
| output | identity | transactions | 1.23822 |
"""
LATEX = r"""\par\noindent\begin{tabular}{@{}lllr@{}}
layer & activation & node & value \\
\hline\noalign{\smallskip}
inputs &  & children & $2$ \\
 &  & accounts & $3$ \\
hidden & tanh & node\_0 & $0.999909$ \\
 &  & node\_1 & $0.761594$ \\
output & identity & transactions & $1.23822$ \\
\end{tabular}\par
"""
ODD = r"""
inputs: ["a|b", "c\\d", "`e`", "<i>", "f\ng", "h*"]
layers:
  - name: "[red]"
    activation: {name: leaky_relu, alpha: 0.2}
    nodes:
      "*": [1, 1, 1, 1, 1, 1]
      "$x_1^2$ & 50%": [1, 2, 3, 4, 5, 1e300]
      "AVERYLONGNAMEWITHOUTANYPLACETOBREAKITANDSTILLGOINGON": [0, 0, 0, 0, 0, 1]
      "many short words that stand one behind the other and go on and on": [1, 2, 3, 4, 5, 6]
  - name: output
    activation: softmax
    nodes: {"\\end{document}": [1, 2, 3, 4], "~^{}#": [1, 2, 3, 4]}
"""


def test_a_row_has_a_line_for_each_node(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} -i 2 3 --format markdown")
    assert (result.stdout, result.stderr, result.status) == (MARKDOWN, "", 0)
    result = fwdprop(f"run {NET} -i 2 3 --format latex")
    assert (result.stdout, result.stderr, result.status) == (LATEX, "", 0)


@pytest.mark.parametrize(("ending", "text"), [("md", MARKDOWN), ("tex", LATEX)])
def test_the_ending_of_a_file_says_the_format(
    fwdprop: Run, tmp_path: Path, ending: str, text: str
) -> None:
    path = tmp_path / f"results.{ending}"
    result = fwdprop("run", NET, "-i", "2", "3", "-o", str(path))
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert path.read_text(encoding="utf-8") == text


def test_each_of_several_rows_has_a_table(fwdprop: Run) -> None:
    words = "run networks/iris.yaml -i 5,3,1,0 -i 6,3,5,2 --layers output --labels --precision 2"
    assert (
        fwdprop(f"{words} --format md").stdout
        == r"""### row 1

| layer | activation | node | value |
|---|---|---|---:|
| inputs |  | sepal\_length | 5 |
|  |  | sepal\_width | 3 |
|  |  | petal\_length | 1 |
|  |  | petal\_width | 0 |
| output | softmax | setosa | 1 |
|  |  | versicolor | 0.0024 |
|  |  | virginica | 6.3e-09 |

label: setosa

### row 2

| layer | activation | node | value |
|---|---|---|---:|
| inputs |  | sepal\_length | 6 |
|  |  | sepal\_width | 3 |
|  |  | petal\_length | 5 |
|  |  | petal\_width | 2 |
| output | softmax | setosa | 0.00014 |
|  |  | versicolor | 0.11 |
|  |  | virginica | 0.89 |

label: virginica
"""
    )
    latex = fwdprop(f"{words} --format tex").stdout
    assert latex.startswith(
        "\\par{\\raggedright\\textbf{row 1}\\par}\\nopagebreak\n\\par\\noindent\\begin{tab"
    )
    assert latex.count("\\end{tabular}\\par\n\n\\smallskip\n\\par{\\raggedright label: ") == 2
    assert " &  & virginica & $6.3 \\cdot 10^{-9}$ \\\\\n" in latex


def test_of_large_layers_the_first_and_last_nodes_are_shown(fwdprop: Run) -> None:
    words = ["run", "networks/digits.yaml", "-i", *map(str, range(64)), "--format"]
    some = fwdprop(*words, "md").stdout.splitlines()
    assert len(some) == 2 + 17 + 17 + 10
    assert some[14] == "|  |  | ... 48 more ... |  |"
    every = fwdprop(*words, "md", "--all").stdout.splitlines()
    assert len(every) == 2 + 64 + 32 + 10
    latex = fwdprop(*words, "tex", "--all").stdout
    assert latex.startswith("% needs \\usepackage{longtable}\n\\begin{longtable}[l]{@{}lllr@{}}\n")


def test_names_are_escaped(fwdprop: Run) -> None:
    words = "run - -i 1 2 3 4 5 -1e300 --format"
    markdown = fwdprop(f"{words} md", stdin=ODD).stdout.splitlines()
    assert markdown[2:8] == [
        r"| inputs |  | a\|b | 1 |",
        r"|  |  | c\\d | 2 |",
        r"|  |  | \`e\` | 3 |",
        r"|  |  | \<i\> | 4 |",
        r"|  |  | f\\ng | 5 |",
        r"|  |  | h\* | -1e+300 |",
    ]
    assert markdown[8:10] == [
        r"| \[red\] | leaky\_relu(alpha=0.2) | \* | -2e+299 |",
        r"|  |  | \$x\_1^2\$ \& 50% | -inf |",
    ]
    assert markdown[-2:] == [
        r"| output | softmax | \\end\{document\} | nan |",
        r"|  |  | \~^\{\}\# | nan |",
    ]
    latex = fwdprop(f"{words} tex", stdin=ODD).stdout
    assert "\n{}[red] & \\parbox[t]{" in latex
    assert " & {}* & $-2 \\cdot 10^{299}$ \\\\\n" in latex
    assert "& \\$x\\_1\\textasciicircum{}2\\$ \\& 50\\% & $-\\infty$ \\\\\n" in latex
    assert "\\textbackslash{}end\\{document\\} & $\\mathrm{nan}$ \\\\\n" in latex


@needs("longtable")
@pytest.mark.parametrize("all", ["", "--all"])
@pytest.mark.parametrize(
    ("net", "row"),
    [("transactions", "2 3"), ("bank", "40 10 0"), ("iris", "5 3 1 0 -i 6 3 5 2 --labels")],
)
def test_latex_sets_results(fwdprop: Run, net: str, row: str, all: str) -> None:
    shown = fwdprop(f"run networks/{net}.yaml -i {row} {all} --format tex").stdout
    assert complaints_apart(shown, "longtable") == []
    assert "longtable" not in shown  # no package is needed


@needs("longtable")
def test_latex_sets_a_long_table_and_odd_names(fwdprop: Run) -> None:
    words = ["run", "networks/digits.yaml", "-i", *map(str, range(64)), "--format", "tex"]
    assert complaints_apart(fwdprop(*words, "--all").stdout, "longtable") == []
    odd = fwdprop("run - -i 1 2 3 4 5 -1e300 --format tex", stdin=ODD).stdout
    assert complaints_apart(odd, "longtable") == []


def test_spaces_of_names_stay_in_latex(fwdprop: Run, folder: Path) -> None:
    """LaTeX leaves out those at the ends of cells, and joins those inside of texts."""
    long = "b" * 70
    nodes = f'{{" x": [1], "x ": [2], "x  y": [3], "  {long}  z ": [4]}}'
    (folder / "net.yaml").write_text(f'inputs: ["a "]\nlayers: [{{nodes: {nodes}}}]\n')
    lines = fwdprop("run net.yaml -i 1 --format latex").stdout.splitlines()[3:-1]
    assert lines[:4] == [
        r"inputs &  & a \mbox{} & $1$ \\",
        r"output & identity & \mbox{} x & $1$ \\",
        r" &  & x \mbox{} & $2$ \\",
        r" &  & x {} y & $3$ \\",
    ]
    broken = r"\allowbreak ".join(long)
    assert rf"{{\raggedright \mbox{{}}{{}} {{}} {broken} {{}} z {{}}\mbox{{}}\strut}}" in lines[4]
