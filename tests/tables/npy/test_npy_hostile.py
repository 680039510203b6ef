"""NumPy's files that hold no array of rows, were made to do harm, or are damaged."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from npy_files import claiming, header, saved
from opened_rows import WAYS, come_by, everything, on_disk, piped, read
from steps import peak_bytes_of

from fwdprop import FwdpropError
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.source import Source

Opened = Callable[[bytes], Source]

AB = ColumnSpec(("a", "b"))


@pytest.fixture(params=WAYS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens a content as a file, from standard input, or compressed."""
    return partial(come_by, request.param, "npy", tmp_path)


PICKLED = "holds pickled objects, which could run code; it is not read"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\x93NUM", "is cut short in its header"),
        (saved(np.ones((3, 2)))[:50], "is cut short in its header"),
        (b"1,2\n3,4\n" * 5, "is no .npy file"),
        (b"PK\3\4" + bytes(100), "is an archive of arrays, expected one array"),
        (b"\x80\4\x95" + bytes(100), PICKLED),
        (saved(np.array([[None, 1]])), PICKLED),
        (saved(np.array([[1j, 2]])), "holds complex128, expected numbers"),
        (saved(np.array([["a", "b"]])), "holds str32, expected numbers"),
        (saved(np.array([["2026-01-01"] * 2], "M8[D]")), "holds datetime64[D], expected numbers"),
        (saved(np.zeros((3, 2), "f8,f8")), "holds records in the shape (3, 2), expected (rows,)"),
        (claiming("(3, 2)", descr="'(2,)f8'"), "holds void128, expected numbers"),
        (saved(np.ones(5)), "has the shape (5,), expected (rows, 2)"),
        (saved(np.ones(())), "has the shape (), expected (rows, 2)"),
        (saved(np.ones((3, 2, 1))), "has the shape (3, 2, 1), expected (rows, 2)"),
        (saved(np.ones((3, 0))), "0 columns, expected 2, one for each input;"),
        (saved(np.ones((3, 5))), "5 columns, expected 2, one for each input;"),
        (header("", version=4), "is a .npy file of version 4.0, expected 1.0, 2.0 or 3.0"),
        (claiming("(1, 10000000000000)"), "claims 10,000,000,000,000 columns, expected 2"),
        (saved(np.ones((3, 2))) + b"\0", "goes on behind the last row of its array"),
    ],
)
def test_what_is_no_array_of_rows_is_refused_in_words(
    source: Opened, content: bytes, message: str
) -> None:
    opened = source(content)
    with pytest.raises(FwdpropError) as caught:
        everything(read(opened, AB), 2)
    said = str(caught.value).removeprefix(f"{opened.name}: ")
    assert said.removeprefix(f"{opened.name} ").startswith(message)


@pytest.mark.parametrize(
    ("shape", "help"),
    [((2,), "one row is saved with .reshape(1, 2)"), ((3,), None), ((2, 1, 1), None)],
)
def test_only_one_row_is_said_how_to_save(
    source: Opened, shape: tuple[int, ...], help: str | None
) -> None:
    with pytest.raises(FwdpropError) as caught:
        read(source(saved(np.ones(shape))), AB)
    assert [fault.help for fault in caught.value.faults] == [help]


@pytest.mark.parametrize(
    "content",
    [
        header("(" * 5000),
        header("{" * 300),
        header("9" * 9000),
        header("x" * 60_000),
        header("x" * 20, version=2)[:8] + b"\xff\xff\xff\xff" + bytes(100),
        header("__import__('os').system('echo ran')"),
        claiming("(-1, 2)"),
        claiming("(True, 2)", bytes(16)),
        claiming("3"),
        claiming("(3, 2)", bytes(48), descr="'zz'"),
        claiming("(3, 2)", bytes(48), fortran="7"),
    ],
)
def test_a_header_that_makes_no_sense_is_an_error(source: Opened, content: bytes) -> None:
    with pytest.raises(FwdpropError, match="has a header that makes no sense"):
        read(source(content), AB)


def test_a_header_that_claims_terabytes_costs_nothing(source: Opened) -> None:
    opened = source(claiming("(1000000000000, 2)", bytes(160)))

    def refused() -> None:
        with pytest.raises(FwdpropError, match=r"is cut short behind row 10 of 1,000,000,000,000"):
            everything(read(opened, AB), 2)

    assert peak_bytes_of(refused) < 8 << 20


def test_a_stream_that_ends_early_gives_the_rows_before(tmp_path: Path) -> None:
    pieces = read(piped(saved(np.ones((10, 2)))[:-40], "npy"), AB).pieces()
    assert next(pieces)().x.tolist() == [[1, 1]] * 7
    with pytest.raises(FwdpropError, match="<stdin> is cut short behind row 7 of 10"):
        next(pieces)


def test_a_file_that_shrinks_while_it_is_read_is_an_error(tmp_path: Path) -> None:
    for array in (np.ones((300_000, 2)), np.asfortranarray(np.ones((300_000, 2)))):
        np.save(tmp_path / "x.npy", array)
        _, second, *_ = read(on_disk(tmp_path / "x.npy"), AB).pieces()
        os.truncate(tmp_path / "x.npy", 1000)
        with pytest.raises(FwdpropError, match=r"x\.npy is cut short while it is read"):
            second()


SOUND = saved(np.random.default_rng(5).standard_normal((40, 2)))


@settings(max_examples=examples(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 200), st.integers(0, 255), st.integers(0, len(SOUND)))
def test_a_damaged_file_is_an_error_or_an_array(at: int, byte: int, size: int) -> None:
    content = (SOUND[:at] + bytes([byte]) + SOUND[at + 1 :])[:size]
    try:
        x, _, _ = everything(read(piped(content, "npy"), AB), 2)
    except FwdpropError:
        return
    assert x.tobytes() == np.load(io.BytesIO(content)).astype(float).tobytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "error: <stdin> is empty\n"),
        (
            b"\x93NUM",
            "error: <stdin> is cut short in its header\nhelp: make it or fetch it again\n",
        ),
    ],
)
def test_a_stream_that_was_cut_short_is_to_be_made_again(
    fwdprop: Run, folder: Path, content: bytes, said: str
) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n")
    result = fwdprop("run net.yaml --data - --from npy", stdin=content)
    assert (result.stderr, result.stdout, result.status) == (said, "", 2)
