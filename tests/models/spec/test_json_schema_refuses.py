"""What the reader refuses and JSON Schema can express, the schema refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from schema_verdicts import exemplified, is_read, network, one_node, refused


def activated(activation: str) -> str:
    """A network whose layer has this activation."""
    return network(f"activation: {activation}, weights: [[1, 2]]")


REFUSED = {
    # The whole file.
    "nothing": "",
    "a list": "[inputs, layers]",
    "a number": "3",
    "no inputs": "layers: [{weights: [[1]]}]",
    "no layers": "inputs: 2",
    "an unknown key": network(input="2"),
    "layers without a value": network(layers=""),
    "layers that are a mapping": network(layers="{hidden: {weights: [[1, 2]]}}"),
    "an empty list of layers": network(layers="[]"),
    "a layer that is a list": network(layers="[[1, 2]]"),
    "a name that is a list": network(name="[a]"),
    "a description that is a mapping": network(description="{a: b}"),
    "an unknown dtype": network(dtype="float16"),
    "a dtype that is a number": network(dtype="64"),
    # Inputs.
    "an empty list of inputs": network(inputs="[]"),
    "no input": network(inputs="0"),
    "a negative count of inputs": network(inputs="-2"),
    "too many inputs": network(inputs="1000001"),
    "a broken count of inputs": network(inputs="2.5"),
    "a count of inputs in quotes": network(inputs='"2"'),
    "one input's name": network(inputs="a"),
    "inputs that are a mapping": network(inputs="{a: 1, b: 2}"),
    "an input that is a list": network(inputs="[a, [b]]"),
    "an input without a name": network(inputs='[a, ""]'),
    "an input whose name is blank": network(inputs='[a, "  "]'),
    "two inputs with one name": network(inputs="[a, a]"),
    # Layers.
    "an unknown key of a layer": network("weight: [[1, 2]]"),
    "a layer without weights": network("activation: relu"),
    "a layer with names alone": network("nodes: [n]"),
    "an empty layer": network(""),
    "both forms": network("nodes: {n: [1, 2]}, weights: [[1, 2]]"),
    "a bias of the layer node by node": network("nodes: {n: [1, 2]}, bias: 1"),
    "no nodes": network("nodes: {}"),
    "an empty list of names": network("nodes: [], weights: [[1, 2]]"),
    "nodes without a value": network("nodes: , weights: [[1, 2]]"),
    "a node's name that is a list": network("nodes: [[n]], weights: [[1, 2]]"),
    "two nodes with one name": network("nodes: [n, n], weights: [[1, 2], [3, 4]]"),
    "a blank node": network('nodes: {" ": [1, 2]}'),
    "a layer's name with a point": network("name: a.b, weights: [[1, 2]]"),
    "a layer's name with a comma": network('name: "a,b", weights: [[1, 2]]'),
    "a layer without a name": network('name: "", weights: [[1, 2]]'),
    "a layer with a blank name": network('name: " ", weights: [[1, 2]]'),
    "a layer called input": network("name: input, weights: [[1, 2]]"),
    "a layer called inputs": network("name: inputs, weights: [[1, 2]]"),
    "a layer called tolerance": network("name: tolerance, weights: [[1, 2]]"),
    "a layer's name that is a list": network("name: [a], weights: [[1, 2]]"),
    # Matrices.
    "weights that are a number": network("weights: 1"),
    "weights that are a text": network("weights: w.npy"),
    "weights without a row": network("weights: []"),
    "weights with an empty row": network("weights: [[]]"),
    "weights that are one row": network("weights: [1, 2]"),
    "a weight in quotes": network('weights: [["1", 2]]'),
    "a weight that is a word": network("weights: [[one, 2]]"),
    "a weight that is true": network("weights: [[true, 2]]"),
    "a weight that is nothing": network("weights: [[null, 2]]"),
    "a weight that is infinite": network("weights: [[-.inf, 2]]"),
    "a weight beyond all numbers": network("weights: [[1e999, 2]]"),
    "a weight over zero": network("weights: [[1/0, 2]]"),
    "a weight with underscores": network("weights: [[1_000, 2]]"),
    "a weight that is a time": network("weights: [[1:30, 2]]"),
    "a bias that is a text": network("weights: [[1, 2]], bias: none"),
    "a bias that is infinite": network("weights: [[1, 2]], bias: .inf"),
    "an empty list of biases": network("weights: [[1, 2]], bias: []"),
    "a bias that is a matrix": network("weights: [[1, 2]], bias: [[1]]"),
    # Files.
    "a file without its name": network("weights: {array: w}"),
    "a file with an unknown key": network("weights: {file: w.npy, transposed: true}"),
    "a file whose name is a list": network("weights: {file: [w.npy]}"),
    "a file of another kind": network("weights: {file: w.pkl}"),
    "a file without an ending": network("weights: {file: w}"),
    "an absolute file": network("weights: {file: /w.npy}"),
    "a file in the folder above": network("weights: {file: ../w.npy}"),
    "a file by way of the folder above": network("weights: {file: a/../w.npy}"),
    "an array that is a list": network("weights: {file: w.npz, array: [w]}"),
    "transpose that is a number": network("weights: {file: w.npy, transpose: 1}"),
    "transpose that is yes": network("weights: {file: w.npy, transpose: yes}"),
    "biases in a file of another kind": network("weights: [[1, 2]], bias: {file: b.json}"),
    # Nodes.
    "a node that is a number": one_node("1"),
    "a node that is nothing": one_node(""),
    "a node with an unknown key": one_node("{weights: [1, 2], biases: 1}"),
    "a node whose weights are its keys": one_node("{a: 1, b: 2}"),
    "a node without weights": one_node("{bias: 1}"),
    "a node with an empty list of weights": one_node("[]"),
    "a node whose weights are a number": one_node("{weights: 1}"),
    "a node whose weights are a file": one_node("{weights: {file: w.npy}}"),
    "a node's weight in quotes": one_node('{weights: {a: "1"}}'),
    "a node's weight that is a list": one_node("{weights: {a: [1]}}"),
    "a node's bias that is a list": one_node("{weights: [1, 2], bias: [1]}"),
    "a node's bias that is infinite": one_node("{weights: [1, 2], bias: .inf}"),
    "a node with softmax": one_node("{weights: [1, 2], activation: softmax}"),
    "a node with softmax in long": one_node("{weights: [1, 2], activation: {name: softmin}}"),
    "a node with an unknown activation": one_node("{weights: [1, 2], activation: rleu}"),
    "a node with slopes for two": one_node(
        "{weights: [1, 2], activation: {name: prelu, alpha: [1, 2]}}"
    ),
    "a node with its own activation beside softmax": network(
        "activation: softmax, nodes: {m: [1, 2], n: {weights: [1, 2], activation: relu}}"
    ),
    # Activations.
    "an unknown activation": activated("rleu"),
    "an activation in the wrong case": activated("ReLU"),
    "an activation that is nothing": activated(""),
    "an activation that is a list": activated("[relu]"),
    "an activation without a name": activated("{alpha: 0.2}"),
    "an activation whose name is a number": activated("{name: 1}"),
    "an unknown activation in long": activated("{name: rleu}"),
    "a missing parameter": activated("leaky_relu"),
    "a missing parameter in long": activated("{name: leaky_relu}"),
    "one parameter of two": activated("{name: threshold, value: 1}"),
    "an unknown parameter": activated("{name: leaky_relu, slope: 0.2}"),
    "a parameter of another activation": activated("{name: relu, alpha: 0.2}"),
    "a parameter beside the activation": network(
        "activation: leaky_relu, alpha: 0.2, weights: [[1, 2]]"
    ),
    "a parameter that is a text": activated("{name: elu, alpha: big}"),
    "a parameter that is infinite": activated("{name: elu, alpha: .inf}"),
    "a list for a parameter of the layer": activated("{name: elu, alpha: [1]}"),
    "an empty list for a parameter of nodes": activated("{name: prelu, alpha: []}"),
    "texts for a parameter of nodes": activated("{name: prelu, alpha: [a]}"),
    "a parameter that must be above 0": activated("{name: celu, alpha: 0}"),
    "a wrong choice": activated("{name: gelu, approximate: fast}"),
    "a choice that is true": activated("{name: gelu, approximate: true}"),
    # Examples.
    "examples that are a mapping": network(examples="{input: [1, 2], output: [5]}"),
    "an example that is a list": exemplified("[1, 2, 5]"),
    "an example without an input": exemplified("{output: [5]}"),
    "an example that expects nothing": exemplified("{input: [1, 2]}"),
    "an example with a tolerance alone": exemplified("{input: [1, 2], tolerance: 1}"),
    "an example with inputs": exemplified("{inputs: [1, 2], output: [5]}"),
    "an example with both": exemplified("{input: [1, 2], inputs: [1, 2]}"),
    "an example with a layer's node": exemplified("{input: [1, 2], output.n: [5]}"),
    "an input that is a number": exemplified("{input: 1, output: [5]}"),
    "an empty list of values": exemplified("{input: [], output: [5]}"),
    "an empty mapping of inputs": exemplified("{input: {}, output: [5]}"),
    "an input in quotes": exemplified('{input: ["1", 2], output: [5]}'),
    "an output that is a number": exemplified("{input: [1, 2], output: 5}"),
    "an output that is a text": exemplified("{input: [1, 2], output: [five]}"),
    "an output by name that is a list": exemplified("{input: [1, 2], output: {n: [5]}}"),
    "a negative tolerance": exemplified("{input: [1, 2], output: [5], tolerance: -1}"),
    "an infinite tolerance": exemplified("{input: [1, 2], output: [5], tolerance: .inf}"),
    "a tolerance that is a text": exemplified("{input: [1, 2], output: [5], tolerance: small}"),
}


@pytest.mark.parametrize("written", REFUSED.values(), ids=REFUSED)
def test_what_json_schema_can_express_is_refused_by_both(written: str, tmp_path: Path) -> None:
    np.save(tmp_path / "w.npy", [[1.0, 2.0]])
    assert not is_read(written, tmp_path)
    assert refused(written)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (network(input="2"), "$"),
        (activated("{name: celu, alpha: 0}"), "$.layers[0].activation"),
        (network("weights: [[1, x]]"), "$.layers[0].weights"),
        (network("activation: relu"), "$.layers[0]"),
        (exemplified("{input: [1, 2], output: [5], tolerance: -1}"), "$.examples[0].tolerance"),
    ],
)
def test_what_is_wrong_is_marked_where_it_stands(written: str, path: str) -> None:
    assert refused(written) == [path]
