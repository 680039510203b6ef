"""A store that fsspec speaks to: its own, in this process's memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import any_store
import pytest
from any_store import Place
from command_line import Run
from kept_files import RESULTS, content, names, put, rows_in_every_format

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def at() -> Iterator[Place]:
    yield lambda path: f"memory://box/{path}"
    fsspec.filesystem("memory").rm("/", recursive=True)


def test_it_keeps_files(at: Place) -> None:
    any_store.keeps_files(at)


def test_it_knows_folders(at: Place) -> None:
    any_store.knows_folders(at)


def test_it_replaces_whole_files(at: Place) -> None:
    any_store.replaces_whole_files(at)


def test_it_reads_anywhere(at: Place) -> None:
    any_store.reads_anywhere(at)


def test_rows_of_every_format_are_read(at: Place, fwdprop: Run, tmp_path: Path) -> None:
    for name in rows_in_every_format(tmp_path):
        put(at(name), (tmp_path / name).read_bytes())
        has_id = not name.endswith(".npy")
        keep = ["--keep", "id"] if has_id else []
        form = ["--format", "csv"]
        done = fwdprop("run", "networks/transactions.yaml", "--data", at(name), *keep, *form)
        expected = RESULTS if has_id else "transactions\n9\n17\n25\n"
        assert (done.stdout, done.stderr, done.status) == (expected, "", 0), name


def test_several_files_are_one_stream(at: Place, fwdprop: Run, tmp_path: Path) -> None:
    put(at("a.csv"), "children,accounts\n2,3\n")
    (tmp_path / "b.csv").write_text("children,accounts\n4,5\n")
    files = [at("a.csv"), f"file://{tmp_path}/b.csv"]
    done = fwdprop("run", "networks/transactions.yaml", "--data", *files)
    assert done.stdout == "transactions\n9\n17\n"


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "npy"])
def test_results_are_those_of_a_file(ending: str, at: Place, fwdprop: Run, tmp_path: Path) -> None:
    for place in (at(f"out.{ending}"), f"{tmp_path}/out.{ending}"):
        done = fwdprop("run", "networks/iris.yaml", "--data", "networks/iris.csv", "-o", place)
        assert (done.stdout, done.stderr, done.status) == ("", "", 0)
    assert names(at("")) == [f"out.{ending}"]
    assert content(at(f"out.{ending}")) == (tmp_path / f"out.{ending}").read_bytes()


def test_results_do_not_replace_the_rows(at: Place, fwdprop: Run) -> None:
    put(at("x.csv"), "children,accounts\n2,3\n")
    place = at("x.csv")
    done = fwdprop("run", "networks/transactions.yaml", "--data", place, "-o", place)
    assert done.stderr == (
        "error: -o memory://box/x.csv would overwrite memory://box/x.csv, which is read\n"
        "help: name another file\n"
    )


def test_a_new_network_replaces_none(at: Place, fwdprop: Run) -> None:
    assert fwdprop("new", "2-1", "-o", at("net.yaml")).status == 0
    done = fwdprop("new", "2-1", "-o", at("net.yaml"))
    assert done.stderr == (
        "error: memory://box/net.yaml is there already\nhelp: name another file\n"
    )


def test_an_error_leaves_nothing(at: Place, fwdprop: Run) -> None:
    put(at("x.csv"), "children,accounts\n2,3\n4,x\n")
    done = fwdprop(
        "run", "networks/transactions.yaml", "--data", at("x.csv"), "-o", at("out/y.csv")
    )
    assert done.status == 2
    assert done.stderr == (
        "error: column accounts: 'x' is not a number\n"
        " --> memory://box/x.csv:3:3\n  |\n3 | 4,x\n  |   ^\n"
    )
    assert names(at("")) == ["x.csv"]


def test_rejects_may_stay_here(at: Place, fwdprop: Run, tmp_path: Path) -> None:
    put(at("x.csv"), "children,accounts\n2,3\n4,x\n")
    line = ["run", "networks/transactions.yaml", "--data", at("x.csv"), "-o", at("y.csv")]
    done = fwdprop(*line, "--rejects", str(tmp_path / "rejects.tsv"))
    assert (done.stdout, done.status) == ("", 1)
    assert content(at("y.csv")) == b"transactions\n9\n"
    assert (tmp_path / "rejects.tsv").read_text().endswith("\t4,x\n")


def test_a_folder_of_results_and_one_of_rejects(at: Place, fwdprop: Run) -> None:
    put(at("in/x.csv"), "2,3\n4,x\n")
    line = ["run", "networks/transactions.yaml", "--data", at("in/"), "-o", at("out/")]
    secret = at("bad/").replace("://", "://someone:s3cretkey@")
    done = fwdprop(*line, "--rejects", secret)
    assert "1 row was skipped and kept in memory://box/bad/;" in done.stderr
    assert content(f"{secret}x.csv.tsv").endswith(b"\t4,x\n")
    assert b"s3cretkey" not in content(at("out/_fwdprop/x.csv.json"))


@pytest.mark.parametrize(
    ("rejects", "said"),
    [
        (None, "-o memory://box/in/x.csv would overwrite memory://box/in/x.csv, which is read"),
        ("in/", "--rejects memory://box/in/x.csv.tsv would overwrite the results"),
    ],
)
def test_a_folder_of_rows_is_not_written_over(
    at: Place, fwdprop: Run, rejects: str | None, said: str
) -> None:
    names_of_rows = ["in/x.csv"] if rejects is None else ["x.csv", "x.csv.tsv"]
    for name in names_of_rows:
        put(at(name), "2,3\n")
    line = ["run", "networks/transactions.yaml", "--data", *map(at, names_of_rows)]
    more = [] if rejects is None else ["--rejects", at(rejects)]
    done = fwdprop(*line, "-o", at("in/"), "--overwrite", *more)
    assert done.stderr.splitlines()[0] == f"error: {said}"
    assert names(at("")) == names_of_rows
