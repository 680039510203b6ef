"""The key of a worksheet is marked right, and what it answers stands nowhere on the sheet."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from command_line import NETWORKS, Run

from fwdprop.activations import CATALOGUE

ROWS = {
    "bank": "40 10 0",
    "digits": " ".join(str(number % 17) for number in range(64)),
    "iris": "5.1 3.5 1.4 0.2",
    "mazur": "0.05 0.1",
    "transactions-tanh": "2 3",
    "two-hidden": "3 5",
    "xor": "1 1",
}
ODD = (
    *("a", " a", "b ", "c=d", "c", "e: f", "#g", "h #i", "____", "?", "\\x1b", "\x1b[31m", "n\nm"),
    *("j.k", "l,m", "|o|", "$p$", "q\u00a0", "\u202er", "\u017f", "hidden", "5", "-", "="),
)


def key_is_right(fwdprop: Run, net: str, row: str, options: str = "") -> bool:
    """Whether the key, written to a file, is all right by the command that stands in it."""
    made = fwdprop(*f"worksheet {net} --hide all --key -o key.txt {options} -i {row}".split())
    assert made.status == 0, made.stderr
    command = Path("key.txt").read_text(encoding="utf-8").splitlines()[1]
    checked = fwdprop(command.removeprefix("# fwdprop ").replace("NUMBERS", row))
    first = checked.stdout.splitlines()[0] if checked.stdout else checked.stderr
    return bool(re.fullmatch(r"key.txt: (1 answer, right|[\d,]+ answers, all right)", first))


@pytest.mark.parametrize("name", ROWS)
def test_the_key_of_an_example_is_right(fwdprop: Run, folder: Path, name: str) -> None:
    net = str(NETWORKS / f"{name}.yaml")
    for options in ("", "--precision 1", "--precision 3", "--precision 17", "--dtype float32"):
        assert key_is_right(fwdprop, net, ROWS[name], options), options


def network(activation: dict[str, Any], nodes: dict[str, list[float]]) -> str:
    layers = [
        {"name": "hidden", "activation": activation, "nodes": nodes},
        {"name": "last", "nodes": {"y": [1.5 - 0.8 * at for at in range(len(nodes))]}},
    ]
    return json.dumps({"inputs": 2, "layers": layers})


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_key_of_each_activation_is_right(fwdprop: Run, folder: Path, name: str) -> None:
    needed = {each.name: 0.25 for each in CATALOGUE[name].parameters if each.default is None}
    nodes = {"a": [1.25, -0.5], "b": [-3.0, 0.125], "c": [0.0, 0.0]}
    (folder / "net.yaml").write_text(network({"name": name, **needed}, nodes))
    for row in ("0.3 0.7", "-1e3 2.5", "1e300 -1e300", "inf 1", "nan 0", "1e-310 0"):
        assert key_is_right(fwdprop, "net.yaml", row), row
    assert key_is_right(fwdprop, "net.yaml", "0.3 0.7", "--dtype float32 --precision 4")


def test_the_key_with_odd_names_is_right(fwdprop: Run, folder: Path) -> None:
    nodes = {name: [float(at), 1.0] for at, name in enumerate(ODD)}
    (folder / "net.yaml").write_text(network({"name": "relu"}, nodes))
    assert key_is_right(fwdprop, "net.yaml", "2 3")


@pytest.mark.parametrize("format", ["text", "markdown", "latex"])
@pytest.mark.parametrize("seed", range(4))
def test_what_the_key_answers_stands_nowhere_on_the_sheet(
    fwdprop: Run, folder: Path, format: str, seed: int
) -> None:
    # No value of these is the sum, the exponential or a weight of another one.
    nodes = {"a": [0.31, 0.7], "b": [-0.53, 0.9], "c": [0.11, 0.23]}
    for activation in ("softmax", "log_softmax", "softmin", "tanh", "relu", "identity"):
        (folder / "net.yaml").write_text(network({"name": activation}, nodes))
        line = f"worksheet net.yaml -i 1.7 2.9 --seed {seed} --precision 9"
        sheet = fwdprop(f"{line} --format {format}").stdout
        answers = re.findall(" = (.*)", fwdprop(f"{line} --key").stdout)
        traced = fwdprop(f"trace net.yaml -i 1.7 2.9 --precision 9 --format {format}").stdout
        assert len(answers) == 2
        for answer in answers:
            assert answer in traced
            assert answer not in sheet
