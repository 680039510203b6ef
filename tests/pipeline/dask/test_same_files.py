"""`--on dask`: the files, the messages and the sums that one machine gives, bit for bit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from command_line import NETWORKS, Result, Run
from on_dask import address, cluster

from fwdprop.pipeline.dask import parts
from fwdprop.pipeline.files.job import Part


@pytest.fixture(scope="module")
def dask() -> Iterator[str]:
    """What stands behind `--on`: a cluster of two workers."""
    with cluster() as found:
        yield address(found)


@pytest.fixture(autouse=True)
def net(folder: Path) -> None:
    shutil.copy(NETWORKS / "transactions.yaml", "net.yaml")


def csv(name: str, rows: int, bad: int | None = None) -> None:
    """A file of rows, one of which may be no numbers."""
    numbers = np.random.default_rng(rows).normal(size=(rows, 2)).round(3)
    lines = [f"{name}-{i},{x},{y}" for i, (x, y) in enumerate(numbers.tolist())]
    if bad is not None:
        lines[bad] = f"{name}-{bad},x,1"
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text("\n".join(["id,children,accounts", *lines, ""]))


def parquet(name: str, rows: int, group: int, without: int | None = None) -> None:
    """A file of rows with texts to keep; every so many-th has no number."""
    pyarrow, parquet = (pytest.importorskip(f"pyarrow{each}") for each in ("", ".parquet"))
    numbers = np.random.default_rng(rows).normal(size=(2, rows))
    texts = pyarrow.array([f"k{row % 7}" for row in range(rows)], mask=np.arange(rows) % 5 == 0)
    missing = np.zeros(rows, bool) if without is None else np.arange(rows) % without == 1
    columns = {"id": texts, "children": numbers[0]}
    columns["accounts"] = pyarrow.array(numbers[1], mask=missing)
    columns["kind"] = texts.dictionary_encode()
    Path(name).parent.mkdir(exist_ok=True)
    parquet.write_table(pyarrow.table(columns), name, row_group_size=group)


def test_the_network_travels_as_it_is_set(fwdprop: Run, dask: str) -> None:
    csv("in/a.csv", 5)
    line = "run net.yaml --data in/ --set hidden.activation=tanh --set node_0.bias=0.5"
    assert fwdprop(f"{line} -o one/").status == 0
    assert fwdprop(f"{line} -o out/ --on {dask}").status == 0
    assert outputs("out") == outputs("one")


def outputs(folder: str) -> dict[str, bytes]:
    """The files in a folder of results by their names, without what is said about them."""
    files = [path for path in Path(folder).rglob("*") if path.is_file()]
    names = {str(path.relative_to(folder)): path for path in files}
    return {name: path.read_bytes() for name, path in names.items() if "_fwdprop" not in name}


def both(fwdprop: Run, dask: str, *words: str) -> tuple[Result, dict[str, Any]]:
    """The result on the cluster, which is the same as on one machine; its summary."""
    line = ["run", "net.yaml", "--quiet", *words]
    here = fwdprop(*line, "-o", "here/")
    there = fwdprop(*line, "-o", "there/", "--on", dask)
    assert there == here
    assert outputs("there") == outputs("here")
    assert not Path("there", parts.PARTS).exists()
    summaries = [json.loads(Path(each, "_fwdprop.json").read_text()) for each in ("here", "there")]
    more = {"pieces", "pieces_run_again"}
    assert {**summaries[0], **{name: summaries[1][name] for name in more}} == summaries[1]
    return there, summaries[1]


@pytest.mark.parametrize("format", ["csv", "jsonl", "json", "tsv", "npy", "parquet", "arrow"])
def test_uneven_files_give_the_same_bytes(fwdprop: Run, dask: str, format: str) -> None:
    if format in ("parquet", "arrow"):
        pytest.importorskip("pyarrow")
    for name, rows in {"b": 1, "a": 30_000, "c": 0, "day=1/d": 700}.items():
        csv(f"in/{name}.csv", rows)
    kept = [] if format == "npy" else ["--keep", "id"]
    result, summary = both(fwdprop, dask, "--data", "in/", "--format", format, *kept)
    assert result.status == 0
    assert (summary["pieces"], summary["pieces_run_again"]) == (4, 0)
    names = [f"{name}.{format}" for name in ("a", "b", "c", "day=1/d")]
    assert sorted(outputs("there")) == names


def test_many_small_files_give_the_same_bytes(fwdprop: Run, dask: str) -> None:
    for number in range(70):
        csv(f"in/{number:02}.csv", number % 7, bad=3 if number % 7 == 6 else None)
    csv("in/33.csv", 30_000)
    result, summary = both(fwdprop, dask, "--data", "in/", "--on-error", "skip", "--health")
    assert (result.status, summary["files"], summary["skipped"]) == (1, 70, 10)
    assert (summary["pieces"], summary["pieces_run_again"]) == (70, 0)


def test_small_files_go_to_workers_together() -> None:
    def sizes(all: list[int], files: int, workers: int) -> list[list[int]]:
        pieces = [
            parts.Piece(number, Part("a"), "csv", True, size) for number, size in enumerate(all)
        ]
        found = list(parts.batches(pieces, files, workers))
        assert [piece for batch in found for piece in batch] == pieces
        return [[piece.size for piece in batch] for batch in found]

    few, small, large = [1] * 5, 1 << 20, 1 << 24
    assert sizes(few, 5, 1) == [[1]] * 5  # each of the workers gets several
    assert sizes(few, 32, 2) == [[1, 1], [1, 1], [1]]
    assert sizes([1] * 20, 10**6, 1) == [[1] * 16, [1] * 4]
    assert sizes([small] * 9, 1000, 1) == [[small] * 4, [small] * 4, [small]]
    assert sizes([1, large, large, 1, 1], 1000, 1) == [[1], [large], [large], [1, 1]]
    assert sizes([], 0, 1) == []


@pytest.mark.parametrize("format", ["csv", "npy", "parquet", "arrow"])
def test_files_that_are_cut_give_the_same_bytes(
    fwdprop: Run, dask: str, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LEAST", 1 << 20)
    parquet("in/large.parquet", 300_000, 70_000)
    parquet("in/small.parquet", 10, 3)
    kept = [] if format == "npy" else ["--keep", "id,kind"]
    result, summary = both(fwdprop, dask, "--data", "in/", "--format", format, *kept)
    assert result.status == 0
    assert (summary["rows"], summary["pieces"]) == (300_010, 4)


def test_rows_that_are_skipped_are_kept_in_order(
    fwdprop: Run, dask: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LEAST", 1 << 20)
    parquet("in/a.parquet", 300_000, 70_000, without=90_000)
    csv("in/b.csv", 500, bad=3)
    csv("in/c.csv", 10)
    line = ["run", "net.yaml", "--quiet", "--data", "in/", "--keep", "id"]
    here = fwdprop(*line, "-o", "here/", "--rejects", "bad/")
    kept = outputs("bad")
    shutil.rmtree("bad")
    there = fwdprop(*line, "-o", "there/", "--rejects", "bad/", "--on", dask)
    assert there == here
    assert (there.status, outputs("there")) == (1, outputs("here"))
    assert outputs("bad") == kept
    assert sorted(kept) == ["a.parquet.tsv", "b.csv.tsv"]
    numbers = [
        line.split(b"\t")[0].rpartition(b":")[2] for line in kept["a.parquet.tsv"].split(b"\n")
    ]
    assert numbers == [b"2", b"90002", b"180002", b"270002", b""]


def test_health_and_the_first_result_that_is_not_finite_are_those_of_all_files(
    fwdprop: Run, dask: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LEAST", 1 << 20)
    csv("in/a.csv", 1000)
    parquet("in/b.parquet", 300_000, 70_000, without=200_000)
    parquet("in/c.parquet", 10, 3, without=4)
    result, summary = both(fwdprop, dask, "--data", "in/", "--missing", "nan", "--health")
    assert summary["non_finite"] == 5
    first = "warning: 5 of 301,010 rows have a result that is not finite; in the first, row 2 of "
    assert result.stderr.startswith(f"{first}in/b.parquet, input accounts is nan\n")
    assert "health of each node over 301,010 rows" in result.stderr


@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_rows_that_cannot_be_read_mean_the_same(fwdprop: Run, dask: str, on_error: str) -> None:
    csv("in/a.csv", 100)
    csv("in/b.csv", 100, bad=50)
    line = ["run", "net.yaml", "--data", "in/", "--on-error", on_error, "--quiet"]
    here = fwdprop(*line, "-o", "here/")
    there = fwdprop(*line, "-o", "there/", "--on", dask)
    if on_error == "skip":
        assert there == here
        assert (there.status, outputs("there")) == (1, outputs("here"))
        return
    # Files are done in any order there, and those that are there are complete.
    assert there.status == here.status == 2
    assert there.stderr.partition("error: ")[2] == here.stderr.partition("error: ")[2] != ""
    assert set(outputs("there").items()) <= set(outputs("here").items())


def test_what_is_complete_is_left_alone(fwdprop: Run, dask: str) -> None:
    csv("in/a.csv", 100)
    csv("in/b.csv", 200)
    fwdprop("run net.yaml --data in/ -o out/")
    Path("out/b.csv").unlink()
    stamp = Path("out/a.csv").stat().st_mtime_ns
    result = fwdprop("run", "net.yaml", "--data", "in/", "-o", "out/", "--resume", "--on", dask)
    said = "note: 1 file with 200 rows written to out/; 1 file complete before\n"
    assert result == Result("", said, 0)
    assert Path("out/a.csv").stat().st_mtime_ns == stamp
    assert sorted(outputs("out")) == ["a.csv", "b.csv"]


def test_parts_of_a_run_that_was_killed_are_gone(fwdprop: Run, dask: str) -> None:
    csv("in/a.csv", 100)
    fwdprop("run net.yaml --data in/ -o here/")
    left = Path("out/_fwdprop/.parts/0f0f0f0f0f0f/0-abcdefabcdef")
    left.parent.mkdir(parents=True)
    left.write_text("children,accounts\n0.1,")
    Path("out/a.csv").write_text("half of a fi")
    result = fwdprop("run", "net.yaml", "--data", "in/", "-o", "out/", "--resume", "--on", dask)
    assert result.status == 0
    assert outputs("out") == outputs("here")
    assert not left.parent.parent.exists()


def test_a_cluster_of_this_machine_gives_the_same_and_is_gone_at_the_end(fwdprop: Run) -> None:
    psutil = pytest.importorskip("psutil")
    csv("in/a.csv", 100)
    before = set(psutil.Process().children(recursive=True))
    both(fwdprop, "dask", "--data", "in/")
    left = set(psutil.Process().children(recursive=True)) - before
    assert not [each for each in left if "resource_tracker" not in " ".join(each.cmdline())]
