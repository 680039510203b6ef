"""A table of rows at exactly the width that it needs, and one column less."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

ROWS = "id,a\nabcdefgh,1\n"
WHOLE = "row   id         y\n──────────────────\n  1   abcdefgh   2\n"
SPLIT = "row   id\n──────────────\n  1   abcdefgh\n\nrow   y\n───────\n  1   2\n"
FOLDED = "row   id\n─────────────\n  1   abcdefg\n      h\n\nrow   y\n───────\n  1   2\n"


@pytest.mark.parametrize(
    ("columns", "table"), [(19, WHOLE), (18, WHOLE), (17, SPLIT), (14, SPLIT), (13, FOLDED)]
)
def test_columns_stand_side_by_side_where_they_fit(
    fwdprop: Run, folder: Path, columns: int, table: str
) -> None:
    (folder / "net.yaml").write_text("inputs: [a]\nlayers: [{nodes: {y: [2]}}]\n")
    (folder / "rows.csv").write_text(ROWS)
    result = fwdprop("run net.yaml --data rows.csv --keep id", columns=columns)
    assert (result.stdout, result.status) == (table, 0)
