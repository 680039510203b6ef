"""The one reader of .npy headers, which serves rows and weights."""

from __future__ import annotations

import io
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from npy_files import claiming, header, saved
from steps import peak_bytes_of

from fwdprop.tables.npy.header import (
    DamagedError,
    HeaderError,
    NotNpyError,
    PickledError,
    read_header,
)


@pytest.mark.parametrize("dtype", ["?", ">i2", "<u8", "<f2", ">f8", "c16", "<U3", "M8[D]"])
@pytest.mark.parametrize("order", ["C", "F"])
def test_a_header_is_the_one_that_numpy_wrote(dtype: str, order: str) -> None:
    array = np.zeros((3, 2), dtype, order=order)  # type: ignore[call-overload]
    stream = io.BytesIO(saved(array))
    found = read_header(stream.read)
    assert found == ((3, 2), order == "F", array.dtype)
    assert stream.read() == array.tobytes("A")


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        (b"", NotNpyError, "is no .npy file"),
        (
            header("", version=4),
            NotNpyError,
            "is a .npy file of version 4.0, expected 1.0, 2.0",
        ),
        (b"\x80\4", PickledError, "holds pickled objects, which could run code; it is not read"),
        (claiming("(1,)", descr="'|O'"), PickledError, "holds pickled objects, which could run"),
        (header("(" * 5000), DamagedError, "has a header that makes no sense"),
        (header("-" * 5000 + "1"), DamagedError, "has a header that makes no sense"),
        (claiming("(-1, 2)"), DamagedError, "has a header that makes no sense"),
        (claiming("(3, 2)")[:40], DamagedError, "has a header that makes no sense"),
        (claiming("(3, 2)" + " " * 10_000), DamagedError, "has a header that makes no sense"),
    ],
)
def test_what_is_no_header_of_plain_values_is_refused(
    content: bytes, error: type[HeaderError], message: str
) -> None:
    with pytest.raises(error) as caught:
        read_header(io.BytesIO(content).read)
    assert str(caught.value).startswith(message)


def test_a_header_that_claims_to_be_gigabytes_long_is_not_read() -> None:
    content = io.BytesIO(b"\x93NUMPY\2\0\xff\xff\xff\xff" + bytes(1 << 20))

    def refused() -> None:
        with pytest.raises(DamagedError):
            read_header(content.read)

    assert peak_bytes_of(refused) < 1 << 16


def test_threads_leave_the_filters_of_warnings_as_they_were() -> None:
    content = claiming("(3L, 2L)")
    before = list(warnings.filters)
    with ThreadPoolExecutor(8) as threads:
        found = threads.map(lambda _: read_header(io.BytesIO(content).read), range(400))
        assert {each.shape for each in found} == {(3, 2)}
    assert warnings.filters == before
