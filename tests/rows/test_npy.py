"""NumPy's files of one array, against numpy.load and numpy.save."""

from __future__ import annotations

import gzip
import io
import os
import resource
import time
from pathlib import Path

import numpy as np
import pytest
from conftest import Run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opened_rows import Pipe, everything, on_disk, piped, read, written

from fwdprop import FwdpropError
from fwdprop.rows.npy import Mapped
from fwdprop.wanted import ALL, Wanted

AB = Wanted(("a", "b"))
TRANSACTIONS = "networks/transactions.yaml"
RNG = np.random.default_rng(5)


def saved(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=array.dtype.hasobject)
    return stream.getvalue()


def header(text: str, data: bytes = b"", version: int = 1) -> bytes:
    """A file with a header that NumPy would not write."""
    size = len(text).to_bytes(2 if version == 1 else 4, "little")
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode("latin-1") + data


def claiming(shape: str, data: bytes = b"", descr: str = "'<f8'", fortran: str = "False") -> bytes:
    return header(f"{{'descr': {descr}, 'fortran_order': {fortran}, 'shape': {shape}}}\n", data)


@pytest.fixture(params=["file", "pipe", "gz"])
def source(request: pytest.FixtureRequest, tmp_path: Path):
    """Opens a content as a file, from standard input, or compressed."""

    def opened(content: bytes):
        if request.param == "pipe":
            return piped(content, "npy")
        packed = request.param == "gz"
        path = tmp_path / ("x.npy.gz" if packed else "x.npy")
        path.write_bytes(gzip.compress(content) if packed else content)
        return on_disk(path)

    return opened


@pytest.mark.parametrize(
    "dtype",
    ["?", "i1", "u1", "<i2", ">u2", "<i4", ">i4", "<u8", ">i8", "<f2", ">f4", "<f8", ">f8", "g"],
)
def test_numbers_of_every_type_are_read(source, dtype: str) -> None:
    array = (RNG.standard_normal((1000, 2)) * 100).astype("i1").astype(dtype)
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tolist() == array.astype(np.float64).tolist()


@pytest.mark.parametrize("dtype", ["<f4", "<f8"])
def test_floats_keep_their_type(source, dtype: str) -> None:
    (piece,) = read(source(saved(np.ones((3, 2), dtype))), AB).pieces()
    assert piece().x.dtype == dtype


def test_integers_beyond_2_to_the_53_are_rounded_to_the_nearest(source) -> None:
    array = np.array([[2**53 + 1, 2**63 + 1025]], np.uint64)
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tolist() == [[float(2**53 + 1), float(2**63 + 1025)]]


def test_what_is_not_finite_is_carried(source) -> None:
    array = np.array([[np.nan, np.inf], [-np.inf, -0.0]])
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tobytes() == array.tobytes()


def test_many_rows_come_in_pieces_and_in_order(source) -> None:
    array = RNG.standard_normal((300_001, 3))
    opened = read(source(saved(array)), Wanted(("a", "b", "c")))
    assert opened.before == 0
    pieces = [piece() for piece in opened.pieces()]
    assert len(pieces) > 2
    assert sum(piece.took for piece in pieces) == len(array)
    assert np.array_equal(np.concatenate([piece.x for piece in pieces]), array)


def test_an_array_by_columns_is_read_from_a_file(tmp_path: Path) -> None:
    array = np.asfortranarray(RNG.standard_normal((200_001, 3)).astype("f4"))
    np.save(tmp_path / "x.npy", array)
    wanted = Wanted(("c", "a"), {"c": "3", "a": "1"}, ("2",))
    x, kept, _ = everything(read(on_disk(tmp_path / "x.npy"), wanted), 2)
    assert np.array_equal(x, array[:, [2, 0]])
    assert kept == [array[:, 1].tolist()]


def test_an_array_by_columns_in_a_stream_is_refused_with_a_way_out() -> None:
    content = saved(np.asfortranarray(np.ones((3, 2))))
    with pytest.raises(FwdpropError) as caught:
        read(piped(content, "npy"), AB)
    assert caught.value.faults[0].message == (
        "<stdin> holds its array by columns, and is no plain file"
    )
    assert caught.value.faults[0].help == (
        "name the file itself, or save it by rows: np.save(file, np.array(a, order='C'))"
    )


def test_columns_go_by_their_number_where_the_command_says_so(source) -> None:
    array = RNG.standard_normal((10, 4))
    wanted = Wanted(("a", "b"), {"a": "4", "b": "2"}, ALL)
    x, kept, _ = everything(read(source(saved(array)), wanted), 2)
    assert np.array_equal(x, array[:, [3, 1]])
    assert kept == array.T.tolist()


def test_one_dimension_is_a_column_for_one_input(source) -> None:
    x, _, _ = everything(read(source(saved(np.arange(5))), Wanted(("a",))), 1)
    assert x.tolist() == [[0], [1], [2], [3], [4]]


def test_no_rows_are_no_rows(source) -> None:
    assert list(read(source(saved(np.empty((0, 2)))), AB).pieces()) == []


@pytest.mark.parametrize("descr", ["'<f8'", "('<f8')"])
def test_other_spellings_of_a_header_are_read(source, descr: str) -> None:
    data = np.array([[1.0, 2.0]]).tobytes()
    old = f"{{'shape': (1L, 2L), 'fortran_order': False, 'descr': {descr}}}"
    for content in (header(old, data), header(old, data, version=2)):
        x, _, _ = everything(read(source(content), AB), 2)
        assert x.tolist() == [[1, 2]]


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
        (saved(np.zeros((3, 2), "f8,f8")), "holds records, expected numbers"),
        (claiming("(3, 2)", descr="'(2,)f8'"), "holds void128, expected numbers"),
        (saved(np.ones(5)), "has the shape (5,), expected (rows, 2)"),
        (saved(np.ones(())), "has the shape (), expected (rows, 2)"),
        (saved(np.ones((3, 2, 1))), "has the shape (3, 2, 1), expected (rows, 2)"),
        (saved(np.ones((3, 0))), "0 columns, expected 2, one for each input;"),
        (saved(np.ones((3, 5))), "5 columns, expected 2, one for each input;"),
        (header("", version=3), "is a .npy file of version 3.0, expected 1.0 or 2.0"),
        (claiming("(1, 10000000000000)"), "claims 10,000,000,000,000 columns, expected 2"),
        (saved(np.ones((3, 2))) + b"\0", "goes on behind the last row of its array"),
    ],
)
def test_what_is_no_array_of_rows_is_refused_in_words(source, content: bytes, message: str) -> None:
    opened = source(content)
    with pytest.raises(FwdpropError) as caught:
        everything(read(opened, AB), 2)
    said = str(caught.value).removeprefix(f"{opened.name}: ")
    assert said.removeprefix(f"{opened.name} ").startswith(message)


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
def test_a_header_that_makes_no_sense_is_an_error(source, content: bytes) -> None:
    with pytest.raises(FwdpropError, match="has a header that makes no sense"):
        read(source(content), AB)


def test_a_header_that_claims_terabytes_costs_nothing(source) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    opened = source(claiming("(1000000000000, 2)", bytes(160)))
    with pytest.raises(FwdpropError, match=r"is cut short behind row 10 of 1,000,000,000,000"):
        everything(read(opened, AB), 2)
    assert time.perf_counter() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 << 10


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


def test_a_plain_file_is_mapped(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.ones((3, 2)))
    opened = read(on_disk(tmp_path / "x.npy"), AB)
    assert isinstance(opened, Mapped)
    (piece,) = opened.pieces()
    assert not piece().x.flags.owndata


SOUND = saved(RNG.standard_normal((40, 2)))


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 200), st.integers(0, 255), st.integers(0, len(SOUND)))
def test_a_damaged_file_is_an_error_or_an_array(at: int, byte: int, size: int) -> None:
    content = (SOUND[:at] + bytes([byte]) + SOUND[at + 1 :])[:size]
    try:
        x, _, _ = everything(read(piped(content, "npy"), AB), 2)
    except FwdpropError:
        return
    assert x.tobytes() == np.load(io.BytesIO(content)).astype(float).tobytes()


BLOCKS = [RNG.standard_normal((size, 3)) for size in (1, 0, 1000, 7)]


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_blocks_become_one_array(stream, dtype: str) -> None:
    blocks = [block.astype(dtype) for block in BLOCKS]
    array = np.load(io.BytesIO(written("npy", ["a", "b", "c"], blocks, stream=stream())))
    assert array.dtype == dtype
    assert np.array_equal(array, np.concatenate(blocks))


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
def test_no_rows_become_an_array_without_rows(stream) -> None:
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
        rows = written_to(file)
    assert np.array_equal(np.load(io.BytesIO((tmp_path / "y.npy").read_bytes()[6:])), rows)


def written_to(file) -> np.ndarray:
    from fwdprop.rows import writer

    rows = writer("npy")(file, ["a", "b", "c"], None)
    for block in BLOCKS:
        rows.write(rows.encode([], block))
    rows.close()
    return np.concatenate(BLOCKS)


def test_digits_round_as_a_format_does() -> None:
    y = np.array([[1 / 3, 2 / 3, 1e300], [np.nan, -np.inf, 123456.5], [2.5e-320, -0.0, 0.00012345]])
    array = np.load(io.BytesIO(written("npy", ["a", "b", "c"], [y], digits=3)))
    expected = [float(f"{value:.3g}") for value in y.ravel()]
    assert np.array_equal(array.ravel(), expected, equal_nan=True)
    assert np.signbit(array[2, 1])


def test_the_command_reads_and_writes_arrays(fwdprop: Run, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", [[2, 3], [4, 5]])
    result = fwdprop(f"run {TRANSACTIONS} --data {tmp_path}/x.npy -o {tmp_path}/y.npy")
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert np.load(tmp_path / "y.npy", mmap_mode="r").tolist() == [[9], [17]]
    result = fwdprop(f"run {TRANSACTIONS} --data {tmp_path}/x.npy --format csv")
    assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n17\n", "", 0)
