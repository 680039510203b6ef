"""Files of columns, the same for Parquet and for both formats of Arrow."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from command_line import Run
from opened_rows import WAYS, come_by, everything, read

from fwdprop import FwdpropError
from fwdprop.tables.columns import ALL, ColumnSpec
from fwdprop.tables.source import Source

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")

RNG = np.random.default_rng(7)
TRANSACTIONS = "networks/transactions.yaml"
AB = ColumnSpec(("a", "b"))


def parquet(table: pa.Table) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream)
    return stream.getvalue()


def ipc(new: Callable[..., Any], table: pa.Table) -> bytes:
    stream = io.BytesIO()
    with new(stream, table.schema) as file:
        file.write_table(table)
    return stream.getvalue()


def arrow_file(table: pa.Table) -> bytes:
    return ipc(pa.ipc.new_file, table)


def arrow_stream(table: pa.Table) -> bytes:
    return ipc(pa.ipc.new_stream, table)


WRITERS = {"parquet": parquet, "arrow": arrow_file, "arrow stream": arrow_stream}
Opened = Callable[[pa.Table], Source]


@pytest.fixture(params=[f"{format} in {way}" for format in WRITERS for way in WAYS])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Opened:
    """Opens a table as a file, from standard input, or compressed."""
    format, way = request.param.split(" in ")

    def opened(table: pa.Table) -> Source:
        return come_by(way, format.split()[0], tmp_path, WRITERS[format](table))

    return opened


def test_columns_go_by_name_and_others_pass_through(source: Opened) -> None:
    table = pa.table({"id": ["007", None], "b": [1, 2], "a": [0.5, 0.25], "t": [True, None]})
    opened = read(source(table), ColumnSpec(("a", "b"), keep=("t", "id", "b")))
    assert (opened.before, list(opened.kept)) == (0, ["t", "id", "b"])
    x, kept, bad = everything(opened, 2)
    assert x.tolist() == [[0.5, 1], [0.25, 2]]
    assert (kept, bad) == ([[True, None], ["007", None], ["1", "2"]], [])


def test_columns_have_other_names_where_the_command_says_so(source: Opened) -> None:
    table = pa.table({"A": [1], "Account balance": [2], "x.y": [3]})
    columns = ColumnSpec(("a", "b"), {"a": "x.y", "b": "Account balance"}, ALL)
    x, kept, _ = everything(read(source(table), columns), 2)
    assert (x.tolist(), kept) == ([[3, 2]], [["1"], ["2"], ["3"]])


def test_a_column_may_be_two_inputs(source: Opened) -> None:
    columns = ColumnSpec(("a", "b"), {"b": "a"})
    assert everything(read(source(pa.table({"a": [1, 2]})), columns), 2)[0].tolist() == [
        [1, 1],
        [2, 2],
    ]


def test_kept_columns_are_arrays_of_the_type_that_they_had(source: Opened) -> None:
    table = pa.table(
        {
            "a": [1.0],
            "b": [2.0],
            "when": pa.array([0], pa.timestamp("ms", "UTC")),
            "price": pa.array([Decimal("1.10")], pa.decimal128(9, 2)),
            "tags": [["x", "y"]],
        }
    )
    opened = read(source(table), ColumnSpec(("a", "b"), keep=("when", "price", "tags")))
    (piece,) = opened.pieces()
    for column, name in zip(piece().kept, opened.kept, strict=True):
        assert table.column(name).chunk(0).equals(column)


def test_many_rows_come_in_pieces_and_in_order(source: Opened) -> None:
    values = RNG.standard_normal((200_003, 3))
    table = pa.table(dict(zip("cab", values.T, strict=True)))
    pieces = [piece() for piece in read(source(table), AB).pieces()]
    assert len(pieces) > 1
    assert sum(piece.took for piece in pieces) == len(values)
    assert max(len(piece.x) for piece in pieces) <= 1 << 18
    assert np.array_equal(np.concatenate([piece.x for piece in pieces]), values[:, 1:])


def test_categories_and_chunks_are_read(source: Opened) -> None:
    ages = pa.chunked_array([pa.array([1.5, 2.5, 1.5]), pa.array([2.5])]).dictionary_encode()
    names = pa.chunked_array([pa.array(["x", "y", "x"]), pa.array(["z"])]).dictionary_encode()
    table = pa.table(
        {"a": ages.unify_dictionaries(), "b": [1, 2, 3, 4], "n": names.unify_dictionaries()}
    )
    x, kept, _ = everything(read(source(table), ColumnSpec(("a", "b"), keep=("n",))), 2)
    assert x.tolist() == [[1.5, 1], [2.5, 2], [1.5, 3], [2.5, 4]]
    assert kept == [["x", "y", "x", "z"]]


def test_a_very_wide_file_is_read(source: Opened) -> None:
    names = [f"x{index}" for index in range(1500)]
    table = pa.table([pa.array([float(index)]) for index in range(1500)], names=names)
    x, _, _ = everything(read(source(table), ColumnSpec(tuple(reversed(names)))), 1500)
    assert x.tolist() == [[float(index) for index in reversed(range(1500))]]


MISSING = pa.table({"id": [1, 2, 3, 4], "a": [1.0, None, 3.0, np.nan], "b": [5, None, None, 6]})


def test_an_empty_cell_ends_the_rows_before_it(source: Opened) -> None:
    opened = read(source(MISSING), ColumnSpec(("a", "b"), keep=("id",)))
    x, kept, [(bad, row)] = everything(opened, 2)
    assert (x.tolist(), kept, row) == ([[1, 5]], [["1"]], 1)
    assert (bad.message, bad.column) == ("column a: the cell is empty", 0)
    assert bad.help == "--missing nan or --missing 0 says what to take for it"


def test_rows_with_empty_cells_are_left_out_and_told_as_json(source: Opened) -> None:
    opened = read(source(MISSING), ColumnSpec(("a", "b"), keep=("id",), stop=False))
    x, kept, bad = everything(opened, 2)
    assert np.array_equal(x, [[1.0, 5.0], [np.nan, 6.0]], equal_nan=True)
    assert kept == [["1", "4"]]
    assert [(row, each.message) for each, row in bad] == [
        (1, "column a: the cell is empty"),
        (2, "column b: the cell is empty"),
    ]
    raws: list[Any] = [each.raw for each, _ in bad]
    assert [json.loads(raw) for raw in raws] == [
        {"id": 2, "a": None, "b": None},
        {"id": 3, "a": 3, "b": None},
    ]
    assert all(raw.endswith(b"}\n") for raw in raws)


def test_what_stands_for_an_empty_cell_may_be_beyond_float32(source: Opened) -> None:
    spec = ColumnSpec(("a", "b"), missing=1e300, dtype="float32")
    x, _, _ = everything(read(source(MISSING), spec), 2)
    expected = [[1.0, 5.0], [np.inf, np.inf], [3.0, np.inf], [np.nan, 6.0]]
    assert np.array_equal(x, expected, equal_nan=True)


@pytest.mark.parametrize("missing", [0.0, -1.5, float("nan")])
def test_the_command_may_say_what_an_empty_cell_is(source: Opened, missing: float) -> None:
    x, _, bad = everything(read(source(MISSING), ColumnSpec(("a", "b"), missing=missing)), 2)
    expected = [[1.0, 5.0], [missing, missing], [3.0, missing], [np.nan, 6.0]]
    assert np.array_equal(x, expected, equal_nan=True)
    assert bad == []


def test_a_file_without_rows_tells_the_types_of_what_is_kept(source: Opened) -> None:
    table = pa.table({"a": [1.0], "b": [2], "id": ["x"]}).slice(0, 0)
    (piece,) = read(source(table), ColumnSpec(("a", "b"), keep=("id",))).pieces()
    block = piece()
    assert (block.x.shape, block.took) == ((0, 2), 0)
    column: Any = block.kept[0]
    assert column.type == pa.string()


@pytest.mark.parametrize(
    ("column", "found"),
    [
        (pa.array(["x"]), "string"),
        (pa.array([0], pa.date32()), "date32[day]"),
        (pa.array([0], pa.timestamp("us")), "timestamp[us]"),
        (pa.array(["x"]).dictionary_encode(), "string"),
        (pa.array([[1]]), "list<"),
        (pa.array([{"n": 1}]), "struct<n: int64>"),
    ],
)
def test_a_column_of_something_else_is_refused_before_any_row(
    source: Opened, column: pa.Array, found: str
) -> None:
    opened = source(pa.table({"a": column, "b": [1]}))
    with pytest.raises(FwdpropError) as caught:
        read(opened, AB)
    message = caught.value.faults[0].message
    assert message.startswith(f"column a of {opened.name} is {found}")
    assert message.endswith(", expected numbers")


def test_a_missing_column_is_an_error_that_lists_the_others(source: Opened) -> None:
    opened = source(pa.table({"a": [1], "B": [2]}))
    with pytest.raises(FwdpropError) as caught:
        read(opened, AB)
    (fault,) = caught.value.faults
    assert (str(fault.location), fault.message) == (opened.name, "there is no column 'b'")
    assert fault.help == "did you mean B? there are a, B; --columns b=B says so"


def test_two_columns_of_one_name_are_an_error_where_it_is_asked_for(source: Opened) -> None:
    table = pa.table([pa.array([n]) for n in range(4)], names=["a", "b", "c", "c"])
    assert everything(read(source(table), AB), 2)[0].tolist() == [[0, 1]]
    with pytest.raises(FwdpropError, match="2 columns are called 'c'"):
        read(source(table), ColumnSpec(("a", "b"), keep=("c",)))


@pytest.mark.parametrize("format", WRITERS)
def test_a_row_in_a_command_counts_from_one(fwdprop: Run, format: str) -> None:
    table = pa.table({"children": [2, None], "accounts": [3, 4]})
    content, format = WRITERS[format](table), format.split()[0]
    result = fwdprop(f"run {TRANSACTIONS} --data - --from {format} --format csv", stdin=content)
    assert result.stdout == "transactions\n9\n"
    assert result.stderr == (
        "error: row 2: column children: the cell is empty\n"
        " --> <stdin>\n"
        "help: --missing nan or --missing 0 says what to take for it\n"
    )
    assert result.status == 2


@pytest.mark.parametrize("format", WRITERS)
def test_kept_columns_come_out_as_text_or_as_they_were(
    fwdprop: Run, tmp_path: Path, format: str
) -> None:
    when = pa.array([0, 1_500], pa.timestamp("ms"))
    table = pa.table({"children": [2, 4], "when": when, "accounts": [3.0, 5.0]})
    content, format = WRITERS[format](table), format.split()[0]
    line = f"run {TRANSACTIONS} --data - --from {format} --keep when,children"
    result = fwdprop(f"{line} --format csv", stdin=content)
    assert result.stdout == (
        "when,children,transactions\n1970-01-01 00:00:00,2,9\n1970-01-01 00:00:01.5,4,17\n"
    )
    for ending, load in (("parquet", pq.read_table), ("arrow", pa.ipc.open_file)):
        assert fwdprop(f"{line} -o {tmp_path}/y.{ending}", stdin=content).status == 0
        found = load(tmp_path / f"y.{ending}")
        found = found if ending == "parquet" else found.read_all()
        assert found.column("when").combine_chunks().equals(when)
        assert found.column("transactions").to_pylist() == [9, 17]
