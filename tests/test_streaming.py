"""Rows through real pipes: answered at once, in flat memory, and never silently cut short."""

from __future__ import annotations

import io
import json
import zlib
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from command_line import NETWORKS, Run
from piping import LONG, NET, SHELL, in_shell, running

import fwdprop as api
from fwdprop.arrays import Array


@pytest.mark.parametrize(
    ("words", "rows", "results"),
    [
        ("", ["2,3\n", "1,4\n"], ["transactions\n9\n", "7\n"]),
        ("--data -", ["2,3\n", "1,4\n"], ["transactions\n9\n", "7\n"]),
        ("--format values", ["accounts,children\n3,2\n", "4,1\n"], ["9\n", "7\n"]),
        (
            "--from jsonl",
            ["[2, 3]\n", "[1, 4]\n"],
            ['{"transactions": 9}\n', '{"transactions": 7}\n'],
        ),
        (
            "--on-error skip --keep all --no-header",
            ["2,3\n", "1,4\n"],
            ["1,2,transactions\n2,3,9\n", "1,4,7\n"],
        ),
    ],
)
def test_a_slow_producer_is_answered_row_by_row(
    words: str, rows: list[str], results: list[str]
) -> None:
    with running(*words.split()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for row, result in zip(rows, results, strict=True):
            process.stdin.write(row.encode())
            process.stdin.flush()
            # The next row is sent only when this one is answered.
            answer = b"".join(process.stdout.readline() for _ in range(result.count("\n")))
            assert answer.decode() == result
        process.stdin.close()
        assert process.wait(LONG) == 0
        assert process.stdout.read() == b""


def packed(form: str, parts: list[bytes]) -> list[bytes]:
    """The parts compressed, each so that it can be read before the next one is there."""
    if form == "gz":
        gz = zlib.compressobj(wbits=31)
        found = [gz.compress(part) + gz.flush(zlib.Z_SYNC_FLUSH) for part in parts]
        return [*found, gz.flush()]
    zstd = pytest.importorskip("backports.zstd").ZstdCompressor()
    return [*[zstd.compress(part, zstd.FLUSH_BLOCK) for part in parts], zstd.flush()]


@pytest.mark.parametrize("form", ["gz", "zst"])
def test_a_slow_producer_that_compresses_is_answered_row_by_row(form: str) -> None:
    *rows, end = packed(form, [b"1,1\n2,3\n", b"1,4\n"])
    with running() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for row, result in zip(rows, [b"transactions\n4\n9\n", b"7\n"], strict=True):
            process.stdin.write(row)
            process.stdin.flush()
            assert b"".join(process.stdout.readline() for _ in result.splitlines()) == result
        process.stdin.write(end)
        assert process.communicate(timeout=LONG) == (b"", b"")


def test_half_a_line_waits_for_its_other_half() -> None:
    with running() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for part in (b"2,3\n1", b"0,", b"4\n"):
            process.stdin.write(part)
            process.stdin.flush()
        assert process.communicate(timeout=LONG)[0] == b"transactions\n9\n34\n"


# The header of an npy file says how many rows there are: there it has to end.
@pytest.mark.parametrize(
    ("source", "form"),
    [
        *product(["yes 2,3 |", "cat rows.csv |", "<rows.csv"], ["csv", "jsonl", "json"]),
        ("cat rows.csv |", "npy"),
        ("<rows.csv", "npy"),
    ],
)
def test_a_reader_that_leaves_ends_the_run_quietly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, form: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("rows.csv").write_text("2,3\n" * 200_000)
    line = f"{source} {SHELL} --format {form} | head -c 10 >/dev/null; echo ${{PIPESTATUS[-2]}}"
    assert in_shell(line) == ("0\n", "", 0)


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        (">/dev/full", "cannot write the results: no space left on device"),
        (">&-", "cannot write the results: bad file descriptor"),
        ("-o /dev/full", "cannot write /dev/full: no space left on device"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "values", "table", "npy", "parquet"])
def test_results_that_find_no_room_are_an_error(where: str, reason: str, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    line = f"yes 2,3 | head -30000 | {SHELL} --format {form} {where}"
    assert in_shell(line) == ("", f"error: {reason}\n", 2)


def test_a_file_that_is_read_is_not_written_to() -> None:
    line = f"cd $(mktemp -d); seq 9 | paste -d, - - - | cut -d, -f1,2 > f; {SHELL} < f >> f"
    message = "error: the results would go into the file that standard input is, which is read\n"
    assert in_shell(line + "; echo $?; wc -l < f") == ("2\n3\n", message, 0)


def test_a_file_appears_only_when_it_is_complete(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    with running("-o", str(out)) as process:
        assert process.stdin is not None
        process.stdin.write(b"2,3\n" * 100_000)
        process.stdin.flush()
        assert not out.exists()
        process.stdin.close()
        assert process.wait(LONG) == 0
    assert out.read_text() == "transactions\n" + "9\n" * 100_000
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("form", ["csv", "json", "npy", "parquet"])
def test_a_bad_row_leaves_no_file(fwdprop: Run, tmp_path: Path, form: str) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    result = fwdprop(f"run {NET} -o {tmp_path}/out.{form}", stdin="2,3\n" * 5000 + "2,x\n")
    place = " --> <stdin>:5001:3\n     |\n5001 | 2,x\n     |   ^\n"
    message = f"error: column accounts: 'x' is not a number\n   {place}"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("line", "stdin", "stderr"),
    [
        (
            "run - --data -",
            "2,3\n",
            "error: standard input can be read only once\n"
            "help: name - once, and a file for the other\n",
        ),
        (
            f"run {NET} --data - -",
            "2,3\n",
            "error: standard input can be read only once\n"
            "help: name - once, and a file for the other\n",
        ),
        (
            f"run {NET} --data -",
            "",
            "error: <stdin> is empty\n"
            "help: its first line holds the names of the columns, or numbers\n",
        ),
    ],
)
def test_standard_input_is_read_once_and_holds_something(
    fwdprop: Run, line: str, stdin: str, stderr: str
) -> None:
    result = fwdprop(line, stdin=stdin)
    assert (result.stdout, result.stderr, result.status) == ("", stderr, 2)


def test_an_empty_pipe_is_an_error_and_a_header_alone_is_not() -> None:
    message = (
        "error: <stdin> is empty\nhelp: its first line holds the names of the columns, or numbers\n"
    )
    assert in_shell(f"printf '' | {SHELL}") == ("", message, 2)
    assert in_shell(f"echo children,accounts | {SHELL}") == ("transactions\n", "", 0)


@pytest.fixture(scope="module")
def iris_rows() -> Array:
    return np.random.default_rng(7).uniform(0, 8, (3001, 4))


@pytest.mark.parametrize("chunk", [61, 4099, 1 << 20])
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "npy"])
def test_digits_do_not_depend_on_the_format_or_on_the_chunks(
    fwdprop: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    iris_rows: Array,
    form: str,
    chunk: int,
) -> None:
    monkeypatch.setattr("fwdprop.tables.source.CHUNK", chunk)
    monkeypatch.setattr("fwdprop.tables.source.CHUNK_OF_NUMPY", chunk)
    rows = iris_rows[: 8 * chunk]
    stdin = io.BytesIO()
    if form == "npy":
        np.save(stdin, rows)
    elif form == "json":
        stdin.write(json.dumps(rows.tolist()).encode())
    else:
        lines = [json.dumps(row) for row in rows.tolist()]
        text = "".join(f"{line}\n" for line in lines)
        stdin.write((text if form == "jsonl" else text.translate({91: "", 93: ""})).encode())
    words = f"run networks/iris.yaml --from {form} --data - -o {tmp_path}/out.npy"
    result = fwdprop(words, stdin=stdin.getvalue())
    assert (result.stdout, result.stderr, result.status) == ("", "", 0)
    expected = api.load(NETWORKS / "iris.yaml").forward(rows)
    assert np.load(tmp_path / "out.npy").tobytes() == expected.tobytes()


def test_order_is_kept_over_many_blocks(fwdprop: Run) -> None:
    numbers = range(300_000)
    result = fwdprop(f"run {NET}", stdin="".join(f"{number},0\n" for number in numbers))
    # transactions = 2 (children + accounts) - (accounts - children)
    assert result.stdout == "transactions\n" + "".join(f"{3 * number}\n" for number in numbers)


@pytest.mark.parametrize("form", ["json", "npy", "parquet", "arrow"])
def test_files_and_pipes_hold_what_the_format_s_own_library_reads(
    tmp_path: Path, form: str
) -> None:
    if form in ("parquet", "arrow"):
        pytest.importorskip("pyarrow")
    out, piped = tmp_path / f"out.{form}", tmp_path / f"piped.{form}"
    feed = "seq 1 5000 | sed 's/.*/&,1/' |"
    line = f"{feed} {SHELL} -o {out}; {feed} {SHELL} --format {form} | cat > {piped}"
    assert in_shell(line) == ("", "", 0)
    expected = [2 * (number + 1) - (1 - number) for number in range(1, 5001)]
    assert (read_back(out), read_back(piped)) == (expected, expected)


def read_back(path: Path) -> list[float]:
    """The column of results, as the format's own library reads it."""
    if path.suffix == ".json":
        return [row["transactions"] for row in json.loads(path.read_text())]
    if path.suffix == ".npy":
        return [float(number) for number in np.load(path)[:, 0]]
    import pyarrow.parquet

    if path.suffix == ".parquet":
        return list(pyarrow.parquet.read_table(path)["transactions"].to_pylist())
    # In a file with an index at its end, in a pipe without.
    opened = pyarrow.ipc.open_file if path.stem == "out" else pyarrow.ipc.open_stream
    return list(opened(path.read_bytes()).read_all()["transactions"].to_pylist())


def test_a_long_result_shows_its_first_and_last_rows_at_a_terminal(fwdprop: Run) -> None:
    stdin = "".join(f"{number},0\n" for number in range(1000))
    lines = fwdprop(f"run {NET}", stdin=stdin, columns=80).stdout.splitlines()
    assert [line.split() for line in lines[2:12]] == [
        [str(k), str(3 * k - 3)] for k in range(1, 11)
    ]
    assert lines[12].strip() == "... 980 more rows ..."
    assert lines[-1].split() == ["1,000", "2997"]


def test_rows_that_are_not_finite_are_told_of_in_one_line(fwdprop: Run) -> None:
    stdin = "1,2\n" * 4000 + "1e308,1e308\n3,nan\n" + "1,2\n" * 4000
    result = fwdprop(f"run {NET}", stdin=stdin)
    warning = (
        "warning: 2 of 8,002 rows have a result that is not finite; in the first, row 4,001, "
        "layer hidden, node node_0 is inf\n"
    )
    assert (result.stderr, result.status) == (warning, 0)
    assert result.stdout == ("transactions\n" + "5\n" * 4000 + "inf\nnan\n" + "5\n" * 4000)


def test_health_is_told_beside_the_results(fwdprop: Run, tmp_path: Path) -> None:
    net = tmp_path / "net.yaml"
    net.write_text(
        "inputs: [a, b]\nlayers:\n"
        "  - {name: hidden, activation: relu, nodes: {up: [1, 1], off: [-1, -1]}}\n"
        "  - {name: output, nodes: {y: [1, 1]}}\n"
    )
    result = fwdprop(f"run {net} --health", stdin="a,b\n0,0\n2,3\n4,2\n")
    assert (result.stdout, result.status) == ("y\n0\n5\n6\n", 0)
    assert result.stderr == HEALTH


@pytest.mark.parametrize(
    ("words", "mean"), [("--precision 3", "3.67"), ("--precision 10", "3.666666667")]
)
def test_health_has_as_many_digits_as_are_wanted(
    fwdprop: Run, tmp_path: Path, words: str, mean: str
) -> None:
    net = tmp_path / "net.yaml"
    net.write_text("{inputs: [a], layers: [{activation: relu, nodes: {up: [1]}}]}")
    result = fwdprop(f"run {net} --health {words}", stdin="a\n0\n5\n6\n")
    assert f" {mean} " in result.stderr


HEALTH = """\
health of each node over 3 rows

layer    node   min      mean   max    zeros   saturated
───────────────────────────────────────────────────────────────
hidden   up       0   3.66667     6   33.3 %           -
         off      0         0     0    100 %           -   dead
output   y        0   3.66667     6   33.3 %           -

1 node is dead, 0 in every row: hidden.off
"""
