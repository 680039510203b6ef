"""Each limit of rows, written down small: what is at it is read or held, what is beyond is not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from command_line import Run
from opened_rows import written

from fwdprop.tables.columns import ColumnSpec
from fwdprop.tables.framing import SLOW, framed
from fwdprop.tables.source import CHUNK, Source

TABLES = "fwdprop.tables"
NET = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


def lower(monkeypatch: pytest.MonkeyPatch, limit: str, *rooms: str, to: int = 4) -> None:
    for room in rooms:
        monkeypatch.setattr(f"{TABLES}.{room}.{limit}", to)


@pytest.mark.parametrize("columns", [4, 5])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_line_has_as_many_columns_as_the_limit(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, columns: int, quote: str
) -> None:
    lower(monkeypatch, "MOST_COLUMNS", "delimited.reader", "delimited.rows")
    names = ["a", "b", "c", "d", "e"][:columns]
    header = ",".join(f"{quote}{name}{quote}" for name in names)
    result = fwdprop("run net.yaml --format csv", stdin=f"{header}\n1,2,3,4\n")
    if columns == 4:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n", "", 0)
        return
    message = (
        "error: 5 columns, and no more than 4 are read\n"
        f" --> <stdin>:1:1\n  |\n1 | {header}\n  | {'^' * len(header)}\n"
    )
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize("cells", ["1,2,3,4", '1,"2",3,4', "1,2,3,4,5", '1,2,3,4,"5"'])
def test_a_row_of_as_many_columns_is_read_one_by_one(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, cells: str
) -> None:
    lower(monkeypatch, "MOST_COLUMNS", "delimited.reader", "delimited.rows")
    lower(monkeypatch, "SMALL", "delimited.reader", to=1 << 20)
    # The bad row makes the exact reader read them all.
    stdin = f"a,b,c,d\n{cells}\nx,2,3,4\n"
    result = fwdprop("run net.yaml --format csv --on-error skip", stdin=stdin)
    fits = cells.count(",") == 3
    assert (result.stdout, result.status) == ("y\n2\n" if fits else "y\n", 1)
    assert ("5 fields, expected 4" in result.stderr) == (not fits)


@pytest.mark.parametrize("columns", [4, 5])
def test_an_array_has_as_many_columns_as_the_limit(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    lower(monkeypatch, "MOST_COLUMNS", "npy.layout")
    stored = io.BytesIO()
    np.save(stored, np.ones((2, columns)))
    line = "run net.yaml --format csv --columns a=2"
    result = fwdprop(line, stdin=stored.getvalue())
    if columns == 4:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n2\n", "", 0)
        return
    message = "error: <stdin> claims 5 columns, expected 1\n"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize("many", [4, 5])
def test_as_many_columns_are_kept_as_the_limit(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    lower(monkeypatch, "MOST_KEPT", "columns")
    names = ",".join("bcdef"[:many])
    header = f"a,{names}"
    row = ",".join(["1"] * (many + 1))
    result = fwdprop(f"run net.yaml --format csv --keep {names}", stdin=f"{header}\n{row}\n")
    if many == 4:
        assert (result.stdout, result.status) == (f"{names},y\n1,1,1,1,2\n", 0)
        return
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr.startswith("error: 5 columns to keep, and no more than 4 are kept\n")


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    ("limit", "row", "one_more", "what"),
    [
        # Each value follows a comma or an opening bracket.
        ("MOST_VALUES", '{"a": 1, "b": [2, 3]}', '{"a": 1, "b": [2, 3, 4]}', "values"),
        ("MOST_KEYS", '{"a": 1, "b": {"c": 1, "d": 1}}', '{"a": 1, "b": {"c": 1, "d": 1, "e": 1}}',
         "keys"),
    ],
)  # fmt: skip
def test_a_row_of_json_has_as_many_values_and_keys_as_the_limits(
    fwdprop: Run,
    net: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    row: str,
    one_more: str,
    what: str,
    more: int,
) -> None:
    lower(monkeypatch, "MOST_KEYS", "json.syntax", to=4 if limit == "MOST_KEYS" else 6)
    lower(monkeypatch, "MOST_VALUES", "json.syntax", to=4 if limit == "MOST_VALUES" else 100)
    text = one_more if more else row
    count = text.count(":") if what == "keys" else sum(map(text.count, ",[{"))
    assert count == 4 + more
    result = fwdprop("run net.yaml --from jsonl --format csv", stdin=f"{row}\n{text}\n")
    if not more:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n2\n", "", 0)
        return
    assert (result.stdout, result.status) == ("y\n2\n", 2)
    assert result.stderr.startswith(f"error: the row has more than 4 {what}\n --> <stdin>:2:1\n")


@pytest.mark.parametrize("marks", ["a,b,c,d,e,f", "[[[[[[", "{{{{{{", "::::::", '\\"::::::'])
def test_marks_within_texts_are_no_values(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, marks: str
) -> None:
    lower(monkeypatch, "MOST_KEYS", "json.syntax")
    lower(monkeypatch, "MOST_VALUES", "json.syntax")
    stdin = f'{{"a": 1, "b": "{marks}"}}\n'
    result = fwdprop("run net.yaml --from jsonl --format csv", stdin=stdin)
    assert (result.stdout, result.stderr, result.status) == ("y\n2\n", "", 0)


LONGEST = 100_000


@pytest.mark.parametrize("longer", [0, 1])
@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
@pytest.mark.parametrize("more", ["", "--on-error skip"])
def test_a_number_has_as_many_characters_as_the_limit(
    fwdprop: Run, net: Path, form: str, longer: int, more: str
) -> None:
    number = "1." + "0" * (LONGEST - 2 + longer)
    rows = {"csv": f"1\n{number}\n", "jsonl": f"[1]\n[{number}]\n", "json": f"[[1],[{number}]]"}
    result = fwdprop(f"run net.yaml --from {form} --format csv {more}", stdin=rows[form])
    if not longer:
        assert (result.stdout, result.stderr, result.status) == ("y\n2\n2\n", "", 0)
        return
    assert (result.stdout, result.status) == ("y\n2\n", 1 if more else 2)
    assert f"column a: a number of {LONGEST + 1:,} characters\n" in result.stderr
    assert f"help: no more than {LONGEST:,} are read\n" in result.stderr


@pytest.mark.parametrize(
    ("limits", "blocks", "groups"),
    [
        ({"GROUP_ROWS": 6}, [2, 3, 1, 1], [6, 1]),
        ({"GROUP_ROWS": 6}, [2, 3, 0, 2, 5], [7, 5]),
        ({"GROUP_BYTES": 48}, [2, 3, 1, 1], [6, 1]),
        ({"GROUP_BYTES": 49}, [2, 3, 1, 1], [7]),
    ],
)
def test_rows_come_together_in_groups(
    monkeypatch: pytest.MonkeyPatch, limits: dict[str, int], blocks: list[int], groups: list[int]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for limit, value in limits.items():
        lower(monkeypatch, limit, "columnar.parquet", to=value)
    values = [np.full((rows, 1), index, np.float64) for index, rows in enumerate(blocks)]
    file = parquet.ParquetFile(io.BytesIO(written("parquet", ["y"], values)))
    found = [file.metadata.row_group(index).num_rows for index in range(len(groups))]
    assert (found, file.metadata.num_row_groups) == (groups, len(groups))
    assert file.read().column("y").to_pylist() == np.concatenate(values)[:, 0].tolist()


@pytest.mark.parametrize(("parts", "joined"), [(4, 0), (5, 1), (8, 1), (9, 2)])
def test_small_blocks_that_wait_are_joined_now_and_then(
    monkeypatch: pytest.MonkeyPatch, parts: int, joined: int
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    from fwdprop.tables.columnar.parquet import Parquet

    lower(monkeypatch, "MOST_PARTS", "columnar.parquet")
    tables: list[int] = []
    table = Parquet._table

    def noted(self: Parquet) -> Any:
        tables.append(1)
        return table(self)

    monkeypatch.setattr(Parquet, "_table", noted)
    values = [np.full((1, 1), index, np.float64) for index in range(parts)]
    content = written("parquet", ["y"], values)
    assert len(tables) == joined + 1  # and once at the end
    found = parquet.read_table(io.BytesIO(content)).column("y").to_pylist()
    assert found == [float(index) for index in range(parts)]


@pytest.mark.parametrize(("rows", "pieces"), [(4, 1), (6, 1), (7, 2), (8, 2), (9, 3)])
def test_a_batch_is_cut_where_more_than_half_a_piece_would_be_left(
    fwdprop: Run, net: Path, monkeypatch: pytest.MonkeyPatch, rows: int, pieces: int
) -> None:
    pa = pytest.importorskip("pyarrow")
    from fwdprop.tables.columnar import reader

    lower(monkeypatch, "MOST_ROWS", "columnar.reader")
    lower(monkeypatch, "_FEWEST_ROWS", "columnar.reader")
    lower(monkeypatch, "LARGEST_PIECE", "columns")
    blocks: list[int] = []
    block = reader._block

    def noted(*words: Any) -> Any:
        blocks.append(1)
        return block(*words)

    monkeypatch.setattr(reader, "_block", noted)
    table = pa.table({"a": [float(index) for index in range(rows)]})
    with pa.OSFile("x.arrow", "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    result = fwdprop("run net.yaml --data x.arrow --format csv")
    assert result.stdout == "y\n" + "".join(f"{2 * index}\n" for index in range(rows))
    assert len(blocks) == pieces


@pytest.mark.parametrize(
    ("rows", "width", "piece"), [(8, 1, 8), (5, 1, 8), (5, 4, 8), (5, 5, 5), (8, 5, 8), (9, 4, 9)]
)
def test_a_piece_is_whole_blocks_unless_these_are_too_large(
    monkeypatch: pytest.MonkeyPatch, rows: int, width: int, piece: int
) -> None:
    lower(monkeypatch, "LARGEST_PIECE", "columns", to=32)
    assert ColumnSpec(("a",), together=4).piece(rows, width) == piece


class Chunks:
    """A source with these chunks."""

    name = "chunks"

    def __init__(self, *chunks: bytes) -> None:
        self._chunks = chunks

    def chunks(self) -> Iterator[bytes]:
        return iter(self._chunks)


def looks(*chunks: bytes) -> tuple[list[int], bytes]:
    """How many bytes each look at what has come was for, and all rows together."""
    sizes: list[int] = []

    def cut(data: bytes) -> int:
        sizes.append(len(data))
        return data.rfind(b"\n.\n") + 3 if b"\n.\n" in data else 0

    found = framed(cast(Source, Chunks(*chunks)), True, cast(Any, cut))
    return sizes, b"".join(cast("Iterator[bytes]", found))


@pytest.mark.parametrize("more", [0, 1])
def test_a_long_row_is_looked_at_where_twice_as_much_is_there(more: int) -> None:
    first = b"x\n" * (CHUNK // 2) + b"y" * more
    chunks = (first, b"x\n" * (SLOW // 2 + 1), b"\n.\n")
    sizes, rows = looks(*chunks)
    assert rows == b"".join(chunks)
    # Up to a chunk it is looked at again each time; beyond, small chunks from a slow source alone.
    second = [] if more else [len(first) + len(chunks[1])]
    assert sizes == [len(first), *second, len(rows)]


@pytest.mark.parametrize("more", [0, 1])
def test_what_a_slow_producer_sends_is_looked_at_each_time(more: int) -> None:
    first = b"x\n" * (CHUNK // 2) + b"y"
    slow = b"\n" + b"x" * (SLOW - 1 + more)
    sizes, rows = looks(first, slow, b"\n.\n")
    assert rows == first + slow + b"\n.\n"
    assert sizes == [len(first), *([] if more else [len(first) + len(slow)]), len(rows)]
