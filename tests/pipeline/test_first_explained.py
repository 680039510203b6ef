"""Of the rows that do not hold the first ten are explained, however many parts of a file follow."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from command_line import Run

from fwdprop.pipeline.compare import PART


def test_only_the_first_ten_rows_are_explained(fwdprop: Run, folder: Path) -> None:
    Path("net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: {weights: [2], bias: 1}}}]\n")
    rows = range(1, 2 * PART + 2)
    content = "a,y\n" + "".join(f"{row},{2 * row}\n" for row in rows)
    words = "check net.yaml --data - --from csv --format csv"
    ran = fwdprop(words, stdin=content)
    found = [row["explanation"] for row in csv.DictReader(io.StringIO(ran.stdout))]
    assert found == ["the bias of layer output is left out"] * 10 + [""] * (len(rows) - 10)
