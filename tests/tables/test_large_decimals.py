"""Decimals beyond the range of float64, which have a negative scale or very many places."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from fwdprop.tables.pyarrow_numbers import is_number, numbers

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

INF = float("inf")


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize(
    ("digits", "scale", "expected"),
    [
        (1, -308, 1e308),
        (1, -309, INF),
        (-1, -309, -INF),
        (17976931348623157, -292, 1.7976931348623157e308),
        (18, -307, INF),
        (-(10**37), -400, -INF),
        (0, -400, 0.0),
        (1, 323, 1e-323),
        (-1, 324, -0.0),
        (1, 400, 0.0),
        (0, 400, 0.0),
    ],
)
def test_they_are_infinite_or_zero_as_their_text_is(
    digits: int, scale: int, expected: float, dtype: str
) -> None:
    kind = pa.decimal128(38, scale)
    data = pa.py_buffer(digits.to_bytes(16, "little", signed=True))
    found, missing = numbers(pa.Array.from_buffers(kind, 1, [None, data]), dtype)
    assert (found.tolist(), missing) == ([expected], None)
    assert expected == float(Decimal(digits).scaleb(-scale))


@pytest.mark.parametrize(
    ("scale", "found"), [(400, True), (401, False), (-400, True), (-401, False)]
)
def test_those_of_more_than_400_places_are_no_numbers(scale: int, found: bool) -> None:
    assert is_number(pa.decimal128(38, scale)) == found
