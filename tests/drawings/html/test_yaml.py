"""The network that the page copies as YAML is the same to the bit when fwdprop reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Run
from hypothesis import assume, given, settings
from network_files import Tree, networks, text_of
from page_data import READ, pass_and_data

from fwdprop import FwdpropError, bind, load
from fwdprop.network.network import Layer, Network

Compute = Callable[[str, object], Any]
YAML = f"yamlOf({READ}, {READ}.x)"


def assert_same(one: Network, other: Network) -> None:
    for name in ("name", "description", "dtype", "inputs"):
        assert getattr(one, name) == getattr(other, name)
    for layer, again in zip(one.layers, other.layers, strict=True):
        assert parts(layer) == parts(again)


def parts(layer: Layer) -> list[object]:
    """A layer's names and numbers, to the bit."""
    connected = None if layer.connected is None else layer.connected.tolist()
    bits = [layer.weights.tobytes(), layer.bias.tobytes(), layer.weights.dtype]
    activations = [layer.activation, dict(layer.node_activations)]
    return [layer.name, layer.nodes, layer.sources, connected, *bits, *activations]


def copied(computes: Compute, network: Network) -> Network:
    """The network read back from what the page of it copies."""
    _, data = pass_and_data(network, [0.5] * len(network.inputs))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "copied.yaml")
        file.write_text(computes(YAML, data), encoding="utf-8", newline="")
        return load(str(file))


@pytest.mark.parametrize("path", sorted(NETWORKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_network_reads_back_the_same(computes: Compute, path: Path) -> None:
    network = load(str(path))
    assert_same(network, copied(computes, network))


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_numbers_of_any_size_read_back_the_same(
    computes: Compute, folder: Path, dtype: Any
) -> None:
    random = np.random.default_rng(3)
    weights = random.standard_normal((3, 40)) * 10.0 ** random.integers(-37, 37, (3, 40))
    layer = Layer("out", ("a", "b", "c"), weights, -weights[:, 0], bind("relu"), (0,))
    network = Network(tuple(f"x{k}" for k in range(40)), (layer,), dtype=dtype)
    assert_same(network, copied(computes, network))


# Not loaded again for each example: hypothesis draws these within one test.
@settings(max_examples=30)
@given(tree=networks())
def _reads_back_the_same(tree: dict[str, Tree], computes: Compute) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "net.yaml")
        file.write_text(text_of(tree), encoding="utf-8")
        try:
            network = load(str(file))
        except FwdpropError:
            assume(False)
    assert_same(network, copied(computes, network))


def test_networks_as_people_might_write_them_read_back_the_same(computes: Compute) -> None:
    _reads_back_the_same(computes=computes)


NAMES = r"""
inputs: ["a b", "h.p", "a\u2028b", "tab\tand\n", "\ufeffx\x9f", "#", "- x", "</b>", "1e5", "null"]
layers:
  - name: "0x1F"
    nodes:
      p: {weights: {"#": 1, "- x": -0.0}}
      "yes": {weights: {"null": 2}, activation: {name: gelu, approximate: tanh}}
  - name: h
    activation: {name: prelu, alpha: [0.1, -1e-7]}
    nodes:
      p: [1, 2]
      "0x1F.p": {weights: {0x1F.yes: 3, "1e5": 1e+300}}
  - name: last
    nodes:
      empty: {weights: {}, bias: 1e-320}
      "h.p": {weights: {h.0x1F.p: 1, inputs.h.p: 2, p: 3, 0x1F.yes: 4}}
"""


def test_names_that_could_mean_something_else_read_back_the_same(
    computes: Compute, folder: Path
) -> None:
    Path("names.yaml").write_text(NAMES, encoding="utf-8")
    network = load("names.yaml")
    assert_same(network, copied(computes, network))


def test_long_names_read_back_the_same(computes: Compute, folder: Path) -> None:
    long = "n" * 1500
    Path("long.yaml").write_text(
        f"inputs: [{long}, b]\n"
        f"layers: [{{nodes: [{long}, p], weights: [[1, 2], [3, 4]]}},\n"
        f"  {{nodes: {{y: {{weights: {{p: 1, ? {long} : 2, inputs.b: 3}}}}}}}}]\n"
    )
    network = load("long.yaml")
    assert_same(network, copied(computes, network))


def test_run_gives_the_same_numbers_for_what_was_copied(
    computes: Compute, fwdprop: Run, folder: Path
) -> None:
    row = ("--input", "2", "3", "--format", "json")
    source = NETWORKS / "transactions-tanh.yaml"
    _, data = pass_and_data(load(str(source)), [2, 3])
    Path("copied.yaml").write_text(computes(YAML, data))
    assert fwdprop("run", "copied.yaml", *row) == fwdprop("run", str(source), *row)
