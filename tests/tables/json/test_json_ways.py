"""The quick ways to read JSON rows, against the careful one, which reads them one by one."""

from __future__ import annotations

import json
from functools import partial

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import fwdprop.tables.delimited.fast
import fwdprop.tables.json.exact
from fwdprop.tables.columns import Wanted
from fwdprop.tables.json.exact import one_by_one
from fwdprop.tables.json.fast import quickly
from fwdprop.tables.json.layout import Form
from fwdprop.tables.json.lines import part_of
from fwdprop.tables.types import Block

WANTED = Wanted(("a", "b"), stop=False)
OBJECTS = Form(WANTED, None, ("b", "a"), ("b", "a"))
ARRAYS = Form(WANTED, 2, (1, 0), ("b", "a"))
KEEPING = Form(WANTED, None, ("b", "a"), ("b", "a"), ("c", "a"), ("c", "a"))
READ_MISSING = Form(Wanted(("a", "b"), stop=False, missing=0.5), None, ("b", "a"), ("b", "a"))
FORMS = {"objects": OBJECTS, "arrays": ARRAYS, "keeping": KEEPING, "missing": READ_MISSING}

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


def told(block: Block) -> tuple[object, ...]:
    """All that a block says, nan and -0 included."""
    x = np.where(np.isnan(block.x), np.nan, block.x)
    kept = [[(type(cell), cell) for cell in column] for column in block.kept]
    return x.shape, x.tobytes(), kept, block.took


@given(texts(), st.sampled_from(list(FORMS.values())), st.sampled_from([0, 1 << 17]))
@example(b"[1,2]\n[1,2]\n[1,\n2]", ARRAYS, 0)
@example(b"[1,2]\n[01,2]", ARRAYS, 0)
@example(b"[1,2]\n[1.,2]", ARRAYS, 0)
@example(b"[1,2]\n[.5,2]", ARRAYS, 0)
@example(b"[1,2]\n[1,2],[1,2]", ARRAYS, 0)
@example(b"[1,2]\n[1,2]\n[1,inf]", ARRAYS, 0)
@example(b'{"a":1,"b":2}\n{"a":1,"b":2,"b":3}', OBJECTS, 0)
@example(b'{"a":1,"b":2}\n{"a":1,"a":2}', OBJECTS, 0)
def test_the_quick_ways_read_what_the_careful_way_reads_or_nothing(
    data: bytes, form: Form, worth_it: int
) -> None:
    part = part_of(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fwdprop.tables.json.exact, "decoder", lambda form: lambda raw: None)
        careful = one_by_one(part, form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fwdprop.tables.delimited.fast, "WORTH_IT", worth_it)
        quick = quickly(part, form)
    decoded = one_by_one(part, form)
    assert (told(decoded), decoded.bad) == (told(careful), careful.bad)
    if quick is not None:
        assert not careful.bad
        assert told(quick) == told(careful)


@pytest.mark.parametrize("form", [OBJECTS, KEEPING])
def test_the_quick_way_takes_objects_that_differ_in_their_strings(form: Form) -> None:
    strings = ["x", "", 'a "b": {}', "é:,", "\\", "\n\t", "\U0001f600", "//"]
    rows = [{"d": each, "b": 1.5, "a": -2, "c": each[::-1]} for each in strings]
    for escaped in (True, False):
        data = "\n".join(json.dumps(row, ensure_ascii=escaped) for row in rows).encode()
        block = quickly(part_of(data), form)
        assert block is not None
        assert block.x.tolist() == [[1.5, -2]] * len(rows)
        kept = [[each[::-1] for each in strings], ["-2"] * len(rows)]
        assert [list(column) for column in block.kept] == (kept if form is KEEPING else [])


def test_the_quick_way_takes_arrays_with_strings() -> None:
    form = Form(WANTED, 3, (2, 1), ("b", "a"), (0,), ("1",))
    block = quickly(part_of(b'["x,", 1, 2]\n["", 3, 4]\n'), form)
    assert block is not None
    assert block.x.tolist() == [[2, 1], [4, 3]]
    assert [list(column) for column in block.kept] == [["x,", ""]]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1, "b": -2.5e3}\n{"a": 0, "b": 17.25}\n',
        '{"s":"x","b":1,"a":2}\n{"s":"x","b":1.5,"a":-2}',
        '{"b":1,"a":2,"c":[0,"é:"]}\r\n{"b":10,"a":20,"c":[0,"é:"]}\r\n',
    ],
)
def test_the_quick_way_takes_objects_that_differ_in_their_numbers_alone(text: str) -> None:
    block = quickly(part_of(text.encode()), OBJECTS)
    assert block is not None
    rows = [json.loads(line) for line in text.splitlines()]
    assert block.x.tolist() == [[row["b"], row["a"]] for row in rows]


def test_the_quick_way_takes_arrays_of_numbers() -> None:
    block = quickly(part_of(b"[1, 2.5]\n[-30, 1e-7]\n"), ARRAYS)
    assert block is not None
    assert block.x.tolist() == [[2.5, 1], [1e-7, -30]]


def test_rows_that_differ_are_decoded() -> None:
    data = b'{"b":1,"a":2,"c":"x"}\n\n{"c":"y","a":3,"b":4.5}\n'
    block = one_by_one(part_of(data), KEEPING)
    assert not block.bad
    assert block.x.tolist() == [[1, 2], [4.5, 3]]
    assert [list(column) for column in block.kept] == [["x", "y"], ["2", "3"]]
    assert block.took == 3
