"""fwdprop.sweep from Python: what it takes for an input's values, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from command_line import NETWORKS

import fwdprop

ROW = [40, 10, 0]
NOT_NUMBERS = "the values of age are not numbers"
NOT_FINITE = "the values of age are to be finite numbers in one dimension"


class Endless:
    """Says that it is longer than any array can be, and gives nothing."""

    def __len__(self) -> int:
        return 10**18

    def __getitem__(self, index: int) -> float:
        raise AssertionError("nothing is taken from it")


@pytest.mark.parametrize(
    ("over", "message"),
    [
        ({"age": [10**400]}, NOT_NUMBERS),
        ({"age": {1, 2}}, NOT_NUMBERS),
        ({"age": [[1], [2, 3]]}, NOT_NUMBERS),
        ({"age": []}, NOT_FINITE),
        ({"age": [[1, 2]]}, NOT_FINITE),
        ({"age": [float("nan")]}, NOT_FINITE),
        ({"age": [1, 1]}, "the values of age are the same twice"),
        ({"age": Endless()}, "about 10^18 combinations, more than 100,000"),
        ({"age": range(10**12)}, "1,000,000,000,000 combinations, more than 100,000"),
        ({1: "1"}, "there is no input '1'"),
        ({"aged": [1]}, "there is no input 'aged'"),
        ({}, "no input varies"),
        ("age=1:2:1", "what varies is to be a mapping"),
        ([("age", "1")], "what varies is to be a mapping"),
    ],
)
def test_what_cannot_vary_is_refused(over: Any, message: str) -> None:
    net = fwdprop.load(NETWORKS / "bank.yaml")
    with pytest.raises(fwdprop.FwdpropError) as caught:
        fwdprop.sweep(net, over, ROW)
    assert caught.value.faults[0].message == message
