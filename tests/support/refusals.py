"""Network files that must be refused, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run


def transcripts(text: str) -> list[object]:
    """Test cases written down as `=== title`, a network file, `>>>`, the whole of stderr."""
    cases: list[object] = []
    for block in text.strip("\n").removeprefix("=== ").split("\n=== "):
        title, _, rest = block.partition("\n")
        written, _, stderr = rest.partition("\n>>>\n")
        cases.append(pytest.param(f"{written}\n", f"{stderr}\n", id=title))
    return cases


def refusal(fwdprop: Run, written: str | bytes, file: str = "net.yaml") -> str:
    """Stderr for a network file that must be refused, with nothing on stdout."""
    Path(file).write_bytes(written if isinstance(written, bytes) else written.encode())
    result = fwdprop("run", file, "--input", "1", "1")
    assert (result.status, result.stdout) == (2, "")
    return result.stderr
