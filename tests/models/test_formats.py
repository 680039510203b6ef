"""A format of network files is one file in `models/`, which every command reads."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import NETWORKS, Run

from fwdprop import load, models

FAKE = '''
"""Networks of one node as a line of its weights."""

from pathlib import Path

from fwdprop.models.spec import network_from
from fwdprop.models.spec.home import Home

ENDINGS = (".sums",)


def read(source, dtype=None, root=None):
    weights = Path(source).read_text().split()
    written = {"layers": [{"weights": [[float(each) for each in weights]]}]}
    home = Home(Path(), root)
    return network_from(plain({"inputs": len(weights), **written}), home, "sums", dtype)


def plain(value):
    from fwdprop.models.spec.values import Plain

    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else Plain(value)
'''


@pytest.fixture
def net(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A network in a format that is new: one file in a folder of model formats."""
    (folder / "formats").mkdir()
    (folder / "formats" / "sums.py").write_text(FAKE)
    monkeypatch.setattr(models, "__path__", [*models.__path__, str(folder / "formats")])
    monkeypatch.delitem(sys.modules, "fwdprop.models.sums", raising=False)
    monkeypatch.setattr(models, "sums", None, raising=False)
    (folder / "net.sums").write_text("2 3\n")
    return "net.sums"


def test_every_command_reads_a_format_of_one_file(fwdprop: Run, net: str) -> None:
    assert fwdprop(f"run {net} --input 10 1").stdout == "node_0\n23\n"
    equation = "node_0 = 2·x0 + 3·x1 = 2·10 + 3·1 = 23\n"
    assert fwdprop(f"trace {net} --input 10 1").stdout == equation
    assert fwdprop(f"check {net} --input 10 1 --expect 23").stdout == (
        "net.sums: 1 answer holds, within 1e-09 relative\n"
    )
    figures = fwdprop(f"show {net} --format csv").stdout.splitlines()[1]
    assert figures == "output,1,identity,inputs,2,0,0,1,3,2"
    Path("rows.csv").write_text("x0,x1\n10,1\n")
    assert fwdprop(f"run {net} --data rows.csv").stdout == "node_0\n23\n"
    assert fwdprop(f"run {net} --input 10 1 --dtype float32 --layers all").stdout == "node_0\n23\n"


def test_its_files_are_known_by_their_ending(net: str) -> None:
    assert {".sums", ".yaml", ".yml"} <= set(models.endings())
    assert load(net)([1, 1]) == 5
    assert load(Path(net).rename("NET.SUMS"))([1, 1]) == 5


def test_any_other_ending_is_yaml(folder: Path) -> None:
    for name in ("net", "net.txt", "net.json", "net.YAML"):
        Path(name).write_bytes((NETWORKS / "transactions.yaml").read_bytes())
        assert load(name)([2, 3]) == 9
