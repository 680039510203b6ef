"""As many orders of the inputs as there may be are tried, and as many as there are tries left."""

from __future__ import annotations

import pytest
from paper import expecting

from fwdprop import explain
from fwdprop.analysis import slips
from fwdprop.analysis.examples import Outcome
from fwdprop.analysis.slips import ORDERS

SWAPPED = "the inputs x0 and x1 are swapped"


def swapped(inputs: list[float]) -> list[Outcome]:
    """The outcome of inputs whose first two have to be swapped for what is expected."""
    weights = [100.0, 1.0, *[0.0] * (len(inputs) - 2)]
    network = {"inputs": len(inputs), "layers": [{"name": "y", "weights": [weights]}]}
    return expecting(network, inputs, y=[100 * inputs[1] + inputs[0]])


@pytest.mark.parametrize("most", [5, 4])
def test_as_many_orders_as_the_limit_are_tried(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(slips, "MOST_ORDERS", most)
    (explanation,) = explain(swapped([1, 2, 3]))
    expected = ((SWAPPED,), {}) if most == 5 else ((), {ORDERS: 5})
    assert (explanation.slips, explanation.untried) == expected


def alike(ways: int) -> list[float]:
    """24 inputs of which so many pairs are different: some of 276."""
    # Six that are alike are 15 pairs, three are 3 and two are 1.
    pairs = 276 - ways
    sizes = [6, 3, 2, 2] if pairs == 20 else [6, 3, 2]
    values = [float(value) for value in range(1, 25 - sum(sizes))]
    for value, size in enumerate(sizes, 100):
        values += [float(value)] * size
    return values


@pytest.mark.parametrize(("ways", "tries"), [(256, 1), (257, 2)])
def test_a_try_is_256_orders(ways: int, tries: int) -> None:
    outcomes = swapped(alike(ways))
    (tried,), (untried,) = explain(outcomes, tries), explain(outcomes, tries - 1)
    assert [slip.partition(" (")[0] for slip in tried.slips] == [SWAPPED]
    assert ORDERS not in tried.untried
    assert (untried.slips, untried.untried[ORDERS]) == ((), ways)
