"""Which layers `--layers` shows, and what their columns are called."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

NET = "networks/transactions.yaml"
HELP = "help: the layers are hidden, output\n"


@pytest.mark.parametrize(
    ("layers", "stdout"),
    [
        ("all", "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"),
        ("hidden,output", "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"),
        ("hidden, output", "hidden.node_0,hidden.node_1,output.transactions\n5,1,9\n"),
        ("output,hidden", "output.transactions,hidden.node_0,hidden.node_1\n9,5,1\n"),
        ("hidden", "hidden.node_0,hidden.node_1\n5,1\n"),
        ("hidden,hidden", "hidden.node_0,hidden.node_1\n5,1\n"),
        ("output", "transactions\n9\n"),
        ("inputs", "inputs.children,inputs.accounts\n2,3\n"),
        ("inputs,output", "inputs.children,inputs.accounts,output.transactions\n2,3,9\n"),
        (
            "output,all,inputs",
            "output.transactions,hidden.node_0,hidden.node_1,inputs.children,inputs.accounts\n"
            "9,5,1,2,3\n",
        ),
    ],
)
def test_layers_are_shown_in_the_order_named(fwdprop: Run, layers: str, stdout: str) -> None:
    result = fwdprop("run", NET, "--input", "2", "3", "--layers", layers)
    assert (result.stderr, result.stdout) == ("", stdout)


def test_without_layers_all_of_them_are_shown_and_values_show_the_output(fwdprop: Run) -> None:
    line = f"run {NET} --input 2 3"
    assert fwdprop(line) == fwdprop(f"{line} --layers all")
    assert fwdprop(f"{line} --format values").stdout == "9\n"
    assert fwdprop(f"{line} --format values --layers inputs,all").stdout == "2 3 5 1 9\n"


def test_output_names_the_last_layer_and_every_layer_is_shown_unasked(
    fwdprop: Run, folder: Path
) -> None:
    (folder / "net.yaml").write_text(
        "inputs: [x]\nlayers:\n- {name: all, nodes: {n: [2]}}\n- {name: last, nodes: {m: [3]}}\n"
    )
    assert fwdprop("run net.yaml -i 5 --layers output").stdout == "m\n30\n"
    assert fwdprop("run net.yaml -i 5 --layers last").stdout == "m\n30\n"
    assert fwdprop("run net.yaml -i 5 --layers inputs,output").stdout == "inputs.x,last.m\n5,30\n"
    # Even where a layer is called `all`.
    assert fwdprop("run net.yaml -i 5").stdout == "all.n,last.m\n10,30\n"


@pytest.mark.parametrize(
    ("layers", "stderr"),
    [
        ("hiden", "error: there is no layer 'hiden'\nhelp: did you mean hidden?\n"),
        ("Output", "error: there is no layer 'Output'\nhelp: did you mean output?\n"),
        ("input", "error: there is no layer 'input'\nhelp: did you mean inputs?\n"),
        ("output,xyz", "error: there is no layer 'xyz'\n" + HELP),
        ("0", "error: there is no layer '0'\n" + HELP),
        ("\x1b[2J", "error: there is no layer '\\x1b[2J'\n" + HELP),
        ("hidden.node_0", "error: there is no layer 'hidden.node_0'\nhelp: did you mean hidden?\n"),
        ("", "error: there is no layer behind --layers\n" + HELP),
    ],
)
def test_a_layer_that_there_is_not_is_refused(fwdprop: Run, layers: str, stderr: str) -> None:
    result = fwdprop("run", NET, "--input", "2", "3", "--layers", layers)
    assert (result.stderr, result.stdout, result.status) == (stderr, "", 2)
