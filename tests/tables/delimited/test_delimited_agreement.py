"""Three ways to read the same bytes, and chunks of any size: always the same rows or fault."""

from __future__ import annotations

import csv
import io
from typing import Literal

import numpy as np
import pytest
from command_line import Run
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from fwdprop import numerals
from fwdprop.tables import reader
from fwdprop.tables.cells import cells
from fwdprop.tables.columns import ColumnMap, ColumnSpec
from fwdprop.tables.delimited import fast
from fwdprop.tables.delimited.exact import read_exactly
from fwdprop.tables.delimited.layout import Layout
from fwdprop.tables.delimited.quotes import cutter
from fwdprop.tables.delimited.rows import split
from fwdprop.tables.source import opened
from fwdprop.tables.types import Block

ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

ODD = ["", "NA", " ", "+5", ".5", "5.", "1e5", "0x10", "1_0", "nan", "-INF", "nan(1)", "infinity"]
ODD += ["1e400", "-0", "1e-400", "4.9e-324", "1,5", "é", "\t5", "5\xa0", "\x1f5", "- 5", "1d5"]
ODD += ["+nan", "5f", "1.", "#", "true", "null", "١", "\x00", "007", "1.7976931348623159e308"]
CELLS = st.one_of(
    st.floats().map(repr),
    st.integers(-(10**25), 10**25).map(str),
    st.sampled_from(ODD),
    st.text(alphabet=' ",;\n\r1.e-x', max_size=5),
)
PADDED = st.builds(
    lambda a, cell, b: a + cell + b,
    *[st.sampled_from(["", " ", "  "])] * 1,
    CELLS,
    st.sampled_from(["", " "]),
)
SPELLED = st.one_of(PADDED, CELLS.map(lambda cell: '"' + cell.replace('"', '""') + '"'), CELLS)
LINES = st.lists(
    st.tuples(st.lists(SPELLED, min_size=1, max_size=3), st.sampled_from(["\n", "\r\n"])),
    max_size=6,
).map(lambda rows: "".join(",".join(row) + end for row, end in rows).encode())
NUMBERS = st.lists(
    st.tuples(st.one_of(st.floats().map(repr), st.sampled_from(ODD[:12])), st.floats().map(repr)),
    min_size=1,
    max_size=8,
).map(lambda rows: "".join(",".join(row) + "\n" for row in rows).encode())
HOSTILE = st.text(alphabet='"",\n\r1x', max_size=24).map(str.encode)
BYTES = st.one_of(LINES, NUMBERS, HOSTILE, st.binary(max_size=20))


def layout(
    columns: int, kept: tuple[int, ...], missing: float | None, stop: bool = False
) -> Layout:
    names = tuple(f"x{index}" for index in range(columns))
    inputs = tuple(reversed(range(columns)))
    spec = ColumnSpec(names, missing=missing, stop=stop)
    return Layout(b",", ColumnMap(names, inputs, kept), spec, named=True)


def told(block: Block) -> object:
    """All that a block says, numbers by their bits (all nans alike)."""
    x = np.where(np.isnan(block.x), np.nan, block.x)
    return (
        x.shape,
        x.tobytes(),
        [list(cells(each)) for each in block.kept],
        block.took,
        [*block.bad],
    )


@pytest.fixture(params=["numpy", "pyarrow"])
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The package that the quick way uses, however little there is to read."""
    if request.param == "pyarrow":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(fast, "WORTH_IT", 0)
    monkeypatch.setattr(fast, "has_pyarrow", lambda: request.param == "pyarrow")
    return str(request.param)


@ONCE
@given(data=BYTES, columns=st.integers(1, 3), keeps=st.booleans(), m=st.sampled_from([None, 0.0]))
@example(data=b"1,2\n", columns=2, keeps=True, m=None)
@example(data=b"nan(1)\n", columns=1, keeps=False, m=None)
@example(data=b"1,\n", columns=2, keeps=False, m=0.0)
@example(data=b"0.5,\n\n", columns=2, keeps=True, m=0.0)
@example(data=b'""\n', columns=1, keeps=False, m=None)
@example(data=b"\xef\xbb\xbf1\n", columns=1, keeps=False, m=None)
def test_the_quick_ways_agree_with_the_careful_one_or_decline(
    by: str, data: bytes, columns: int, keeps: bool, m: float | None
) -> None:
    if not data or (not data.strip(b"\r\n") and not (columns == 1 and m is not None)):
        return  # no block is blank but where blank lines are rows
    asked = layout(columns, (0, columns - 1) if keeps and columns > 1 else (), m)
    found = fast.read_fast(data, asked)
    if found is not None:
        assert told(found) == told(read_exactly(data, asked))


def test_the_quick_ways_read_what_is_as_it_should_be(by: str) -> None:
    for data in (b"1,2.5\n-3e5,+4\n", b'"1","2.5"\r\n-3e5,+4', b" 1 ,2.5\n-3e5 ,4.\n"):
        block = fast.read_fast(data, layout(2, (1,) if b'"' in data else (), None))
        assert block is not None
        assert block.x.tolist() == [[2.5, 1], [4, -300000]]


@ONCE
@given(
    digits=st.text("0123456789", min_size=1, max_size=40),
    point=st.integers(0, 40),
    power=st.one_of(st.none(), st.integers(-345, 330)),
)
def test_decimals_of_every_length_are_the_nearest_float(
    by: str, digits: str, point: int, power: int | None
) -> None:
    text = digits[:point] + "." + digits[point:] + ("" if power is None else f"e{power}")
    block = fast.read_fast(f"{text},-{text}\n".encode(), layout(2, (), None))
    expected = np.array([[-float(text), float(text)]])
    if block is None:  # then the careful way reads it
        block = read_exactly(f"{text},-{text}\n".encode(), layout(2, (), None))
    assert block.x.tobytes() == expected.tobytes()


@ONCE
@given(
    rows=st.lists(
        st.lists(st.text(' ",;\n\r\taé1', max_size=6), min_size=2, max_size=3), min_size=1
    ),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_fields_are_those_that_the_csv_module_wrote(rows: list[list[str]], end: str) -> None:
    text = io.StringIO(newline="")
    # With "\n" alone it would leave a lone carriage return without quotes.
    quoting: Literal[0, 1] = csv.QUOTE_ALL if end == "\n" else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator=end, quoting=quoting).writerows(rows)
    data = text.getvalue().encode()
    found = [[text.decode() for text in row.texts] for row in split(data, b",")]
    assert found == rows
    assert b"".join(row.raw for row in split(data, b",")) == data


def in_chunks(
    data: bytes, size: int, columns: ColumnSpec, monkeypatch: pytest.MonkeyPatch
) -> object:
    """The numbers, kept texts and faults of a whole file, read in chunks of that size."""
    for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY", "delimited.reader.SMALL"):
        monkeypatch.setattr(f"fwdprop.tables.{name}", size)
    source = opened("-", io.BytesIO(data), "csv", ["csv"])
    read = reader("csv")(source, columns)
    x, kept, bad, lines = [], [], [], read.before
    for piece in read.pieces():
        block = piece()
        x += np.where(np.isnan(block.x), -1, block.x).tolist()
        kept += [[str(cell) for cell in cells(column)] for column in block.kept]
        for row in block.bad:
            assert isinstance(row.raw, bytes)
            bad.append((row.fault("f", lines), row.raw))
        lines += block.took
        if bad and columns.stop:
            return x, "".join(map("".join, kept)), bad[:1]
    return x, "".join(map("".join, kept)), [(fault, raw.rstrip(b"\n")) for fault, raw in bad]


@settings(ONCE, max_examples=examples(40))
@given(
    body=st.one_of(LINES, HOSTILE, NUMBERS),
    head=st.sampled_from([b"a,b\n", b'\xef\xbb\xbf"a",b\r\n', b'\n\n"b",a,"c\n,"\n', b"a\n"]),
    size=st.integers(1, 9),
    stop=st.booleans(),
    missing=st.sampled_from([None, 0.0]),
)
@example(body=b'"6\n"x\n7,8\n"9",1\n', head=b"a,b\n", size=1, stop=False, missing=None)
@example(body=b"1\n\n\n2\n\n\n", head=b"a\n", size=1, stop=False, missing=None)
@example(body=b"1\n\n\n2\n\n\n", head=b"a\n", size=1, stop=False, missing=0.0)
@example(body=b'1,"2\n3,4\n', head=b"a,b\n", size=2, stop=False, missing=None)
def test_the_size_of_chunks_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
    body: bytes,
    head: bytes,
    size: int,
    stop: bool,
    missing: float | None,
) -> None:
    inputs = ("a",) if head == b"a\n" else ("a", "b")
    columns = ColumnSpec(inputs, keep=("a",), stop=stop, missing=missing)
    whole = in_chunks(head + body, 1 << 20, columns, monkeypatch)
    assert in_chunks(head + body, size, columns, monkeypatch) == whole


@given(data=HOSTILE, more=HOSTILE)
def test_rows_are_cut_where_they_end_whatever_follows(data: bytes, more: bytes) -> None:
    end = cutter(b",")(data)
    ends, at = {0}, 0
    for row in split(data + more, b","):
        at += len(row.raw)
        ends.add(at)
    assert end in ends


@given(st.text('0123456789+-.eEnaif _x"', max_size=8))
def test_a_field_is_a_number_as_it_is_everywhere(text: str) -> None:
    if '"' in text or not text.strip():
        return
    block = read_exactly(f"{text}\n".encode(), layout(1, (), None))
    number = numerals.parse_cell(text)
    assert len(block.bad) == (number is None)


@pytest.mark.parametrize("has_pyarrow", [True, False])
def test_a_line_end_within_a_number_makes_no_two_rows_of_one(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch, has_pyarrow: bool
) -> None:
    monkeypatch.setattr(fast, "has_pyarrow", lambda: has_pyarrow)
    monkeypatch.setattr(fast, "WORTH_IT", 0)
    stdin = 'accounts,children,n\n"1\n2",4,k\n5,6,l\n'
    result = fwdprop("run networks/transactions.yaml --data - --keep n", stdin=stdin)
    assert (result.stdout, result.status) == ("n,transactions\n", 2)
    assert result.stderr.startswith("error: column accounts: '1\\n2' is not a number\n")


def test_a_field_may_be_longer_than_the_csv_module_takes(
    fwdprop: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast, "has_pyarrow", lambda: False)
    word = "w" * 200_000
    stdin = f"accounts,children,n\n3,2,{word}\n"
    result = fwdprop("run networks/transactions.yaml --data - --keep n", stdin=stdin)
    assert (result.stdout, result.stderr) == (f"n,transactions\n{word},9\n", "")


@pytest.mark.parametrize("missing", [None, 0.0])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "text", ["~~~", "~1,2~3,4~", "1,2~~3,4~", "1,2~3,4~~~", '1,2~~"3",4~', '"1",2~3,"4~~5"~']
)
def test_blank_lines_are_no_rows(
    monkeypatch: pytest.MonkeyPatch, missing: float | None, end: str, text: str
) -> None:
    data = text.replace("~", end).encode()
    asked = layout(2, (), missing)
    careful = read_exactly(data, asked)
    for worth_it in (0, 1 << 20):
        monkeypatch.setattr(fast, "WORTH_IT", worth_it)
        found = fast.read_fast(data, asked)
        assert found is None or told(found) == told(careful)
        assert found is not None or '"' in text
