"""`-o DIR/`: a file of results for each file of rows, each complete or not there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from command_line import NETWORKS, Result, Run
from folders import NET, RUN, contents, record, summary, write

from fwdprop import __version__

# 2 * (children + accounts) - (accounts - children), by hand.
ROWS = {"in/a.csv": "2,3\n4,1\n", "in/b.jsonl": "[0, 0]\n"}
RESULTS = {"a.csv": "transactions\n9\n13\n", "b.jsonl": '{"transactions": 0}\n'}


@pytest.fixture(autouse=True)
def rows(folder: Path) -> None:
    """A folder of two files of rows."""
    write(ROWS)


def said(text: str, status: int = 0) -> Result:
    return Result("", text, status)


def test_each_file_of_rows_gives_one_of_results(fwdprop: Run) -> None:
    assert fwdprop(RUN) == said("note: 2 files with 3 rows written to out/\n")
    assert contents() == RESULTS


@pytest.mark.parametrize("on", ["", " --on dask"])
def test_first_lines_that_count_are_warned_of_once(fwdprop: Run, on: str) -> None:
    if on:
        pytest.importorskip("distributed")
    write({f"counted/{name}.csv": "0,1,2,3\n5,3,1,0\n" for name in "abc"})
    iris = NETWORKS / "iris.yaml"
    assert fwdprop(f"run {iris} --data counted/ -o out/{on}") == Result(
        "",
        "warning: counted/a.csv: the first line counts 0, 1, 2 and is read as a row;"
        " where it numbers the columns: tail -n +2 FILE | fwdprop ...\n"
        "warning: so it is in 2 more files\n"
        "note: 3 files with 6 rows written to out/\n",
        0,
    )


def test_a_folder_that_an_error_leaves_empty_goes_again(fwdprop: Run) -> None:
    write({"in/a.csv": "2,x\n"})
    assert fwdprop(RUN).status == 2
    assert not Path("out").exists()
    Path("out").mkdir()
    assert fwdprop(RUN).status == 2
    assert not any(Path("out").iterdir())


def test_a_folder_that_is_there_needs_no_slash(fwdprop: Run) -> None:
    Path("out").mkdir()
    assert fwdprop(f"run {NET} --data in -o out -q") == said("")
    assert contents() == RESULTS


def test_one_file_goes_to_a_folder_too(fwdprop: Run) -> None:
    assert fwdprop(f"run {NET} --data in/a.csv -o out/ -q") == said("")
    assert contents() == {"a.csv": RESULTS["a.csv"]}


def test_a_format_that_is_asked_for_is_that_of_all(fwdprop: Run) -> None:
    assert fwdprop(
        f"{RUN} -q --format tsv --keep all --no-header".replace("in/ ", "in/a.csv ")
    ) == said("")
    assert contents() == {"a.tsv": "1\t2\ttransactions\n2\t3\t9\n4\t1\t13\n"}


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "npy", "tsv", "values"])
def test_the_bytes_are_those_of_a_run_of_its_own(fwdprop: Run, format: str) -> None:
    iris = NETWORKS / "iris.yaml"
    write({"in/iris.csv": (NETWORKS / "iris.csv").read_text()})
    line = f"run {iris} --data in/iris.csv --format {format}"
    assert fwdprop(f"{line} -o out/ -q") == said("")
    assert fwdprop(f"{line} -o alone") == said("")
    assert Path(f"out/iris.{format}").read_bytes() == Path("alone").read_bytes()


def test_a_record_says_what_a_file_was_made_from(fwdprop: Run) -> None:
    fwdprop(f"{RUN} --precision 3 --missing nan")
    status = os.stat("in/a.csv")
    found = record("a.csv")
    digest = found.pop("network")
    assert found == {
        "input": "in/a.csv",
        "size": 8,
        "stamp": f"mtime:{status.st_mtime_ns}",
        "options": {
            "layers": ["output"],
            "keep": [],
            "columns": {},
            "missing": "nan",
            "from": None,
            "header": None,
            "delimiter": None,
            "precision": 3,
            "labels": False,
        },
        "fwdprop": __version__,
        "output": "a.csv",
        "bytes": 18,
        "rows": 2,
        "skipped": 0,
        "non_finite": 0,
        "rejects": None,
    }
    assert len(digest) == len("sha256:") + hashlib.sha256().digest_size * 2
    assert record("b.jsonl")["network"] == digest


def test_the_summary_says_what_all_hold(fwdprop: Run) -> None:
    fwdprop(RUN)
    found = summary()
    alike = record("a.csv")
    assert found == {
        "network": alike["network"],
        "options": alike["options"],
        "fwdprop": __version__,
        "files": 2,
        "rows": 3,
        "skipped": 0,
        "non_finite": 0,
        "complete_before": 0,
        "outputs": ["a.csv", "b.jsonl"],
    }


def test_a_file_at_fault_is_not_there_and_those_before_it_are(fwdprop: Run) -> None:
    write({"in/b.jsonl": "[1, 2]\n[3]\n"})
    result = fwdprop(RUN)
    assert result.status == 2
    assert result.stderr.startswith(
        "note: 1 of 2 files is complete; --resume goes on from there\nerror: "
    )
    assert contents() == {"a.csv": RESULTS["a.csv"]}
    assert not Path("out/_fwdprop.json").exists()


def test_an_old_summary_is_gone_when_work_begins(fwdprop: Run) -> None:
    fwdprop(RUN)
    write({"in/b.jsonl": "[3]\n"})
    assert fwdprop(f"{RUN} --resume").status == 2
    assert not Path("out/_fwdprop.json").exists()


def test_what_is_not_finite_is_said_with_its_file(fwdprop: Run) -> None:
    write({"in/c.csv": "2,3\n4,\n", "in/d.csv": "1,1\n1,\n"})
    assert fwdprop(f"{RUN} --missing nan") == said(
        "note: 4 files with 7 rows written to out/\n"
        "warning: 2 of 7 rows have a result that is not finite; in the first, row 2 of in/c.csv,"
        " input accounts is nan\n"
    )
    assert record("c.csv")["non_finite"] == 1
