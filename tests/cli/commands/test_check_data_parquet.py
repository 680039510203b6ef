"""`fwdprop check --data` on Parquet and Arrow files whose expected values are texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from command_line import Run

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

NET = "inputs: [a]\nlayers: [{name: output, nodes: {y: [1]}}]\n"
KINDS = ("string", "large_string", "string_view", "dictionary")
each_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


def write(a: list[float], y: list[str | None], kind: str, name: str = "x.parquet") -> None:
    column = pa.array(y, pa.string())
    if kind == "dictionary":
        column = column.dictionary_encode()
    elif kind != "string":
        try:
            column = column.cast(getattr(pa, kind)())
        except pa.ArrowNotImplementedError:
            pytest.skip(f"this pyarrow casts no text to {kind}")
    table = pa.table({"a": a, "y": column})
    if name.endswith("parquet"):
        pq.write_table(table, name)
    else:
        with pa.OSFile(name, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)


@each_kind
@pytest.mark.parametrize("name", ["x.parquet", "x.arrow"])
def test_texts_are_the_numbers_that_they_spell(
    fwdprop: Run, net: Path, kind: str, name: str
) -> None:
    a = [0.7504, 0.758, 3.0, 4.0, 1000.0]
    write(a, ["0.750", "0.751", None, "", "1e3"], kind, name)
    result = fwdprop(f"check net.yaml --data {name} --tolerance 0.002")
    assert (result.stdout, result.stderr, result.status) == (
        "net.yaml: 1 of 3 rows does not hold; 2 without an expected value\n"
        "  row 2: a = 0.758\n"
        "    layer output, node y\n"
        "      expected    0.751\n"
        "      found       0.758\n"
        f"{NEAR}"
        "    y = 1·a = 1·0.758 = 0.758\n",
        "",
        1,
    )


NEAR = "      difference  0.007\n      tolerance   0.002\n"


@each_kind
def test_a_text_holds_to_its_printed_digits_and_a_number_does_not(
    fwdprop: Run, net: Path, kind: str
) -> None:
    write([0.7504, 5.0], ["0.750", "5"], kind)
    result = fwdprop("check net.yaml --data x.parquet")
    assert result.stdout.startswith("net.yaml: 2 rows hold")
    assert (result.stderr, result.status) == ("", 0)
    pq.write_table(pa.table({"a": [0.7504, 5.0], "y": [0.750, 5.0]}), "x.parquet")
    result = fwdprop("check net.yaml --data x.parquet")
    assert result.stdout.startswith("net.yaml: 1 of 2 rows does not hold\n  row 1: a = 0.7504\n")
    assert (result.stderr, result.status) == ("", 1)


@each_kind
def test_texts_that_all_hold_are_counted(fwdprop: Run, net: Path, kind: str) -> None:
    write([1.0, 2.0, 3.5], ["1", "2.0", " 3.5 "], kind)
    result = fwdprop("check net.yaml --data x.parquet")
    assert result.stdout.startswith("net.yaml: 3 rows hold")
    assert (result.stderr, result.status) == ("", 0)


@each_kind
def test_a_text_that_is_no_number_is_an_error_in_its_row(
    fwdprop: Run, net: Path, kind: str
) -> None:
    write([1.0, 2.0, 3.0], ["1", "two", "3"], kind)
    result = fwdprop("check net.yaml --data x.parquet")
    message = (
        "error: row 2: column y: 'two' is not a number\n --> x.parquet\n"
        "help: an expected value is a number, or nothing\n"
    )
    assert (result.stderr, result.status) == (message, 2)
    skipping = "check net.yaml --data x.parquet --on-error skip --rejects bad.txt"
    result = fwdprop(skipping)
    assert (result.stdout.startswith("net.yaml: 2 rows hold"), result.status) == (True, 1)
    reason = "x.parquet:2\trow 2: column y: 'two' is not a number\t"
    assert (net / "bad.txt").read_text() == f'{reason}{{"a": 2, "y": "two"}}\n'
