"""What is said of a number that was cut off has the digits that show it."""

from __future__ import annotations

import pytest

from fwdprop.analysis.cut_off import words


@pytest.mark.parametrize(
    ("found", "expected", "unit", "told"),
    [
        (0.7086, 0.708, 1e-3, "0.70860 rounds to 0.709"),
        (-0.70867, -0.708, 1e-3, "-0.70867 rounds to -0.709"),
        # Two more digits would show 0.70900, which nobody cuts to 0.708.
        (0.7089999, 0.708, 1e-3, "0.7089999 rounds to 0.709"),
        (0.70899, 0.708, 1e-3, "0.70899 rounds to 0.709"),
        (9.9999, 9.99, 1e-2, "9.9999 rounds to 10.00"),
        (1508.7, 1500.0, 10.0, "1508.7 rounds to 1.51e+03"),
        (150_870.0, 150_000.0, 1e3, "1.5087e+05 rounds to 1.51e+05"),
        (1.2379e-300, 1.23e-300, 1e-302, "1.2379e-300 rounds to 1.24e-300"),
        (1.2379e300, 1.23e300, 1e298, "1.2379e+300 rounds to 1.24e+300"),
        (123456.79, 123456.7, 0.1, "123456.790 rounds to 123456.8"),
    ],
)
def test_the_number_found_stands_beside_what_it_rounds_to(
    found: float, expected: float, unit: float, told: str
) -> None:
    assert words(found, expected, unit) == f"cut off: {told}"
