"""`fwdprop trace`: the arithmetic of every node, for people and for programs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Run

TANH = "trace networks/transactions-tanh.yaml --input 2 3"
SPARSE = """\
inputs: [a, b]
layers:
  - name: h
    activation: relu
    nodes: {p: [1, -1], q: {weights: {b: 2}, activation: tanh}}
  - nodes: {y: {weights: {q: 3, inputs.a: -1, p: 0}, bias: 1}}
"""


def test_in_a_pipe_each_node_has_a_line(fwdprop: Run) -> None:
    result = fwdprop(TANH)
    assert (result.stderr, result.status) == ("", 0)
    assert result.stdout == (
        "node_0 = tanh(1·children + 1·accounts) = tanh(1·2 + 1·3) = tanh(5) = 0.999909\n"
        "node_1 = tanh(-1·children + 1·accounts) = tanh(-1·2 + 1·3) = tanh(1) = 0.761594\n"
        "transactions = 2·node_0 - 1·node_1 = 2·0.999909 - 1·0.761594 = 1.23822\n"
    )


def test_connections_that_the_file_does_not_list_are_not_there(fwdprop: Run) -> None:
    for words in ("", " --all"):
        result = fwdprop(f"trace - --input 5 0.5{words}", stdin=SPARSE)
        assert result.stdout == (
            "p = relu(1·a - 1·b) = relu(1·5 - 1·0.5) = relu(4.5) = 4.5\n"
            "q = tanh(2·b) = tanh(2·0.5) = tanh(1) = 0.761594\n"
            "y = -1·inputs.a + 3·q + 1 = -1·5 + 3·0.761594 + 1 = -1.71522\n"
        )


@pytest.mark.parametrize(("columns", "lines"), [(120, 1), (80, 4), (40, 4)])
def test_at_a_terminal_an_equation_that_does_not_fit_has_a_line_a_side(
    fwdprop: Run, columns: int, lines: int
) -> None:
    result = fwdprop(TANH, columns=columns)
    first = "node_0 = tanh(1·children + 1·accounts)"
    block = result.stdout[result.stdout.index(first) : result.stdout.index("node_1")]
    assert len(block.strip().splitlines()) == lines
    assert max(map(len, result.stdout.splitlines())) <= columns
    assert result.stdout.startswith("inputs\n  children = 2, accounts = 3\n\nhidden  tanh(z)\n")


def test_data_are_the_numbers_that_run_prints_to_the_last_digit(fwdprop: Run) -> None:
    row = "5.1 3.5 1.4 0.2"
    ran = fwdprop(f"run networks/iris.yaml -i {row} --format jsonl")
    traced = fwdprop(f"trace networks/iris.yaml -i {row} --format csv")
    nodes = [r for r in csv.DictReader(io.StringIO(traced.stdout)) if not r["source"]]
    found = {f"{node['layer']}.{node['node']}": node["result"] for node in nodes}
    printed = json.loads(ran.stdout, parse_float=str, parse_int=str)
    assert found == printed


def test_csv_has_a_row_a_connection_and_then_one_for_the_node(fwdprop: Run) -> None:
    result = fwdprop("trace networks/xor.yaml -i 1 1 -i 0 1 --layers output --format csv")
    assert result.stdout == (
        "row,layer,node,source,value,weight,product,bias,sum,activation,result\n"
        "1,output,y,h1,2,1,2,,,,\n"
        "1,output,y,h2,1,-2,-2,,,,\n"
        "1,output,y,,,,,0,0,identity,0\n"
        "2,output,y,h1,1,1,1,,,,\n"
        "2,output,y,h2,0,-2,-0,,,,\n"
        "2,output,y,,,,,0,1,identity,1\n"
    )


def test_json_has_an_object_a_node_with_its_connections(fwdprop: Run) -> None:
    result = fwdprop("trace networks/xor.yaml -i 1 1 --node y --format json")
    assert json.loads(result.stdout) == [
        {
            "row": 1,
            "layer": "output",
            "node": "y",
            "connections": [
                {"source": "h1", "value": 2, "weight": 1, "product": 2},
                {"source": "h2", "value": 1, "weight": -2, "product": -2},
            ],
            "bias": 0,
            "sum": 0,
            "activation": "identity",
            "result": 0,
        }
    ]


def test_only_text_leaves_connections_out_unless_told_how_many_to_show(fwdprop: Run) -> None:
    line = f"trace networks/digits.yaml -i {' '.join(map(str, range(64)))} --node hidden.node_3"
    assert fwdprop(line).stdout.count("·pixel") == 8
    assert "(56 more: " in fwdprop(line).stdout
    assert fwdprop(f"{line} --all").stdout.count("·pixel") == 64
    assert len(fwdprop(f"{line} --format jsonl").stdout.splitlines()) == 65
    top = fwdprop(f"{line} --format csv --top 4").stdout.splitlines()
    assert len(top) == 1 + 4 + 1 + 1
    assert ",(60 more),,," in top[5]


def test_markdown_escapes_what_would_be_markup(fwdprop: Run, tmp_path: Path) -> None:
    net = "inputs: ['a|b', '*c*']\nlayers:\n  - name: o_o\n    nodes: {'<n>': [1, -2]}\n"
    result = fwdprop("trace - -i 1 2 --format markdown", stdin=net)
    assert result.stdout == (
        "### inputs\n\na\\|b = 1, \\*c\\* = 2\n\n### o\\_o\n\nidentity(z) = z\n\n"
        "| node | arithmetic | value |\n|---|---|---|\n"
        "| \\<n\\> | 1·a\\|b - 2·\\*c\\* = 1·1 - 2·2 | -3 |\n"
    )


def test_a_rounded_sum_is_pointed_out_beside_the_results(fwdprop: Run) -> None:
    net = "inputs: 3\nlayers: [{weights: [[1/3, 1/3, 1/3]]}]"
    result = fwdprop("trace - -i 1 1 1 --precision 2", stdin=net)
    assert result.stdout.endswith("0.33·1 + 0.33·1 + 0.33·1 ≈ 1\n")
    assert result.stderr == (
        "note: ≈ stands where the digits as printed add up to a little more or less than the sum\n"
    )


@pytest.mark.parametrize(
    ("words", "stderr"),
    [
        (
            "--node node_9",
            "error: there is no node 'node_9' in a layer\n"
            "help: the nodes are hidden.node_0, hidden.node_1, output.transactions\n",
        ),
        ("--node inputs.x0", None),
        ("--layers hiden", "error: there is no layer 'hiden'\nhelp: did you mean hidden?\n"),
        ("--format cvs", "error: --format has no 'cvs'\nhelp: did you mean csv?\n"),
        ("--top -1", None),
    ],
)
def test_what_there_is_not_is_refused(fwdprop: Run, words: str, stderr: str | None) -> None:
    result = fwdprop(f"{TANH} {words}")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.startswith("error: ")
    assert stderr is None or result.stderr == stderr


def test_a_node_name_of_two_layers_must_be_said_whole(fwdprop: Run) -> None:
    net = "inputs: 1\nlayers: [{weights: [[1]]}, {weights: [[2]]}]"
    result = fwdprop("trace - -i 1 --node node_0", stdin=net)
    assert result.stderr == (
        "error: several nodes are called 'node_0'\n"
        "help: say which: hidden_1.node_0, output.node_0\n"
    )
    result = fwdprop("trace - -i 1 --node output.node_0", stdin=net)
    assert result.stdout == "node_0 = 2·hidden_1.node_0 = 2·1 = 2\n"


DEFAULT_NAMES = """\
inputs: 2
layers:
  - {weights: [[1, 2], [3, 1]], activation: relu}
  - weights: [[1, -1]]
  - {weights: [[2]], activation: tanh}
"""


def test_in_a_pipe_a_name_that_several_nodes_have_is_said_whole(fwdprop: Run) -> None:
    result = fwdprop("trace - -i 1 2", stdin=DEFAULT_NAMES)
    assert result.stdout == (
        "hidden_1.node_0 = relu(1·x0 + 2·x1) = relu(1·1 + 2·2) = relu(5) = 5\n"
        "node_1 = relu(3·x0 + 1·x1) = relu(3·1 + 1·2) = relu(5) = 5\n"
        "hidden_2.node_0 = 1·hidden_1.node_0 - 1·node_1 = 1·5 - 1·5 = 0\n"
        "output.node_0 = tanh(2·hidden_2.node_0) = tanh(2·0) = tanh(0) = 0\n"
    )
    result = fwdprop("trace - -i 1 2 --layers hidden_1,output", stdin=DEFAULT_NAMES)
    starts = [line.split(" = ")[0] for line in result.stdout.splitlines()]
    assert starts == ["hidden_1.node_0", "node_1", "output.node_0"]


@pytest.mark.parametrize("words", ["", " --dtype float32"])
def test_a_file_has_inputs_and_layers_as_headings(fwdprop: Run, folder: Path, words: str) -> None:
    result = fwdprop(f"trace - -i 1 2 -i 0 1 -o out.txt{words}", stdin=DEFAULT_NAMES)
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    float32 = " (float32)" if words else ""
    assert (folder / "out.txt").read_text() == (
        "row 1\n"
        f"inputs{float32}\n"
        "  x0 = 1, x1 = 2\n"
        "\n"
        "hidden_1  relu(z) = max(0, z)\n"
        "  node_0 = relu(1·x0 + 2·x1) = relu(1·1 + 2·2) = relu(5) = 5\n"
        "  node_1 = relu(3·x0 + 1·x1) = relu(3·1 + 1·2) = relu(5) = 5\n"
        "\n"
        "hidden_2  identity(z) = z\n"
        "  node_0 = 1·hidden_1.node_0 - 1·node_1 = 1·5 - 1·5 = 0\n"
        "\n"
        "output  tanh(z)\n"
        "  node_0 = tanh(2·hidden_2.node_0) = tanh(2·0) = tanh(0) = 0\n"
        "\n"
        "row 2\n"
        f"inputs{float32}\n"
        "  x0 = 0, x1 = 1\n"
        "\n"
        "hidden_1  relu(z) = max(0, z)\n"
        "  node_0 = relu(1·x0 + 2·x1) = relu(1·0 + 2·1) = relu(2) = 2\n"
        "  node_1 = relu(3·x0 + 1·x1) = relu(3·0 + 1·1) = relu(1) = 1\n"
        "\n"
        "hidden_2  identity(z) = z\n"
        "  node_0 = 1·hidden_1.node_0 - 1·node_1 = 1·2 - 1·1 = 1\n"
        "\n"
        "output  tanh(z)\n"
        "  node_0 = tanh(2·hidden_2.node_0) = tanh(2·1) = tanh(2) = 0.964028\n"
    )


def test_of_many_inputs_a_heading_shows_the_first(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text(f"inputs: 14\nlayers: [{{weights: [{[1] * 14}]}}]")
    line = f"trace net.yaml -i {' '.join(map(str, range(14)))} --top 0"
    more = ", x11 = 11, ... 2 more\n"
    assert more in fwdprop(line, columns=200).stdout
    fwdprop(f"{line} -o out.txt")
    assert more in (folder / "out.txt").read_text()
    assert more in fwdprop(f"{line} --format markdown").stdout
    assert fwdprop(f"{line} --format latex").stdout.startswith(
        "% the arithmetic of net\n% needs \\usepackage{amsmath}\n\\begin{flushleft}\n"
        "\\textbf{inputs}\n\\begin{align*}\n"
        "  \\text{x0} &= 0 \\\\\n"
    )
    assert "  &\\text{... 2 more}\n\\end{align*}\n" in fwdprop(f"{line} --format latex").stdout


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("--format markdown", "### inputs (float32)\n\nx0 = 1, x1 = 2\n\n### hidden\\_1\n"),
        ("--format latex", "\\textbf{inputs (float32)}\n\\begin{align*}\n  \\text{x0} &= 1 "),
        ("", "inputs (float32)\n  x0 = 1, x1 = 2\n\nhidden_1  relu"),
    ],
    ids=["markdown", "latex", "text"],
)
def test_headings_say_float32(fwdprop: Run, words: str, heading: str) -> None:
    line = f"trace - -i 1 2 {words}"
    columns = None if words else 80
    assert (
        heading in fwdprop(f"{line} --dtype float32", stdin=DEFAULT_NAMES, columns=columns).stdout
    )
    assert "float32" not in fwdprop(line, stdin=DEFAULT_NAMES, columns=columns).stdout


def test_parameters_have_as_many_digits_as_are_wanted(fwdprop: Run) -> None:
    net = "{inputs: 1, layers: [{activation: {name: leaky_relu, alpha: 1/3}, weights: [[1]]}]}"
    line = "trace - -i 1 --format markdown --precision"
    assert "alpha·z, alpha = 0.33\n" in fwdprop(f"{line} 2", stdin=net).stdout
    assert "alpha·z, alpha = 0.33333333\n" in fwdprop(f"{line} 8", stdin=net).stdout


@pytest.mark.parametrize(
    ("words", "line", "stderr"),
    [
        (
            "-i 1e300 1",
            "y = 1e+10·a + 2·b = 1e+10·1e+300 + 2·1 ≈ inf",
            "warning: layer output, node y is inf, the first value that is not finite\n",
        ),
        (
            "-i 1e30 1 --dtype float32",
            "y = 1e+10·a + 2·b = 1e+10·1e+30 + 2·1 ≈ inf",
            "warning: layer output, node y is inf, the first value that is not finite\n",
        ),
        (
            "-i inf 1",
            "y = 1e+10·a + 2·b = 1e+10·inf + 2·1 = inf",
            "warning: input a is inf, the first value that is not finite\n",
        ),
        (
            "-i inf -inf --top 0",
            "y = (2 more: nan) = nan",
            "warning: input a is inf, the first value that is not finite\n",
        ),
    ],
)
def test_what_is_beyond_the_range_never_stands_behind_equals(
    fwdprop: Run, words: str, line: str, stderr: str
) -> None:
    net = "{inputs: [a, b], layers: [{nodes: {y: [1e10, 2]}}]}"
    result = fwdprop(f"trace - {words}", stdin=net)
    assert (result.stdout, result.stderr, result.status) == (f"{line}\n", stderr, 0)


def test_the_largest_products_are_those_that_are_no_numbers_then_by_size(fwdprop: Run) -> None:
    net = "{inputs: [a, b, c, d, e], layers: [{nodes: {y: [1, 2, 3, 4, 5]}}]}"
    line = "trace - -i 7 nan 1 -inf 0.5 --top"
    text = "y = 2·b + 4·d + (3 more: 12.5) = 2·nan + 4·(-inf) + (3 more: 12.5) = nan\n"
    assert fwdprop(f"{line} 2", stdin=net).stdout == text
    for top, sources in ((1, ["b"]), (2, ["b", "d"]), (3, ["a", "b", "d"])):
        result = fwdprop(f"{line} {top} --format csv", stdin=net).stdout
        rows = list(csv.DictReader(io.StringIO(result)))
        assert [row["source"] for row in rows[:-2]] == sources
        assert rows[-2]["source"] == f"({5 - top} more)"


def test_a_weight_of_0_that_makes_nan_is_shown(fwdprop: Run) -> None:
    net = "{inputs: [a, b], layers: [{nodes: {y: {weights: {a: 2, b: 0}}, z: [1, 1]}}]}"
    assert fwdprop("trace - -i 1 inf --node y", stdin=net).stdout == (
        "y = 2·a + 0·b = 2·1 + 0·inf = nan\n"
    )
    net = "{inputs: [a, b, c], layers: [{nodes: {y: {weights: {a: 2, b: 0}}}}]}"
    assert fwdprop("trace - -i 1 5 inf", stdin=net).stdout == "y = 2·a = 2·1 = 2\n"
