"""`--missing` in JSON rows: what is taken for no value, and what other keys of the row may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from sum_rows import RunRows, mark, runner


@pytest.fixture
def run(fwdprop: Run, folder: Path) -> RunRows:
    return runner(fwdprop, folder, "--from", "jsonl", "--format", "csv")


NO_VALUE = ["null", '""', '"NA"']


@pytest.mark.parametrize("value", NO_VALUE)
@pytest.mark.parametrize(("missing", "result"), [("0", "10"), ("2", "12"), ("nan", "nan")])
@pytest.mark.parametrize(
    "more", ["", ', "x": 1', ', "x": 1, "x": 2', ', "x": null, "x": null, "x": {"a": 7}']
)
@pytest.mark.parametrize("keep", [(), ("--keep", "id")])
def test_a_key_that_is_not_read_may_stand_there_twice(
    run: RunRows, value: str, missing: str, result: str, more: str, keep: tuple[str, ...]
) -> None:
    rows = f'{{"id": "p", "a": {value}, "b": 1{more}}}\n{{"id": "q", "a": 1, "b": 1{more}}}\n'
    found = run(rows, "--missing", missing, *keep)
    lines = [result, "11"]
    header = "y"
    if keep:
        header, lines = "id,y", [f"{name},{line}" for name, line in zip("pq", lines, strict=True)]
    assert (found.stdout, found.status) == ("\n".join([header, *lines, ""]), 0)
    assert ("not finite" in found.stderr) == (missing == "nan")


@pytest.mark.parametrize("missing", [(), ("--missing", "0")])
@pytest.mark.parametrize("second", ["1", "null"])
def test_a_key_that_is_read_may_not(run: RunRows, missing: tuple[str, ...], second: str) -> None:
    row = f'{{"a": 1, "b": 1, "a": {second}}}'
    found = run(f"{row}\n", *missing)
    help = "give each column a name of its own"
    first = mark("2 columns are called 'a'", 1, row, 1, len(row), help)
    assert (found.stdout, found.stderr, found.status) == ("", first, 2)
    found = run(f'{{"a": 1, "b": 2}}\n{row}\n', *missing)
    later = mark("there are two values for 'a'", 2, row, row.rindex(second) + 1, len(second))
    assert (found.stdout, found.stderr, found.status) == ("y\n21\n", later, 2)


@pytest.mark.parametrize("value", NO_VALUE)
def test_arrays_may_lack_values_too(run: RunRows, value: str) -> None:
    rows = f"[{value}, 1]\n[1, {value}]\n[2, 2]\n"
    found = run(rows, "--missing", "3")
    assert (found.stdout, found.stderr) == ("y\n13\n31\n22\n", "")


@pytest.mark.parametrize("value", ['"x"', "[]", '"nA"', '" "', '"null"'])
def test_what_is_no_missing_value_is_none_with_the_option(run: RunRows, value: str) -> None:
    found = run(f'{{"a": 1, "b": 2}}\n{{"a": {value}, "b": 2}}\n', "--missing", "0")
    assert (found.stdout, found.status) == ("y\n21\n", 2)
    kind = {'"': "a text", "[": "an array"}[value[0]]
    help = "JSON numbers stand without quotes" if value[0] == '"' else None
    line = f'{{"a": {value}, "b": 2}}'
    assert found.stderr == mark(
        f"column a: {kind}, expected a number", 2, line, 7, len(value), help
    )
