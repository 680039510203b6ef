"""A row's number is its place in the file: rows that are skipped count like any other."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# The answer is the first input, and inf where that is 1e308.
NET = "inputs: [a, b]\nlayers: [{nodes: {y: {weights: {a: 10}}}}]\n"
FORMATS = ("csv", "csv with lines in cells", "jsonl", "json", "parquet", "arrow")
ONCE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(12)
)
NEVER = None
"""The cell of a row that cannot be read."""


def content(form: str, rows: Sequence[float | None]) -> bytes:
    """A file with these values of a, b = 1 and y = 10, and a note that may go over two lines."""
    if form in ("parquet", "arrow"):
        pyarrow = pytest.importorskip("pyarrow")
        table = pyarrow.table({"a": pyarrow.array(rows, pyarrow.float64())})
        for name, value in (("b", 1.0), ("y", 10.0)):
            table = table.append_column(name, pyarrow.array([value] * len(rows), pyarrow.float64()))
        sink = io.BytesIO()
        if form == "parquet":
            from pyarrow import parquet

            parquet.write_table(table, sink)
        else:
            with pyarrow.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
        return sink.getvalue()
    if form in ("jsonl", "json"):
        lines = [json.dumps({"a": value, "b": 1, "y": 10}) for value in rows]
        return ("\n".join(lines) if form == "jsonl" else "[" + ",\n".join(lines) + "]").encode()
    note = '"two\nlines"' if form != "csv" else "note"
    cells = ["" if value is None else str(value) for value in rows]
    return "".join(f"{line},{note}\n" for line in ["a,b,y", *(f"{a},1,10" for a in cells)]).encode()


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


ROWS = st.lists(st.sampled_from([1, 1, 2, 1e308, NEVER, NEVER]), min_size=1, max_size=12).filter(
    lambda rows: any(value is not NEVER for value in rows)
)


@pytest.mark.parametrize("form", FORMATS)
@ONCE
@given(rows=ROWS, size=st.sampled_from([1, 30, 1 << 20]))
def test_rows_keep_their_numbers_where_others_are_skipped(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    rows: list[float | None],
    size: int,
) -> None:
    for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY", "delimited.reader.SMALL"):
        monkeypatch.setattr(f"fwdprop.tables.{name}", size)
    file = f"rows.{form.split()[0]}"
    (net / file).write_bytes(content(form, rows))
    good = [number for number, value in enumerate(rows, 1) if value is not NEVER]
    odd = [number for number in good if rows[number - 1] == 1e308]
    off = [number for number in good if rows[number - 1] != 1]
    words = ["net.yaml", "--data", file, "--on-error", "skip"]

    scored = fwdprop("run", *words, "--health", "--format", "csv")
    first = f"; in the first, row {odd[0]:,}, layer output, node y is inf\n" if odd else ""
    assert first in scored.stderr
    assert ("in the first, row" in scored.stderr) == bool(odd)
    table = fwdprop("run", *words, "--format", "table", columns=80)
    firsts = [line.split()[0] for line in table.stdout.splitlines() if line.strip()]
    assert [int(first) for first in firsts if first.isdigit()] == good

    traced = fwdprop("trace", *words)
    headings = [line for line in traced.stdout.splitlines() if line.startswith("row ")]
    assert headings == [f"row {number}" for number in good]
    assert traced.stdout.startswith("row ")
    warning = f"node y is inf in row {odd[0]}, the first value" if odd else ""
    assert warning in traced.stderr
    assert ("is inf in row" in traced.stderr) == bool(odd)

    checked = fwdprop("check", *words, "--format", "csv")
    cells = [line.split(",")[1:3] for line in checked.stdout.splitlines()[1:]]
    assert cells == [[str(n), "false" if n in off else "true"] for n in good]
    warning = f"net.yaml, row {odd[0]}: layer output, node y is inf" if odd else ""
    assert warning in checked.stderr
    assert ("net.yaml, row" in checked.stderr) == bool(odd)
    said = fwdprop("check", *words)
    misses = [line for line in said.stdout.splitlines() if line.startswith("  row ")]
    shown = off if len(off) <= 3 else off[:1]
    assert misses == [f"  row {n}: a = {rows[n - 1]:g}, b = 1" for n in shown]


def test_an_expected_value_that_is_no_number_makes_a_row_that_counts(
    fwdprop: Run, net: Path
) -> None:
    stdin = "a,b,y\n1,1,10\nx,1,10\n1,1,?\n,1,10\n2,1,10\n1,1,10\n"
    result = fwdprop("check net.yaml --data - --on-error skip --format csv", stdin=stdin)
    assert [line.split(",")[1:3] for line in result.stdout.splitlines()[1:]] == [
        ["1", "true"],
        ["5", "false"],
        ["6", "true"],
    ]


def test_numbers_go_on_from_one_file_to_the_next(fwdprop: Run, net: Path) -> None:
    (net / "one.csv").write_text("a,b\n1,1\nx,1\n")
    (net / "two.csv").write_text("a,b\n,1\n1e308,1\n")
    result = fwdprop("run net.yaml --data one.csv two.csv --on-error skip")
    assert "; in the first, row 4, layer output, node y is inf\n" in result.stderr
