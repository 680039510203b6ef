"""One of the readers of rows alone, however little there is to read."""

from __future__ import annotations

import pytest

from fwdprop.tables.delimited import fast as quick
from fwdprop.tables.delimited import reader
from fwdprop.tables.json import reader as json_reader

READERS = ("pyarrow", "numpy", "careful")


def read_by(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the reader of that name take every row which it can."""
    if name == "pyarrow":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(quick, "WORTH_IT", 0)
    monkeypatch.setattr(quick, "has_pyarrow", lambda: name == "pyarrow")
    if name == "careful":
        for module in (reader, json_reader):
            monkeypatch.setattr(module, "quickly", lambda data, form: None)
