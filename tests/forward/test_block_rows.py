"""How many rows go through together: at each limit of a block, and beside it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from fwdprop import Network
from fwdprop.analysis.examples import rows_together
from fwdprop.forward.blocks import block_rows


def network(width: int, dtype: str, nodes: int = 1) -> Network:
    """All that is asked of a network here: its widest depth, its type, and its nodes in all."""
    layers = [SimpleNamespace(nodes=range(nodes))]
    return cast(Network, SimpleNamespace(width=width, dtype=dtype, layers=layers))


@pytest.mark.parametrize(
    ("width", "rows"),
    [
        # Never more than 8192; 1 MiB, as long as that is 512 rows; never more than 64 MiB; one row.
        (1, 8192),
        (15, 8192),
        (16, 8192),
        (17, 4096),
        (32, 4096),
        (33, 2048),
        (256, 512),
        (257, 512),
        (16_384, 512),
        (16_385, 256),
        (1 << 22, 2),
        ((1 << 22) + 1, 1),
        (1 << 23, 1),
        ((1 << 23) + 1, 1),
    ],
)
def test_a_block_is_a_power_of_two(width: int, rows: int) -> None:
    assert block_rows(network(width, "float64")) == rows
    if width > 1:
        assert block_rows(network(2 * width, "float32")) == rows
        assert block_rows(network(2 * width - 1, "float32")) >= rows


@pytest.mark.parametrize(
    ("nodes", "rows"),
    [
        # 4,194,304 values in all.
        (512, 8192),
        (513, 8176),
        (1 << 21, 2),
        ((1 << 21) + 1, 1),
        (1 << 22, 1),
        ((1 << 22) + 1, 1),
    ],
)
def test_rows_whose_values_are_kept(nodes: int, rows: int) -> None:
    assert rows_together(network(1, "float64", nodes)) == rows
