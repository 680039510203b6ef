"""Secants of whole layers: what they make of changes, forwards and backwards."""

from __future__ import annotations

import numpy as np
import pytest
from activation_oracles import WHOLE_LAYER, each_whole, mp
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from fwdprop import Layer, bind
from fwdprop.analysis.secants import secants


def layer(activation: str, nodes: int, **own: str) -> Layer:
    """A layer of so many nodes, some with an activation of their own: `n2="tanh"`."""
    return Layer(
        "layer",
        tuple(f"n{node}" for node in range(nodes)),
        np.zeros((nodes, 1)),
        np.zeros(nodes),
        bind(activation, **({"alpha": range(1, nodes + 1)} if activation == "prelu" else {})),
        (0,),
        {int(node[1:]): bind(name) for node, name in own.items()},
    )


@each_whole
@pytest.mark.parametrize("gap", [1e-14, 1e-9, 1e-3, 1.0, 30.0, 900.0])
def test_shares_change_as_exactly_as_their_formula_says(name: str, gap: float) -> None:
    random = np.random.default_rng(3)
    before = random.normal(size=(4, 5)) * [[1], [1], [20], [300]]
    after = before + gap * random.normal(size=(4, 5))
    after[1] = before[1] + np.array([gap, 0, 0, 0, 0])
    made = secants(layer(name, 5), before, after)
    found = made.forwards(after - before)
    with mp.workdps(1200):
        for row in range(4):
            start, end = (
                WHOLE_LAYER[name](list(map(mp.mpf, z[row].tolist()))) for z in (before, after)
            )
            true = [float(b - a) for a, b in zip(start, end, strict=True)]
            allowed = 1e-15 * (10 + np.abs(before[row]).max()) * np.abs(true).max()
            np.testing.assert_allclose(found[row], true, rtol=0, atol=allowed)
            for node in range(5):
                worth = made.backwards(np.eye(5)[[node] * 4])[row] * (after - before)[row]
                size = max(np.abs(worth).max(), 5e-324)
                assert abs(worth.sum() - true[node]) <= 1e-12 * size


@each_whole
def test_equal_sums_have_the_derivative_of_the_layer(name: str) -> None:
    z = np.array([[0.3, -1.2, 2.0]])
    found = secants(layer(name, 3), z, z)
    for node in range(3):
        step = np.zeros((1, 3))
        step[0, node] = 1e-6
        rise = (bind(name).at(z + step) - bind(name).at(z - step)) / 2
        np.testing.assert_allclose(found.forwards(step), rise, rtol=1e-8)


KINDS = ["softmax", "log_softmax", "softmin", "relu", "tanh", "prelu"]


@settings(max_examples=examples(40))
@given(st.integers(0, 2**32 - 1), st.sampled_from(KINDS), st.booleans())
def test_changes_are_those_of_the_values_and_what_they_are_worth_is_the_same_backwards(
    seed: int, name: str, has_own: bool
) -> None:
    random = np.random.default_rng(seed)
    made = layer(name, 4, **({"n1": "elu", "n3": "square"} if has_own else {}))
    before, after = random.normal(size=(2, 6, 4)) * random.choice([0.1, 1, 5])
    after = np.where(random.random((6, 4)) < 0.3, before, after)
    found = secants(made, before, after)
    changes = found.forwards(after - before)
    whole = made.activation.at(after) - made.activation.at(before)
    for node, bound in made.node_activations.items():
        whole[:, node] = bound.at(after[:, node]) - bound.at(before[:, node])
    np.testing.assert_allclose(changes, whole, rtol=0, atol=1e-12 * np.abs(whole).max())

    worth = random.normal(size=(6, 4))
    there = (worth * changes).sum(axis=1)
    back = (found.backwards(worth) * (after - before)).sum(axis=1)
    np.testing.assert_allclose(there, back, rtol=0, atol=1e-12 * np.abs(changes).max() * 10)
