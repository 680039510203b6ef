"""Results as a file of NumPy, against numpy.load and numpy.save."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from opened_rows import Pipe, written

from fwdprop.tables import writer

RNG = np.random.default_rng(5)
BLOCKS = [RNG.standard_normal((size, 3)) for size in (1, 0, 1000, 7)]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_blocks_become_one_array(stream: type[io.BytesIO], dtype: str) -> None:
    blocks = [block.astype(dtype) for block in BLOCKS]
    array = np.load(io.BytesIO(written("npy", ["a", "b", "c"], blocks, stream=stream())))
    assert array.dtype == dtype
    assert np.array_equal(array, np.concatenate(blocks))


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
def test_no_rows_become_an_array_without_rows(stream: type[io.BytesIO]) -> None:
    assert np.load(io.BytesIO(written("npy", ["a", "b"], [], stream=stream()))).shape == (0, 2)


def test_an_array_is_written_behind_what_stands_in_the_stream() -> None:
    stream = io.BytesIO()
    stream.write(b"before")
    content = written("npy", ["a", "b", "c"], BLOCKS, stream=stream)
    assert content[:6] == b"before"
    assert np.array_equal(np.load(io.BytesIO(content[6:])), np.concatenate(BLOCKS))
    assert stream.tell() == len(content)


def test_a_file_that_is_appended_to_is_whole(tmp_path: Path) -> None:
    with (tmp_path / "y.npy").open("ab") as file:
        file.write(b"before")
        file.flush()
        rows = writer("npy")(file, ["a", "b", "c"], None)
        for block in BLOCKS:
            rows.write(rows.encode([], block))
        rows.close()
    content = (tmp_path / "y.npy").read_bytes()[6:]
    assert np.array_equal(np.load(io.BytesIO(content)), np.concatenate(BLOCKS))


def test_digits_round_as_a_format_does() -> None:
    y = np.array([[1 / 3, 2 / 3, 1e300], [np.nan, -np.inf, 123456.5], [2.5e-320, -0.0, 0.00012345]])
    array = np.load(io.BytesIO(written("npy", ["a", "b", "c"], [y], digits=3)))
    expected = [float(f"{value:.3g}") for value in y.ravel()]
    assert np.array_equal(array.ravel(), expected, equal_nan=True)
    assert np.signbit(array[2, 1])
