"""Rows of an array that come in pieces: each is answered with its last byte, not later."""

from __future__ import annotations

import pytest
from piping import LONG, running


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_row_is_answered_when_its_last_byte_is_there(form: str) -> None:
    ends = {"json": (b"[", b",", b"]"), "jsonl": (b"", b"\n", b"\n")}[form]
    with running("--from", form, "--format", "values") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for part in (ends[0], b"[2", b",3", b"]", *([ends[1]] if form == "jsonl" else [])):
            process.stdin.write(part)
            process.stdin.flush()
        assert process.stdout.readline() == b"9\n"
        for part in (b"" if form == "jsonl" else ends[1], b" [1,", b" 4", b"]", ends[2]):
            process.stdin.write(part)
            process.stdin.flush()
        assert process.communicate(timeout=LONG) == (b"7\n", b"")
