"""Results in compressed files: the same bytes as without, complete or not there at all."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import pytest
from command_line import ROOT, Run

from fwdprop.errors import InputError
from fwdprop.system import compression
from fwdprop.system.compression import zstd

NET = f"{ROOT}/networks/transactions.yaml"
ROWS = "".join(f"{row},{row + 1}\n" for row in range(40_000))


def unpacked(path: Path) -> bytes:
    """The bytes of a compressed file, read by another hand."""
    if path.suffix.lower() == ".gz":
        return gzip.decompress(path.read_bytes())
    try:
        whole: bytes = zstd("this test").decompress(path.read_bytes())
    except InputError:
        pytest.skip("there is no zstd")
    return whole


@pytest.mark.parametrize("ending", ["gz", "zst", "GZ"])
@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json", "values"])
def test_what_is_compressed_is_what_is_written(
    fwdprop: Run, folder: Path, form: str, ending: str
) -> None:
    if ending == "zst":
        pytest.importorskip("backports.zstd")
    line = f"run {NET} --data -"
    assert fwdprop(f"{line} -o plain --format {form}", stdin=ROWS).status == 0
    for option in (f"-o x.{form}.{ending}", f"-o y.{ending} --format {form}"):
        result = fwdprop(f"{line} {option}", stdin=ROWS)
        assert (result.stdout, result.stderr, result.status) == ("", "", 0)
        path = folder / option.split()[1]
        assert unpacked(path) == (folder / "plain").read_bytes()
    assert (folder / f"x.{form}.{ending}").read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "line",
    [
        f"run {NET} -i 2 3",
        f"trace {NET} -i 2 3",
        f"check {NET}",
        f"show {NET}",
        f"sweep {NET} --over children=0:3:1 -i accounts=1",
        "activations",
    ],
)
def test_every_command_with_rows_compresses_them(fwdprop: Run, folder: Path, line: str) -> None:
    plain = fwdprop(f"{line} --format csv")
    assert fwdprop(f"{line} -o x.csv.gz").status == plain.status
    assert unpacked(folder / "x.csv.gz").decode() == plain.stdout


def test_compressed_results_are_read_again(fwdprop: Run, folder: Path) -> None:
    assert fwdprop(f"run {NET} -i 2 3 --layers inputs,all -o x.csv.gz").status == 0
    assert fwdprop(f"run {NET} --data x.csv.gz --format values").stdout == "9\n"


def test_nothing_is_there_where_a_row_cannot_be_read(fwdprop: Run, folder: Path) -> None:
    result = fwdprop(f"run {NET} --data - -o x.csv.gz", stdin="1,2\n3,x\n")
    assert result.status == 2
    assert list(folder.iterdir()) == []


def test_what_breaks_off_in_a_pipe_has_no_end(fwdprop: Run, folder: Path) -> None:
    os.mkfifo(folder / "x.csv.gz")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append((folder / "x.csv.gz").read_bytes()))
    reader.start()
    assert fwdprop(f"run {NET} --data - -o x.csv.gz", stdin="1,2\n3,x\n").status == 2
    reader.join()
    with pytest.raises(EOFError):
        gzip.decompress(read[0])


def test_without_its_package_zstd_is_refused_before_anything_is_read(
    fwdprop: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(module: str, what: str, name: str) -> None:
        raise InputError(f"{what} needs the {name} package")

    monkeypatch.setattr(compression, "package", refused)
    result = fwdprop(f"run {NET} -i 2 3 -o x.csv.zst")
    needs = "and writing it needs the backports.zstd package"
    assert result.stderr == f"error: x.csv.zst is compressed with zstd, {needs}\n"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message", "help"),
    [
        (
            "-o x.gz",
            "the ending of -o x.gz does not say which format it has",
            "name a file that ends in .csv.gz, or say --format csv",
        ),
        (
            "-o x.csv.bz2",
            "-o x.csv.bz2: csv is not written with bzip2",
            "write it through a pipe: --format csv | bzip2 > x.csv.bz2",
        ),
        (
            "-o x.npy.gz",
            "-o x.npy.gz: npy is not written with gzip",
            "write it through a pipe: --format npy | gzip > x.npy.gz",
        ),
    ],
)
def test_what_is_not_compressed_is_said(
    fwdprop: Run, folder: Path, options: str, message: str, help: str
) -> None:
    result = fwdprop(f"run {NET} -i 2 3 {options}")
    assert (result.stderr, result.status) == (f"error: {message}\nhelp: {help}\n", 2)
