"""pyarrow's arrays as cells of text."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from fwdprop.tables.cells import cells
from fwdprop.tables.types import Numeral

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
ZONED = pa.timestamp("ms", "Europe/Berlin")
NOON = dt.datetime(2026, 2, 3, 12, 0, 0, 500_000)


@pytest.mark.parametrize(
    ("kind", "values", "texts"),
    [
        (pa.int64(), [2**63 - 1, -7], ["9223372036854775807", "-7"]),
        (pa.uint64(), [2**64 - 1], ["18446744073709551615"]),
        (pa.float64(), [0.1, 5.0, 1e-5, 1e300], ["0.1", "5", "1e-05", "1e+300"]),
        (pa.float32(), [0.1, 16777216.0], ["0.1", "16777216"]),
        (pa.decimal128(20, 3), [Decimal("1.500"), Decimal("-0.001")], ["1.500", "-0.001"]),
        (pa.string(), ["007", "", "ä"], ["007", "", "ä"]),
        (pa.large_string(), ["x"], ["x"]),
        (pa.binary(), [b"abc", b"\xff\0"], ["abc", "\\xff\0"]),
        (pa.date32(), [dt.date(2026, 2, 3)], ["2026-02-03"]),
        (pa.date64(), [dt.date(1969, 12, 31)], ["1969-12-31"]),
        (pa.timestamp("s"), [dt.datetime(2026, 2, 3, 4, 50)], ["2026-02-03 04:50:00"]),
        (pa.timestamp("us"), [NOON], ["2026-02-03 12:00:00.5"]),
        (pa.timestamp("ns"), [1], ["1970-01-01 00:00:00.000000001"]),
        (pa.timestamp("us"), [2**62], ["<value out of range: 4611686018427387904>"]),
        (ZONED, [0], ["1970-01-01 00:00:00Z"]),
        (pa.time64("us"), [dt.time(12, 30, 0, 250_000)], ["12:30:00.25"]),
        (pa.duration("ms"), [dt.timedelta(seconds=1.5)], ["1500ms"]),
        (pa.list_(pa.int8()), [[1, 2], []], ["[1, 2]", "[]"]),
        (pa.struct([("a", pa.string())]), [{"a": "ä"}], ['{"a": "ä"}']),
        (pa.list_(pa.binary()), [[b"x"]], ['["x"]']),
        (pa.dictionary(pa.int8(), pa.string()), ["a", "b", "a"], ["a", "b", "a"]),
    ],
    ids=lambda value: str(value) if isinstance(value, pa.DataType) else "",
)
def test_every_type_has_a_sensible_text(
    kind: pa.DataType, values: list[Any], texts: list[str]
) -> None:
    found = cells(pa.array([None, *values, None], kind))
    assert found == [None, *texts, None]
    numbers = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    assert {type(cell) for cell in found} == {type(None), Numeral if numbers else str}


def test_booleans_and_nothing_stay_what_they_are() -> None:
    assert cells(pa.array([True, None, False])) == [True, None, False]
    assert cells(pa.nulls(2)) == [None, None]


def test_what_is_not_finite_stays_a_number_that_a_format_spells() -> None:
    nan: Any
    nan, inf, none = cells(pa.array([math.nan, math.inf, None]))
    assert (type(nan), type(inf), inf, none) == (float, float, math.inf, None)
    assert math.isnan(nan)


def test_a_date_that_python_does_not_have_is_told_in_a_list() -> None:
    late = pa.array([[10**9]], pa.list_(pa.int32())).cast(pa.list_(pa.date32()))
    assert cells(pa.concat_arrays([late, late[:0]])) == ["<value out of range>"]
    both = pa.concat_arrays([late, pa.array([[0]], pa.list_(pa.int32())).cast(late.type)])
    assert cells(both) == ["<value out of range>", '["1970-01-01"]']


def test_a_slice_has_its_own_cells() -> None:
    assert cells(pa.array([1, 2, 3, 4]).slice(1, 2)) == ["2", "3"]
    assert cells(pa.array(["a", "b", "c"]).dictionary_encode().slice(1)) == ["b", "c"]
