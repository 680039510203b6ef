"""fwdprop run: what goes in, what comes out, and what is said about it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

NET = "networks/transactions.yaml"
CSV = "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"
SEE_HELP = "help: `fwdprop run --help` shows what there is\n"


def test_a_pipe_gets_csv_and_a_terminal_a_table(fwdprop: Run) -> None:
    line = f"run {NET} --input 2 3"
    assert fwdprop(line).stdout == fwdprop(f"{line} --format csv").stdout == CSV
    table = fwdprop(line, columns=80).stdout
    assert table == fwdprop(f"{line} --format table").stdout
    assert table.startswith("inputs         →   hidden   identity   →   output         identity\n")
    assert fwdprop(f"{line} --format csv", columns=80).stdout == CSV


def test_a_pipe_gets_every_digit(fwdprop: Run) -> None:
    # Published in the file: tanh(5) and tanh(1), and 2 tanh(5) - tanh(1).
    result = fwdprop("run networks/transactions-tanh.yaml --input 2 3")
    assert (
        result.stdout.splitlines()[1] == "0.9999092042625951,0.7615941559557649,1.2382242525694254"
    )


@pytest.mark.parametrize("words", ["run - --input 2 3", "run --input 2 3 -", "run -i 2 - 3"])
def test_a_dash_reads_the_network_from_standard_input(fwdprop: Run, words: str) -> None:
    network = (NETWORKS / "transactions.yaml").read_bytes()
    result = fwdprop(words, stdin=network)
    assert (result.stdout, result.stderr, result.status) == (CSV, "", 0)


@pytest.mark.parametrize(
    ("words", "stdin", "stderr"),
    [
        (
            "run - -i 2 3",
            "",
            "error: the file is empty\n --> <stdin>\n"
            "help: `inputs:` and `layers:` make a network\n",
        ),
        ("run nothing -i 2 3", "", "error: there is no file nothing\n"),
        (
            "run networks/transaction.yaml -i 2 3",
            "",
            "error: there is no file networks/transaction.yaml\n"
            "help: did you mean networks/transactions.yaml?\n",
        ),
        ("run networks -i 2 3", "", "error: networks is a folder, not a file\n"),
        (
            f"run {NET} -i 2 3 --format xlsx",
            "",
            "error: --format has no 'xlsx'\n"
            "help: there are table, csv, tsv, jsonl, json, values, npy, parquet, arrow, markdown, "
            "latex\n",
        ),
        (
            f"run {NET} -i 2 3 --format jsn",
            "",
            "error: --format has no 'jsn'\nhelp: did you mean json?\n",
        ),
        (
            f"run {NET} -i 2 3 --dtype float16",
            "",
            "error: --dtype has no 'float16'\nhelp: there are float64, float32\n",
        ),
        (
            f"run {NET} -i 2 3 --dtype int",
            "",
            "error: --dtype has no 'int'\nhelp: there are float64, float32\n",
        ),
        (
            f"run {NET} -i 2 3 --precision 0",
            "",
            "error: --precision is a whole number from 1 to 17, not 0\n",
        ),
        (
            f"run {NET} -i 2 3 --precision 18",
            "",
            "error: --precision is a whole number from 1 to 17, not 18\n",
        ),
        (
            f"run {NET} -i 2 3 --precision -1",
            "",
            "error: --precision is a whole number from 1 to 17, not -1\n",
        ),
        (
            f"run {NET} -i 2 3 --precision six",
            "",
            "error: --precision is a whole number from 1 to 17, not six\n",
        ),
    ],
)
def test_a_request_that_cannot_be_served_is_refused(
    fwdprop: Run, words: str, stdin: str, stderr: str
) -> None:
    result = fwdprop(words, stdin=stdin)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)


def test_without_inputs_the_command_to_type_is_shown_and_it_works(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET}")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        "error: no inputs: this network has 2 inputs (children, accounts)\n"
        f"help: fwdprop run {NET} --input 2 3\n"
    )
    assert fwdprop(*shlex.split(result.stderr.split("help: fwdprop ")[1])).stdout == CSV


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_command_shown_for_every_example_network_works(fwdprop: Run, path: Path) -> None:
    shown = fwdprop("run", str(path)).stderr.split("help: fwdprop ")[1]
    result = fwdprop(*shlex.split(shown))
    assert (result.stderr, result.status) == ("", 0)


def test_the_command_shown_is_quoted_for_the_shell(fwdprop: Run, tmp_path: Path) -> None:
    path = tmp_path / "it's my net.yaml"
    path.write_text("inputs: [a, b, c]\nlayers: [{nodes: {n: [1, 1, 1]}}]")
    result = fwdprop("run", str(path))
    assert result.stderr == (
        "error: no inputs: this network has 3 inputs (a, b, c)\n"
        f"help: fwdprop run {shlex.quote(str(path))} --input 1 1 1\n"
    )


def test_many_inputs_are_counted_and_not_listed(fwdprop: Run) -> None:
    net = json.dumps({"inputs": 101, "layers": [{"nodes": {"n": [1] * 101}}]})
    assert fwdprop("run -", stdin=net).stderr == (
        "error: no inputs: this network has 101 inputs"
        " (x0, x1, x2, x3, x4, x5, ... 94 more ..., x100)\nhelp: give 101 numbers behind --input\n"
    )


def test_dtype_replaces_the_files_own(fwdprop: Run) -> None:
    net = "inputs: 2\ndtype: float32\nlayers: [{nodes: {sum: [1, 1]}}]"
    line = "run - -i 0.1 0.2 --layers inputs,all"
    # 0.1 + 0.2 is 0.30000000000000004 in float64 and rounds to 0.3 in float32.
    exact = "inputs.x0,inputs.x1,output.sum\n0.1,0.2,0.30000000000000004\n"
    short = "inputs.x0,inputs.x1,output.sum\n0.1,0.2,0.3\n"
    assert fwdprop(line, stdin=net).stdout == short
    assert fwdprop(f"{line} --dtype float64", stdin=net).stdout == exact
    assert fwdprop(f"{line} --dtype float32", stdin=net).stdout == short


def test_an_input_beyond_float32_is_infinite_there_with_a_warning(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} -i 1e39 1 --layers inputs --dtype float32")
    assert result.stdout == "inputs.children,inputs.accounts\ninf,1\n"
    assert result.stderr == "warning: input children is inf, the first value that is not finite\n"


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (f"{NET} -i 1e308 1e308", "layer hidden, node node_0 is inf"),
        (f"{NET} -i -1e308 -1e308", "layer hidden, node node_0 is -inf"),
        (f"{NET} -i 8e307 1", "layer output, node transactions is inf"),
        (f"{NET} -i 2 inf", "input accounts is inf"),
        (f"{NET} -i 2 3 -i 2 nan", "input accounts is nan in row 2"),
        (f"{NET} -i 2 3 -i 1e308 1e308", "layer hidden, node node_0 is inf in row 2"),
        # tanh makes a finite value of an infinite sum.
        (
            "networks/transactions-tanh.yaml -i 1e308 1e308",
            "the sum of layer hidden, node node_0 is inf",
        ),
    ],
)
def test_a_value_that_is_not_finite_is_warned_of_where_it_first_appeared(
    fwdprop: Run, words: str, where: str
) -> None:
    result = fwdprop(f"run {words} --format values")
    assert result.stderr == f"warning: {where}, the first value that is not finite\n"
    assert (result.stdout != "", result.status) == (True, 0)


def test_rows_are_the_same_alone_and_together(fwdprop: Run) -> None:
    rows = ["5.1,3.5,1.4,0.2", "6.7,3.1,4.7,1.5", "6.3,3.3,6.0,2.5"]
    line = "run networks/iris.yaml --layers all -i "
    together = fwdprop(line + " -i ".join(rows)).stdout.splitlines()
    alone = [fwdprop(line + row).stdout.splitlines()[1] for row in rows]
    assert together[1:] == alone


def test_a_shell_variable_takes_the_bare_output(fwdprop: Run) -> None:
    result = fwdprop("run networks/xor.yaml -i 0 1 -i 1 1 --format values")
    assert (result.stdout, result.stderr) == ("1\n0\n", "")
