"""What `fwdprop check` accepts, and that it says so: digits, tolerances, numbers cut off."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from command_line import Run

NET = "inputs: [x]\nlayers: [{nodes: {y: [1]}}]\n"
TWO = "inputs: [a, b]\nlayers: [{name: out, nodes: {p: [1, 0], q: [0, 1]}}]\n"


@pytest.fixture
def folder(folder: Path) -> Path:
    """A folder with two networks: the outputs are the inputs."""
    (folder / "net.yaml").write_text(NET)
    (folder / "two.yaml").write_text(TWO)
    return folder


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("-i 0.6999 --expect 0.7", "to 1 digit"),
        ("-i 0.7 --expect 0.700", "to 3 digits"),
        ("-i 1450 --expect 1.5e3", "to 2 digits"),
        ("-i 1550 --expect 1.5e3", "to 2 digits"),
        ("-i 1234567.84 --expect 1234567.8", "to 8 digits"),
        ("-i 9 --expect 9", "within 1e-09 relative"),
        ("-i 9 --expect 9.", "within 1e-09 relative"),
        ("-i 1500 --expect 15e2", "within 1e-09 relative"),
        ("-i 1/3 --expect 1/3", "within 1e-09 relative"),
        ("-i 0.25 --expect 0.2500000000", "within 1e-09 relative"),
        ("-i 9 --expect 9 --dtype float32", "within 1e-05 relative"),
        ("-i 0 --expect 0", "within 1e-12"),
        ("-i 0 --expect 0 --dtype float32", "within 1e-06"),
        ("-i 0.0004 --expect 0.000", "within 0.0005"),
        ("-i 0.0004 --expect -0.000", "within 0.0005"),
        ("-i 9 --expect 9.1 --tolerance 0.25", "within 0.25"),
        ("-i 9 --expect 9 --tolerance 0", "exactly"),
        ("-i 1 --expect 1.5e0000000000000 --tolerance 0.5", "within 0.5"),
    ],
)
def test_success_says_to_how_many_digits_or_to_which_tolerance(
    folder: Path, fwdprop: Run, words: str, told: str
) -> None:
    result = fwdprop(f"check net.yaml {words}")
    assert (result.stdout, result.stderr) == (f"net.yaml: 1 answer holds, {told}\n", "")
    assert result.status == 0


@pytest.mark.parametrize(
    ("examples", "told"),
    [
        (["[0.7]", "[0.700]"], "to 1-3 digits"),
        (["[0.70]", "{y: 7/10}"], "to 2 digits or within 1e-09 relative"),
        (["[7/10]", "[0.70], tolerance: 1e-3"], "within 1e-09 relative or 0.001"),
        (["[0.70], tolerance: 1e-3", "[0.70], tolerance: 1e-6"], "within 1e-06 to 0.001"),
        (["[0.70], tolerance: 0", "[0.70], tolerance: 1e-6"], "within 0 to 1e-06"),
    ],
)
def test_of_several_values_the_least_and_the_most_are_said(
    folder: Path, fwdprop: Run, examples: list[str], told: str
) -> None:
    lines = "".join(f"  - {{input: [0.7], output: {expected}}}\n" for expected in examples)
    result = fwdprop("check -", stdin=f"{NET}examples:\n{lines}")
    assert (result.stdout, result.stderr) == (f"<stdin>: 2 examples hold, {told}\n", "")


CUT = "cut off: 0.70860 rounds to 0.709"


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_number_that_was_cut_off_holds_with_a_note(
    folder: Path, fwdprop: Run, dtype: str
) -> None:
    result = fwdprop(f"check net.yaml -i 0.7086 --expect 0.708 --dtype {dtype}")
    assert result.stdout == "net.yaml: 1 answer holds, to 3 digits, 1 value cut off\n"
    assert result.stderr == f"note: net.yaml, answer 1: layer output, node y is {CUT}\n"
    assert result.status == 0


@pytest.mark.parametrize(
    "words",
    [
        "-i 0.7086 --expect 0.70",  # two digits
        "-i 0.0786 --expect 0.07",
        "-i 0.0006 --expect 0.000",
        "-i 0.7074 --expect 0.708",  # away from zero
        "-i -0.7074 --expect -0.708",
        "-i 0.709 --expect 0.708",
        "-i 0.7086 --expect -0.708",
        "-i 1580 --expect 1.5e3",
        "-i 0.7086 --expect 0.708 --tolerance 0.0005",
    ],
)
def test_nothing_else_is_taken_for_cut_off(folder: Path, fwdprop: Run, words: str) -> None:
    result = fwdprop(f"check net.yaml {words}")
    assert result.stdout.startswith("net.yaml: 1 answer does not hold\n")
    assert (result.stderr, result.status) == ("", 1)


def test_many_numbers_that_were_cut_off_have_one_note(folder: Path, fwdprop: Run) -> None:
    lines = "".join(f"{n / 1000 + 0.7007},1,{n / 1000 + 0.7:.3f},1\n" for n in range(200))
    result = fwdprop("check two.yaml --data -", stdin=f"a,b,p,q\n0.1,1,0.1,1\n{lines}")
    assert result.stdout == (
        "two.yaml: 201 rows hold, to 1-3 digits or within 1e-09 relative, 200 values cut off\n"
    )
    assert result.stderr == (
        "note: two.yaml, row 2: layer out, node p is cut off: 0.70070 rounds to 0.701; "
        "so are 199 more\n"
    )
    assert result.status == 0
    two = "-i 0.7086 0.7086 --expect q=0.708 p=0.708"
    result = fwdprop(f"check two.yaml {two}")
    note = f"note: two.yaml, answer 1: layer out, node p is {CUT}; so is 1 more\n"
    assert result.stderr == note


@pytest.mark.parametrize("part", [1, 2, 4096])
def test_the_first_of_rows_in_parts_is_named(
    folder: Path, fwdprop: Run, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    monkeypatch.setattr("fwdprop.pipeline.compare.PART", part)
    stdin = "x,y\n1,1\n0.7086,0.708\n2,3\n0.7086,0.708\n"
    note = f"note: net.yaml, row 2: layer output, node y is {CUT}; so is 1 more\n"
    for form in ("text", "csv"):
        result = fwdprop(f"check net.yaml --data - --format {form}", stdin=stdin)
        assert (result.stderr, result.status) == (note, 1)


def test_programs_get_digits_and_a_remark(folder: Path, fwdprop: Run) -> None:
    stdin = "x,y\n0.7086,0.708\n0.7,0.7\n9,9\n0.5,0.75\n"
    result = fwdprop("check net.yaml --data - --format json", stdin=stdin)
    keys = ("held", "tolerance", "digits", "remark")
    assert [[row[key] for key in keys] for row in json.loads(result.stdout)] == [
        [True, 0.0005, 3, CUT],
        [True, 0.05, 1, None],
        [True, pytest.approx(9e-9), None, None],
        [False, 0.005, 2, None],
    ]


def written(folder: Path, values: object, kind: str | None, ending: str) -> str:
    """A file with a column y of these values, and the input 0.7086 in each row."""
    pyarrow = pytest.importorskip("pyarrow")
    column = pyarrow.array(values, kind)
    table = pyarrow.table({"x": [0.7086] * len(column), "y": column})
    path = folder / f"rows.{ending}"
    if ending == "parquet":
        pytest.importorskip("pyarrow.parquet").write_table(table, path)
    else:
        with pyarrow.ipc.new_file(path, table.schema) as file:
            file.write_table(table)
    return str(path)


@pytest.mark.parametrize("ending", ["parquet", "arrow"])
@pytest.mark.parametrize(
    ("values", "kind", "told"),
    [
        ([0.7086, 0.7086], "float64", "2 rows hold, within 1e-09 relative"),
        ([0.7086, 0.7086], "float32", "2 rows hold, within 1e-05 relative"),
        ([0.708, 0.7086], "float64", "1 of 2 rows does not hold"),
        ([0.708, 0.7086], "float32", "1 of 2 rows does not hold"),
        (["0.7", "0.709"], "string", "2 rows hold, to 1-3 digits"),
        (["0.708", None], "string", "1 row holds, to 3 digits, 1 value cut off; 1 without an "),
        ([Decimal("0.71"), Decimal("0.71")], None, "2 rows hold, to 2 digits"),
        ([Decimal("0.70"), Decimal("0.71")], None, "1 of 2 rows does not hold"),
    ],
)
def test_columns_of_numbers_have_the_floor_and_texts_and_decimals_their_digits(
    folder: Path, fwdprop: Run, values: list[object], kind: str | None, told: str, ending: str
) -> None:
    result = fwdprop(f"check net.yaml --data {written(folder, values, kind, ending)}")
    assert result.stdout.startswith(f"net.yaml: {told}")


@pytest.mark.parametrize(
    ("dtype", "told"),
    [("float64", "within 1e-09 relative"), ("float32", "within 1e-05 relative")],
)
def test_cells_of_arrays_have_the_floor(folder: Path, fwdprop: Run, dtype: str, told: str) -> None:
    np.save(folder / "rows.npy", np.array([[0.7086, 0.7086]], dtype))
    assert fwdprop("check net.yaml --data rows.npy").stdout == f"net.yaml: 1 row holds, {told}\n"
    np.save(folder / "rows.npy", np.array([[0.7086, 0.708]], dtype))
    assert fwdprop("check net.yaml --data rows.npy").status == 1


def as_csv(rows: list[tuple[str, str]]) -> str:
    return "x,y\n" + "".join(f"{x},{y}\n" for x, y in rows)


def as_objects(rows: list[tuple[str, str]]) -> str:
    return "".join(f'{{"x": {x}, "y": {y}}}\n' for x, y in rows)


def as_arrays(rows: list[tuple[str, str]]) -> str:
    return "".join(f"[{x}, {y}]\n" for x, y in rows)


@pytest.mark.parametrize(
    ("words", "spelled"),
    [
        ("", as_csv),
        ("--from tsv", lambda rows: as_csv(rows).replace(",", "\t")),
        ("--from jsonl", as_objects),
        ("--from jsonl", as_arrays),
        ("--from json", lambda rows: f"[{','.join(as_objects(rows).splitlines())}]"),
    ],
)
def test_cells_of_texts_have_their_digits_in_every_format(
    folder: Path, fwdprop: Run, words: str, spelled: Callable[[list[tuple[str, str]]], str]
) -> None:
    rows = [("0.7086", y) for y in ("0.7", "0.71", "0.709", "0.708", "7.09e-1", "0.7086")]
    result = fwdprop(f"check net.yaml --data - {words}", stdin=spelled(rows))
    assert result.stdout == "net.yaml: 6 rows hold, to 1-4 digits, 1 value cut off\n"
    assert result.stderr == f"note: net.yaml, row 4: layer output, node y is {CUT}\n"
    assert fwdprop(f"check net.yaml --data - {words}", stdin=spelled([("0.64", "0.7")])).status == 1


@pytest.mark.parametrize(
    ("words", "difference", "tolerance"),
    [
        ("-i 9 --expect 9.0000000100", "-1e-08", "9e-09"),
        ("-i 1 --expect 1.001 --tolerance 0.00099999999", "-0.001", "0.00099999999"),
        ("-i 1 --expect 1.001 --tolerance 9.99e-4 --precision 1", "-0.001", "0.000999"),
        ("-i 0.70551 --expect 0.705 --tolerance 5.09999e-4", "0.00051", "0.000509999"),
    ],
)
def test_a_difference_never_looks_like_the_tolerance_that_it_is_beyond(
    folder: Path, fwdprop: Run, words: str, difference: str, tolerance: str
) -> None:
    lines = f"      difference  {difference}\n      tolerance   {tolerance}\n"
    assert lines in fwdprop(f"check net.yaml {words}").stdout
