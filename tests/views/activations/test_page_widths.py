"""How wide a curve is drawn at each width, and where its values stand below it."""

from __future__ import annotations

import pytest
from command_line import Run


@pytest.mark.parametrize(
    ("columns", "width", "beside"),
    [
        (200, 51, True),
        (80, 51, True),
        (79, 49, True),
        (62, 33, True),
        (61, 31, True),
        (60, 31, True),
        (59, 51, False),
        (58, 49, False),
        (57, 49, False),
        (23, 15, False),
        (22, 13, False),
    ],
)
def test_values_stand_beside_a_curve_of_31_to_51_columns(
    fwdprop: Run, columns: int, width: int, beside: bool
) -> None:
    page = fwdprop("activations sigmoid", columns=columns).stdout
    lines = page.partition("\n\n")[2].splitlines()
    # The first number below the curve stands below its beginning, the last one beyond its middle.
    (below,) = [line for line in lines if line.split()[:2] == ["-4", "0"] and line.endswith("4")]
    half = below.index("0") - below.index("-4")
    assert 2 * half + 1 == width
    assert any("│" in line and line.endswith("sigmoid") for line in lines) == beside
