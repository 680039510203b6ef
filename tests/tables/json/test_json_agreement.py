"""The fast readers of JSON rows, against the exact one, which reads them value by value."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import fwdprop.tables.json.exact
from fwdprop.tables.cells import cells
from fwdprop.tables.columns import ALL, ColumnSpec
from fwdprop.tables.json import fast
from fwdprop.tables.json.exact import read_exactly
from fwdprop.tables.json.fast import read_fast
from fwdprop.tables.json.layout import Layout
from fwdprop.tables.json.lines import part_of
from fwdprop.tables.json.part import Part
from fwdprop.tables.types import Block

COLUMNS = ColumnSpec(("a", "b"), stop=False)
OBJECTS = Layout(COLUMNS, None, ("b", "a"), ("b", "a"))
ARRAYS = Layout(COLUMNS, 2, (1, 0), ("b", "a"))
KEEPING = Layout(COLUMNS, None, ("b", "a"), ("b", "a"), ("c", "a"), ("c", "a"))
FLOAT32 = Layout(ColumnSpec(("a", "b"), stop=False, dtype="float32"), None, ("b", "a"), ("b", "a"))
READ_MISSING = Layout(ColumnSpec(("a", "b"), stop=False, missing=0.5), None, ("b", "a"), ("b", "a"))
KEEPING_ALL = Layout(
    ColumnSpec(("a", "b"), keep=ALL, stop=False),
    None,
    ("b", "a"),
    ("b", "a"),
    ("a", "b"),
    ("a", "b"),
)
LAYOUTS = [OBJECTS, ARRAYS, KEEPING, FLOAT32, READ_MISSING, KEEPING_ALL]

NUMBERS = st.one_of(
    st.floats().map(json.dumps),
    st.integers().map(str),
    st.sampled_from(["-0", "1E5", "1e999", "5e-324", "0.1e+1", "9007199254740993"]),
)
STRINGS = st.one_of(
    st.text('x:,"\\/{}[]\n 1é\U0001f600\ud800', max_size=4).map(json.dumps),
    st.text('x:,"\\/{}[] 1é\U0001f600', max_size=4).map(partial(json.dumps, ensure_ascii=False)),
    st.sampled_from([r'"\/"', r'"\u00E9"', r'"\ud83d\ude00"', '"NA"', '"5"']),
)
# What breaks a row, or does not, where it comes in its way.
ODD = st.sampled_from(
    [*'0-+.eE,:[]{}" \\x_\n\r\t\0', "é", "NaN", "null", "1", "  ", '"NA"', "\n\n"]
)


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A few rows, now and then with something odd in or instead of a piece of them."""
    space = draw(st.sampled_from(["", " "]))
    pairs = draw(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5))
    if draw(st.booleans()):
        extra = st.sampled_from(["", ',"c":5.10', ',"c":[1,{"a":"}"}]'])
        extra = draw(extra.map(st.just) | st.just(STRINGS.map(',"c":{}'.format)))
        first = draw(st.just(st.just("")) | st.just(STRINGS.map(f'"d":{space}{{}},'.format)))
        rows = [
            f'{{{draw(first)}"a":{space}{a},{space}"b":{space}{b}{draw(extra)}}}' for a, b in pairs
        ]
    else:
        rows = [f"[{a},{space}{b}]" for a, b in pairs]
    text = "\n".join(rows) + draw(st.sampled_from(["", "\n", "\r\n"]))
    for odd in draw(st.lists(ODD, max_size=2)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + odd + text[at + draw(st.integers(0, 2)) :]
    return text.encode()


def content(block: Block, layout: Layout) -> tuple[object, ...]:
    """All that a block holds, nan and -0 included."""
    with np.errstate(over="ignore"):
        x = block.x.astype(layout.columns.dtype)
    x = np.where(np.isnan(x), np.nan, x)
    kept = [[(type(cell), cell) for cell in cells(column)] for column in block.kept]
    return x.shape, x.tobytes(), kept, block.took


def value_by_value(part: Part, layout: Layout) -> Block:
    """The rows by the reader that uses no other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fwdprop.tables.json.exact, "decoder", lambda layout: lambda raw: None)
        return read_exactly(part, layout)


@pytest.fixture(scope="module", autouse=True)
def _worth_it() -> Iterator[None]:
    """Lets the fast reader read blocks of any size."""
    pytest.importorskip("pyarrow")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "WORTH_IT", 0)
        yield


@given(texts(), st.sampled_from(LAYOUTS))
@example(b"[1,2]\n[1,2]\n[1,\n2]", ARRAYS)
@example(b"[1,2]\n[01,2]", ARRAYS)
@example(b"[1,2]\n[1.,2]", ARRAYS)
@example(b"[1,2]\n[1,null]", ARRAYS)
@example(b"[1,2]\n[1,2],[1,2]", ARRAYS)
@example(b"[1,2]\n[1,2]\n[1,inf]", ARRAYS)
@example(b"[1,2]\nnull\n[1,2]", ARRAYS)
@example(b'{"a":1,"b":2}\nnull\n{"a":1,"b":2}', OBJECTS)
@example(b'{"a":1,"b":2}\n{"a":1,"b":2,"b":3}', OBJECTS)
@example(b'{"a":1,"b":2}\n{"a":1,"\\u0062":2,"b":3}', OBJECTS)
@example(b'{"a":1,"b":2}\n{"a":1,"a":2}', OBJECTS)
@example(b'{"a":1,"b":2}\n{"a":1,"b":null}', READ_MISSING)
@example(b'{"a":1,"b":2}{"a":1,\n"b":2}', OBJECTS)
@example(b'{"a":1,"b":2,"c":"x"}\n{"a":-0,"b":2,"c":"y"}', KEEPING)
@example(b'{"a":1,"b":2,"c":"x"}\n{"a":1,"b":2,"c":"\\udc00"}', KEEPING)
@example(b'{"a":1,"b":2}\n{"a":1,"b":2,"c":3}', KEEPING_ALL)
@example(b'{"a":1,"b":2}\n{"a":9223372036854775808,"b":2}', KEEPING_ALL)
@example(b'{"a":1,"b":16777217.000000000001}\n{"a":1e39,"b":1e999}', FLOAT32)
def test_the_fast_reader_reads_what_the_exact_one_does_or_nothing(
    data: bytes, layout: Layout
) -> None:
    part = part_of(data)
    exact = value_by_value(part, layout)
    decoded = read_exactly(part, layout)
    assert (content(decoded, layout), decoded.bad) == (content(exact, layout), exact.bad)
    block = read_fast(part, layout)
    if block is not None:
        assert not exact.bad
        assert content(block, layout) == content(exact, layout)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        ('{"a": 1, "b": -2.5e3}\n{"a": 0, "b": 17.25}\n', OBJECTS),
        ('{"s":"x","b":1,"a":2}\r\n{"a":-2,"s":"é:,","b":1.5}\r\n', OBJECTS),
        ('{"b":1.5,"a":20,"c":"x"}\n{"b":-1,"a":-2,"c":"\\ud83d\\ude00 \\"é"}', KEEPING),
        ('{"b":1,"a":20,"c":9007199254740993}\n{"b":1.5,"a":0,"c":-7}\n', KEEPING),
        ('{"b":1,"a":20,"c":"x"}\n{"b":1,"a":20}\n{"b":1,"a":20,"c":null}', KEEPING),
        ('{"b":1,"a":20}\n{"b":1,"a":3}', KEEPING_ALL),
        ("[1, 2.5]\n[-30, 1e-7]\n", ARRAYS),
    ],
)
def test_the_fast_reader_reads_flat_rows(text: str, layout: Layout) -> None:
    part = part_of(text.encode())
    block = read_fast(part, layout)
    assert block is not None
    assert content(block, layout) == content(value_by_value(part, layout), layout)


@pytest.mark.parametrize("inner", ["", "\n"])
def test_the_fast_reader_reads_the_rows_of_an_array(inner: str) -> None:
    row = f'{{"a":1,{inner}"b":2{inner}}}'.encode()
    data = b",".join([row] * 3)
    starts = np.arange(3) * (len(row) + 1)
    block = read_fast(Part(data, starts, starts + len(row), data.count(b"\n")), OBJECTS)
    assert block is not None
    assert block.x.tolist() == [[2, 1]] * 3


def test_more_rows_than_pyarrow_reads_at_a_time_are_read() -> None:
    block = read_fast(part_of(b'{"a":1,"b":2}\n' * 150_000), OBJECTS)
    assert block is not None
    assert block.x.shape == (150_000, 2)


def test_rows_that_differ_are_decoded() -> None:
    data = b'{"b":1,"a":2,"c":"x"}\n\n{"c":"y","a":3,"b":4.5}\n'
    block = read_exactly(part_of(data), KEEPING)
    assert not block.bad
    assert block.x.tolist() == [[1, 2], [4.5, 3]]
    assert [list(column) for column in block.kept] == [["x", "y"], ["2", "3"]]
    assert block.took == 3
