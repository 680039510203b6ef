"""Blank lines of delimited files: rows where there is one column, nothing where there are more.

What is right is worked out here line by line, and no reader may say otherwise.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from command_line import Result, Run
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from row_readers import READERS, read_by

ID = "inputs: [a]\nlayers: [{activation: identity, nodes: {y: [1]}}]\n"
ONCE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(30)
)
# A cell as it is written, and what it is: a number, or None where a value is missing.
CELLS = {
    "": None,
    "1": 1,
    "2": 2,
    "-2.5": -2.5,
    "NA": None,
    '""': None,
    '"7"': 7,
    '"\n"': None,
    "3e2": 300,
}


@pytest.fixture(params=READERS)
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The reader that takes every row which it can, however little there is to read."""
    read_by(request.param, monkeypatch)
    return str(request.param)


@pytest.fixture
def net(folder: Path) -> Path:
    path = folder / "id.yaml"
    path.write_text(ID)
    return path


def shown(value: float | None) -> str:
    return str(0 if value is None else value)


def at_line(cells: list[str], index: int, before: int) -> int:
    return before + 1 + sum(1 + cell.count("\n") for cell in cells[:index])


def expected(cells: list[str], missing: bool, stop: bool, before: int) -> tuple[list[str], Any]:
    """The numbers that come out, and the line of each row that is refused."""
    if missing:
        return [shown(CELLS[cell]) for cell in cells], []
    while cells and not cells[-1]:
        cells = cells[:-1]
    bad = [index for index, cell in enumerate(cells) if CELLS[cell] is None]
    good = cells[: bad[0]] if stop and bad else cells
    lines = [at_line(cells, index, before) for index in bad[: 1 if stop else None]]
    return [shown(CELLS[cell]) for cell in good if CELLS[cell] is not None], lines


def run(fwdprop: Run, data: bytes, *words: str) -> tuple[list[str], Result]:
    result = fwdprop("run", "id.yaml", "--data", "-", *words, stdin=data)
    return result.stdout.split("\n")[1:-1], result


@ONCE
@given(
    cells=st.lists(st.sampled_from([*CELLS, "", ""]), max_size=9),
    named=st.booleans(),
    blank=st.integers(0, 2),
    end=st.sampled_from(["\n", "\r\n"]),
    missing=st.booleans(),
    stop=st.booleans(),
    size=st.sampled_from([1, 2, 3, 7, 1 << 20]),
    packed=st.booleans(),
    ends=st.booleans(),
)
@example(["1", "", "2", "", ""], True, 0, "\n", True, True, 1 << 20, False, True)
@example(["1", "", "2", "", ""], False, 0, "\n", False, False, 1, False, True)
@example([""], True, 0, "\r\n", True, True, 1, False, False)
def test_in_one_column_a_blank_line_is_a_row_without_a_value(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    by: str,
    cells: list[str],
    named: bool,
    blank: int,
    end: str,
    missing: bool,
    stop: bool,
    size: int,
    packed: bool,
    ends: bool,
) -> None:
    for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY", "delimited.reader.SMALL"):
        monkeypatch.setattr(f"fwdprop.tables.{name}", size)
    first = ["a" if named else "5"]
    text = "".join(line.replace("\n", end) + end for line in [""] * blank + first + cells)
    if not ends and cells and cells[-1]:
        text = text.removesuffix(end)  # the last line may lack its end
    data = gzip.compress(text.encode()) if packed else text.encode()
    words = ["--missing", "0"] * missing + ["--rejects", "r.txt"] * (not stop)
    found, result = run(fwdprop, data, *words)
    numbers, lines = expected(cells, missing, stop, blank + 1)
    # Without a line of names the blank lines before the first number are rows, too.
    before = ["0"] * blank if missing else []
    assert found == ([] if named else [*before, "5"]) + numbers
    if stop:
        assert result.status == (2 if lines else 0)
        assert [f" --> <stdin>:{line}:1" in result.stderr for line in lines] == [True] * len(lines)
    else:
        rejected = (net.parent / "r.txt").read_text() if lines else ""
        places = [line.split("\t")[0] for line in rejected.splitlines() if "\t" in line]
        assert places == [f"<stdin>:{line}" for line in lines]
        assert result.status == (1 if lines else 0)


def test_rows_of_one_column_are_counted_as_pyarrow_writes_them(
    fwdprop: Run, net: Path, by: str
) -> None:
    found, result = run(fwdprop, b"a\n1\n\n2\n\n\n", "--missing", "0")
    assert (found, result.stderr, result.status) == (["1", "0", "2", "0", "0"], "", 0)
    kept = fwdprop("run id.yaml --data - --missing 0 --keep a", stdin=b"a\n1\n\n2\n\n\n")
    assert kept.stdout == "a,y\n1,1\n,0\n2,2\n,0\n,0\n"
    traced = fwdprop("trace id.yaml --data - --missing 0 --format csv", stdin=b"a\n1\n\n2\n\n\n")
    rows = [line.split(",")[0] for line in traced.stdout.splitlines()[1:]]
    assert sorted({*rows}) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("words", [[], ["--missing", "0"], ["--on-error", "skip"]])
@pytest.mark.parametrize("size", [1, 5, 1 << 20])
def test_in_more_columns_and_json_lines_a_blank_line_is_nothing(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, by: str, words: list[str], size: int
) -> None:
    for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY", "delimited.reader.SMALL"):
        monkeypatch.setattr(f"fwdprop.tables.{name}", size)
    for end in ("\n", "\r\n"):
        lines = f"{end}a,b{end}{end}1,2{end}{end}{end}3,4{end}{end}".encode()
        found, result = run(fwdprop, lines, *words)
        assert (found, result.stderr, result.status) == (["1", "3"], "", 0)
        lines = f"{end}[1]{end}{end}[3]{end}{end}".encode()
        found, result = run(fwdprop, lines, "--from", "jsonl", "--format", "csv", *words)
        assert (found, result.stderr, result.status) == (["1", "3"], "", 0)
        lines = f"a,y{end}{end}1,1{end}{end}{end}3,3{end}{end}".encode()
        checked = fwdprop("check", "id.yaml", "--data", "-", *words, stdin=lines)
        told = "id.yaml: 2 rows hold, within 1e-09 relative\n"
        assert (checked.stdout, checked.status) == (told, 0)


@pytest.mark.parametrize("size", [3, 10])
def test_too_many_blank_lines_in_a_row_are_refused_in_one_column(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """Whether they are rows without a value depends on what follows, and they are not all held."""
    for name in ("source.CHUNK", "source.CHUNK_OF_NUMPY"):
        monkeypatch.setattr(f"fwdprop.tables.{name}", size)
    monkeypatch.setattr("fwdprop.tables.framing.MOST_BLANK", 20)
    for words in ([], ["--on-error", "skip"]):
        for behind in ("", "2\n"):
            found, result = run(fwdprop, f"a\n1\n{21 * chr(10)}{behind}".encode(), *words)
            assert (found, result.status) == (["1"], 2)
            assert result.stderr == (
                "error: <stdin> has more than 0 MiB of blank lines one after the other\n"
                "help: --missing nan or --missing 0 reads each as a row\n"
            )
    found, result = run(fwdprop, f"a\n1\n{30 * chr(10)}".encode(), "--missing", "0")
    assert (len(found), result.stderr, result.status) == (31, "", 0)
