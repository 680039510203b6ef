"""What a new network's example expects, and where an activation's comment stands: at each limit."""

from __future__ import annotations

import pytest
from command_line import Run

from fwdprop.cli.new.text import _expected


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999_999.0, "999999"),
        (-999_999.0, "-999999"),
        (1_000_000.0, "1.00000e+06"),
        (-1_000_000.0, "-1.00000e+06"),
        (1_000_001.0, "1.00000e+06"),
        (999_999.5, "1.00000e+06"),
        (99_999.5, "99999.5"),
        (1e-13, "1.00000e-13"),
        (-1e-13, "-1.00000e-13"),
        (9.999999e-14, "0"),
        (-9.999999e-14, "0"),
        (0.0, "0"),
    ],
)
def test_a_value_is_written_to_six_digits(value: float, text: str) -> None:
    assert _expected(value) == text
    if value and text != "0":
        assert abs(float(text) - value) <= 0.5 * 10.0 ** (len(str(int(abs(value)))) - 6)


FORMULA = "# z if z > 0 else alpha·z, z being the sum"


@pytest.mark.parametrize(("digits", "beside"), [(6, True), (7, True), (8, False), (9, False)])
def test_a_comment_stands_beside_an_activation_where_it_has_room(
    fwdprop: Run, digits: int, beside: bool
) -> None:
    alpha = f"0.{'123456789123'[:digits]}"
    named = f"    activation: {{name: leaky_relu, alpha: {alpha}}}"
    lines = fwdprop("new", "2-1", "--activation", f"leaky_relu(alpha={alpha})").stdout.splitlines()
    (at,) = [index for index, line in enumerate(lines) if line.startswith(named)]
    assert (len(f"{named}  {FORMULA}") <= 96) == beside
    if beside:
        assert lines[at] == f"{named}  {FORMULA}"
    else:
        assert lines[at - 1 : at + 1] == [f"    {FORMULA}", named]
