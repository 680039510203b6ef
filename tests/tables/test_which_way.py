"""Which reader takes a block: the fast ones from a size on, and that they take it is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from command_line import Run

from fwdprop.tables.delimited import fast
from fwdprop.tables.delimited import reader as delimited_reader
from fwdprop.tables.delimited.by_pyarrow import table_of
from fwdprop.tables.delimited.exact import read_exactly
from fwdprop.tables.json import fast as json_fast
from fwdprop.tables.json import reader as json_reader

NET = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"
Taken = list[int | None]


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


def spy(monkeypatch: pytest.MonkeyPatch, room: Any, name: str) -> Taken:
    """How many rows a reader found in each block that it was called for, None where it declined."""
    taken: Taken = []
    read: Callable[..., Any] = getattr(room, name)

    def noted(*words: Any, **more: Any) -> Any:
        found = read(*words, **more)
        taken.append(None if found is None else len(found[0]))
        return found

    monkeypatch.setattr(room, name, noted)
    return taken


def lines_of(size: int, line: str, last: Callable[[int], str]) -> list[str]:
    """Lines of that many bytes together: equal ones, and a last one of the size that is left."""
    many = size // len(line) - 1
    return [*[line] * many, last(size - many * len(line))]


def one_column(size: int) -> list[str]:
    return lines_of(size, "1\n", lambda left: "1" + " " * (left - 2) + "\n")


@pytest.mark.parametrize("words", ["", "--keep 1", "--missing 0"])
@pytest.mark.parametrize("size", [fast.WORTH_IT - 1, fast.WORTH_IT])
def test_pyarrow_reads_delimited_rows_from_a_size_on(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, words: str, size: int
) -> None:
    pytest.importorskip("pyarrow")
    by_pyarrow = spy(monkeypatch, fast, "_by_pyarrow")
    by_numpy = spy(monkeypatch, fast, "_by_numpy")
    exactly = spy(monkeypatch, delimited_reader, "read_exactly")
    rows = one_column(size)
    result = fwdprop(f"run net.yaml --format csv {words} --no-header", stdin="".join(rows))
    if words == "--keep 1":
        assert result.stdout == "1,y\n" + "".join(
            f"{row.removesuffix(chr(10))},2\n" for row in rows
        )
    else:
        assert result.stdout == "y\n" + "2\n" * len(rows)
    taken = (by_pyarrow, by_numpy) if size >= fast.WORTH_IT else (by_numpy, by_pyarrow)
    assert (*taken, exactly) == ([len(rows)], [], [])


def test_pyarrow_puts_the_number_for_missing_ones_in_their_cells(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    by_pyarrow = spy(monkeypatch, fast, "_by_pyarrow")
    triples = fast.WORTH_IT // 6 + 1
    result = fwdprop("run net.yaml --missing 7 --no-header", stdin="1\n\nNA\n" * triples)
    assert result.stdout == "y\n" + "2\n14\n14\n" * triples
    assert by_pyarrow == [3 * triples]


@pytest.mark.parametrize("columns", [fast.NARROW, fast.NARROW + 1])
@pytest.mark.parametrize("words", ["", "--keep 1"])
def test_numpy_reads_rows_of_many_columns(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, words: str, columns: int
) -> None:
    pytest.importorskip("pyarrow")
    ones = ", ".join(["1"] * columns)
    (folder / "net.yaml").write_text(f"inputs: {columns}\nlayers: [{{nodes: {{y: [{ones}]}}}}]\n")
    by_pyarrow = spy(monkeypatch, fast, "_by_pyarrow")
    by_numpy = spy(monkeypatch, fast, "_by_numpy")
    rows = fast.WORTH_IT // columns
    stdin = ("1," * columns)[:-1] + "\n"
    result = fwdprop(f"run net.yaml --format csv --no-header {words}", stdin=stdin * rows)
    header, cells = ("1,y", f"1,{columns}") if words else ("y", f"{columns}")
    assert result.stdout == f"{header}\n" + f"{cells}\n" * rows
    taken = (by_pyarrow, by_numpy) if columns <= fast.NARROW else (by_numpy, by_pyarrow)
    assert taken == ([rows], [])


@pytest.mark.parametrize("more", [0, 1])
def test_numbers_of_texts_are_read_by_pyarrow_where_that_pays(
    monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    pytest.importorskip("pyarrow")
    tables: list[int] = []

    def noted(*words: Any) -> Any:
        tables.append(1)
        return table_of(*words)

    monkeypatch.setattr(fast, "table_of", noted)
    for size, columns in ((fast.WORTH_IT - 1 + more, 1), (fast.WORTH_IT, fast.NARROW + 1 - more)):
        line = ("1," * columns)[:-1]
        many = size // (len(line) + 1)
        data = f"{line}\n" * (many - 1) + line
        data += " " * (size - len(data) - 1) + "\n"
        found = fast.numbers(data.encode(), columns)
        assert found is not None
        assert found.shape == (data.count("\n"), columns)
        assert (found == 1).all()
    assert len(tables) == 2 * more


ARRAY, OBJECT = "[1]\n", '{"a": 1}\n'


@pytest.mark.parametrize("row", [ARRAY, OBJECT])
@pytest.mark.parametrize("form", ["jsonl", "json"])
@pytest.mark.parametrize("more", [-1, 0])
@pytest.mark.parametrize("words", ["", "--dtype float32", "--missing 0"])
def test_pyarrow_reads_json_rows_from_a_size_on(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    row: str,
    form: str,
    more: int,
    words: str,
) -> None:
    pytest.importorskip("pyarrow")
    size = json_fast.WORTH_IT + more
    monkeypatch.setattr("fwdprop.tables.source.CHUNK", 1 << 22)
    at_once = spy(monkeypatch, json_reader, "read_fast")
    exactly = spy(monkeypatch, json_reader, "read_exactly")
    inner = row.replace("\n", ",\n" if form == "json" else "\n")
    begin, end = ("[", "]") if form == "json" else ("", "")
    # The part of an array reaches from its first bracket to its last row.
    lines = lines_of(size - len(begin), inner, lambda left: padded(row, left, form))
    stdin = begin + "".join(lines) + end
    result = fwdprop(f"run net.yaml --from {form} --format csv {words}", stdin=stdin)
    assert (result.stdout, result.stderr) == ("y\n" + "2\n" * len(lines), "")
    assert at_once == ([len(lines)] if more == 0 else [None])
    assert exactly == ([] if more == 0 else [len(lines)])


def padded(row: str, size: int, form: str) -> str:
    """The last row with spaces in it, as long as it has to be."""
    text = row.rstrip() if form == "json" else row
    return text[:1] + " " * (size - len(text)) + text[1:]


@pytest.mark.parametrize("kept", ['"p"', "7"])
def test_pyarrow_reads_json_rows_with_kept_cells(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, kept: str
) -> None:
    pytest.importorskip("pyarrow")
    at_once = spy(monkeypatch, json_reader, "read_fast")
    row = f'{{"k": {kept}, "a": 1}}\n'
    many = json_fast.WORTH_IT // len(row) + 1
    result = fwdprop("run net.yaml --from jsonl --keep k --format csv", stdin=row * many)
    kept_text = kept.strip('"')
    assert result.stdout == "k,y\n" + f"{kept_text},2\n" * many
    assert at_once == [many]


@pytest.mark.parametrize("rows", [1, 2])
def test_a_single_row_of_json_is_not_worth_it(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    pytest.importorskip("pyarrow")
    at_once = spy(monkeypatch, json_reader, "read_fast")
    # A row may not have more than 100,000 bytes to be read fast.
    monkeypatch.setattr(json_fast, "WORTH_IT", 1)
    result = fwdprop("run net.yaml --from jsonl --format csv", stdin=ARRAY * rows)
    assert result.stdout == "y\n" + "2\n" * rows
    assert at_once == ([None] if rows == 1 else [2])


@pytest.mark.parametrize("longer", [0, 1])
def test_a_long_row_of_json_is_not_read_fast(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, longer: int
) -> None:
    pytest.importorskip("pyarrow")
    at_once = spy(monkeypatch, json_reader, "read_fast")
    monkeypatch.setattr(json_fast, "WORTH_IT", 1)
    row = "[" + " " * (json_fast._LONGEST - 3 + longer) + "1]\n"
    result = fwdprop("run net.yaml --from jsonl --format csv", stdin=ARRAY + row)
    assert result.stdout == "y\n2\n2\n"
    assert at_once == [None if longer else 2]


@pytest.mark.parametrize("more", [0, 1])
def test_a_block_with_a_bad_row_is_read_in_halves_down_to_a_size(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    sizes: list[int] = []
    read = read_exactly

    def noted(data: bytes, layout: Any) -> Any:
        sizes.append(len(data))
        return read(data, layout)

    monkeypatch.setattr(delimited_reader, "read_exactly", noted)
    rows = one_column(delimited_reader.SMALL + more - 2)
    stdin = "".join(rows) + "x\n"
    line = "run net.yaml --no-header --format csv --on-error skip"
    result = fwdprop(line, stdin=stdin)
    assert (result.stdout, result.status) == ("y\n" + "2\n" * len(rows), 1)
    assert f" --> <stdin>:{len(rows) + 1}:1\n" in result.stderr
    assert (sizes == [delimited_reader.SMALL]) == (more == 0)
    assert max(sizes) <= delimited_reader.SMALL
