"""First mistakes with files of rows, and what the message says to do about them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from command_line import Run

NET = "networks/transactions.yaml"
CLOSES = "a quote closes a field where that ends: leave out the spaces behind it"
OPENS = "a quote opens a field where that begins: leave out the spaces before it"
PADDED = (
    "the columns are padded; for one space between them:"
    " awk '{$1=$1} 1' FILE | fwdprop ... --delimiter space"
)
POINT = "decimals take a point, 0.5"
FILE = "where no comma stands for anything else: tr , . < FILE"


@pytest.mark.parametrize(
    ("stdin", "help"),
    [
        (
            b'{"children":2,"accounts":3}\n',
            "this looks like JSON, a row a line: --from jsonl",
        ),
        (
            b"[2,3]\n",
            "this looks like JSON, a row a line: --from jsonl",
        ),
        (b'"children";"accounts"\n2;3\n', "the columns stand apart by ';': --delimiter ';'"),
        (b"[[2,3]]\n", "this looks like an array of rows in JSON: --from json"),
        (b'[{"children":2,"accounts":3}]', "this looks like an array of rows in JSON: --from json"),
        (b"[\n[2,3]]\n", "this looks like an array of rows in JSON: --from json"),
        (b"2 3\n", "the columns stand apart by space: --delimiter space"),
        (b"accounts children\n2 3\n", "the columns stand apart by space: --delimiter space"),
        (
            b"children,accounts\n1,NULL\n",
            "an empty cell or NA stands for a missing value, with --missing",
        ),
        (b'"children","accounts" \n2,3\n', CLOSES),
        (b'"children" ,"accounts"\n2,3\n', CLOSES),
        (b'"kids" "accounts"\n2 3\n', "the columns stand apart by space: --delimiter space"),
        (b'children,accounts\n2,"3" \n', CLOSES),
        (b'"children","acc"ounts"\n2,3\n', "a quote within a quoted field is written twice"),
        (b'"children, "accounts"\n2,3\n', "a quote within a quoted field is written twice"),
        (b'"children", "accounts"\n2,3\n', OPENS),
        (b'children,accounts\n"2", "3"\n', OPENS),
        (b"children   accounts\n2          3\n", PADDED),
        (b"  2 3\n", PADDED),
        (b"1,5;2,5\n", f"{POINT}; {FILE} | fwdprop ... --delimiter ';'"),
        (b"0,5 1,5\n", f"{POINT}; {FILE} | fwdprop ... --delimiter space"),
        (b'children,accounts\n"1,5",2\n', POINT),
        (b"children,accounts,x\n\xe9,5,\xe9\n", "make it UTF-8: iconv -f latin1 -t utf-8 FILE"),
        (gzip.compress(gzip.compress(b"2,3\n")), "unpack it first"),
        (
            b"children,accounts\n1,2\n\xef\xbb\xbfchildren,accounts\n",
            "does the header stand there again? --data takes several files",
        ),
        (b'children,accounts\n"1,000",2\n', "numbers are written without commas: 1000"),
        (
            b"children,accounts\n1,2\nchildren,accounts\n",
            "does the header stand there again? --data takes several files",
        ),
        (b"\xd0\xcf\x11\xe0", "save it as CSV"),
        (b"BZh91AY", "unpack it: bzip2 -dc FILE"),
        (b"\xfd7zXZ\x00", "unpack it: xz -dc FILE"),
        (b"PK\x03\x04....", "save it as CSV"),
        (
            b"children,accounts\r2,3\r4,5\r",
            r"where each line ends with one alone: tr '\r' '\n' < FILE",
        ),
    ],
)
def test_the_message_says_what_the_input_looks_like(fwdprop: Run, stdin: bytes, help: str) -> None:
    result = fwdprop(f"run {NET}", stdin=stdin)
    assert result.stderr.endswith(f"\nhelp: {help}\n")
    # A header, and results of rows before the one that is wrong.
    assert set(result.stdout.split()) <= {"transactions", "5"}
    assert result.status == 2


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
@pytest.mark.parametrize(
    ("stdin", "what", "said"),
    [
        (b"PAR1....", "a Parquet file", "parquet"),
        (b"ARROW1..", "an Arrow file", "arrow"),
        (b"\x93NUMPY\x01\x00", "an npy file", "npy"),
    ],
)
def test_text_is_expected_where_the_command_line_says_so(
    fwdprop: Run, stdin: bytes, form: str, what: str, said: str
) -> None:
    result = fwdprop(f"run {NET} --from {form}", stdin=stdin)
    message = f"error: <stdin> is {what}, expected UTF-8 text\nhelp: say so: --from {said}\n"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (
            f"run {NET} rows.csv",
            "there is no place for rows.csv",
            "rows stand behind --data: --data rows.csv",
        ),
        (f"run {NET} --data x.xlsx", "there is no file x.xlsx", None),
        (
            f"run {NET} --data - --from jsonl --delimiter ;",
            "--delimiter is for csv and tsv, and <stdin> is read as jsonl",
            "leave it out",
        ),
        (
            f"run {NET} --data - --from json --no-header",
            "--no-header is for csv and tsv, and <stdin> is read as json",
            "leave it out",
        ),
        (
            f"run {NET} -i 1 2 -o x.jsonl.xz",
            "-o x.jsonl.xz: jsonl is not written with xz",
            "write it through a pipe: --format jsonl | xz > x.jsonl.xz",
        ),
    ],
)
def test_the_message_says_what_to_write_instead(
    fwdprop: Run, words: str, message: str, help: str | None
) -> None:
    result = fwdprop(*words.split(), stdin="[1,2]\n")
    assert result.stderr == f"error: {message}\n" + (f"help: {help}\n" if help else "")
    assert (result.stdout, result.status) == ("", 2)


@pytest.mark.parametrize("form", ["ndjson", "JSONL", "jsonl"])
def test_formats_have_other_names_too(fwdprop: Run, tmp_path: Path, form: str) -> None:
    assert fwdprop(f"run {NET} --from {form} --data -", stdin="[1,2]\n").status == 0
    assert fwdprop(f"run {NET} -i 1 2 -o {tmp_path}/x.{form}").status == 0
    (line,) = (tmp_path / f"x.{form}").read_text().splitlines()
    assert line.startswith("{")


@pytest.mark.parametrize("option", ["--on-error skip", "--missing 0", "--columns a=b"])
def test_options_for_rows_are_not_ignored_where_there_are_none(fwdprop: Run, option: str) -> None:
    result = fwdprop(f"check {NET} {option}", stdin="children,accounts,transactions\n2,3,9\n")
    assert (result.stdout, result.status) == ("", 2)
    assert result.stderr == (
        f"error: {option.split()[0]} is for --data\n"
        "help: leave it out, or name a file of rows, - for standard input\n"
    )


ROWS = (
    "sepal_length,sepal_width,petal_length,petal_width,p_setosa,virginica\n5.1,3.5,1.4,0.2,{},0.0"
)


def test_an_output_without_a_column_is_told_of(fwdprop: Run) -> None:
    result = fwdprop("check networks/iris.yaml --data -", stdin=ROWS.format("0.994"))
    line = "networks/iris.yaml: 1 row holds, within 0.05\n"
    assert (result.stdout, result.status) == (line, 0)
    assert result.stderr == (
        "warning: not compared, for there is no column of that name: setosa, versicolor\n"
    )


@pytest.mark.parametrize(("value", "status"), [("0.994", 0), ("0.95", 1)])
def test_columns_says_what_the_file_calls_an_output(fwdprop: Run, value: str, status: int) -> None:
    line = "check networks/iris.yaml --data - --columns setosa=p_setosa"
    result = fwdprop(line, stdin=ROWS.format(value))
    assert result.status == status
    assert result.stderr.startswith("warning: not compared, for there is no column of that name: v")


def test_a_file_of_results_leaves_no_rows_out(fwdprop: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    result = fwdprop(f"run {NET} --data - -o {out}", stdin="1,2\n")
    assert result.stderr == (
        f"error: -o {out} would hold a table, which shows the first and last rows\n"
        "help: name a file that ends in .csv, or say --format table\n"
    )
    assert not out.exists()
    assert fwdprop(f"run {NET} --data - -o {out} --all", stdin="1,2\n" * 99).status == 0
    assert len(out.read_text().splitlines()) == 101


def test_rows_before_the_network_have_a_line_that_works(fwdprop: Run, folder: Path) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]")
    (folder / "rows.csv").write_text("a\n3\n")
    assert fwdprop("run rows.csv net.yaml").stderr == (
        "error: there is no place for net.yaml\n"
        "help: rows stand behind --data: fwdprop run net.yaml --data rows.csv\n"
    )
    assert fwdprop("run net.yaml --data rows.csv").stdout == "y\n6\n"
