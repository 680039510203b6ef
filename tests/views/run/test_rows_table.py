"""The table of results, a line a row: many rows, many columns, every width."""

from __future__ import annotations

import io
import json
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from command_line import Run, Stream
from rows_table import ODD, drawn
from terminal_cells import cells

from fwdprop.system.terminal import Terminal
from fwdprop.views.run.rows_table import TableWriter

NET = "networks/transactions.yaml"


def data(rows: int) -> str:
    return "id,children,accounts\n" + "".join(f"00{k},{k},{k / 4}\n" for k in range(rows))


SIDE_BY_SIDE = """\
row   id    hidden.node_0   hidden.node_1   output.transactions
───────────────────────────────────────────────────────────────
  1   000               0               0                     0
  2   001            1.25           -0.75                  3.25
  3   002             2.5            -1.5                   6.5
"""

SPLIT = """\
row   id    hidden.node_0
─────────────────────────
  1   000               0
  2   001            1.25
  3   002             2.5

row   hidden.node_1
───────────────────
  1               0
  2           -0.75
  3            -1.5

row   output.transactions
─────────────────────────
  1                     0
  2                  3.25
  3                   6.5
"""

FOLDED = """\
row   id
─────────
  1   000
  2   001
  3   002

row   hidden.node_0
───────────────────
  1               0
  2            1.25
  3             2.5

row   hidden.node_1
───────────────────
  1               0
  2           -0.75
  3            -1.5

row   output.transac
               tions
────────────────────
  1                0
  2             3.25
  3              6.5
"""


@pytest.mark.parametrize(
    ("columns", "stdout"),
    [(80, SIDE_BY_SIDE), (63, SIDE_BY_SIDE), (40, SPLIT), (25, SPLIT), (20, FOLDED)],
)
def test_columns_without_room_stand_below_the_others_and_never_are_cut(
    fwdprop: Run, columns: int, stdout: str
) -> None:
    line = f"run {NET} --data - --keep id --layers all"
    result = fwdprop(line, stdin=data(3), columns=columns)
    assert (result.stderr, result.stdout, result.status) == ("", stdout, 0)


def test_one_column_more_than_fits_begins_the_next_group(fwdprop: Run) -> None:
    line = f"run {NET} --data - --keep id --layers all"
    assert fwdprop(line, stdin=data(3), columns=62).stdout == (
        """\
row   id    hidden.node_0   hidden.node_1
─────────────────────────────────────────
  1   000               0               0
  2   001            1.25           -0.75
  3   002             2.5            -1.5

row   output.transactions
─────────────────────────
  1                     0
  2                  3.25
  3                   6.5
"""
    )


def test_a_long_table_shows_its_first_and_last_ten_rows_and_counts_the_others(
    fwdprop: Run,
) -> None:
    result = fwdprop(f"run {NET} --data -", stdin=data(10_000), columns=80)
    first = [(k + 1, f"{k * 3.25:.6g}") for k in range(10)]
    last = [(k + 1, f"{k * 3.25:.6g}") for k in range(9_990, 10_000)]
    assert result.stdout.splitlines() == [
        "   row   transactions",
        "─" * 21,
        *(f"{number:6,}   {value:>12}" for number, value in first),
        "... 9,980 more rows ...",
        *(f"{number:6,}   {value:>12}" for number, value in last),
    ]


@pytest.mark.parametrize("block", [1, 3, 10, 11, 20, 21, 22, 23, 1_000])
@pytest.mark.parametrize("rows", [1, 10, 11, 12, 20, 21, 22, 23, 44, 99])
def test_what_is_shown_does_not_depend_on_how_rows_come(rows: int, block: int) -> None:
    text = drawn(["k", "y"], [list(map(str, range(rows)))], np.arange(rows)[:, None], block=block)
    wide = max(len(str(rows - 1)), 1)
    lines = [f"{k + 1:3}   {k:<{wide}}   {k:{wide}}" for k in range(rows)]
    if rows > 21:
        lines[10:-10] = [f"... {rows - 20} more rows ..."]
    head = f"row   {'k':<{wide}}   {'y':>{wide}}"
    assert text.splitlines() == [head, "─" * len(head), *lines]


def test_a_whole_table_shows_every_row(fwdprop: Run) -> None:
    result = fwdprop(f"run {NET} --data - --all", stdin=data(2_500), columns=80)
    assert result.stdout.splitlines() == [
        "  row   transactions",
        "─" * 20,
        *(f"{k + 1:5,}   {f'{k * 3.25:.6g}':>12}" for k in range(2_500)),
    ]


def test_without_rows_the_header_says_what_there_would_be(fwdprop: Run) -> None:
    line = f"run {NET} --data - --keep id --layers all"
    assert fwdprop(line, stdin=data(0), columns=39).stdout == (
        """\
row   id   hidden.node_0
────────────────────────

row   hidden.node_1
───────────────────

row   output.transactions
─────────────────────────
no rows
"""
    )


def wide(columns: int) -> str:
    return json.dumps({"inputs": 1, "layers": [{"weights": [[k] for k in range(columns)]}]})


def titles(text: str) -> list[str]:
    """The columns' names from group to group; a line that stands by itself is one of them."""
    found = []
    for group in text.split("\n\n"):
        head = group.splitlines()[0]
        found += [head] if head.startswith(".") else head.split()[1:]
    return found


@pytest.mark.parametrize("width", [80, 1_000])
def test_a_wide_table_shows_its_first_and_last_columns_and_counts_the_others(
    fwdprop: Run, tmp_path: Path, width: int
) -> None:
    net = tmp_path / "wide.json"
    for number in (60, 61, 1_300):
        net.write_text(wide(number))
        every = [f"node_{k}" for k in range(number)]
        shown = every
        if number > 60:
            shown = [*every[:24], f"... {number - 32:,} more columns ...", *every[-8:]]
        result = fwdprop(f"run {net} --data -", stdin="1\n2\n", columns=width)
        assert titles(result.stdout) == shown
        assert titles(fwdprop(f"run {net} --data - --all", stdin="1\n", columns=80).stdout) == every


def test_the_values_of_a_wide_table_stand_below_their_names(fwdprop: Run, tmp_path: Path) -> None:
    net = tmp_path / "wide.json"
    net.write_text(wide(1_300))
    result = fwdprop(f"run {net} --data - --keep all", stdin="x0,id\n1,a\n-2,b\n", columns=60)
    assert result.stdout.split("\n\n", maxsplit=5)[3:] == [
        """\
row   node_16   node_17   node_18   node_19   node_20
─────────────────────────────────────────────────────
  1        16        17        18        19        20
  2       -32       -34       -36       -38       -40""",
        """\
row   node_21
─────────────
  1        21
  2       -42""",
        """\
... 1,270 more columns ...

row   node_1292   node_1293   node_1294   node_1295
───────────────────────────────────────────────────
  1        1292        1293        1294        1295
  2       -2584       -2586       -2588       -2590

row   node_1296   node_1297   node_1298   node_1299
───────────────────────────────────────────────────
  1        1296        1297        1298        1299
  2       -2592       -2594       -2596       -2598
""",
    ]


@pytest.mark.parametrize("columns", [80, 40, 20, 13, 12, 11, 10, 9, 8, 1])
def test_nothing_is_lost_at_any_width(columns: int) -> None:
    y = np.array([[-1.5e-300, 1e300]]).repeat(1_100, axis=0)
    header = ["日本 [red]", "output.a long name", ""]
    text = drawn(header, [ODD * 110], y, columns=columns, whole=True)
    assert max(map(cells, text.splitlines())) <= max(columns, 8)
    # However cells are folded: numbers of rows and their commas are in each group of columns.
    whole = drawn(header, [ODD * 110], y, columns=200, whole=True)
    groups = text.count("\n\n") + 1
    for char in "日本[]:\\-+.e\u0301x":
        assert text.count(char) == whole.count(char) > 0
    assert text.count(",") == groups * whole.count(",") == groups * 101


def test_a_long_table_takes_no_more_memory_than_a_short_one() -> None:
    page = Terminal(Stream(), Stream(tty=True), Stream(), {})
    y = np.ones((100, 2))

    def peak(blocks: int) -> int:
        writer = TableWriter(io.BytesIO(), ["a", "b"], 0, page, 6, whole=False)
        tracemalloc.start()
        for _ in range(blocks):
            writer.write(writer.encode([], y))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    assert peak(200) < 2 * peak(2)


def test_a_table_in_a_file_is_80_columns_wide_without_colour(fwdprop: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.txt"
    line = f"run {NET} --data - --keep id --layers all --format table -o {file}"
    assert fwdprop(line, stdin=data(3), columns=40, environ={}).stdout == ""
    assert file.read_text(encoding="utf-8") == SIDE_BY_SIDE
