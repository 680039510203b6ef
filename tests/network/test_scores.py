"""The network whose outputs are the sums before the last activation."""

from __future__ import annotations

import numpy as np
import pytest

import fwdprop
from fwdprop.network.scores import scores


@pytest.mark.parametrize("name", ["iris", "xor", "two-hidden", "digits"])
def test_its_outputs_are_the_sums_of_the_last_layer(name: str) -> None:
    net = fwdprop.load(f"networks/{name}.yaml")
    row = np.linspace(0, 3, len(net.inputs))
    before = net.run(row)
    after = scores(net).run(row)
    np.testing.assert_array_equal(after["output"], before.z[-1], strict=True)
    np.testing.assert_array_equal(after.z[0], before.z[0], strict=True)


def test_activations_of_its_own_nodes_are_left_out_too() -> None:
    net = fwdprop.load("networks/transactions-tanh.yaml")
    assert str(scores(net).layers[-1].activation_of(0)) == "identity"


def test_examples_are_rows_that_expect_nothing() -> None:
    net = fwdprop.load("networks/transactions-tanh.yaml")
    assert [(each.x, each.expected) for each in scores(net).examples] == [
        (each.x, ()) for each in net.examples
    ]
    assert len(net.examples) > 0
