"""DOT, Mermaid and TikZ: texts that other programs read, here without them and with them."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from command_line import Run
from pdflatex import complaints_apart, needs

SPECIAL = r"""\n \"q\" <b> & #1 {x} %y $z^2_ ~ ]( [" ` | --> end"""
ODD = {
    "quotes": 'a"b',
    "backslash": "a\\nb",
    "markup": "<b>&amp;</b>",
    "brackets": "](x)[",
    "percent": "100%# $1_2^3~{}",
    "words": "end",
    "direction": "direction TB",
    "ticks": "`a` **b**",
    "greek": "αΩά",
    "accents": "éłß",
    "letters": "aǅbſcɐdĦe",
    "dashes": "a--b---c,,d''e?`f!`",
}


FOR_PDFLATEX = {key: name for key, name in ODD.items() if key != "letters"}


def net_of(name: str) -> str:
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return (
        f"inputs: [{quoted}, b]\nlayers:\n"
        f"  - nodes: {{{quoted}: {{weights: [1, -2.5e-7], bias: 1}}, c: [0, 1]}}\n"
        f"  - nodes: {{{quoted}: {{weights: {{c: 3, inputs.b: 4}}}}}}\n"
    )


DOT = """\
digraph "transactions" {
  graph [rankdir=LR, ranksep=1.6, nodesep=0.2, tooltip="transactions: inputs 2, hidden 2, output 1",
    label="\\lsolid: positive weight, dashed: negative weight\\lThe thicker a line, the larger \
its weight: the thickest is 2.\\l", labeljust=l, fontsize=10, fontname=sans]
"""


def test_a_graph_says_what_its_signs_mean(fwdprop: Run) -> None:
    dot = fwdprop("draw networks/transactions.yaml -i 2 3 --format dot").stdout
    assert dot.startswith(DOT)
    assert (
        '    n1_0 [label=<node_0<BR/><B>5</B>>, fillcolor="#f6f8fa", '
        'tooltip="hidden.node_0, identity: 5"]\n' in dot
    )
    assert (
        '  n0_0 -> n1_1 [label="-1", style=dashed, penwidth=2.4, color="#b84a00", '
        'fontcolor="#b84a00", tooltip="inputs.children → hidden.node_1: -1·2 = -2"]\n' in dot
    )


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
@pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz: dot")
def test_graphviz_shows_every_name_as_it_is(name: str, fwdprop: Run) -> None:
    dot = fwdprop("draw - -i 1 2 --format dot", stdin=net_of(name)).stdout
    plain = subprocess.run(["dot", "-Tsvg"], input=dot.encode(), capture_output=True, check=True)
    assert plain.stderr == b""
    from svg_files import parsed

    assert [*parsed(plain.stdout.decode()).texts()].count(name) == 3


MERMAID = """\
flowchart LR
  %% solid: positive weight, dashed: negative weight
  %% The thicker a line, the larger its weight: the thickest is 2.
  subgraph layer_0 ["inputs"]
    n0_0(("children<br/><b>2</b>")):::input
    n0_1(("accounts<br/><b>3</b>")):::input
  end
  subgraph layer_1 ["hidden identity"]
    n1_0(("node_0<br/><b>5</b>")):::hidden
    n1_1(("node_1<br/><b>1</b>")):::hidden
  end
  subgraph layer_2 ["output identity"]
    n2_0(("transactions<br/><b>9</b>")):::output
  end
  n0_0 ---|"1"| n1_0
  n0_1 ---|"1"| n1_0
  n0_0 ---|"-1"| n1_1
  n0_1 ---|"1"| n1_1
  n1_0 ---|"2"| n2_0
  n1_1 ---|"-1"| n2_0
  linkStyle 0 stroke:#0067a5,stroke-width:2.5px
"""


def test_a_flowchart_has_the_numbers(fwdprop: Run) -> None:
    shown = fwdprop("draw networks/transactions.yaml -i 2 3 --format mermaid").stdout
    assert shown.startswith(MERMAID)


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_no_sign_of_a_name_has_a_meaning_in_a_flowchart(name: str, fwdprop: Run) -> None:
    shown = fwdprop("draw - --format mermaid", stdin=net_of(name)).stdout
    names = re.findall(r'^    n\d_\d\(\("(.*?)(?:<br/><i>bias 1</i>)?"\)\)', shown, re.MULTILINE)
    back = [re.sub(r"#(\d+);", lambda match: chr(int(match[1])), each) for each in names]
    assert back == [name, "b", name, "c", name]
    assert not set("".join(names)) & set('"<>&`[]{}|%*\\')


def test_a_layer_alone_has_no_signs_to_explain(fwdprop: Run) -> None:
    line = "draw networks/transactions.yaml --layers output --format"
    assert fwdprop(f"{line} mermaid").stdout.startswith("flowchart LR\n  subgraph layer_2 ")
    assert '    label="\\l", labeljust=l,' in fwdprop(f"{line} dot").stdout


def test_what_mermaid_would_not_show_is_refused(fwdprop: Run) -> None:
    nodes = ", ".join(f"n{node}: [{', '.join(['1'] * 10)}]" for node in range(10))
    layers = ", ".join([f"{{nodes: {{{nodes}}}}}"] * 6)
    inputs = ", ".join(f"x{node}" for node in range(10))
    result = fwdprop("draw - --format mermaid", stdin=f"{{inputs: [{inputs}], layers: [{layers}]}}")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: this would be 600 connections, and Mermaid shows 500\n"
        "help: show fewer nodes (--max-nodes) or layers, or draw an svg\n"
    )
    names = ", ".join(f"{'字' * 20}{node}" for node in range(490))
    ones = ", ".join(["1"] * 490)
    net = f"{{inputs: [{names}], layers: [{{nodes: {{y: [{ones}]}}}}]}}"
    result = fwdprop("draw - --all --format mermaid", stdin=net)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.endswith(
        " characters, and Mermaid shows 50,000\n"
        "help: show fewer nodes (--max-nodes) or layers, or draw an svg\n"
    )


def test_long_names_are_cut_in_every_format(fwdprop: Run) -> None:
    name = "long" * 250
    for format in ("dot", "mermaid", "tikz", "svg", "text"):
        shown = fwdprop(f"draw - --format {format}", stdin=net_of(name)).stdout
        shown = re.sub('tooltip=".*?"|<(title|desc).*?</.*?>', "", shown)
        assert "longlong" in shown, format
        assert "long" * 20 not in shown, format


@needs("tikz", of="texlive-pictures")
@pytest.mark.parametrize("name", FOR_PDFLATEX.values(), ids=FOR_PDFLATEX)
def test_latex_prints_every_name(name: str, fwdprop: Run) -> None:
    picture = fwdprop("draw - -i 1 2 --format tikz", stdin=net_of(name)).stdout
    assert complaints_apart(picture, "tikz") == []


TALL = f"inputs: 2\nlayers: [{{weights: {[[1, 2]] * 40}}}]\n"


@needs("tikz", of="texlive-pictures")
@pytest.mark.parametrize(
    ("line", "fit"),
    [
        ("networks/xor.yaml", r"\noindent\resizebox{0.98\linewidth}{!}{%"),
        ("networks/iris.yaml -i 5.1 3.5 1.4 0.2", r"\noindent\resizebox{0.98\linewidth}{!}{%"),
        ("networks/bank.yaml", r"\noindent\resizebox{0.98\linewidth}{!}{%"),
        ("- --max-nodes 40", r"\noindent\resizebox{!}{0.9\textheight}{%"),
    ],
    ids=["small", "iris", "bank", "tall"],
)
def test_a_picture_is_no_larger_than_the_page(line: str, fit: str, fwdprop: Run) -> None:
    picture = fwdprop(f"draw {line} --format tikz", stdin=TALL).stdout
    assert fit in picture.splitlines()
    assert complaints_apart(picture, "tikz") == []


def test_a_picture_that_fits_the_page_stays_as_large(fwdprop: Run) -> None:
    one = "inputs: [a]\nlayers: [{nodes: {b: [1]}}]\n"
    assert "resizebox" not in fwdprop("draw - --format tikz", stdin=one).stdout


TIKZ = r"""% needs \usepackage{tikz}
\noindent\resizebox{0.98\linewidth}{!}{%
\begin{tikzpicture}[x=0.75bp, y=-0.75bp, inner sep=1pt]
  \definecolor{ink}{HTML}{1B1F24}
"""


def test_a_tikzpicture_has_the_numbers(fwdprop: Run) -> None:
    shown = fwdprop("draw networks/transactions.yaml -i 2 3 --format tikz").stdout
    assert shown.startswith(TIKZ)
    assert shown.endswith("\\end{tikzpicture}%\n}\n")
    assert re.findall(r"text=(\w+), rotate.*\$(.*?)\$", shown) == [
        ("positive", "1"),
        ("positive", "1"),
        ("negative", "-1"),
        ("positive", "1"),
        ("positive", "2"),
        ("negative", "-1"),
    ]


def test_no_two_signs_of_a_name_become_another_sign(fwdprop: Run) -> None:
    shown = fwdprop("draw - --format tikz", stdin=net_of(ODD["dashes"])).stdout
    name = r"a-{}-b-{}-{}-c,{},d'{}'e?\textasciigrave{}f!\textasciigrave{}"
    assert shown.count(rf"\selectfont {name}}};") == 3


def test_names_that_pdflatex_cannot_print_are_said(fwdprop: Run) -> None:
    for name, is_said in (
        *(("дети", True), ("口座", True), ("αβé", False)),
        *(("ɐ", True), ("ſ", True), ("ŧ", True), ("ž", False), ("long" * 50, False)),
    ):
        shown = fwdprop("draw - --format tikz", stdin=net_of(name)).stdout
        assert ("% lualatex prints the names" in shown) == is_said
