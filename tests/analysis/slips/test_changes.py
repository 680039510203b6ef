"""Slips in the weights, the bias or the activation of a layer, beyond Mazur's example."""

from __future__ import annotations

import math

import pytest
from paper import SIGMOID, expecting, slips_of


def test_activations_may_be_left_out_in_the_hidden_layers_alone() -> None:
    network = {
        "inputs": 2,
        "layers": [
            {"name": "a", "activation": "relu", "weights": [[1, -2], [3, 1]]},
            {"name": "b", "activation": "relu", "weights": [[-1, 1], [2, -1]]},
            {"name": "y", "activation": "sigmoid", "weights": [[0.1, -0.2]]},
        ],
    }
    # a = (-3, 5), b = (8, -11), y = sigmoid(0.8 + 2.2)
    assert slips_of(expecting(network, [1, 2], y=[SIGMOID(3)])) == (
        "the activation of layers a, b is left out",
    )


def test_nodes_with_activations_of_their_own_may_be_given_one_for_all() -> None:
    nodes = {
        "p": {"weights": [1, 2], "activation": "tanh"},
        "q": {"weights": [-1, 1], "activation": "sigmoid"},
    }
    network = {"inputs": 2, "layers": [{"nodes": nodes}, {"weights": [[1, 1]]}]}
    # tanh(5) + tanh(1)
    wrong = [math.tanh(5) + math.tanh(1)]
    assert slips_of(expecting(network, [1, 2], output=wrong)) == (
        "tanh is used in layer hidden_1 in place of the nodes' own activations",
    )


OBLONG = {"inputs": 2, "layers": [{"name": "y", "weights": [[1, 2], [3, 4], [5, 7]]}]}


@pytest.mark.parametrize(
    ("y", "slip"),
    [
        # 1, 2, 3, 4, 5, 7 down the columns: [[1, 4], [2, 5], [3, 7]] times (10, 1)
        ([14, 25, 37], "the weights of layer y are filled in column by column"),
        # 1, 3, 5, 2, 4, 7 along the rows: [[1, 3], [5, 2], [4, 7]] times (10, 1)
        ([13, 52, 47], "the weights of layer y are read column by column"),
    ],
)
def test_the_numbers_of_a_matrix_may_be_read_the_other_way(y: list[float], slip: str) -> None:
    assert slips_of(expecting(OBLONG, [10, 1], y=y)) == (slip,)


def test_sparse_square_weights_are_transposed_with_their_gaps() -> None:
    nodes = {"p": {"weights": {"x1": 2}}, "q": {"weights": {"x0": 3, "x1": 5}}}
    network = {"inputs": 2, "layers": [{"name": "y", "nodes": nodes}]}
    # [[0, 2], [3, 5]] is read as [[0, 3], [2, 5]], times (10, 1).
    assert slips_of(expecting(network, [10, 1], y=[3, 25])) == (
        "the weights of layer y are transposed",
    )


def test_gaps_go_with_the_weights_where_a_sparse_layer_is_filled_by_column_with_a_full_one() -> (
    None
):
    network = {
        "inputs": 2,
        "layers": [
            {"name": "h", "weights": [[1, 2], [3, 4], [5, 7]]},
            {
                "name": "m",
                "nodes": {
                    "p": {"weights": {"node_0": 2}},
                    "q": {"weights": {"node_0": 3, "node_2": 5}},
                    "r": {"weights": {"node_1": 7}},
                },
            },
        ],
    }
    # h = [[1, 4], [2, 5], [3, 7]] (10, 1) = (14, 25, 37); m is transposed: 2p + 3q, 7r, 5q.
    assert slips_of(expecting(network, [10, 1], m=[2 * 14 + 3 * 25, 7 * 37, 5 * 25])) == (
        "the weights of all layers are filled in column by column",
    )


def test_a_slip_that_leads_beyond_the_range_is_left_out() -> None:
    network = {"inputs": 1, "layers": [{"name": "y", "weights": [[2]], "bias": 1e308}]}
    assert slips_of(expecting(network, [1], y=[2])) == ("the bias of layer y is left out",)
