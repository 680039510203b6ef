"""One of the readers of rows alone, however little there is to read."""

from __future__ import annotations

import pytest

from fwdprop.tables.delimited import fast, reader
from fwdprop.tables.json import reader as json_reader

READERS = ("pyarrow", "numpy", "exact")


def read_by(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the reader of that name take every row which it can."""
    if name == "pyarrow":
        pytest.importorskip("pyarrow")
    monkeypatch.setattr(fast, "WORTH_IT", 0)
    monkeypatch.setattr(fast, "has_pyarrow", lambda: name == "pyarrow")
    if name == "exact":
        for module in (reader, json_reader):
            monkeypatch.setattr(module, "read_fast", lambda data, layout: None)
