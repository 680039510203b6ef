"""Structured arrays as rows, by the names of their fields, and files of version 3.0."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from npy_files import saved

NET = "inputs: [hő, b]\nlayers: [{activation: identity, nodes: {y: [10, 1]}}]\n"
FIELDS = [("id", "<U3"), ("b", "<f4"), ("hő", ">i8"), ("on", "?"), ("s", "S2")]
ROWS = [("é", 0.5, 3, True, b"x"), ("qq", -2, 7, False, b"\xff")]


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


@pytest.mark.usefixtures("net")
@pytest.mark.filterwarnings("ignore:Stored array in format 3.0")
@pytest.mark.parametrize("align", [False, True])
@pytest.mark.parametrize("piped", [False, True])
def test_the_fields_of_records_are_columns(
    fwdprop: Run, folder: Path, align: bool, piped: bool
) -> None:
    content = saved(np.array(ROWS, np.dtype(FIELDS, align=align)))
    assert content[6:8] == b"\3\0"  # the letters of a name take it
    (folder / "x.npy").write_bytes(content)
    data = "-" if piped else "x.npy"
    result = fwdprop(f"run net.yaml --data {data} --keep all --format csv", stdin=content)
    assert result.stdout == ("id,b,hő,on,s,y\né,0.5,3,1,x,30.5\nqq,-2,7,0,\\xff,68\n")
    assert (result.stderr, result.status) == ("", 0)


@pytest.mark.usefixtures("net")
def test_booleans_and_other_names_are_read(fwdprop: Run) -> None:
    content = saved(np.array([(True, 2.5)], [("on", "?"), ("b", "f2")]))
    line = "run net.yaml --data - --columns hő=on --format values"
    assert fwdprop(line, stdin=content).stdout == "12.5\n"


@pytest.mark.usefixtures("net")
@pytest.mark.parametrize(
    ("dtype", "nearest"), [("float64", 2**60 + 2**36), ("float32", 2**60 + 2**37)]
)
def test_a_large_integer_is_rounded_once(fwdprop: Run, dtype: str, nearest: int) -> None:
    number = 2**60 + 2**36 + 1
    content = saved(np.array([(number, 0)], [("a", "u8"), ("b", "u1")]))
    line = "run net.yaml --data - --columns hő=a --layers inputs --format values"
    text = fwdprop(f"{line} --dtype {dtype}", stdin=content).stdout.split()[0]
    assert np.dtype(dtype).type(text) == nearest


@pytest.mark.usefixtures("net")
@pytest.mark.parametrize(
    ("fields", "options", "message"),
    [
        ([("a", "f8"), ("b", "f8")], "", "there is no column 'hő'"),
        ([("a", "U2"), ("b", "f8")], "--columns hő=a", "column a of <stdin> holds str64, expe"),
        ([("a", "(2,)f8"), ("b", "f8")], "--columns hő=a", "column a of <stdin> holds void128"),
        ([("a", "f8,f8"), ("b", "f8")], "--columns hő=a", "column a of <stdin> holds records"),
        (
            [("a", "f8"), ("b", "f8"), ("t", "M8[D]")],
            "--columns hő=a --keep t",
            "column t of <stdin> holds datetime64[D], expected numbers or texts",
        ),
    ],
)
def test_fields_that_are_no_numbers_are_refused(
    fwdprop: Run, fields: list[tuple[str, str]], options: str, message: str
) -> None:
    content = saved(np.zeros(2, fields))
    result = fwdprop(f"run net.yaml --data - {options}", stdin=content)
    assert result.stderr.startswith(f"error: {message}")
    assert (result.stdout, result.status) == ("", 2)


@pytest.mark.usefixtures("net")
def test_what_is_no_character_is_shown_as_such(fwdprop: Run) -> None:
    content = saved(np.array([(1, 2, "ab")], [("a", "f8"), ("b", "f8"), ("t", "<U2")]))
    for wrong in (0x110000, 0xD800):
        broken = content[:-8] + wrong.to_bytes(4, "little") + content[-4:]
        line = "run net.yaml --data - --columns hő=a --keep t --format csv"
        assert fwdprop(line, stdin=broken).stdout == "t,y\n\ufffdb,12\n"


def test_a_plain_array_of_version_3_is_read(fwdprop: Run, net: Path) -> None:
    stream = io.BytesIO()
    np.lib.format.write_array(stream, np.array([[1.0, 2]]), version=(3, 0))
    result = fwdprop("run net.yaml --data - --format values", stdin=stream.getvalue())
    assert (result.stdout, result.stderr) == ("12\n", "")
