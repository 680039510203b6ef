"""The weights of a network to start from: how they are drawn, and that they are what is written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from fwdprop.cli.new.plan import plan
from fwdprop.cli.new.text import lines
from fwdprop.cli.new.weights import draw
from fwdprop.models.yaml import parse


def test_weights_are_the_numbers_of_numpy_s_generator_rounded_to_three_digits() -> None:
    starter = draw(plan("30-40-2", None, None, 7))
    generator = np.random.Generator(np.random.PCG64(7))
    # he: √(6/30) = 0.447; xavier: √(6/42) = 0.378
    for layer, most in zip(starter.network.layers, (0.447213595, 0.377964473), strict=True):
        expected = generator.uniform(-most, most, layer.weights.shape)
        assert layer.weights == pytest.approx(expected, abs=0.00050001)
        assert not layer.bias.any()
    assert starter.decimals == (3, 3)


@pytest.mark.parametrize(
    ("sizes", "decimals"),
    [("1-1", 2), ("5-1", 2), ("6-1", 3), ("599-1", 3), ("600-1", 4), ("2000-1", 4)],
)
def test_wide_layers_have_more_digits_after_the_point(sizes: str, decimals: int) -> None:
    assert draw(plan(sizes, "tanh", None, 0)).decimals == (decimals,)


@pytest.mark.parametrize(("init", "number"), [("zeros", 0), ("ones", 1)])
def test_zeros_are_0_and_ones_are_1(init: str, number: int) -> None:
    for layer in draw(plan("3-4-2", None, init, 0)).network.layers:
        assert (layer.weights == number).all()


def test_he_is_for_relu_and_its_like_and_xavier_for_the_others() -> None:
    activations = "relu,silu,tanh,softmax,identity"
    assert plan("2-2-2-2-2-2", activations, None, 0).inits == (
        *("he", "he", "xavier", "xavier", "xavier"),
    )
    assert plan("2-2-2", None, "ones", 0).inits == ("ones", "ones")


@pytest.mark.parametrize("sizes", ["2-3-1", "30-40-2", "1200-3"])
@pytest.mark.parametrize("init", ["he", "xavier", "zeros", "ones"])
def test_the_file_holds_exactly_the_weights_that_made_the_example(sizes: str, init: str) -> None:
    starter = draw(plan(sizes, "tanh" if sizes.count("-") == 1 else None, init, 3))
    network = parse("".join(lines(starter, "fwdprop new")), "net.yaml", Path(), "net")
    assert network.inputs == starter.network.inputs
    assert network.examples[0].x == tuple(starter.example.x[0].tolist())
    for read, drawn in zip(network.layers, starter.network.layers, strict=True):
        assert (read.name, read.nodes, read.activation) == (
            *(drawn.name, drawn.nodes, drawn.activation),
        )
        assert read.weights.tobytes() == drawn.weights.tobytes()
        assert read.bias.tobytes() == drawn.bias.tobytes()


def test_weights_are_written_without_an_exponent() -> None:
    starter = draw(plan("1100-1", None, None, 0))
    written = "".join(lines(starter, "fwdprop new"))
    row = written.partition("      - [")[2].partition("]")[0].split(", ")
    assert len(row) == 1100
    assert {Decimal(text).as_tuple().exponent for text in row} == {-4}


def test_the_inputs_of_the_example_are_easy_numbers_and_keep_most_nodes_alive() -> None:
    for seed in range(20):
        example = draw(plan("2-3-1", None, None, seed)).example
        assert set(example.x[0].tolist()) <= {-2, -1.5, -1, -0.5, 0.5, 1, 1.5, 2}
        assert np.count_nonzero(example.a[0]) >= 1
