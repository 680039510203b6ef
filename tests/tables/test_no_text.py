"""What is no text is named where a text was to be read, in every format of texts."""

from __future__ import annotations

import pytest
from command_line import NETWORKS, Run

NET = str(NETWORKS / "transactions.yaml")


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl", "json"])
@pytest.mark.parametrize(
    ("start", "what", "help"),
    [
        (b"BZh91AY", "compressed with bzip2", "unpack it: bzip2 -dc FILE"),
        (b"\xfd7zXZ\0", "compressed with xz", "unpack it: xz -dc FILE"),
        (b"PK\3\4", "a zip archive or a spreadsheet", "save it as CSV"),
        (b"\xd0\xcf\x11\xe0", "a spreadsheet", "save it as CSV"),
        (b"\x89PNG\r\n", "an image", None),
        (b"\xff\xd8\xff", "an image", None),
        (b"GIF89a", "an image", None),
        (b"%PDF-1.7\n", "a PDF document", None),
        (b"\x93NUMPY\1\0", "an npy file", "say so: --from npy"),
        (b"PAR1", "a Parquet file", "say so: --from parquet"),
        (b"ARROW1\0\0", "an Arrow file", "say so: --from arrow"),
    ],
)
def test_it_is_named(fwdprop: Run, form: str, start: bytes, what: str, help: str | None) -> None:
    ran = fwdprop(f"run {NET} --data - --from {form}", stdin=start + b"1,2\n3,4\n")
    said = f"error: <stdin> is {what}, expected UTF-8 text\n"
    assert (ran.stderr, ran.stdout) == (said + (f"help: {help}\n" if help else ""), "")
    assert ran.status == 2
