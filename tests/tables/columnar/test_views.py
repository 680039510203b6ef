"""Columns of types that pyarrow has few kernels for pass through like any other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from command_line import Run

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

try:
    pa.array(["a"], pa.string_view()).cast(pa.string())
except pa.ArrowNotImplementedError:
    pytest.skip("needs a pyarrow that casts texts that are views", allow_module_level=True)

NET = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"
LONG = "so long that a view does not hold it"
TEXTS = ["p", LONG, None, "q,r", LONG]
LISTS = [["p"], [LONG, "q"], None, [], ["r"]]
COLUMNS: dict[str, tuple[Any, list[Any], list[str]]] = {
    "string_view": (pa.string_view(), TEXTS, ["p", "", '"q,r"', LONG]),
    "binary_view": (
        pa.binary_view(),
        [None if text is None else text.encode() for text in TEXTS],
        ["p", "", '"q,r"', LONG],
    ),
    "lists of views": (
        pa.list_(pa.string_view()),
        LISTS,
        ['"[""p""]"', "", "[]", '"[""r""]"'],
    ),
    "records of views": (
        pa.struct({"v": pa.string_view()}),
        [{"v": text} for text in TEXTS],
        ['"{""v"": ""p""}"', '"{""v"": null}"', '"{""v"": ""q,r""}"', f'"{{""v"": ""{LONG}""}}"'],
    ),
}


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


@pytest.mark.parametrize("kind", COLUMNS)
def test_a_row_beside_a_skipped_one_keeps_its_cell(fwdprop: Run, net: Path, kind: str) -> None:
    type_, values, spelled = COLUMNS[kind]
    table = pa.table({"k": pa.array(values, type_), "a": [1.0, None, 3.0, 4.0, 5.0]})
    with pa.OSFile("x.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    line = "run net.yaml --data x.arrow --keep k --on-error skip --rejects bad.txt"
    result = fwdprop(f"{line} --format csv")
    rows = [f"{cell},{2 * a}\n" for cell, a in zip(spelled, (1, 3, 4, 5), strict=True)]
    assert (result.stdout, result.status) == ("k,y\n" + "".join(rows), 1)
    assert (net / "bad.txt").read_text().startswith("x.arrow:2\trow 2: column a: the cell is empty")
    assert fwdprop(f"{line} -o y.arrow").status == 1
    found = pa.ipc.open_file(net / "y.arrow").read_all()
    assert found.column("k").type == type_
    assert found.column("k").to_pylist() == [*values[:1], *values[2:]]


@pytest.mark.parametrize("kind", COLUMNS)
def test_all_rows_may_be_skipped(fwdprop: Run, net: Path, kind: str) -> None:
    type_, values, _ = COLUMNS[kind]
    table = pa.table({"k": pa.array(values, type_), "a": pa.nulls(5, pa.float64())})
    with pa.OSFile("x.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    result = fwdprop("run net.yaml --data x.arrow --keep k --on-error skip --format csv")
    assert (result.stdout, result.status) == ("k,y\n", 1)
    assert "5 rows were skipped" in result.stderr
