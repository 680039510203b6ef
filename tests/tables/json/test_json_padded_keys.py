"""Keys of JSON rows with spaces at their ends: each row is read by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Run

# y = 2a + 3b
NET = "inputs: [a, b]\nlayers: [{nodes: {y: [2, 3]}}]\n"

pytestmark = pytest.mark.usefixtures("net")


@pytest.fixture
def net(folder: Path) -> None:
    """The network `net.yaml`."""
    (folder / "net.yaml").write_text(NET)


def test_a_row_that_lacks_a_kept_key_may_come_first(fwdprop: Run) -> None:
    rows = '{"a": 1, "b": 2}\n{"a": 1, "b": 2, "date": 7}\n'
    line = ["run", "net.yaml", "--from", "jsonl", "--format", "csv", "--keep", "b, date"]
    assert fwdprop(*line, stdin=rows).stdout == "b,date,y\n2,,8\n2,7,8\n"


MIXED = """\
{" a": 1, "b": 2, " id": "x"}
{"a": 3, "b": 2, "id": "y"}
{"a": 5, " a": 7, "b": 2, "id": "z", " id": "0"}
{" a": 1, "b ": 2}
"""


@pytest.mark.parametrize("times", [1, 9_000])
def test_each_json_row_may_spell_a_key_in_its_way(fwdprop: Run, times: int) -> None:
    line = ["run", "net.yaml", "--from", "jsonl", "--format", "csv", "--keep", "id"]
    result = fwdprop(*line, stdin=MIXED * times)
    assert result.stderr == ""
    assert result.stdout == " id,y\n" + "x,8\ny,12\n0,20\n,8\n" * times


@pytest.mark.parametrize("times", [1, 9_000])
def test_a_key_that_is_missing_in_a_row_may_be_there_with_spaces(fwdprop: Run, times: int) -> None:
    rows = '{" a": 1, "b": 2, "id": "x"}\n{" a": 1, "b": 2, "id ": "y"}\n' * times
    line = ["run", "net.yaml", "--from", "jsonl", "--format", "csv", "--keep", "id"]
    assert fwdprop(*line, stdin=rows).stdout == "id,y\n" + "x,8\ny,8\n" * times
    rows += '{" a": 1, "b": 2, " id": "x", "id ": "y"}\n'
    result = fwdprop(*line, stdin=rows)
    assert result.stderr.startswith("error: 'id' is ambiguous: it may mean ' id' or 'id '\n")
