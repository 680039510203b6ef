"""What an Arrow stream claims: a batch of more than 2 GiB is refused before memory is given."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from command_line import Run
from piping import NET

if TYPE_CHECKING:
    import pyarrow as pa
else:
    pa = pytest.importorskip("pyarrow")

CUT_SHORT = "error: <stdin> is damaged or cut short\nhelp: make it or fetch it again\n"
TOO_LARGE = (
    "error: <stdin> has a batch of more than 2 GiB\n"
    "help: write smaller batches, or name the file itself\n"
)


@pytest.mark.parametrize(
    ("size", "stderr"),
    [
        (2_147_483_648, CUT_SHORT),
        (2_147_483_649, TOO_LARGE),
        (4_294_967_304, TOO_LARGE),
        (1 << 60, TOO_LARGE),
    ],
)
def test_what_a_batch_claims_to_have_is_not_believed(fwdprop: Run, size: int, stderr: str) -> None:
    content = io.BytesIO()
    column = pa.array([2.0] * 1000)
    table = pa.table({"children": column, "accounts": column})
    with pa.ipc.new_stream(content, table.schema) as writer:
        writer.write_table(table)
    honest, claimed = struct.pack("<q", 16_000), struct.pack("<q", size)
    assert content.getvalue().count(honest) == 1
    stdin = content.getvalue().replace(honest, claimed)
    ran = fwdprop(f"run {NET} --data - --from arrow", stdin=stdin)
    assert (ran.stdout, ran.stderr, ran.status) == ("", stderr, 2)
