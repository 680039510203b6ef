"""Compressed rows that are damaged: the rows before are written, and the status says the rest."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from command_line import Run

NET = "inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n"
HELP = "help: make it or fetch it again\n"


@pytest.fixture
def net(folder: Path) -> Path:
    (folder / "net.yaml").write_text(NET)
    return folder


def with_end(checksum: int, length: int, rows: bytes) -> bytes:
    """The rows as gzip has them, with this checksum and this length at the end."""
    packed = gzip.compress(rows)
    return packed[:-8] + checksum.to_bytes(4, "little") + length.to_bytes(4, "little")


@pytest.mark.parametrize("rows", [1, 60_000])
@pytest.mark.parametrize("command", ["run net.yaml --data x.csv.gz", "run net.yaml"])
def test_a_gzip_file_with_a_wrong_checksum_is_damaged(
    fwdprop: Run, net: Path, command: str, rows: int
) -> None:
    content = b"a\n" + b"1\n" * rows
    right = zlib.crc32(content)
    packed = with_end(right ^ 1, len(content), content)
    (net / "x.csv.gz").write_bytes(packed)
    result = fwdprop(command, stdin=packed if command == "run net.yaml" else b"")
    name = "<stdin>" if command == "run net.yaml" else "x.csv.gz"
    message = f"error: {name} is damaged: crc check failed {right ^ 1:#x} != {right:#x}\n{HELP}"
    assert (result.stderr, result.status) == (message, 2)
    assert result.stdout == "y\n" + "2\n" * rows
    good = with_end(right, len(content), content)
    assert fwdprop("run net.yaml", stdin=good).stdout == "y\n" + "2\n" * rows


@pytest.mark.parametrize("off", [-1, 1])
def test_a_gzip_file_with_another_length_is_damaged(fwdprop: Run, net: Path, off: int) -> None:
    content = b"a\n1\n2\n"
    packed = with_end(zlib.crc32(content), len(content) + off, content)
    result = fwdprop("run net.yaml", stdin=packed)
    message = f"error: <stdin> is damaged: incorrect length of data produced\n{HELP}"
    assert (result.stdout, result.stderr, result.status) == ("y\n2\n4\n", message, 2)


@pytest.mark.parametrize("ending", ["csv", "npy", "parquet"])
def test_no_file_of_results_is_left_behind_a_wrong_checksum(
    fwdprop: Run, net: Path, ending: str
) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow")
    packed = with_end(1, 4, b"a\n1\n")
    result = fwdprop(f"run net.yaml --data - -o out.{ending}", stdin=packed)
    found = f"{zlib.crc32(b'a' + bytes([10, 49, 10])):#x}"
    message = f"error: <stdin> is damaged: crc check failed 0x1 != {found}\n{HELP}"
    assert (result.stdout, result.stderr, result.status) == ("", message, 2)
    assert [path.name for path in net.iterdir()] == ["net.yaml"]


def test_a_check_of_a_damaged_file_is_none(fwdprop: Run, net: Path) -> None:
    packed = with_end(1, 8, b"a,y\n1,2\n")
    result = fwdprop("check net.yaml --data -", stdin=packed)
    found = f"{zlib.crc32(b'a,y' + bytes([10]) + b'1,2' + bytes([10])):#x}"
    message = f"error: <stdin> is damaged: crc check failed 0x1 != {found}\n{HELP}"
    assert (result.stderr, result.status) == (message, 2)
    assert "hold" not in result.stdout


def test_a_zstd_file_with_a_wrong_checksum_is_damaged(fwdprop: Run, net: Path) -> None:
    zstd = pytest.importorskip("backports.zstd")
    options = {zstd.CompressionParameter.checksum_flag: 1}
    packed = bytearray(zstd.compress(b"a\n1\n2\n", options=options))
    packed[-1] ^= 1
    result = fwdprop("run net.yaml", stdin=bytes(packed))
    assert result.status == 2
    assert result.stderr.startswith("error: <stdin> is damaged: ")
    assert "checksum" in result.stderr
    assert result.stderr.endswith(HELP)
    packed[-1] ^= 1
    assert fwdprop("run net.yaml", stdin=bytes(packed)).stdout == "y\n2\n4\n"
