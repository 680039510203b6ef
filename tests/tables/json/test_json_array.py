"""One JSON array of rows through the command, as it arrives and to its end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from command_line import Run
from hypothesis import given
from hypothesis import strategies as st
from sum_rows import RunRows, mark, runner

from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.json import array

AB = ColumnSpec(("a", "b"))


@pytest.fixture
def run(fwdprop: Run, folder: Path) -> RunRows:
    return runner(fwdprop, folder, "--from", "json")


@pytest.mark.parametrize(
    "content",
    [
        "[[1, 2], [-3.5, 40]]",
        "[[1,2],[-3.5,40]]\n\n",
        '\ufeff \r\n[\n  {"a": 1, "b": 2},\n  {"z": "]}", "b": 40, "a": -3.5}\n]\n',
        '[{\n"a":\n1, "b": 2,\n"s": "\\"]},{\\\\"}\n,\n{"a": -3.5, "b": 40}]',
    ],
)
def test_rows_stand_in_an_array_on_any_number_of_lines(run: RunRows, content: str) -> None:
    result = run(content)
    assert (result.stderr, result.stdout) == ("", '[\n  {"y": 21},\n  {"y": 396.5}\n]\n')


def test_an_array_without_rows_has_no_results(run: RunRows) -> None:
    result = run(" [ ] ")
    assert (result.stderr, result.stdout, result.status) == ("", "[]\n", 0)


def test_kept_values_stay_as_they_were(run: RunRows) -> None:
    content = '[{"id": 12345678901234567890, "a": 1, "b": 2, "n": [1.50, {"x": "é"}]}]'
    result = run(content, "--keep", "id,n")
    assert (result.stderr, result.stdout) == (
        "",
        '[\n  {"id": 12345678901234567890, "n": [1.50,{"x":"é"}], "y": 21}\n]\n',
    )


CUT = "is the file cut short?"


@pytest.mark.parametrize(
    ("content", "rows", "stderr"),
    [
        ("[[1,2],\n [3,4]", 2, mark("the array has no end", 2, " [3,4]", 7, 1, CUT)),
        ("[[1,2],\n [3,", 1, mark(
            "the array has no end, and neither has its last row, which begins here",
            2, " [3,", 2, 1, CUT)),
        ("[[1,2],]", 1, mark(
            "broken JSON: ']', expected an object or an array", 1, "[[1,2],]", 8, 1, None)),
        ("[[1,2] [3,4]]", 1, mark(
            "broken JSON: '[', expected ',' or ']'", 1, "[[1,2] [3,4]]", 8, 1, None)),
        ("[[1,2]}", 1, mark("broken JSON: '}', expected ',' or ']'", 1, "[[1,2]}", 7, 1, None)),
        ("[[1,2], 5]", 1, mark(
            "a number, expected an object or an array", 1, "[[1,2], 5]", 9, 1, None)),
        ("[1, 2]", 0, mark("a number, expected an object or an array", 1, "[1, 2]", 2, 1,
                           "an array of one row is [[2, 3]]")),
        ("[[1,2]]\n[[3,4]]", 1, mark(
            "there is text behind the end of the array", 2, "[[3,4]]", 1, 1,
            "a file holds one array")),
        ('{"a":1}', 0, mark(
            "a single object, expected an array of rows", 1, '{"a":1}', 1, 1,
            "JSON lines are read with --from jsonl; an array in an object is taken out by jq")),
        ("null", 0, mark("null, expected an array of rows", 1, "null", 1, 4, None)),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_array_is_marked(
    run: RunRows, content: str, rows: int, stderr: str
) -> None:
    result = run(content, "--format", "values")
    assert result.stderr == stderr
    assert (result.stdout, result.status) == ("21\n43\n"[: 3 * rows], 2)


@pytest.mark.parametrize("content", ["", "\n ", "\ufeff"])
def test_nothing_at_all_is_an_error(run: RunRows, content: str) -> None:
    result = run(content)
    help = "help: it holds an array of rows, as in [[2, 3]]\n"
    assert (result.stderr, result.status) == (f"error: <stdin> is empty\n{help}", 2)


def test_utf_16_is_named(run: RunRows) -> None:
    result = run("\ufeff[[1, 2]]".encode("utf-16-le"))
    assert (result.stderr, result.status) == (
        "error: <stdin> is UTF-16, expected UTF-8 text\n"
        "help: make it UTF-8: iconv -f utf-16 -t utf-8 FILE\n",
        2,
    )


def test_a_bad_row_is_marked_in_its_line_and_can_be_skipped(run: RunRows) -> None:
    content = '[\n {"a": 1, "b": 2}, {"a": 1,\n  "b": "x"},\n {"a": 3, "b": 4}\n]'
    marked = mark("column b: a text, expected a number", 3, '  "b": "x"},', 8, 3,
                  "JSON numbers stand without quotes")  # fmt: skip
    stopped = run(content, "--format", "values")
    assert (stopped.stdout, stopped.status) == ("21\n", 2)
    assert stopped.stderr == marked
    skipped = run(content, "--format", "values", "--on-error", "skip")
    assert (skipped.stdout, skipped.status) == ("21\n43\n", 1)
    assert skipped.stderr.startswith(marked)


class InParts:
    """A source whose bytes arrive in parts of one size, and that counts those taken."""

    name, taken = "x.json", 0

    def __init__(self, content: bytes, size: int) -> None:
        self.content, self.size = content, size

    def chunks(self) -> Iterator[bytes]:
        for at in range(0, len(self.content), self.size):
            self.taken = at
            yield self.content[at : at + self.size]


def values(source: InParts) -> np.ndarray:
    read = array.read(source, AB)  # type: ignore[arg-type]
    blocks = [piece() for piece in read.pieces()]
    assert not any(block.bad for block in blocks)
    return np.concatenate([block.x for block in blocks])


@given(
    st.lists(st.tuples(st.floats(allow_nan=False), st.text(max_size=5)), min_size=1, max_size=8),
    st.integers(1, 50),
    st.sampled_from([None, 1]),
    st.booleans(),
)
def test_it_does_not_matter_where_the_text_is_cut(
    rows: list[tuple[float, str]], size: int, indent: int | None, escaped: bool
) -> None:
    content = [{"s": text, "a": number, "b": -1} for number, text in rows]
    text = json.dumps(content, indent=indent, ensure_ascii=escaped)
    assert values(InParts(text.encode(), size)).tolist() == [[number, -1] for number, _ in rows]


def test_rows_are_given_as_they_arrive() -> None:
    source = InParts(b"[" + b",".join([b"[1, 2]"] * 100_000) + b"]", 1000)
    pieces = array.read(source, AB).pieces()  # type: ignore[arg-type]
    taken = SimpleNamespace(rows=0)
    for _, piece in zip(range(5), pieces, strict=False):
        taken.rows += len(piece().x)
        assert source.taken < 7 * taken.rows + 3000
    assert taken.rows > 100
