"""Rows of JSON that are skipped are kept as they were, each with its own line end."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run
from piping import NET


@pytest.mark.parametrize("row", [b"[1]", b"{}", b"[1, 2", b"7", b'["\xe9", 2]', b"nothing"])
def test_a_skipped_line_keeps_its_line_end(fwdprop: Run, tmp_path: Path, row: bytes) -> None:
    rejects = tmp_path / "rejects.tsv"
    lines = [b"[2, 3]\r\n", row + b"\r\n", b"[2, 3]\n", row + b"\n", b"[1, 4]\r\n", row]
    words = f"run {NET} --data - --from jsonl --format values --rejects {rejects}"
    ran = fwdprop(words, stdin=b"".join(lines))
    assert (ran.stdout, ran.status) == ("9\n9\n7\n", 1)
    kept = rejects.read_bytes().split(b"\n")
    fields = [record.split(b"\t") for record in kept]
    assert [each[0] for each in fields[:-1]] == [b"<stdin>:2", b"<stdin>:4", b"<stdin>:6"]
    assert [each[2:] for each in fields] == [[row + b"\r"], [row], [row], []]
