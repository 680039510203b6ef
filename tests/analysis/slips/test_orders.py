"""Inputs in another order, as a slip."""

from __future__ import annotations

import math

import pytest
from paper import expecting, slips_of

from fwdprop import explain


@pytest.mark.parametrize(
    ("weights", "x", "y", "slip"),
    [
        # 100·2 + 10·3 + 1: the inputs 1, 2, 3 in the order 2, 3, 1
        ([100, 10, 1], [1, 2, 3], 231, "the inputs come in the order x1, x2, x0"),
        ([100, 10, 1], [1, 2, 3], 321, "the inputs x0 and x2 are swapped"),
        ([1, 1, 10], [1, 2, 3], 16, None),
        # 1 + 3 + 10·2, and 3 + 1 + 10·2
        ([1, 1, 10], [1, 2, 3], 24, "the inputs x1 and x2 are swapped (or in 1 other order)"),
        # Eight inputs: swaps of two, here 3·1 + 64.
        (
            [1, 2, 4, 8, 16, 32, 64, 128],
            [1, 0, 0, 0, 0, 0, 3, 0],
            67,
            "the inputs x0 and x6 are swapped",
        ),
        (
            [1, 2, 2, 8, 16, 32, 64, 128],
            [1, 0, 0, 0, 0, 0, 3, 0],
            194,
            "the inputs x0 and x1 are swapped (or in 1 other order)",
        ),
    ],
)
def test_inputs_may_come_in_another_order(
    weights: list[float], x: list[float], y: float, slip: str | None
) -> None:
    network = {"inputs": len(x), "layers": [{"name": "y", "weights": [weights]}]}
    outcomes = expecting(network, x, y=[y])
    assert slips_of(outcomes) == (() if slip is None else (slip,))


def test_equal_inputs_in_another_order_explain_nothing() -> None:
    network = {"inputs": 8, "layers": [{"name": "y", "weights": [[1] * 8]}]}
    assert slips_of(expecting(network, [3] * 8, y=[25])) == ()


def test_swaps_of_many_inputs_are_counted_without_being_listed() -> None:
    network = {"inputs": 3_000, "layers": [{"weights": [[1] * 3_000]}]}
    (explanation,) = explain(expecting(network, [*range(1_500), *[7] * 1_500], output=[1]))
    # All pairs without those of the 1,501 sevens.
    ways = math.comb(3_000, 2) - math.comb(1_501, 2)
    assert explanation.untried == {"inputs in another order": ways}
