"""`fwdprop trace --data`: the arithmetic for every row of files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import ROOT, Run

XOR = "trace networks/xor.yaml"
ROWS = "note,x2,x1\na,1,1\nb,1,0\nc,0,0\n"
TYPED = "-i 1 1 -i 0 1 -i 0 0"
EXP = "inputs: [a, b]\nlayers: [{nodes: {y: [1, 1]}, activation: exp}]\n"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """A file of three rows."""
    path = tmp_path / "rows.csv"
    path.write_text(ROWS)
    return path


@pytest.mark.parametrize("form", ["text", "csv", "tsv", "jsonl", "json", "markdown", "latex"])
@pytest.mark.parametrize("together", [1, 2, 4096])
def test_rows_of_a_file_read_like_rows_that_were_typed(
    fwdprop: Run, rows: Path, monkeypatch: pytest.MonkeyPatch, form: str, together: int
) -> None:
    monkeypatch.setattr("fwdprop.pipeline.trace.rows_together", lambda network: together)
    words = f"--layers output --format {form}"
    result = fwdprop(f"{XOR} --data {rows} {words}")
    assert result == fwdprop(f"{XOR} {TYPED} {words}")
    assert result.status == 0


def test_at_a_terminal_each_row_has_its_heading_and_inputs(fwdprop: Run, rows: Path) -> None:
    result = fwdprop(f"{XOR} --data {rows}", columns=80)
    assert result == fwdprop(f"{XOR} {TYPED}", columns=80)
    assert "\nrow 2\ninputs\n  x1 = 0, x2 = 1\n" in result.stdout


def test_a_single_row_has_a_heading_too_and_no_row_gives_nothing(fwdprop: Run) -> None:
    line = f"{XOR} --data - --node y"
    assert fwdprop(line, stdin="1,0\n").stdout == "row 1\ny = 1·h1 - 2·h2 = 1·1 - 2·0 = 1\n"
    assert fwdprop(line, stdin="x1,x2\n").stdout == ""
    assert json.loads(fwdprop(f"{line} --format json", stdin="x1,x2\n").stdout) == []


def test_rows_are_numbered_over_all_files(fwdprop: Run, rows: Path) -> None:
    result = fwdprop(f"{XOR} --data {rows} {rows} --node y --format jsonl --top 0")
    nodes = [json.loads(line) for line in result.stdout.splitlines()]
    results = [(each["row"], each["result"]) for each in nodes if each["result"] is not None]
    assert results == [(1, 0), (2, 1), (3, 0), (4, 0), (5, 1), (6, 0)]


def test_a_bad_row_stops_behind_the_rows_before_it(fwdprop: Run) -> None:
    result = fwdprop(f"{XOR} --data - --node y", stdin="x1,x2\n1,0\n1,one\n0,0\n")
    assert result.stdout == "row 1\ny = 1·h1 - 2·h2 = 1·1 - 2·0 = 1\n"
    assert result.stderr == (
        "error: column x2: 'one' is not a number\n --> <stdin>:3:3\n  |\n3 | 1,one\n  |   ^^^\n"
    )
    assert result.status == 2


def test_bad_rows_are_skipped_where_that_is_asked_for(fwdprop: Run, tmp_path: Path) -> None:
    words = f"--rejects {tmp_path / 'bad'} --node y --format csv --top 0"
    result = fwdprop(f"{XOR} --data - {words}", stdin="1,0\n1,one\n0,0\n")
    assert [line.split(",")[0] for line in result.stdout.splitlines()[2::2]] == ["1", "3"]
    assert result.stderr.endswith(
        f"warning: 1 row was skipped and kept in {tmp_path / 'bad'}; the results are incomplete\n"
    )
    assert result.status == 1
    assert (tmp_path / "bad").read_text().endswith("\t1,one\n")


@pytest.mark.parametrize("stop", [True, False])
def test_a_file_takes_all_rows_or_is_not_there(fwdprop: Run, tmp_path: Path, stop: bool) -> None:
    out = tmp_path / "out.csv"
    bad = "x,1\n" if stop else ""
    result = fwdprop(f"{XOR} --data - -o {out}", stdin=f"x1,x2\n0,1\n{bad}")
    assert (result.stdout, result.status) == ("", 2 if stop else 0)
    assert out.exists() == (not stop)


def test_the_first_value_that_is_not_finite_is_told_of_with_its_row(
    fwdprop: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "net.yaml").write_text(EXP)
    line = f"trace {tmp_path / 'net.yaml'} --data - --format csv"
    stdin = "a,b\n1,1\n1,2\n1,1000\nnan,1\n"
    warning = "layer output, node y is inf in row 3, the first value that is not finite"
    for together in (1, 3, 100):
        monkeypatch.setattr("fwdprop.pipeline.trace.rows_together", lambda network, n=together: n)
        assert fwdprop(line, stdin=stdin).stderr == f"warning: {warning}\n"
    assert fwdprop(line, stdin="1,1000\n").stderr.startswith(
        "warning: layer output, node y is inf in row 1, "
    )


def test_a_number_too_large_for_float32_is_an_infinity(fwdprop: Run) -> None:
    result = fwdprop(f"{XOR} --data - --dtype float32 --format jsonl", stdin="1e300,0\n")
    assert result.stderr == (
        "warning: input x1 is inf in row 1, the first value that is not finite\n"
    )


@pytest.mark.parametrize(
    ("form", "sign"), [("text", "1·0.33 ≈"), ("latex", r"&\approx 0.67"), ("markdown", "| ≈ 0.67")]
)
def test_a_rounded_sum_keeps_its_sign_and_is_pointed_out(
    fwdprop: Run, tmp_path: Path, form: str, sign: str
) -> None:
    net = "inputs: [a, b]\nlayers: [{weights: [[1, 1]], nodes: ['≈']}]"
    (tmp_path / "net.yaml").write_text(net)
    line = f"trace {tmp_path / 'net.yaml'} --data - --precision 2 --format {form}"
    third = "0.33333333\n".replace("\n", ",0.33333333\n")
    rounded = fwdprop(line, stdin="1,2\n" + third)
    assert sign in rounded.stdout
    assert rounded.stderr == (
        "note: ≈ stands where the digits as printed add up to a little more or less than the sum\n"
    )
    assert fwdprop(line, stdin="1,2\n").stderr == ""  # the node's name is none


@pytest.mark.parametrize(
    ("words", "stdin", "stderr"),
    [
        ("--data - --keep note", ROWS, "error: there is no option --keep\n"),
        ("--data - -i 0 1", ROWS, "error: --input and --data exclude each other\n"),
        ("", ROWS, "error: no inputs: this network has 2 inputs (x1, x2)\n"),
        ("--data nothing.csv", "", "error: there is no file nothing.csv\n"),
        ("--data - --layers hiden", ROWS, "error: there is no layer 'hiden'\n"),
    ],
)
def test_what_cannot_be_traced_is_refused(
    fwdprop: Run, words: str, stdin: str, stderr: str
) -> None:
    result = fwdprop(f"{XOR} {words}", stdin=stdin)
    assert result.stderr.startswith(stderr)
    assert (result.stdout, result.status) == ("", 2)


@pytest.mark.parametrize("form", ["text", "csv"])
def test_a_row_is_answered_before_the_next_one_comes(form: str) -> None:
    words = ["trace", "networks/xor.yaml", "--data", "-", "--node", "y", "--format", form]
    process = subprocess.Popen(
        [sys.executable, "-m", "fwdprop", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process:
        process.stdin.write(b"0,1\n")
        process.stdin.flush()
        first = process.stdout.readline()
        assert first == (b"row 1\n" if form == "text" else first)
        process.stdout.readline()
        process.stdout.close()  # who reads no further ends it without a word
        process.stdin.write(b"1,1\n" * 100_000)
        process.stdin.close()
        assert process.wait() == 0
