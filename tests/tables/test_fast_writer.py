"""Many results as text: pyarrow writes them, and every cell is spelled as for a few of them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from command_line import Run

from fwdprop.arrays import Array
from fwdprop.tables import text

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

NET = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


@pytest.fixture
def by_pyarrow(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many numbers each block has that pyarrow writes, in any thread."""
    taken: list[int] = []
    write = text.TextWriter._by_pyarrow

    def noted(self: text.TextWriter, kept: object, y: Array) -> bytes:
        taken.append(y.size)
        return write(self, kept, y)  # type: ignore[arg-type]

    monkeypatch.setattr(text.TextWriter, "_by_pyarrow", noted)
    return taken


@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "json", "values"])
@pytest.mark.parametrize("rows", [text.WORTH_IT - 1, text.WORTH_IT])
def test_pyarrow_writes_as_many_numbers_as_are_worth_it(
    fwdprop: Run, net: Path, by_pyarrow: list[int], format: str, rows: int
) -> None:
    stdin = "".join(f"{number}\n" for number in range(rows))
    result = fwdprop(f"run net.yaml --format {format}", stdin=stdin)
    doubled = [2 * number for number in range(rows)]
    if format == "json":
        inner = ",\n".join(f'  {{"y": {number}}}' for number in doubled)
        expected = f"[\n{inner}\n]\n"
    elif format == "jsonl":
        expected = "".join(f'{{"y": {number}}}\n' for number in doubled)
    else:
        header = "" if format == "values" else "y\n"
        expected = header + "".join(f"{number}\n" for number in doubled)
    assert (result.stdout, result.stderr, result.status) == (expected, "", 0)
    assert by_pyarrow == ([rows] if rows >= text.WORTH_IT else [])


def test_pyarrow_does_not_round(fwdprop: Run, net: Path, by_pyarrow: list[int]) -> None:
    stdin = "0.123456\n" * 2 * text.WORTH_IT
    result = fwdprop("run net.yaml --precision 3 --format csv", stdin=stdin)
    assert result.stdout == "y\n" + "0.247\n" * 2 * text.WORTH_IT
    assert by_pyarrow == []


ODD = ["a,b", 'say "x"', "two\nlines", "back\rfeed", "tab\there", "é"]
MANY, PIECE = 9_000, 3_000
"""Rows, and how many of them a piece has: all but the first are parts that begin no array."""


def kept_texts(odd_from: int) -> list[str]:
    """Texts with those at the end, from a row on, that have to be quoted."""
    plain = [f"n{number}" for number in range(odd_from)]
    return plain + [ODD[number % len(ODD)] for number in range(MANY - odd_from)]


@pytest.mark.parametrize("odd_from", [4_000, MANY - 10, MANY])
@pytest.mark.parametrize("source", ["parquet", "arrow"])
@pytest.mark.parametrize("format", ["csv", "tsv", "jsonl", "json"])
def test_kept_texts_are_quoted_wherever_they_stand(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    by_pyarrow: list[int],
    format: str,
    source: str,
    odd_from: int,
) -> None:
    monkeypatch.setattr("fwdprop.tables.columnar.reader.MOST_ROWS", PIECE)
    monkeypatch.setattr("fwdprop.tables.columns.LARGEST_PIECE", PIECE)  # no whole blocks
    notes = kept_texts(odd_from)
    table = pa.table({"note": notes, "a": np.arange(MANY) % 7.0})
    if source == "parquet":
        pq.write_table(table, "rows.parquet")
    else:
        with pa.OSFile("rows.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
    result = fwdprop(f"run net.yaml --data rows.{source} --keep note --format {format}")
    assert (result.stderr, result.status) == ("", 0)
    pairs = list(zip(notes, [2 * (number % 7) for number in range(MANY)], strict=True))
    if format in ("csv", "tsv"):
        delimiter = "," if format == "csv" else "\t"
        read = csv.reader(io.StringIO(result.stdout, newline=""), delimiter=delimiter)
        assert list(read) == [["note", "y"], *([note, str(y)] for note, y in pairs)]
    else:
        joint = "[" + ",".join(result.stdout.splitlines()) + "]"
        found = json.loads(joint if format == "jsonl" else result.stdout)
        assert found == [{"note": note, "y": y} for note, y in pairs]
    assert by_pyarrow == [PIECE] * (MANY // PIECE)


def test_texts_kept_from_csv_are_quoted_behind_the_first_thousands_of_rows(
    fwdprop: Run, net: Path
) -> None:
    quoted = ['"a,b"', '"say ""x"""', '"two\nlines"', "plain", "é"]
    lines = [f"n{number},1\n" for number in range(30_000)] + [f"{text},2\n" for text in quoted]
    result = fwdprop("run net.yaml --keep note --format csv", stdin="note,a\n" + "".join(lines))
    expected = [f"n{number},2\n" for number in range(30_000)] + [f"{text},4\n" for text in quoted]
    assert (result.stdout, result.stderr) == ("note,y\n" + "".join(expected), "")


def test_texts_without_a_value_and_other_cells_are_spelled_by_pyarrow_s_way_too(
    fwdprop: Run, net: Path, by_pyarrow: list[int]
) -> None:
    rows = 2 * text.WORTH_IT
    columns = {
        "t": ["a,b", None] * text.WORTH_IT,
        "n": [0.5, None] * text.WORTH_IT,
        "b": [True, False] * text.WORTH_IT,
        "i": [2**60, None] * text.WORTH_IT,
        "a": [1.0] * rows,
    }
    pq.write_table(pa.table(columns), "rows.parquet")
    line = "run net.yaml --data rows.parquet --keep t,n,b,i --format"
    csv_rows = '"a,b",0.5,true,1152921504606846976,2\n,,false,,2\n' * text.WORTH_IT
    assert fwdprop(f"{line} csv").stdout == "t,n,b,i,y\n" + csv_rows
    json_rows = (
        '{"t": "a,b", "n": 0.5, "b": true, "i": 1152921504606846976, "y": 2}\n'
        '{"t": null, "n": null, "b": false, "i": null, "y": 2}\n'
    )
    assert fwdprop(f"{line} jsonl").stdout == json_rows * text.WORTH_IT
    assert by_pyarrow == [rows, rows]


def test_kept_texts_of_which_none_is_quoted_may_be_missing(
    fwdprop: Run, net: Path, by_pyarrow: list[int]
) -> None:
    columns = {"t": ["x", None] * text.WORTH_IT, "a": [1.0] * 2 * text.WORTH_IT}
    pq.write_table(pa.table(columns), "rows.parquet")
    line = "run net.yaml --data rows.parquet --keep t --format"
    assert fwdprop(f"{line} csv").stdout == "t,y\n" + "x,2\n,2\n" * text.WORTH_IT
    json_rows = '{"t": "x", "y": 2}\n{"t": null, "y": 2}\n'
    assert fwdprop(f"{line} jsonl").stdout == json_rows * text.WORTH_IT
    assert by_pyarrow == [2 * text.WORTH_IT] * 2


SPECIAL = ["inf", "-inf", "nan"]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("at", [0, 3_000])
def test_what_is_not_finite_is_null_in_json_however_many_rows_there_are(
    fwdprop: Run, net: Path, dtype: str, at: int
) -> None:
    numbers = ["1"] * 6_000
    numbers[at : at + 3] = SPECIAL
    stdin = "".join(f"{number}\n" for number in numbers)
    line = f"run net.yaml --dtype {dtype} --format"
    warning = (
        "warning: 3 of 6,000 rows have a result that is not finite; in the first, "
        f"row {at + 1:,}, input a is inf\n"
    )
    values = [None if number in SPECIAL else 2 for number in numbers]
    for format in ("jsonl", "json"):
        result = fwdprop(f"{line} {format}", stdin=stdin)
        joint = "[" + ",".join(result.stdout.splitlines()) + "]"
        found = json.loads(joint if format == "jsonl" else result.stdout, parse_constant=refuse)
        assert found == [{"y": value} for value in values]
        assert (result.stderr, result.status) == (warning, 0)
    for format in ("csv", "tsv", "values"):
        result = fwdprop(f"{line} {format}", stdin=stdin)
        spelled = "".join(f"{n if n in SPECIAL else 2}\n" for n in numbers)
        assert result.stdout == ("" if format == "values" else "y\n") + spelled
        assert (result.stderr, result.status) == (warning, 0)


def test_what_is_not_finite_in_a_kept_column_is_null_in_json(fwdprop: Run, net: Path) -> None:
    kept = [np.inf, -np.inf, np.nan, 0.5] * text.WORTH_IT
    pq.write_table(pa.table({"k": kept, "a": [1.0] * len(kept)}), "rows.parquet")
    line = "run net.yaml --data rows.parquet --keep k --format"
    spelled = "".join(f'{{"k": {k}, "y": 2}}\n' for k in ("null", "null", "null", "0.5"))
    assert fwdprop(f"{line} jsonl").stdout == spelled * text.WORTH_IT
    assert (
        fwdprop(f"{line} csv").stdout == "k,y\n" + "inf,2\n-inf,2\nnan,2\n0.5,2\n" * text.WORTH_IT
    )


def refuse(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


# The sizes around which pyarrow's spelling is another one than Python's, and Python's own limits.
EDGES = [1e-4, 1.001e-4, 1.0011e-4, 9.99e-5, 1e-5, 9.99e9, 1e10, 9.989e9, 1e16, 1.001e16]
EDGES += [1.0011e16, 0.99e-10, 0.989e-10, 1e-10, 1e-9, 1e-7, 123456789012.5, 2.5, -0.0, 0.0]
EDGES += [5e-324, 1.7e308, 1e22]


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_numbers_of_every_size_are_spelled_as_python_spells_them(
    fwdprop: Run, folder: Path, by_pyarrow: list[int], dtype: type
) -> None:
    name = np.dtype(dtype).name
    (folder / "id.yaml").write_text(f"inputs: [a]\ndtype: {name}\nlayers: [{{nodes: {{y: [1]}}}}]")
    with np.errstate(over="ignore", under="ignore"):
        around = [dtype(sign * edge) for edge in EDGES for sign in (1, -1)]
        near = [np.nextafter(each, dtype(to)) for each in around for to in (np.inf, -np.inf)]
    numbers: Array = np.array([*around, *near] * 20, dtype)
    np.save("x.npy", numbers)
    stdout = fwdprop("run id.yaml --data x.npy --format values").stdout
    unsigned = numbers + dtype(0)  # a sum that begins with a bias of 0 has no -0
    # NumPy's text of a float32 is the shortest that reads back as it, as Python's of a float.
    expected = [repr(float(str(number))).removesuffix(".0") for number in unsigned]
    assert stdout.split() == expected
    assert by_pyarrow == [len(numbers)]
