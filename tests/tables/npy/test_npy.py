"""NumPy's files of one array as rows, against numpy.load."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from npy_files import header, saved
from opened_rows import WAYS, come_by, everything, on_disk, piped, read

from fwdprop import FwdpropError
from fwdprop.tables.columns import ALL, ColumnSpec
from fwdprop.tables.npy.format import NpyFile
from fwdprop.tables.source import Source

Opened = Callable[[bytes], Source]

AB = ColumnSpec(("a", "b"))
TRANSACTIONS = "networks/transactions.yaml"
RNG = np.random.default_rng(5)


@pytest.fixture(params=WAYS)
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens a content as a file, from standard input, or compressed."""
    return partial(come_by, request.param, "npy", tmp_path)


@pytest.mark.parametrize(
    "dtype",
    ["?", "i1", "u1", "<i2", ">u2", "<i4", ">i4", "<u8", ">i8", "<f2", ">f4", "<f8", ">f8", "g"],
)
def test_numbers_of_every_type_are_read(source: Opened, dtype: str) -> None:
    array = (RNG.standard_normal((1000, 2)) * 100).astype("i1").astype(dtype)
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tolist() == array.astype(np.float64).tolist()


@pytest.mark.parametrize("dtype", ["<f4", "<f8"])
def test_floats_keep_their_type(source: Opened, dtype: str) -> None:
    (piece,) = read(source(saved(np.ones((3, 2), dtype))), AB).pieces()
    assert piece().x.dtype == dtype


def test_integers_beyond_2_to_the_53_are_rounded_to_the_nearest(source: Opened) -> None:
    array = np.array([[2**53 + 1, 2**63 + 1025]], np.uint64)
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tolist() == [[float(2**53 + 1), float(2**63 + 1025)]]


def test_what_is_not_finite_is_carried(source: Opened) -> None:
    array = np.array([[np.nan, np.inf], [-np.inf, -0.0]])
    x, _, _ = everything(read(source(saved(array)), AB), 2)
    assert x.tobytes() == array.tobytes()


def test_many_rows_come_in_pieces_and_in_order(source: Opened) -> None:
    array = RNG.standard_normal((300_001, 3))
    opened = read(source(saved(array)), ColumnSpec(("a", "b", "c")))
    assert opened.before == 0
    pieces = [piece() for piece in opened.pieces()]
    assert len(pieces) > 2
    assert sum(piece.took for piece in pieces) == len(array)
    assert np.array_equal(np.concatenate([piece.x for piece in pieces]), array)


def test_an_array_by_columns_is_read_from_a_file(tmp_path: Path) -> None:
    array = np.asfortranarray(RNG.standard_normal((200_001, 3)).astype("f4"))
    np.save(tmp_path / "x.npy", array)
    columns = ColumnSpec(("c", "a"), {"c": "3", "a": "1"}, ("2",))
    x, kept, _ = everything(read(on_disk(tmp_path / "x.npy"), columns), 2)
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


def test_columns_go_by_their_number_where_the_command_says_so(source: Opened) -> None:
    array = RNG.standard_normal((10, 4))
    columns = ColumnSpec(("a", "b"), {"a": "4", "b": "2"}, ALL)
    x, kept, _ = everything(read(source(saved(array)), columns), 2)
    assert np.array_equal(x, array[:, [3, 1]])
    assert kept == array.T.tolist()


def test_one_dimension_is_a_column_for_one_input(source: Opened) -> None:
    x, _, _ = everything(read(source(saved(np.arange(5))), ColumnSpec(("a",))), 1)
    assert x.tolist() == [[0], [1], [2], [3], [4]]


def test_no_rows_are_no_rows(source: Opened) -> None:
    assert list(read(source(saved(np.empty((0, 2)))), AB).pieces()) == []


@pytest.mark.parametrize("descr", ["'<f8'", "('<f8')"])
def test_other_spellings_of_a_header_are_read(source: Opened, descr: str) -> None:
    data = np.array([[1.0, 2.0]]).tobytes()
    old = f"{{'shape': (1L, 2L), 'fortran_order': False, 'descr': {descr}}}"
    for content in (header(old, data), header(old, data, version=2)):
        x, _, _ = everything(read(source(content), AB), 2)
        assert x.tolist() == [[1, 2]]


def test_a_plain_file_is_mapped(tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", np.ones((3, 2)))
    opened = read(on_disk(tmp_path / "x.npy"), AB)
    assert isinstance(opened, NpyFile)
    (piece,) = opened.pieces()
    assert not piece().x.flags.owndata


def test_the_command_reads_and_writes_arrays(fwdprop: Run, tmp_path: Path) -> None:
    np.save(tmp_path / "x.npy", [[2, 3], [4, 5]])
    result = fwdprop(f"run {TRANSACTIONS} --data {tmp_path}/x.npy -o {tmp_path}/y.npy")
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    assert np.load(tmp_path / "y.npy", mmap_mode="r").tolist() == [[9], [17]]
    result = fwdprop(f"run {TRANSACTIONS} --data {tmp_path}/x.npy --format csv")
    assert (result.stdout, result.stderr, result.status) == ("transactions\n9\n17\n", "", 0)


@pytest.mark.parametrize(
    ("array", "kept"),
    [
        (np.array([[2**53 + 1, 2, 3]]), "9007199254740993"),
        (np.array([[2**64 - 1, 2, 3]], np.uint64), "18446744073709551615"),
        (np.array([[0.1, 2, 3]], np.float32), "0.1"),
        (np.array([[0.1, 2, 3]]), "0.1"),
        (np.array([[True, True, False]]), "1"),
    ],
)
def test_kept_columns_have_all_their_digits(
    fwdprop: Run, tmp_path: Path, array: np.ndarray, kept: str
) -> None:
    np.save(tmp_path / "x.npy", array)
    words = f"--data {tmp_path}/x.npy --columns children=2,accounts=3 --keep 1 --format csv"
    result = fwdprop(f"run networks/transactions.yaml {words}")
    assert result.stdout.splitlines()[1].split(",")[0] == kept
