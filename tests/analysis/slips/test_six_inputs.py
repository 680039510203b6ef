"""All orders of up to six inputs are tried, of more inputs only swaps of two."""

from __future__ import annotations

import pytest
from paper import expecting, slips_of


@pytest.mark.parametrize("inputs", [2, 3, 5, 6, 7, 8])
def test_each_input_may_take_the_next_ones_value(inputs: int) -> None:
    weights = [10.0**power for power in range(inputs)]
    row = [*range(1, inputs + 1)]
    turned = [*row[1:], row[0]]
    network = {"inputs": inputs, "layers": [{"name": "y", "weights": [weights]}]}
    found = sum(weight * value for weight, value in zip(weights, turned, strict=True))
    names = [*(f"x{index}" for index in range(1, inputs)), "x0"]
    said = f"the inputs come in the order {', '.join(names)}"
    expected = {2: ("the inputs x0 and x1 are swapped",), 7: (), 8: ()}.get(inputs, (said,))
    assert slips_of(expecting(network, row, y=[found])) == expected


@pytest.mark.parametrize("inputs", [2, 6, 7, 8])
def test_the_last_two_of_any_number_may_be_swapped(inputs: int) -> None:
    weights = [10.0**power for power in range(inputs)]
    row = [*range(1, inputs + 1)]
    swapped = [*row[:-2], row[-1], row[-2]]
    network = {"inputs": inputs, "layers": [{"name": "y", "weights": [weights]}]}
    found = sum(weight * value for weight, value in zip(weights, swapped, strict=True))
    said = f"the inputs x{inputs - 2} and x{inputs - 1} are swapped"
    assert slips_of(expecting(network, row, y=[found])) == (said,)
