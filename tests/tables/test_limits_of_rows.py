"""Rows and headers of any width: read in little memory, or refused by a limit that is said."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st
from steps import peak_bytes_of

from fwdprop.tables import reader
from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.delimited import rows as delimited
from fwdprop.tables.json import syntax
from fwdprop.tables.json.array import row_end
from fwdprop.tables.source import opened

ID = "inputs: [a]\nlayers: [{nodes: {y: [1]}}]\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "id.yaml").write_text(ID)
    return folder


def bytes_of(work: Callable[[], object]) -> int:
    """The most bytes that some work has in hand at a time."""
    work()  # what is loaded on the way does not count
    return peak_bytes_of(work)


def all_rows(format: str, data: bytes, columns: ColumnSpec) -> list[float]:
    source = opened("-", io.BytesIO(data), format, [format])
    found = [piece().x for piece in reader(format)(source, columns).pieces()]
    return [float(number) for x in found for number in x[:, 0]]


COLUMNS = 30_000


@pytest.mark.parametrize("format", ["csv", "csv with quotes", "jsonl", "json"])
def test_a_wide_file_takes_little_memory_for_each_of_its_columns(format: str) -> None:
    names = [*(f"c{index}" for index in range(COLUMNS - 1)), "a"]
    if format.startswith("csv"):
        quoted = ['"c"', *names[1:]] if "quotes" in format else names
        lines = [",".join(quoted), *[",".join(["1.5"] * COLUMNS)] * 2]
        data = "\n".join(lines).encode()
    else:
        row = "{" + ",".join(f'"{name}":1.5' for name in names) + "}"
        data = (f"[{row},{row}]" if format == "json" else f"{row}\n{row}\n").encode()
    columns = ColumnSpec(("a",))
    assert all_rows(format.split()[0], data, columns) == [1.5, 1.5]
    # A million columns, the most that there may be, are then 300 MB with all that is loaded.
    most = 200 if format.startswith("csv") else 600
    assert bytes_of(lambda: all_rows(format.split()[0], data, columns)) < most * COLUMNS


@pytest.mark.parametrize("part", [b"[", b'"",', b'{"a":[1]},', b"\\\\", b"[],", b'"x'])
def test_the_end_of_a_row_is_found_in_no_memory_beyond_its_text(part: bytes) -> None:
    text = b"[" + part * ((1 << 20) // len(part))
    assert row_end(text, 0) is None
    assert bytes_of(lambda: row_end(text, 0)) < 1.5 * len(text)


KEYS = st.text('"]}\\', max_size=3)
VALUES = st.recursive(
    st.none() | st.integers() | st.text('[]{}",:\\é', max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
)


@given(
    row=st.lists(VALUES) | st.dictionaries(st.text('"]}\\'), VALUES), indent=st.none() | st.just(1)
)
def test_a_row_ends_where_python_says_it_does(row: object, indent: int | None) -> None:
    text = json.dumps(row, indent=indent, ensure_ascii=False).encode()
    assert row_end(b"," + text + b"]}", 1) == len(text) + 1
    assert [row_end(text[:end], 0) for end in range(len(text))] == [None] * len(text)


def test_more_columns_than_there_may_be_are_refused(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("rows", "reader"):
        monkeypatch.setattr(f"fwdprop.tables.delimited.{module}.MOST_COLUMNS", 3)
    for header in ("a,b,c,d", '"a",b,c,d'):
        result = fwdprop("run id.yaml --data -", stdin=f"{header}\n1,2,3,4\n")
        shown = f"  |\n1 | {header}\n  | {'^' * len(header)}\n"
        assert result.stderr == (
            f"error: 4 columns, and no more than 3 are read\n --> <stdin>:1:1\n{shown}"
        )
    result = fwdprop("run id.yaml --data -", stdin='a,b,c\n1,2,3\n1,2,3,4\n"1",2,3,4\n')
    assert (result.stdout, result.status) == ("y\n1\n", 2)
    assert result.stderr.startswith("error: 4 fields, expected 3 as in the header\n")
    rows = list(delimited.split(b'1,2,3,4\n"1",2,3,4\n', b","))
    assert [(row.count, row.texts) for row in rows] == [(4, ()), (4, ())]


@pytest.mark.parametrize("format", ["jsonl", "json"])
@pytest.mark.parametrize(
    ("row", "excess"),
    [
        ("[1, [2, 3, 4, 5]]", "more than 5 values"),
        ('{"a": 1, "b": [[], [[]]], "c": 0}', "more than 5 values"),
        ('{"a": 1, "b": 2, "c": {"d": 1}}', "more than 3 keys"),
        ('{"a": 1, "b": ",,[[{{,,::::"}', None),
        ('{"a": 1, "b": "\\",[{\\\\", "c": "::"}', None),
    ],
)
def test_more_values_than_there_may_be_are_refused(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: str,
    row: str,
    excess: str | None,
) -> None:
    monkeypatch.setattr(syntax, "MOST_VALUES", 5)
    monkeypatch.setattr(syntax, "MOST_KEYS", 3)
    stdin = f"[{row}]" if format == "json" else row
    result = fwdprop(f"run id.yaml --data - --from {format} --format csv", stdin=stdin)
    if excess is None:
        assert (result.stdout, result.stderr) == ("y\n1\n", "")
    else:
        assert result.stderr.startswith(f"error: the row has {excess}\n --> <stdin>:1:")
        assert result.status == 2


def test_more_columns_to_keep_than_there_may_be_are_refused(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fwdprop.tables.columns.MOST_KEPT", 2)
    result = fwdprop("run id.yaml --data - --keep all", stdin="a,b,c\n1,2,3\n")
    assert result.stderr == (
        "error: 3 columns to keep, and no more than 2 are kept\n --> <stdin>:1:1\n"
        "  |\n1 | a,b,c\n  | ^^^^^\nhelp: name fewer of them with --keep\n"
    )
    kept = fwdprop("run id.yaml --data - --keep b,c", stdin="a,b,c\n1,2,3\n")
    assert kept.stdout == "b,c,y\n2,3,1\n"


def test_a_long_row_of_json_is_read_at_once() -> None:
    """Only a number that is too long makes its row one that is read value by value."""
    from fwdprop.tables.json import decoded
    from fwdprop.tables.json.layout import Layout

    columns = ColumnSpec(("a",))
    decode = decoded.decoder(Layout(columns, 60_000, (0,), ("a",)))
    found = decode(b"[" + b"1.5," * 59_999 + b"2]")
    assert found is not None
    assert np.array(found[0]).tolist() == [1.5]
    assert decode(b"[" + b"1," * 59_999 + b"2" * 100_001 + b"]") is None


def test_the_guide_says_the_limits_of_rows() -> None:
    from fwdprop.guide import topics
    from fwdprop.tables.columns import MOST_KEPT
    from fwdprop.tables.framing import LONGEST_ROW
    from fwdprop.tables.json.syntax import MOST_KEYS
    from fwdprop.tables.types import MOST_COLUMNS

    page = topics()["limits-and-errors"].text
    assert f"A row of text is about {LONGEST_ROW >> 20} MiB long at most." in page
    assert f"at most {MOST_COLUMNS:,} columns; at most {MOST_KEPT:,} of them are kept" in page
    assert f"An object in a JSON row has at most {MOST_KEYS:,} keys." in page
