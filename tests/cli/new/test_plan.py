"""The largest new networks; one more of anything is refused, see test_new.py."""

from __future__ import annotations

import pytest

from fwdprop.cli.new.plan import plan


@pytest.mark.parametrize(
    ("sizes", "inputs", "nodes"),
    [
        ("1000000-1", 1_000_000, (1,)),
        ("1-250000", 1, (250_000,)),
        ("1-249999-1", 1, (249_999, 1)),
        ("10000-1000", 10_000, (1000,)),
        ("-".join("1" * 1001), 1, (1,) * 1000),
        ("00000000000000000002-03", 2, (3,)),
    ],
)
def test_as_many_as_there_may_be_are_taken(sizes: str, inputs: int, nodes: tuple[int, ...]) -> None:
    found = plan(sizes, None, None, 0)
    assert (found.inputs, found.nodes) == (inputs, nodes)
