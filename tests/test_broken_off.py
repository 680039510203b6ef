"""What is written when a row cannot be read: the rows before it, and nothing that ends them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from command_line import Run
from piping import SHELL, in_shell

ROWS = "1,2\n3,4\n5,x\n6,7\n"
MESSAGE = "error: column accounts: 'x' is not a number\n --> <stdin>:3:3\n  |\n3 | 5,x\n  |   ^\n"


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("csv", "transactions\n5\n13\n"),
        ("tsv", "transactions\n5\n13\n"),
        ("jsonl", '{"transactions": 5}\n{"transactions": 13}\n'),
        ("json", '[\n  {"transactions": 5},\n  {"transactions": 13}\n'),
        ("values", "5\n13\n"),
        (
            "table",
            "row   transactions\n──────────────────\n  1              5\n  2             13\n",
        ),
    ],
)
def test_the_rows_before_a_bad_one_are_written(fwdprop: Run, form: str, written: str) -> None:
    result = fwdprop(f"run networks/transactions.yaml --format {form}", stdin=ROWS)
    assert (result.stdout, result.stderr, result.status) == (written, MESSAGE, 2)


def test_a_json_array_without_an_end_is_no_json(fwdprop: Run) -> None:
    result = fwdprop("run networks/transactions.yaml --format json", stdin=ROWS)
    with pytest.raises(json.JSONDecodeError):
        json.loads(result.stdout)
    assert json.loads(result.stdout + "]") == [{"transactions": 5}, {"transactions": 13}]


def test_an_arrow_stream_holds_the_rows_before_a_bad_one() -> None:
    pytest.importorskip("pyarrow")
    read = (
        "import sys, pyarrow; table = pyarrow.ipc.open_stream(sys.stdin.buffer).read_all();"
        "print(table.to_pylist())"
    )
    feed = "printf '1,2\\n3,4\\n5,x\\n'"
    line = f"{feed} | {SHELL} --format arrow | {sys.executable} -c '{read}'"
    found, message, _ = in_shell(line)
    assert (found, message) == ("[{'transactions': 5.0}, {'transactions': 13.0}]\n", MESSAGE)


@pytest.mark.parametrize("form", ["npy", "parquet"])
@pytest.mark.parametrize("where", ["| cat > out", "> out"])
def test_a_file_that_says_how_many_rows_it_has_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, where: str
) -> None:
    if form == "parquet":
        pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    found = in_shell(f"printf '1,2\\n3,4\\n5,x\\n' | {SHELL} --format {form} {where}")
    assert found[:2] == ("", MESSAGE)
    assert not Path("out").read_bytes().startswith((b"\x93NUMPY", b"PAR1"))


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("csv", "transactions\n"),
        ("jsonl", ""),
        ("json", "[\n"),
        ("values", ""),
        ("table", "row   transactions\n──────────────────\nno rows\n"),
    ],
)
def test_a_first_row_that_is_bad_writes_no_result(fwdprop: Run, form: str, written: str) -> None:
    result = fwdprop(f"run networks/transactions.yaml --format {form} --no-header", stdin="x,1\n")
    assert (result.stdout, result.status) == (written, 2)
