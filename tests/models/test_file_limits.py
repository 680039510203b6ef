"""The limits of network files, some written down small: what is at one is read, one more is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from command_line import Run

ROOMS = "fwdprop.models"
START = "inputs: 1\nlayers:\n"
LAYER = "- {weights: [[2]]}\n"


def read(fwdprop: Run, net: str, more: int, message: str, answer: str) -> None:
    """Proves that the network answers, or that the message is its only fault."""
    result = fwdprop("run - --input 3 --format values", stdin=net)
    if more:
        assert (result.stdout, result.status) == ("", 2)
        assert result.stderr.startswith(f"error: {message}\n")
        assert result.stderr.count("error: ") == 1
    else:
        assert (result.stdout, result.stderr, result.status) == (answer, "", 0)


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_layers(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.MAX_LAYERS", 3)
    message = "a network has at most 3 layers, not 4"
    read(fwdprop, START + LAYER * (3 + more), more, message, "24\n")


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_examples(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.MAX_EXAMPLES", 3)
    examples = "examples:\n" + "- {input: [1], output: [2]}\n" * (3 + more)
    message = "a network has at most 3 examples, not 4"
    read(fwdprop, START + LAYER + examples, more, message, "6\n")


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_inputs(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.MAX_INPUTS", 1 - more)
    read(fwdprop, START + LAYER, more, "a network has at most 0 inputs, not 1", "6\n")


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_nodes_in_all(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.room.MAX_NODES", 4 - more)
    net = START + "- {weights: [[1], [2]]}\n- {weights: [[1, 1], [0, 1]]}\n"
    message = "with this layer there are more than 3 nodes"
    read(fwdprop, net, more, message, "9 6\n")


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_weights_in_all(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.room.MAX_WEIGHTS", 6 - more)
    net = START + "- {weights: [[1], [2]]}\n- {weights: [[1, 1], [0, 1]]}\n"
    message = "with this layer there are more than 5 weights"
    read(fwdprop, net, more, message, "9 6\n")


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize("name", ["w.npy", "w.npz"])
def test_as_many_numbers_in_a_file(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, more: int
) -> None:
    weights = np.array([[1.0], [2.0], [4.0]])
    np.save(folder / "w.npy", weights)
    np.savez(folder / "w.npz", weights)
    monkeypatch.setattr(f"{ROOMS}.arrays.MAX_WEIGHTS", 3 - more)
    (folder / "net.yaml").write_text(f"inputs: 1\nlayers: [{{weights: {{file: {name}}}}}]\n")
    result = fwdprop("run net.yaml --input 3 --format values")
    if more:
        claims = "claims (3, 1) numbers; a network has at most 2 weights\n"
        assert (result.stdout, result.status) == ("", 2)
        assert claims in result.stderr
    else:
        assert (result.stdout, result.stderr, result.status) == ("3 6 12\n", "", 0)


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_biases_of_a_layer_without_nodes(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    monkeypatch.setattr(f"{ROOMS}.spec.matrix.MAX_NODES", 3 - more)
    net = "inputs: 1\nlayers: [{weights: [[x]], bias: [1, 2, 3]}]\n"
    result = fwdprop("run - --input 3", stdin=net)
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.startswith("error: a weight is a number, not x\n")
    many = ["error: layer output: 3 biases, and a network has at most 2 nodes"] if more else []
    assert [line for line in result.stderr.splitlines() if "biases" in line] == many


@pytest.mark.parametrize(
    ("weights", "row"), [("1, 1, 1, 7", "1, 1, 1, 7"), ("1, 1, 1, 7, 9", "1, 1, 1, 7, ...")]
)
def test_four_weights_of_a_row_are_proposed(fwdprop: Run, weights: str, row: str) -> None:
    net = f"inputs: 4\nlayers: [{{weights: [{weights}]}}]\n"
    result = fwdprop("show -", stdin=net)
    help = f"help: a layer with one node has one row: [[{row}]]\n"
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.endswith(help)


@pytest.mark.parametrize("more", [0, 1])
def test_a_whole_number_has_4000_digits(fwdprop: Run, more: int) -> None:
    net = f"inputs: {'1'.zfill(4000 + more)}\nlayers:\n{LAYER}"
    message = f"'inputs' is a list of names, or how many there are, not {'0' * 37}..."
    read(fwdprop, net, more, message, "6\n")


@pytest.mark.parametrize("more", [0, 1])
def test_as_many_names_and_values(fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    # The network is 4 and its keys 2; its inputs are 1, its layers 4 and one layer 4 with a key of
    # 1; the rows of weights are 4, the only row too, and a number in a list nothing.
    size = 4 + 2 + 1 + 4 + 4 + 1 + 4 + 4
    monkeypatch.setattr(f"{ROOMS}.yaml.events.MAX_SIZE", size - more)
    message = f"there are more than {size - more} names and values"
    read(fwdprop, START + LAYER, more, message, "6\n")


@pytest.mark.parametrize("more", [0, 1])
def test_aliases_stand_for_as_many_values(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    # A list and its number, twice.
    monkeypatch.setattr(f"{ROOMS}.yaml.events.MAX_BORROWED", 4 - more)
    net = START + "- nodes: {p: &row [2], q: *row, r: *row}\n"
    message = "aliases expand to more than 3 values"
    read(fwdprop, net, more, message, "6 6 6\n")
